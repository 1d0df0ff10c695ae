"""What people and imports changed in one cell, kind by kind, as lines of its past."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from ntm_portal.lib import periods
from reports.analytics.past.successions import predecessors
from reports.analytics.past.wording import (
    IMPORT,
    REMOVED,
    WITHDRAWAL,
    Worded,
    file_added,
    file_removed,
    indicator_name,
    person_name,
    text_worded,
    value_worded,
)
from reports.choices import ResultState
from reports.models import (
    Evidence,
    IndicatorRevision,
    IndicatorValue,
    Report,
    ResultChange,
    TextChange,
    ValueChange,
)

# Of one kind; the page says when there are more.
SHOWN = 40
BY = ("report__quarter", "by__district", "by__agency")


@dataclass(frozen=True, slots=True)
class CellChange:
    """One change: of the result, or of ``subject``.

    That is an indicator, or what was written or handed in. ``before`` and
    ``after`` are states, else as a person reads them. ``way`` is the door in words,
    ``detail`` the file or revision that it came with.
    """

    at: dt.datetime
    person: str
    quarter: periods.Quarter
    before: str
    after: str
    way: str
    detail: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class CellOf:
    """A cell of a report, and whether what is not sent elsewhere is left out."""

    report: Report
    commune: str
    criterion_id: int
    sent_only: bool

    @property
    def reports(self) -> Q:
        """Return of which reports changed results and values are shown."""
        every = Q(
            report__district_id=self.report.district_id,
            report__quarter_id__lte=self.report.quarter_id,
        )
        if not self.sent_only:
            return every
        sent = Q(report__state__in=Report.SENT_STATES)
        return every & (Q(report_id=self.report.pk) | sent)

    @property
    def written(self) -> Q:
        """Return of which reports texts and files are shown.

        An agency may lead the criterion today and not have led it before.
        """
        own = Q(report_id=self.report.pk)
        return self.reports & own if self.sent_only else self.reports

    @property
    def place(self) -> Q:
        return Q(commune_id=self.commune, criterion_id=self.criterion_id)


def typed_results(cell: CellOf) -> Iterator[CellChange]:
    """Yield results that people typed, the last first. One query."""
    rows = ResultChange.objects.filter(cell.reports, cell.place)
    for row in _last(rows):
        turn = Worded("", ResultState(row.before), ResultState(row.after))
        yield _change(row, turn, way=row.get_door_display())


def typed_values(cell: CellOf) -> Iterator[CellChange]:
    """Yield values of its indicators that people typed. One query."""
    rows = ValueChange.objects.filter(
        cell.reports,
        commune_id=cell.commune,
        indicator__criterion_id=cell.criterion_id,
    ).select_related("indicator")
    for row in _last(rows):
        turn = Worded(indicator_name(row.indicator), row.before, row.after)
        yield _change(row, turn, way=row.get_door_display())


def written_texts(cell: CellOf) -> Iterator[CellChange]:
    """Yield what was written about the cell. One query."""
    rows = TextChange.objects.filter(cell.written, cell.place)
    for row in _last(rows):
        yield _change(row, text_worded(row), way=row.get_door_display())


def files_of(cell: CellOf) -> Iterator[CellChange]:
    """Yield its files as they came and went. One query."""
    rows = Evidence.objects.filter(cell.written, cell.place).select_related(
        *BY, "replaces", "removed_by__district", "removed_by__agency"
    )
    for row in rows:
        turn, way = file_added(row)
        yield _change(row, turn, way=way)
        if row.removed_at:
            yield _change(
                row,
                file_removed(row),
                way=REMOVED,
                at=row.removed_at,
                by=row.removed_by,
            )


def imported_values(cell: CellOf) -> Iterator[CellChange]:
    """Yield values that an import changed, and those that its undo changed back.

    Values are not carried from quarter to quarter. Two queries.
    """
    revisions = list(
        IndicatorRevision.objects.filter(
            district_id=cell.report.district_id,
            quarter_id__lte=cell.report.quarter_id,
        )
        .select_related(
            "quarter",
            "import_run__by__district",
            "import_run__by__agency",
            "import_run__undone_by__district",
            "import_run__undone_by__agency",
        )
        .defer("import_run__content", "import_run__outcome")
    )
    values = _values(cell, revisions)
    came_after = predecessors(revisions)
    for revision in revisions:
        before = came_after[revision.pk]
        is_same = before is not None and before.quarter_id == revision.quarter_id
        old = values.get(before.pk, {}) if before and is_same else {}
        for indicator, value in values.get(revision.pk, {}).items():
            turn = value_worded(value.indicator, old.get(indicator), value)
            if revision.import_run_id and turn.before != turn.after:
                yield from _of_run(revision, turn)


def _of_run(revision: IndicatorRevision, turn: Worded) -> Iterator[CellChange]:
    run = revision.import_run
    line = CellChange(
        at=revision.recorded_at,
        person=person_name(run.by if run else None),
        quarter=revision.quarter.period,
        before=turn.before,
        after=turn.after,
        way=IMPORT,
        detail=run.file_name if run else "",
        subject=turn.subject,
    )
    yield line
    if revision.withdrawn_at:
        yield CellChange(
            at=revision.withdrawn_at,
            person=person_name(run.undone_by if run else None),
            quarter=line.quarter,
            before=turn.after,
            after=turn.before,
            way=WITHDRAWAL,
            detail=line.detail,
            subject=turn.subject,
        )


def _values(
    cell: CellOf, revisions: list[IndicatorRevision]
) -> dict[int, dict[int, IndicatorValue]]:
    """Return the cell's values by revision and indicator."""
    rows = IndicatorValue.objects.filter(
        revision__in=revisions,
        commune_id=cell.commune,
        indicator__criterion_id=cell.criterion_id,
    ).select_related("indicator__criterion")
    found: dict[int, dict[int, IndicatorValue]] = {}
    for row in rows.order_by("indicator__position", "indicator_id"):
        found.setdefault(row.revision_id, {})[row.indicator_id] = row
    return found


def _last(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related(*BY).order_by("-at", "-pk")[: SHOWN + 1]


def _change(
    row: Any,
    turn: Worded,
    *,
    way: str,
    at: dt.datetime | None = None,
    by: User | None = None,
) -> CellChange:
    """Return the line of a row, which it was added by unless said otherwise."""
    return CellChange(
        at=at or row.at,
        person=person_name(by or row.by),
        quarter=row.report.quarter.period,
        before=turn.before,
        after=turn.after,
        way=way,
        subject=turn.subject,
    )
