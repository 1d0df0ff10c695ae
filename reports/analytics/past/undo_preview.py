"""What the undo of an import would withdraw, and what would hold again.

Nothing is decided here: reports.services.withdrawals says whether it may be undone.
"""

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, QuerySet

from criteria.models import AssignmentList, CommunePlan
from ntm_portal.lib import periods
from reports.choices import ImportKind
from reports.models import (
    CommuneSummary,
    ImportRun,
    IndicatorRevision,
    IndicatorValue,
    Report,
    Revision,
)

# Met and unknown criteria of a commune, as bits of their numbers.
Masks = tuple[int, int]
Versions = TypeVar("Versions", Revision, IndicatorRevision)


@dataclass(frozen=True, slots=True)
class Before:
    """The approved version that would hold again."""

    quarter: periods.Quarter
    number: int
    approved_on: dt.date


@dataclass(frozen=True, slots=True)
class DistrictUndo:
    """What one district would lose and get back.

    ``cells`` counts those that would change or have no data again. The criteria that
    its communes meet are None where none are counted. ``before`` is None when the
    district would have no data; ``is_draft_again`` says that its report of the
    quarter would be a draft.
    """

    name: str
    number: int
    before: Before | None
    cells: int
    met_now: int | None = None
    met_then: int | None = None
    is_draft_again: bool = False


@dataclass(frozen=True, slots=True)
class DocumentUndo:
    """The version of an appendix that would be withdrawn, and the one before."""

    withdrawn: str
    before: str
    cells: int


@dataclass(frozen=True, slots=True)
class UndoPreview:
    """Either districts or one document, as the import brought them."""

    districts: tuple[DistrictUndo, ...] = ()
    document: DocumentUndo | None = None

    @property
    def cells(self) -> int:
        own = sum(each.cells for each in self.districts)
        return own + (self.document.cells if self.document else 0)

    @property
    def counts_met(self) -> bool:
        """Whether the import was of results."""
        return any(each.met_now is not None for each in self.districts)


def undo_preview(run: ImportRun, *, on: dt.date) -> UndoPreview:
    """Return what the undo of an applied run on a day would do.

    At most five queries, whatever the number of districts.
    """
    if run.kind == ImportKind.RESULTS:
        return UndoPreview(districts=_results(run))
    if run.kind == ImportKind.INDICATORS:
        return UndoPreview(districts=_values(run))
    if run.plan:
        return UndoPreview(document=_plan(run.plan))
    if run.assignment_list:
        return UndoPreview(document=_list(run.assignment_list, on))
    return UndoPreview()


def _results(run: ImportRun) -> tuple[DistrictUndo, ...]:
    revisions = list(run.revisions.select_related("district").order_by("district_id"))
    earlier = Revision.objects.standing(None).not_after(run.quarter_id or "")
    before = _before(revisions, earlier)
    masks = _masks([*revisions, *before.values()])
    reports = set(
        Report.objects.filter(quarter_id=run.quarter_id).values_list(
            "district_id", flat=True
        )
    )
    criteria = run.revisions.aggregate(n=Count("results__criterion", distinct=True))
    return tuple(
        _of_district(
            revision,
            before.get(revision.district_id),
            masks,
            criteria=criteria["n"],
            has_report=revision.district_id in reports,
        )
        for revision in revisions
    )


def _of_district(
    revision: Revision,
    before: Revision | None,
    masks: Mapping[int, Mapping[str, Masks]],
    *,
    criteria: int,
    has_report: bool,
) -> DistrictUndo:
    now = masks[revision.pk]
    # Who left the programme since does not come back with the data of then.
    then = {
        code: found
        for code, found in (masks[before.pk] if before else {}).items()
        if code in now
    }
    keeps_quarter = before is not None and before.quarter_id == revision.quarter_id
    return DistrictUndo(
        name=revision.district.full_name,
        number=revision.number,
        before=_as_before(before),
        cells=sum(
            _turned(found, then[code]) if code in then else criteria
            for code, found in now.items()
        ),
        met_now=_met(now.values()),
        met_then=_met(then.values()) if before else None,
        is_draft_again=has_report and not keeps_quarter,
    )


