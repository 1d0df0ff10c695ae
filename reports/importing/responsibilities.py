"""Phụ lục 02: which agency leads and which supports, criterion by criterion."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from criteria.analytics.agency_names import AgencyMatcher, split_agencies
from criteria.analytics.law import Law, law_on
from criteria.choices import AssignmentRole
from criteria.services.assignments import (
    Duty,
    ListVersion,
    duties_of,
    list_in_force,
    record_list,
)
from criteria.services.plans import lock_documents
from reports.importing.documents import document_name, is_sample
from reports.importing.duty_rows import DutyRow, DutySheet, Part, read_duty_rows
from reports.importing.duty_targets import Target, TargetReader, Unclear
from reports.importing.marks import cell_fault
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
from reports.importing.views import Sense, draw_view
from reports.models import ImportRun

NO_TABLE = (
    "Không tìm thấy bảng phân công: chưa có hàng tiêu đề nào ghi “Cơ quan chủ trì” "
    "cùng “Tiêu chí” hoặc “Nội dung”."
)
ROLES = {Part.LEAD: AssignmentRole.LEAD, Part.SUPPORT: AssignmentRole.SUPPORT}
LENGTHS = {Part.DUE: 60, Part.NOTE: 300}


def read_responsibilities(request: ImportRequest, opened: OpenedSheet) -> Reading:
    """Read a sheet of Phụ lục 02 and hold it against the list in force."""
    law = law_on(request.on)
    table = read_duty_rows(opened.sheet)
    if law is None or not table.columns:
        message = (
            NO_TABLE if law else f"Chưa có bộ tiêu chí ngày {request.on:%d/%m/%Y}."
        )
        problem = Problem(opened.sheet.title, "", "", "", message)
        return replace(refused(request, problem), encoding=opened.encoding)
    reader = _DutyReader(table, law)
    reader.read()
    reading = Reading(
        request=request,
        sheet=opened.sheet.title,
        encoding=opened.encoding,
        matched=len({duty.agency_code for duty in reader.duties.values()}),
        unmatched=tuple(dict.fromkeys(reader.unmatched)),
        tallies=tuple(reader.tallies()),
        errors=tuple(reader.errors),
        warnings=(*reader.warnings, *reader.unassigned()),
        view=draw_view(
            table.sheet,
            senses={problem.cell: Sense.BAD for problem in reader.errors},
            heads={c: table.headers[c] for c in table.columns.values()},
            rows={row.number: False for row in table.rows},
        ),
    )
    duties = tuple(reader.duties.values())
    return DutiesSheet(reading, law, table.title, duties, reader.refused).compare()


@dataclass(frozen=True, slots=True)
class DutiesSheet:
    """The assignments of a sheet, and how many names could not be taken."""

    reading: Reading
    law: Law
    title: str
    duties: tuple[Duty, ...]
    refused: int

    def lock(self) -> None:
        lock_documents(self.law.code)

    def compare(self) -> Reading:
        """Return the reading against the list in force on its effective day."""
        on = self.reading.request.on
        listed = list_in_force(self.law.code, on)
        before = {duty.key: duty for duty in duties_of(listed)}
        fates = [_fate(duty, before.get(duty.key)) for duty in self.duties]
        changes = DutyChanges(
            version=ListVersion(
                set_code=self.law.code,
                document=document_name(self.title, "Phụ lục 02"),
                effective_from=on,
                is_sample=is_sample(self.title),
            ),
            duties=self.duties,
            is_empty=set(self.duties) == set(before.values()),
        )
        return replace(
            self.reading,
            counts=CellCounts.of([*fates, *[Fate.REFUSED] * self.refused]),
            stands_on=(str(listed.number),) if listed else (),
            source=self,
            changes=None if self.reading.errors else changes,
        )


@dataclass(frozen=True, slots=True)
class DutyChanges:
    """The next version of Phụ lục 02, whole."""

    version: ListVersion
    duties: tuple[Duty, ...]
    is_empty: bool

    def write(self, run: ImportRun, *, at: dt.datetime) -> None:
        run.assignment_list = record_list(
            version=self.version, duties=self.duties, at=at
        )


def _fate(duty: Duty, before: Duty | None) -> Fate:
    if before is None:
        return Fate.CREATED
    return Fate.UNCHANGED if before == duty else Fate.UPDATED


class _DutyReader:
    """Turns rows into duties; every row is read, whatever is wrong in others."""

    def __init__(self, table: DutySheet, law: Law) -> None:
        self.table = table
        self.law = law
        self.agencies = AgencyMatcher()
        names = {criterion.number: criterion.name for criterion in law.criteria}
        self.targets = TargetReader(names, law.code)
        self.duties: dict[tuple[str, AssignmentRole, int, str], Duty] = {}
        self.rows: dict[Target, DutyRow] = {}
        self.said: dict[tuple[str, AssignmentRole, int, str], DutyRow] = {}
        self.refused = 0
        self.unmatched: list[str] = []
        self.errors: list[Problem] = []
        self.warnings: list[Problem] = []

    def read(self) -> None:
        for row in self.table.rows:
            faults = list(self._faults(row))
            self.errors += faults
            target = self._target(row)
            self._read_agencies(row, None if faults else target)
        if not self.duties and not self.errors:
            self.errors.append(
                Problem(self.table.sheet.title, "", "", "", "Bảng không phân công gì.")
            )

    def tallies(self) -> Iterator[Tally]:
        """Yield the assignments by role; they add up to what was read."""
        said = Counter(duty.role for duty in self.duties.values())
        for role in ROLES.values():
            yield Tally(f"phân công {role.label.lower()}", said[role])
        yield Tally("chỗ chưa đọc được", self.refused)

    def unassigned(self) -> Iterator[Problem]:
        """Yield the criteria that the new list would leave without an agency."""
        assigned = {target.criterion for target in self.rows}
        for criterion in self.law.criteria:
            if criterion.number not in assigned:
                message = f"Phụ lục không phân công tiêu chí {criterion.title}."
                yield Problem(self.table.sheet.title, "", "", "", message)

    def _faults(self, row: DutyRow) -> Iterator[Problem]:
        for part, cell in row.cells.items():
            fault = cell_fault(cell)
            if fault:
                yield self.table.problem_at(cell, fault)
            elif part in LENGTHS and len(row.text(part)) > LENGTHS[part]:
                message = f"Dài quá {LENGTHS[part]} ký tự."
                yield self.table.problem_at(cell, message)

    def _target(self, row: DutyRow) -> Target | None:
        target = self.targets.read(row)
        if isinstance(target, Unclear):
            self._fail(row, target.part, target.message)
            return None
        first = self.rows.setdefault(target, row)
        if not row.repeats(first):
            message = f"Hai hàng cho {target.label}: {first.number} và {row.number}."
            self._fail(row, Part.CONTENT, message)
            return None
        if self.targets.name_differs(row):
            cell = row.cell(Part.CRITERION)
            message = f"Tên tiêu chí khác danh mục; hiểu là {target.label} theo số."
            self.warnings.append(self.table.problem_at(cell, message))
        return target

    def _read_agencies(self, row: DutyRow, target: Target | None) -> None:
        if not row.text(Part.LEAD):
            message = "Hàng này chưa có cơ quan chủ trì."
            cell = row.cell(Part.CONTENT)
            self.warnings.append(self.table.problem_at(cell, message))
        for part, role in ROLES.items():
            for name in split_agencies(row.cell(part).shown):
                self._read_agency(row, part, name, (target, role))

    def _read_agency(
        self,
        row: DutyRow,
        part: Part,
        name: str,
        meant: tuple[Target | None, AssignmentRole],
    ) -> None:
        codes = self.agencies.find(name)
        if not codes:
            self.unmatched.append(name)
            cell = row.cell(part)
            message = self.agencies.why_not(name)
            self.errors.append(self.table.problem_at(cell, message, value=name))
        target, role = meant
        if not codes or target is None:
            self.refused += max(1, len(codes))
            return
        for code in codes:
            duty = Duty(
                agency_code=code,
                role=role,
                criterion=target.criterion,
                indicator=target.indicator,
                due=row.text(Part.DUE),
                note=row.text(Part.NOTE),
            )
            self._take(row, part, name, duty)

    def _take(self, row: DutyRow, part: Part, name: str, duty: Duty) -> None:
        """Keep a duty; no second row may say it again."""
        first = self.said.setdefault(duty.key, row)
        if first is row:
            self.duties[duty.key] = duty
            return
        message = (
            f"Hai hàng cùng phân công đơn vị này {duty.role.label.lower()}: "
            f"{first.number} và {row.number}."
        )
        self.errors.append(self.table.problem_at(row.cell(part), message, value=name))
        self.refused += 1

    def _fail(self, row: DutyRow, part: Part, message: str) -> None:
        self.errors.append(self.table.problem_at(row.cell(part), message))
