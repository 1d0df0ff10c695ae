"""Submitted values over the approved ones: a switch of the overview, off by default."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from accounts.models import User
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import Figures, Masks
from reports.choices import ResultState
from reports.models import CommuneSummary, DraftResult, Report, Revision


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that a submitted report changes."""

    commune: str
    bit: int
    state: ResultState


@dataclass(frozen=True, slots=True)
class Submitted:
    """A report that waits for approval: its base and what it changes."""

    district_code: str
    quarter: str
    base: Mapping[str, Masks]
    changes: tuple[Change, ...]

    def masks(self, commune: str, *, every: int) -> Masks:
        """Return the results of a commune; ``every`` holds all criteria's bits."""
        known = self.base.get(commune, Masks(met=0, unknown=every))
        met, unknown = known.met, known.unknown
        for change in self.changes:
            if change.commune == commune:
                met &= ~change.bit
                unknown &= ~change.bit
                met |= change.bit * (change.state == ResultState.MET)
                unknown |= change.bit * (change.state == ResultState.UNKNOWN)
        return Masks(met=met, unknown=unknown)


def may_see_submitted(user: User) -> bool:
    """Whether any submitted values are in the user's scope."""
    return user.can_review or user.district_id is not None


def submitted_for(user: User, *, until: Quarter) -> tuple[Submitted, ...]:
    """Return the submitted reports in scope, oldest quarter first. Three queries."""
    reports = _reports(user, until)
    bases = _by_revision([base for *_, base in reports])
    changes = _by_report([pk for pk, *_ in reports])
    return tuple(
        Submitted(
            district_code=district,
            quarter=quarter,
            base=bases.get(base or 0, {}),
            changes=tuple(changes.get(pk, ())),
        )
        for pk, district, quarter, base in reports
    )


def with_submitted(figures: Figures, reports: Sequence[Submitted]) -> Figures:
    """Lay submitted values over the figures of a period.

    As with approved revisions, the latest quarter not after the period counts, and
    one before the quarter that a district's figures come from does not.
    """
    every = sum(criterion.bit for criterion in figures.law.criteria)
    for report in in_force(figures, reports):
        masks = {
            each.place.code: report.masks(each.place.code, every=every)
            for each in figures.communes
            if each.place.district_code == report.district_code
        }
        figures = figures.with_results(masks, quarter=report.quarter)
    return figures


def in_force(figures: Figures, reports: Sequence[Submitted]) -> tuple[Submitted, ...]:
    """Return the reports that stand in for approved figures, one for a district."""
    latest = {
        report.district_code: report
        for report in sorted(reports, key=lambda report: report.quarter)
        if report.quarter <= figures.period.code
    }
    return tuple(
        report
        for code, report in latest.items()
        if code not in figures.sources
        or report.quarter >= figures.sources[code].quarter
    )


def _reports(user: User, until: Quarter) -> list[tuple[int, str, str, int | None]]:
    """Return key, district, quarter and latest base revision of each report."""
    latest = (
        Revision.objects.standing(None)
        .filter(district=OuterRef("district"), quarter_id__lte=OuterRef("quarter_id"))
        .order_by("-quarter_id", "-number")
        .values("pk")[:1]
    )
    reports = Report.objects.submitted().filter(quarter_id__lte=until.code)
    if not user.can_review:
        reports = reports.filter(district_id=user.district_id)
    return list(
        reports.order_by("quarter_id", "district_id")
        .annotate(latest=Subquery(latest))
        .values_list("pk", "district_id", "quarter_id", "latest")
    )


def _by_revision(revisions: Sequence[int | None]) -> dict[int, dict[str, Masks]]:
    rows = CommuneSummary.objects.filter(
        revision_id__in=[each for each in revisions if each is not None]
    ).values_list("revision_id", "commune_id", "met_mask", "unknown_mask")
    found: dict[int, dict[str, Masks]] = {}
    for revision, commune, met, unknown in rows:
        found.setdefault(revision, {})[commune] = Masks(met, unknown)
    return found


def _by_report(reports: Sequence[int]) -> dict[int, list[Change]]:
    rows = DraftResult.objects.filter(report_id__in=reports).values_list(
        "report_id", "commune_id", "criterion__number", "state"
    )
    found: dict[int, list[Change]] = {}
    for report, commune, number, state in rows:
        found.setdefault(report, []).append(
            Change(commune, 1 << number, ResultState(state))
        )
    return found