def _values(run: ImportRun) -> tuple[DistrictUndo, ...]:
    """Values of indicators are not carried over from an earlier quarter."""
    revisions = list(
        run.indicator_revisions.select_related("district").order_by("district_id")
    )
    standing = IndicatorRevision.objects.standing(None)
    before = _before(revisions, standing.filter(quarter_id=run.quarter_id))
    values: dict[int, dict[Hashable, Hashable]] = {}
    for row in IndicatorValue.objects.filter(
        revision__in=[*revisions, *before.values()]
    ):
        said = (row.number, row.second_number, row.answer, row.is_no_data)
        of_revision = values.setdefault(row.revision_id, {})
        of_revision[row.commune_id, row.indicator_id] = said
    return tuple(
        DistrictUndo(
            name=each.district.full_name,
            number=each.number,
            before=_as_before(before.get(each.district_id)),
            cells=_differing(
                values.get(each.pk, {}),
                values.get(before[each.district_id].pk, {})
                if each.district_id in before
                else {},
            ),
        )
        for each in revisions
    )


def _plan(plan: CommunePlan) -> DocumentUndo:
    others = CommunePlan.objects.filter(criteria_set=plan.criteria_set_id)
    before = others.in_force().filter(number__lt=plan.number).first()
    return DocumentUndo(
        withdrawn=str(plan),
        before=str(before or ""),
        cells=_differing(_planned(plan), _planned(before)),
    )


def _planned(plan: CommunePlan | None) -> dict[Hashable, Hashable]:
    if plan is None:
        return {}
    rows = plan.targets.values_list("commune_id", "criterion_id", "value", "year")
    return {row[:2]: row[2:] for row in rows}


def _list(listed: AssignmentList, on: dt.date) -> DocumentUndo:
    others = AssignmentList.objects.filter(criteria_set=listed.criteria_set_id)
    before = others.in_force(on).filter(number__lt=listed.number).first()
    return DocumentUndo(
        withdrawn=str(listed),
        before=str(before or ""),
        cells=_differing(_assigned(listed), _assigned(before)),
    )


def _assigned(listed: AssignmentList | None) -> dict[Hashable, Hashable]:
    if listed is None:
        return {}
    rows = listed.assignments.filter(criterion__isnull=False).values_list(
        "agency_id", "role", "criterion_id", "indicator_id", "due", "note"
    )
    return {row[:4]: row[4:] for row in rows}


def _before(
    revisions: Sequence[Versions], earlier: QuerySet[Versions]
) -> dict[str, Versions]:
    """Return by district the last version before the one given. One query."""
    limits = {each.district_id: (each.quarter_id, each.number) for each in revisions}
    found = earlier.filter(district_id__in=limits).order_by("quarter_id", "number")
    return {
        each.district_id: each
        for each in found
        if (each.quarter_id, each.number) < limits[each.district_id]
    }


def _as_before(revision: Versions | None) -> Before | None:
    if revision is None:
        return None
    return Before(
        quarter=periods.Quarter.parse(revision.quarter_id),
        number=revision.number,
        approved_on=revision.approved_on,
    )


def _masks(revisions: Iterable[Revision]) -> dict[int, dict[str, Masks]]:
    masks: dict[int, dict[str, Masks]] = {each.pk: {} for each in revisions}
    rows = CommuneSummary.objects.filter(revision_id__in=masks)
    for row in rows.order_by():
        masks[row.revision_id][row.commune_id] = row.met_mask, row.unknown_mask
    return masks


def _turned(one: Masks, other: Masks) -> int:
    """Return how many criteria of a commune are not in the same state."""
    return ((one[0] ^ other[0]) | (one[1] ^ other[1])).bit_count()


def _met(communes: Iterable[Masks]) -> int:
    return sum(met.bit_count() for met, _ in communes)


def _differing(
    one: Mapping[Hashable, Hashable], other: Mapping[Hashable, Hashable]
) -> int:
    """Return how many things are not said alike in both."""
    return sum(one.get(key) != other.get(key) for key in one.keys() | other.keys())
