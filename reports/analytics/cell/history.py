"""The past of one cell: its state at each quarter, and every change of it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from communes.choices import UnitKind
from communes.models import CommunePeriod
from criteria.analytics.law import LawCriterion
from ntm_portal.lib import periods
from reports.analytics.cell.changes import (
    SHOWN,
    CellChange,
    CellOf,
    files_of,
    imported_values,
    typed_results,
    typed_values,
    written_texts,
)
from reports.analytics.past.successions import predecessors
from reports.analytics.past.wording import APPROVAL, IMPORT, WITHDRAWAL, person_name
from reports.choices import ResultState
from reports.models import Report, Result, Revision

QUARTERS = 12


@dataclass(frozen=True, slots=True)
class PastQuarter:
    """The cell as approved at a quarter.

    ``state`` is None without approved data and outside of the programme; then
    ``revision`` is None too. ``is_carried``: the data are those of an earlier
    quarter.
    """

    quarter: periods.Quarter
    state: ResultState | None
    revision: Revision | None

    @property
    def is_carried(self) -> bool:
        return bool(self.revision) and self.source != self.quarter

    @property
    def source(self) -> periods.Quarter | None:
        """The quarter that the data were approved for."""
        return self.revision.quarter.period if self.revision else None


@dataclass(frozen=True, slots=True)
class CellHistory:
    """Earlier quarters, oldest first, and changes, newest first.

    Of very many changes only the newest are there: ``is_cut``.
    """

    quarters: tuple[PastQuarter, ...]
    changes: tuple[CellChange, ...]
    is_cut: bool

    @property
    def last_change(self) -> CellChange | None:
        """Return the last change of the result itself."""
        return next((each for each in self.changes if not each.subject), None)


def read_history(
    report: Report, commune_code: str, criterion: LawCriterion, *, sent_only: bool
) -> CellHistory:
    """Read the past of a cell up to the report's quarter. Eight queries.

    ``sent_only`` leaves out what is typed in other reports that are not sent, and
    what is written and handed in with any other, as for agencies.
    """
    revisions = _revisions(report, commune_code, criterion)
    cell = CellOf(report, commune_code, criterion.id, sent_only)
    changes = sorted(
        [
            *_approved(revisions),
            *typed_results(cell),
            *typed_values(cell),
            *imported_values(cell),
            *written_texts(cell),
            *files_of(cell),
        ],
        key=lambda change: change.at,
        reverse=True,
    )
    return CellHistory(
        quarters=_quarters(report.quarter.period, commune_code, revisions),
        changes=tuple(changes[:SHOWN]),
        is_cut=len(changes) > SHOWN,
    )


def _revisions(
    report: Report, commune_code: str, criterion: LawCriterion
) -> list[Revision]:
    """Return the district's revisions, withdrawn ones too, with the cell's state."""
    state = Result.objects.filter(
        revision=OuterRef("pk"), commune_id=commune_code, criterion_id=criterion.id
    ).values("state")
    return list(
        Revision.objects.not_after(report.quarter_id)
        .filter(district_id=report.district_id)
        .select_related(
            "quarter",
            "approved_by__district",
            "approved_by__agency",
            "import_run__by__district",
            "import_run__by__agency",
            "import_run__undone_by__district",
            "import_run__undone_by__agency",
        )
        .defer("import_run__content", "import_run__outcome")
        .annotate(cell_state=Subquery(state[:1]))
        .order_by("quarter_id", "number")
    )


def _state(revision: Revision | None) -> ResultState | None:
    state = getattr(revision, "cell_state", None)
    return ResultState(state) if state else None


def _quarters(
    until: periods.Quarter, commune_code: str, revisions: Sequence[Revision]
) -> tuple[PastQuarter, ...]:
    standing = [each for each in revisions if each.withdrawn_on is None]
    lives = list(
        CommunePeriod.objects.filter(commune_id=commune_code, kind=UnitKind.COMMUNE)
    )
    return tuple(
        _past_quarter(until.shift(back - QUARTERS), lives, standing)
        for back in range(QUARTERS)
    )


def _past_quarter(
    quarter: periods.Quarter,
    lives: Iterable[CommunePeriod],
    standing: Sequence[Revision],
) -> PastQuarter:
    counts = any(life.holds(quarter.last_day) for life in lives)
    known = [each for each in standing if each.quarter_id <= quarter.code]
    latest = known[-1] if known and counts else None
    state = _state(latest)
    return PastQuarter(quarter, state, latest if state else None)


def _approved(revisions: Sequence[Revision]) -> Iterator[CellChange]:
    before = predecessors(revisions)
    for revision in revisions:
        old = _state(before[revision.pk]) or ResultState.UNKNOWN
        new = _state(revision)
        if new is None or new == old:
            continue
        yield _recorded(revision, old, new)
        if revision.withdrawn_at:
            yield _withdrawn(revision, revision.withdrawn_at, new, old)


def _recorded(
    revision: Revision, before: ResultState, after: ResultState
) -> CellChange:
    run = revision.import_run
    return CellChange(
        at=revision.recorded_at,
        person=person_name(run.by if run else revision.approved_by),
        quarter=revision.quarter.period,
        before=before,
        after=after,
        way=IMPORT if run else APPROVAL,
        detail=run.file_name if run else f"bản {revision.number}",
    )


def _withdrawn(
    revision: Revision, at: dt.datetime, before: ResultState, after: ResultState
) -> CellChange:
    run = revision.import_run
    return CellChange(
        at=at,
        person=person_name(run.undone_by if run else None),
        quarter=revision.quarter.period,
        before=before,
        after=after,
        way=WITHDRAWAL,
        detail=run.file_name if run else "",
    )
