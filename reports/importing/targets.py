"""Phụ lục 01: which commune is to meet which criterion by which year."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from criteria.services.plans import (
    PlanVersion,
    lock_documents,
    plan_cells,
    plan_in_force,
    record_plan,
)
from reports.importing.communes_table import CommunesTable, NoLawInForce, communes_table
from reports.importing.documents import document_name
from reports.importing.marks import PlanReading, read_plan
from reports.importing.placing import missing_communes
from reports.importing.problems import Problem
from reports.importing.readings import (
    CellCounts,
    Fate,
    ImportRequest,
    Reading,
    Tally,
    refused,
)
from reports.importing.sheets import OpenedSheet
from reports.importing.tables.totals import check_totals
from reports.importing.views import Sense
from reports.models import ImportRun

Readings = Mapping[int, Mapping[int, PlanReading]]
Cells = dict[tuple[str, int], int | None]

DECIDED_IN = 2019
MET = "ô đã đạt (x)"
PLANNED = "ô kế hoạch"
BLANK = "ô để trống"
BAD = "ô chưa đọc được"


def read_targets(request: ImportRequest, opened: OpenedSheet) -> Reading:
    """Read a sheet of Phụ lục 01 and hold it against the plan in force."""
    try:
        table = communes_table(opened.sheet, request.on, request.answers)
    except NoLawInForce as error:
        problem = Problem(opened.sheet.title, "", "", "", str(error))
        return replace(refused(request, problem), encoding=opened.encoding)
    readings = {
        row.row_number: {n: read_plan(cell) for n, cell in row.marks.items()}
        for row in table.matrix.communes
    }
    totals = check_totals(table.matrix, _counted(readings), incomplete=table.incomplete)
    errors = (*_errors(table, readings), *totals.errors)
    reading = Reading(
        request=request,
        sheet=opened.sheet.title,
        encoding=opened.encoding,
        matched=len(table.placement.places),
        unmatched=table.placement.unmatched,
        tallies=tuple(_tallies(table, readings)),
        errors=errors,
        warnings=(
            *table.matrix.warnings,
            *totals.warnings,
            *_kept(table),
        ),
        respellings=table.placement.respellings,
        questions=table.placement.questions,
        lessons=table.placement.lessons,
        columns=tuple(table.column_uses),
        roles=tuple(table.roles),
        fingerprint=table.matrix.fingerprint,
        view=table.view(_senses(readings), errors),
    )
    return TargetsSheet(reading, table, readings).compare()


@dataclass(frozen=True, slots=True)
class TargetsSheet:
    """A sheet of Phụ lục 01 with the readings of its cells by row number."""

    reading: Reading
    table: CommunesTable
    readings: Readings

    def lock(self) -> None:
        lock_documents(self.table.law.code)

    def compare(self) -> Reading:
        """Return the reading against the plan in force now."""
        plan = plan_in_force(self.table.law.code)
        before, said = plan_cells(plan), self._said()
        fates = self._fates(before, said, is_first=plan is None)
        kept = {
            cell: year for cell, year in before.items() if cell[0] not in self._communes
        }
        request = self.reading.request
        changes = TargetChanges(
            version=PlanVersion(
                set_code=self.table.law.code,
                document=document_name(self.table.matrix.title_text, "Phụ lục 01"),
                effective_from=request.on,
                is_demo=request.is_demo or bool(kept and plan and plan.is_demo),
            ),
            cells={**kept, **said},
            is_empty=set(fates.values()) <= {Fate.UNCHANGED},
        )
        return replace(
            self.reading,
            counts=CellCounts.of(fates.values()),
            fates=fates,
            stands_on=(str(plan.number),) if plan else (),
            source=self,
            changes=None if self.reading.errors else changes,
        )

    @property
    def _communes(self) -> set[str]:
        return {place.code for place in self.table.usable.values()}

    def _said(self) -> Cells:
        """Return the cells that the file counts as met or planned."""
        return {
            (place.code, number): reading.year
            for row, place in self.table.usable.items()
            for number, reading in self.readings[row].items()
            if reading.counts
        }

    def _fates(self, before: Cells, said: Cells, *, is_first: bool) -> dict[str, Fate]:
        """Return what becomes of every cell, by address."""
        fates = {}
        planned = {commune for commune, _ in before}
        named = {commune for commune, _ in said}
        for row, number in self.table.cells():
            place = self.table.usable.get(row.row_number)
            reading = self.readings.get(row.row_number, {}).get(number)
            if place is None or reading is None or reading.fault:
                fate = Fate.REFUSED
            elif is_first or (place.code in named - planned):
                fate = Fate.CREATED
            else:
                fate = _fate(before, said, (place.code, number))
            fates[self.table.address(row.row_number, number)] = fate
        return fates


@dataclass(frozen=True, slots=True)
class TargetChanges:
    """The next version of Phụ lục 01, whole."""

    version: PlanVersion
    cells: Cells
    is_empty: bool

    def write(self, run: ImportRun, *, at: dt.datetime) -> None:
        run.plan = record_plan(version=self.version, cells=self.cells, at=at)


def _fate(before: Cells, said: Cells, cell: tuple[str, int]) -> Fate:
    is_same = (cell in before) == (cell in said) and before.get(cell) == said.get(cell)
    return Fate.UNCHANGED if is_same else Fate.UPDATED


def _counted(readings: Readings) -> dict[int, dict[int, bool | None]]:
    return {
        row: {n: None if cell.fault else cell.counts for n, cell in cells.items()}
        for row, cells in readings.items()
    }


def _errors(table: CommunesTable, readings: Readings) -> Iterator[Problem]:
    yield from table.matrix.problems
    yield from table.placement.errors
    for cells in readings.values():
        for reading in cells.values():
            if reading.fault:
                yield table.matrix.problem_at(reading.cell, reading.fault)


def _kept(table: CommunesTable) -> Iterator[Problem]:
    for problem, place in missing_communes(
        table.placement, table.matrix, table.matcher
    ):
        yield replace(
            problem,
            message=f"Tệp không có xã {place.name}: giữ nguyên chỉ tiêu cũ của xã.",
        )


def _tallies(table: CommunesTable, readings: Readings) -> Iterator[Tally]:
    said = Counter(
        _label(readings[row.row_number].get(number))
        if row.row_number in table.usable
        else BAD
        for row, number in table.cells()
    )
    years = sorted(label for label in said if label.startswith(PLANNED))
    for label in (MET, *years, BLANK, BAD):
        yield Tally(label, said[label])


def _label(reading: PlanReading | None) -> str:
    if reading is None or reading.fault:
        return BAD
    if reading.is_met:
        return MET
    return f"{PLANNED} {reading.year}" if reading.year else BLANK


def _senses(readings: Readings) -> dict[str, Sense]:
    return {
        reading.cell.address: _sense(reading)
        for cells in readings.values()
        for reading in cells.values()
        if reading.counts
    }


def _sense(reading: PlanReading) -> Sense:
    if reading.year is None:
        return Sense.MET
    return Sense.THIS_YEAR if reading.year <= DECIDED_IN else Sense.PLANNED
