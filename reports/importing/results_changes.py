"""Results held against the approved data, and written as revisions."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from criteria.analytics.law import Law
from ntm_portal.lib.periods import Quarter
from reports import models
from reports.choices import EventKind, ResultState
from reports.importing.communes_table import CommunesTable
from reports.importing.placing import problem_of_district
from reports.importing.problems import Problem
from reports.importing.readings import CellCounts, Fate, Reading
from reports.models import ImportRun, Report, ReportEvent, Result, Revision
from reports.services.drafts import has_typed_changes
from reports.services.guard import ChangeRefused, check_quarter_open, import_refusal
from reports.services.revisions import Approval, record_revisions
from reports.services.workflow import settle

States = Mapping[int, ResultState]
Stored = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class ResultsSheet:
    """A sheet of results; ``states`` has the readable cells of every row number."""

    reading: Reading
    table: CommunesTable
    period: Quarter
    states: Mapping[int, States]

    def lock(self) -> None:
        """Lock the quarter, then its reports in the order of the districts."""
        models.Quarter.objects.get_or_create(code=self.period.code)
        models.Quarter.objects.select_for_update().get(code=self.period.code)
        list(self._reports().select_for_update(of=("self",)))

    def compare(self) -> Reading:
        """Return the reading against the revisions and reports as they are now."""
        locked = dict(self._locked())
        last = self._last()
        fates = self._fates(locked, self._standing(last))
        errors = (*self.reading.errors, *locked.values())
        reading = replace(
            self.reading,
            errors=errors,
            counts=CellCounts.of(fates.values()),
            fates={self.table.address(*cell): fate for cell, fate in fates.items()},
            stands_on=tuple(f"{code} {each.number}" for code, each in last.items()),
            source=self,
        )
        if errors:
            return reading
        changes = self._changes(fates)
        notes = (*reading.notes, *self._what_is_written(changes))
        return replace(reading, changes=changes, notes=notes)

    def _what_is_written(self, changes: "ResultChanges") -> Iterator[str]:
        names = [self.table.matcher.districts[code].title for code in changes.districts]
        if names:
            yield f"Bản duyệt mới cho {len(names)} đơn vị: {', '.join(names)}."

    def _reports(self) -> QuerySet[Report]:
        return Report.objects.filter(
            quarter_id=self.period.code, district_id__in=self.table.district_codes
        ).order_by("district_id")

    def _locked(self) -> Iterator[tuple[str, Problem]]:
        """Yield the districts that may not be written, each with the reason."""
        closed = self._closed()
        if closed:
            yield from ((code, closed) for code in self.table.district_codes)
            return
        reports = self._reports().select_related("district")
        for report in reports.prefetch_related("changes", "values"):
            refusal = import_refusal(report, has_changes=has_typed_changes(report))
            if refusal:
                heading = self.table.placement.headings[report.district_id]
                yield (
                    report.district_id,
                    problem_of_district(
                        self.table.matrix, heading, report.district, refusal
                    ),
                )

    def _closed(self) -> Problem | None:
        quarter = models.Quarter.objects.filter(code=self.period.code).first()
        try:
            check_quarter_open(quarter or models.Quarter(code=self.period.code))
        except ChangeRefused as refusal:
            return self.table.problem(str(refusal), value=self.period.label)
        return None

    def _fates(
        self, locked: Mapping[str, Problem], standing: Mapping[str, Stored]
    ) -> dict[tuple[int, int], Fate]:
        numbers = list(self.table.matrix.columns)
        fates: dict[tuple[int, int], Fate] = {}
        for row in self.table.matrix.counted:
            place = self.table.usable.get(row.row_number)
            if place is None or place.district_code in locked:
                fates |= {(row.row_number, n): Fate.REFUSED for n in numbers}
                continue
            stored = standing.get(place.district_code)
            states = self.states[row.row_number]
            for n in numbers:
                before = None if stored is None else stored.get((place.code, n), "")
                fates[row.row_number, n] = _fate(states.get(n), before)
        return fates

    def _last(self) -> dict[str, Revision]:
        """Return each district's last standing revision of the quarter."""
        standing = Revision.objects.standing(None).filter(
            quarter_id=self.period.code, district_id__in=self.table.district_codes
        )
        return {each.district_id: each for each in standing.order_by("number")}

    def _standing(self, last: Mapping[str, Revision]) -> Mapping[str, Stored]:
        """Return the cells of each of the revisions."""
        cells: dict[str, dict[tuple[str, int], str]] = {code: {} for code in last}
        rows = Result.objects.filter(revision__in=last.values()).values_list(
            "revision__district_id", "commune_id", "criterion__number", "state"
        )
        for district, commune, number, state in rows:
            cells[district][commune, number] = state
        return cells

    def _changes(self, fates: Mapping[tuple[int, int], Fate]) -> "ResultChanges":
        usable = self.table.usable
        changed = {row for (row, _), fate in fates.items() if fate != Fate.UNCHANGED}
        codes = sorted({usable[row].district_code for row in changed})
        districts: dict[str, dict[str, States]] = {code: {} for code in codes}
        for row, place in usable.items():
            if place.district_code in districts:
                districts[place.district_code][place.code] = self.states[row]
        return ResultChanges(
            law=self.table.law,
            period=self.period,
            on=self.reading.request.on,
            districts=districts,
        )


def _fate(state: ResultState | None, before: str | None) -> Fate:
    """Return what becomes of a cell that was ``before``, None without a revision."""
    if state is None:
        return Fate.REFUSED
    if before is None:
        return Fate.CREATED
    return Fate.UNCHANGED if before == state else Fate.UPDATED


@dataclass(frozen=True, slots=True)
class ResultChanges:
    """The districts that get a new revision, each with all its cells."""

    law: Law
    period: Quarter
    on: dt.date
    districts: Mapping[str, Mapping[str, States]]

    @property
    def is_empty(self) -> bool:
        return not self.districts

    def write(self, run: ImportRun, *, at: dt.datetime) -> None:
        """Write the revisions, and let the reports that exist stand on them."""
        quarter = models.Quarter.objects.get(code=self.period.code)
        run.quarter = quarter
        run.save(update_fields=["quarter"])
        reports = {
            report.district_id: report
            for report in Report.objects.filter(
                quarter=quarter, district_id__in=self.districts
            )
        }
        approval = Approval(
            on=self.on,
            at=at,
            by=run.by,
            import_run=run,
            is_demo=run.is_demo,
        )
        revisions = record_revisions(
            quarter=quarter,
            law=self.law,
            districts=self.districts,
            approval=approval,
        )
        for code, report in reports.items():
            settle(report, revisions[code])
        ReportEvent.objects.bulk_create(
            ReportEvent(report=report, kind=EventKind.IMPORTED, at=at, by=run.by)
            for report in reports.values()
        )
