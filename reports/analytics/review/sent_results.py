"""Results that districts have sent in for a quarter, with what lead agencies say.

Only what was sent: a report that is still a draft, or one again, does not exist here.
"""

import enum
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from communes.analytics.places import Place, programme_communes
from criteria.analytics.law import LawCriterion
from reports.choices import OpinionVerdict, ReportState, ResultState
from reports.models import (
    DraftResult,
    Opinion,
    Quarter,
    Report,
    Result,
    ReturnedCell,
    Revision,
)
from reports.models.cells import CellKey
from reports.models.reports import CellStates

PEOPLE = ("agency", "by__district", "by__agency")


class Standing(enum.Enum):
    """Where an agency stands with one result."""

    UNSEEN = "chưa xem"
    CONFIRMED = "xác nhận"
    DISPUTED = "không đồng ý"
    OUTDATED = "phải xem lại"


@dataclass(frozen=True, slots=True)
class SentResult:
    """One commune and criterion of a report that was sent in.

    ``before`` is the result of the revision that the report is compared with.
    ``is_decided``: the office has approved it, so that opinions come too late.
    ``opinions`` are the last of each agency, by its code.
    """

    report: Report
    place: Place
    criterion: LawCriterion
    state: ResultState
    before: ResultState
    is_decided: bool
    opinions: Mapping[str, Opinion] = field(default_factory=dict)

    @property
    def is_changed(self) -> bool:
        return self.state != self.before

    @property
    def has_fallen(self) -> bool:
        """Met before, and judged not to be any more."""
        return self.before == ResultState.MET and self.state == ResultState.UNMET

    def standing(self, agency_code: str) -> Standing:
        """Return where an agency stands; an opinion on another result is outdated."""
        said = self.opinions.get(agency_code)
        if said is None:
            return Standing.UNSEEN
        if said.state_seen != self.state:
            return Standing.OUTDATED
        is_disputed = said.verdict == OpinionVerdict.DISPUTED
        return Standing.DISPUTED if is_disputed else Standing.CONFIRMED

    def waits_for(self, agency_code: str) -> bool:
        """Whether an agency has still to look at it, or to look again."""
        return not self.is_decided and self.standing(agency_code) in (
            Standing.UNSEEN,
            Standing.OUTDATED,
        )


def read_sent(
    quarter: Quarter, criteria: Collection[LawCriterion]
) -> tuple[SentResult, ...]:
    """Return what was sent in of some criteria, by district, commune, criterion.

    Seven queries, however many districts and communes there are.
    """
    reports = {
        each.district_id: each
        for each in Report.objects.filter(
            quarter=quarter, state__in=Report.SENT_STATES
        ).select_related("district", "quarter")
    }
    sides = _sides(quarter, reports, criteria)
    opinions = _opinions(reports.values(), criteria)
    returned = (
        ReturnedCell.objects.standing()
        .filter(report__in=[each.pk for each in reports.values()])
        .keys_by_report()
    )
    places = programme_communes(quarter.period.last_day)
    return tuple(
        _result(
            reports[place.district_code],
            place,
            criterion,
            sides[place.district_code],
            returned.get(reports[place.district_code].pk, frozenset()),
            opinions.get((place.code, criterion.number), {}),
        )
        for place in places
        if place.district_code in reports
        for criterion in criteria
    )


@dataclass(frozen=True, slots=True)
class _Sides:
    before: CellStates
    after: CellStates


def _result(
    report: Report,
    place: Place,
    criterion: LawCriterion,
    sides: _Sides,
    returned: frozenset[CellKey],
    opinions: Mapping[str, Opinion],
) -> SentResult:
    key = place.code, criterion.number
    is_approved = report.state == ReportState.APPROVED
    return SentResult(
        report=report,
        place=place,
        criterion=criterion,
        state=sides.after.get(key, ResultState.UNKNOWN),
        before=sides.before.get(key, ResultState.UNKNOWN),
        # While cells are given back the others of the report are approved.
        is_decided=is_approved or bool(returned and key not in returned),
        opinions=opinions,
    )


def _sides(
    quarter: Quarter, reports: Mapping[str, Report], criteria: Iterable[LawCriterion]
) -> dict[str, _Sides]:
    """Return both states of each district's cells. Three queries.

    A report that waits stands on the revision in force; an approved one is compared
    with the quarter before.
    """
    ids = [each.id for each in criteria]
    latest, earlier = _revisions(quarter, reports)
    cells = _cells({*latest.values(), *earlier.values()}, ids)
    drafts = _drafts(reports.values(), ids)
    found = {}
    for code, report in reports.items():
        now = cells.get(latest.get(code, 0), {})
        if report.state == ReportState.APPROVED:
            found[code] = _Sides(cells.get(earlier.get(code, 0), {}), now)
        else:
            found[code] = _Sides(now, {**now, **drafts.get(report.pk, {})})
    return found


def _revisions(
    quarter: Quarter, districts: Iterable[str]
) -> tuple[dict[str, int], dict[str, int]]:
    """Return the revision in force by district, and that of the quarter before."""
    standing = (
        Revision.objects.standing(None)
        .not_after(quarter.code)
        .filter(district_id__in=list(districts))
        .order_by("quarter_id", "number")
    )
    latest, earlier = {}, {}
    for district, code, pk in standing.values_list("district_id", "quarter_id", "pk"):
        latest[district] = pk
        if code < quarter.code:
            earlier[district] = pk
    return latest, earlier


def _cells(revisions: Collection[int], ids: Sequence[int]) -> dict[int, CellStates]:
    rows = Result.objects.filter(revision_id__in=revisions, criterion_id__in=ids)
    return _by_owner(
        rows.values_list("revision_id", "commune_id", "criterion__number", "state")
    )


def _drafts(reports: Iterable[Report], ids: Sequence[int]) -> dict[int, CellStates]:
    rows = DraftResult.objects.filter(
        report__in=[each.pk for each in reports], criterion_id__in=ids
    )
    return _by_owner(
        rows.values_list("report_id", "commune_id", "criterion__number", "state")
    )


def _by_owner(rows: Iterable[tuple[int, str, int, str]]) -> dict[int, CellStates]:
    found: dict[int, CellStates] = {}
    for owner, commune, number, state in rows:
        found.setdefault(owner, {})[commune, number] = ResultState(state)
    return found


def _opinions(
    reports: Iterable[Report], criteria: Iterable[LawCriterion]
) -> dict[CellKey, dict[str, Opinion]]:
    numbers = {each.id: each.number for each in criteria}
    rows = Opinion.objects.last_said().filter(
        report__in=[each.pk for each in reports], criterion_id__in=numbers
    )
    found: dict[CellKey, dict[str, Opinion]] = {}
    for row in rows.select_related(*PEOPLE).order_by("agency__code"):
        key = row.commune_id, numbers[row.criterion_id]
        found.setdefault(key, {})[row.agency.code] = row
    return found
