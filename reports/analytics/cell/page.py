"""One cell of a district's quarter: what it is, what it was, where it lies.

A pure read, in the same words as the grid: a draft stands on the revision in force,
an approved quarter is compared with the quarter before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import OuterRef, Subquery

from communes.analytics.places import Place, programme_communes
from communes.models import District
from criteria.analytics.law import Law, LawCriterion, law_on
from ntm_portal.lib import periods
from reports.analytics.quarter_report import report_of
from reports.choices import ReportState, ResultState
from reports.models import (
    DraftResult,
    Report,
    Result,
    ResultChange,
    ReturnedCell,
    Revision,
)

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The cells beside this one; None at the edges of the grid."""

    commune_before: Place | None
    commune_after: Place | None
    criterion_before: LawCriterion | None
    criterion_after: LawCriterion | None


@dataclass(frozen=True, slots=True)
class CellPage:
    """A commune and criterion of a report.

    ``report`` is unsaved before the first change of the quarter. ``before`` is the
    state in ``base``, the revision that the cell is compared with (None: there is
    none, and before is chưa đánh giá). ``last_change`` is the last one in this report.
    ``lock`` says why the person may not change the cell.
    """

    report: Report
    place: Place
    criterion: LawCriterion
    state: ResultState
    before: ResultState
    base: Revision | None
    last_change: ResultChange | None
    returned: ReturnedCell | None
    neighbours: Neighbours
    lock: str = ""

    @property
    def period(self) -> periods.Quarter:
        return self.report.quarter.period

    @property
    def key(self) -> tuple[str, int]:
        return self.place.code, self.criterion.number

    @property
    def address(self) -> tuple[periods.Quarter, str, str, int]:
        """Quarter, district, commune and number: what the cell's address names."""
        return self.period, self.report.district_id, *self.key

    @property
    def version(self) -> int:
        """The key of the last change, 0 for none: what a new one is typed on."""
        return self.last_change.pk if self.last_change else 0

    @property
    def is_changed(self) -> bool:
        return self.state != self.before

    @property
    def has_fallen(self) -> bool:
        """Met before, and judged not to be any more."""
        return self.before == ResultState.MET and self.state == ResultState.UNMET


def read_cell(
    *, period: periods.Quarter, district: District, commune: str, number: int
) -> CellPage | None:
    """Read one cell; None when the quarter has no such commune or criterion.

    Eight queries at most.
    """
    law = law_on(period.last_day)
    places = programme_communes(period.last_day, district_code=district.code)
    place = next((each for each in places if each.code == commune), None)
    criterion = law.by_number.get(number) if law else None
    if law is None or place is None or criterion is None:
        return None
    report = report_of(period, district)
    return _cell(report, place, criterion, _neighbours(place, criterion, places, law))


def _cell(
    report: Report, place: Place, criterion: LawCriterion, neighbours: Neighbours
) -> CellPage:
    in_force, earlier = _approved(report, place, criterion)
    if report._state.adding and _is_of(in_force, report):
        # Approved from a file, without a report of its own.
        report.state = ReportState.APPROVED
    is_approved = report.state == ReportState.APPROVED
    base = earlier if is_approved else in_force
    before = _state(base)
    return CellPage(
        report=report,
        place=place,
        criterion=criterion,
        state=_state(in_force)
        if is_approved
        else _own(report, place, criterion) or before,
        before=before,
        base=base,
        last_change=_last_change(report, place, criterion),
        returned=_returned(report, place, criterion),
        neighbours=neighbours,
    )


def _approved(
    report: Report, place: Place, criterion: LawCriterion
) -> tuple[Revision | None, Revision | None]:
    """Return the revision in force, and that of the quarter before, with the state."""
    state = Result.objects.filter(
        revision=OuterRef("pk"), commune_id=place.code, criterion_id=criterion.id
    ).values("state")
    standing = (
        Revision.objects.standing(None)
        .not_after(report.quarter_id)
        .filter(district_id=report.district_id)
        .select_related("quarter")
        .annotate(cell_state=Subquery(state[:1]))
        .order_by("-quarter_id", "-number")
    )
    known = list(standing)
    earlier = (each for each in known if each.quarter_id < report.quarter_id)
    return next(iter(known), None), next(earlier, None)


def _is_of(revision: Revision | None, report: Report) -> bool:
    return revision is not None and revision.quarter_id == report.quarter_id


def _state(revision: Revision | None) -> ResultState:
    return ResultState(getattr(revision, "cell_state", None) or ResultState.UNKNOWN)


def _own(report: Report, place: Place, criterion: LawCriterion) -> ResultState | None:
    """Return the draft's own value, None when the cell follows its base."""
    own = (
        DraftResult.objects.filter(
            report_id=report.pk, commune_id=place.code, criterion_id=criterion.id
        )
        .values_list("state", flat=True)
        .first()
    )
    return ResultState(own) if own else None


def _last_change(
    report: Report, place: Place, criterion: LawCriterion
) -> ResultChange | None:
    return (
        ResultChange.objects.filter(
            report_id=report.pk, commune_id=place.code, criterion_id=criterion.id
        )
        .select_related("by__district", "by__agency")
        .order_by("-pk")
        .first()
    )


def _returned(
    report: Report, place: Place, criterion: LawCriterion
) -> ReturnedCell | None:
    return (
        ReturnedCell.objects.standing()
        .filter(report_id=report.pk, commune_id=place.code, criterion_id=criterion.id)
        .select_related(
            "returned_by__district",
            "returned_by__agency",
            "answered_by__district",
            "answered_by__agency",
        )
        .first()
    )


def _neighbours(
    place: Place, criterion: LawCriterion, places: Sequence[Place], law: Law
) -> Neighbours:
    commune_before, commune_after = _beside(place, places)
    criterion_before, criterion_after = _beside(criterion, law.criteria)
    return Neighbours(
        commune_before=commune_before,
        commune_after=commune_after,
        criterion_before=criterion_before,
        criterion_after=criterion_after,
    )


def _beside(item: Item, items: Sequence[Item]) -> tuple[Item | None, Item | None]:
    position = items.index(item)
    return (
        items[position - 1] if position else None,
        items[position + 1] if position + 1 < len(items) else None,
    )
