"""Checks that what is stored agrees with itself; each counts its violations."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, F, Max

from communes.choices import UnitKind
from communes.models import Commune, CommunePeriod
from criteria.analytics.law import Law, law_on
from ntm_portal.lib import periods
from reports.choices import ImportState, ReportState, ResultState
from reports.models import CommuneSummary, DraftResult, Report, Result, Revision

TITLES = {
    "summaries_equal_results": "Tóm tắt từng xã khớp với kết quả từng ô",
    "revisions_cover_the_programme": "Bản duyệt có đủ mọi ô, mọi xã thuộc chương trình",
    "results_stay_in_their_district": "Kết quả nằm đúng huyện của xã",
    "revision_numbers_have_no_gap": "Số thứ tự các bản duyệt liền nhau",
    "approvals_are_not_in_the_future": "Không bản nào được duyệt ở ngày chưa tới",
    "withdrawn_revisions_belong_to_undone_imports": (
        "Bản bị rút đều thuộc lần nhập đã hoàn tác"
    ),
    "undone_imports_have_no_standing_revision": (
        "Lần nhập đã hoàn tác không còn bản có hiệu lực"
    ),
    "approved_reports_have_a_revision": "Báo cáo đã duyệt có bản duyệt",
    "approved_reports_have_no_changes": "Báo cáo đã duyệt không còn ô sửa dở",
    "names_of_units_do_not_overlap": "Tên và loại của đơn vị không chồng thời gian",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One check: how many rows break it.

    ``name`` is for programs and stays; ``title`` says in Vietnamese what must hold.
    """

    name: str
    title: str
    count: int

    @property
    def ok(self) -> bool:
        return self.count == 0


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a district with its names and kinds over time."""

    district: str
    lives: tuple[CommunePeriod, ...]

    @property
    def was_commune(self) -> bool:
        return any(life.kind == UnitKind.COMMUNE for life in self.lives)

    def must_be_there(self, day: dt.date) -> bool:
        """Whether it is a commune on the day and has never been anything else."""
        kinds = {life.kind for life in self.lives}
        since_ever = any(life.valid_from is None for life in self.lives)
        is_there = any(life.holds(day) for life in self.lives)
        return kinds == {UnitKind.COMMUNE} and since_ever and is_there


@dataclass(frozen=True, slots=True)
class Counted:
    """The masks of one commune of a revision, computed from its results."""

    met: int
    unknown: int


def run_checks(*, today: dt.date) -> tuple[Check, ...]:
    """Run every check. Reads all results once, in the order of revisions."""
    checks: dict[str, Callable[[], int]] = {
        "summaries_equal_results": _summaries_that_differ,
        "revisions_cover_the_programme": _incomplete_revisions,
        "results_stay_in_their_district": _strayed_results,
        "revision_numbers_have_no_gap": _gaps,
        "approvals_are_not_in_the_future": lambda: Revision.objects.filter(
            approved_on__gt=today
        ).count(),
        "withdrawn_revisions_belong_to_undone_imports": _stray_withdrawals,
        "undone_imports_have_no_standing_revision": lambda: (
            Revision.objects.standing(None)
            .filter(import_run__state=ImportState.UNDONE)
            .count()
        ),
        "approved_reports_have_a_revision": _baseless_reports,
        "approved_reports_have_no_changes": lambda: DraftResult.objects.filter(
            report__state=ReportState.APPROVED
        ).count(),
        "names_of_units_do_not_overlap": _overlapping_periods,
    }
    return tuple(Check(name, TITLES[name], count()) for name, count in checks.items())


def _counted() -> Iterator[tuple[tuple[int, str], Counted]]:
    rows = Result.objects.order_by("revision_id", "commune_id").values_list(
        "revision_id", "commune_id", "criterion__number", "state"
    )
    for key, group in groupby(rows.iterator(), key=lambda row: (row[0], row[1])):
        states = [(number, state) for _, _, number, state in group]
        yield (
            key,
            Counted(
                met=_mask(states, ResultState.MET),
                unknown=_mask(states, ResultState.UNKNOWN),
            ),
        )


def _mask(states: list[tuple[int, str]], wanted: ResultState) -> int:
    return sum(1 << number for number, state in states if state == wanted)


def _summaries_that_differ() -> int:
    quarters = dict(Revision.objects.values_list("pk", "quarter_id"))
    laws = _laws(set(quarters.values()))
    stored = {
        (revision, commune): (count, met, unknown, groups)
        for revision, commune, count, met, unknown, groups in (
            CommuneSummary.objects.values_list(
                "revision_id",
                "commune_id",
                "met_count",
                "met_mask",
                "unknown_mask",
                "groups_mask",
            )
        )
    }
    wrong = 0
    for key, counted in _counted():
        law = laws[quarters[key[0]]]
        expected = (
            counted.met.bit_count(),
            counted.met,
            counted.unknown,
            law.groups_mask(counted.met) if law else 0,
        )
        wrong += stored.pop(key, None) != expected
    return wrong + len(stored)


def _incomplete_revisions() -> int:
    """Count the revisions that lack a cell or a commune, or hold what never was one.

    That a unit became a commune, or ceased to be one, may be told after the quarter
    was approved: such a unit may be there, and may be missing.
    """
    cells: dict[int, dict[str, int]] = {}
    rows = Result.objects.order_by().values_list("revision_id", "commune_id")
    for revision, commune, count in rows.annotate(Count("pk")):
        cells.setdefault(revision, {})[commune] = count
    revisions = Revision.objects.values_list("pk", "quarter_id", "district_id")
    laws = _laws({quarter for _, quarter, _ in revisions})
    units = _units()
    wrong = 0
    for revision, quarter, district in revisions:
        day, law = periods.Quarter.parse(quarter).last_day, laws[quarter]
        found = cells.get(revision, {})
        is_whole = all(
            found[code] == len(law.criteria if law else ()) for code in found
        )
        has_all = all(
            code in found
            for code, unit in units.items()
            if unit.district == district and unit.must_be_there(day)
        )
        has_others = any(not units[code].was_commune for code in found)
        wrong += not is_whole or not has_all or has_others
    return wrong


def _laws(quarters: Iterable[str]) -> dict[str, Law | None]:
    return {code: law_on(periods.Quarter.parse(code).last_day) for code in quarters}


def _units() -> Mapping[str, Unit]:
    lives: dict[str, list[CommunePeriod]] = {}
    districts = dict(Commune.objects.values_list("pk", "district_id"))
    for life in CommunePeriod.objects.order_by():
        lives.setdefault(life.commune_id, []).append(life)
    return {
        code: Unit(district, tuple(lives.get(code, ())))
        for code, district in districts.items()
    }


def _strayed_results() -> int:
    return Result.objects.exclude(
        commune__district_id=F("revision__district_id")
    ).count()


def _gaps() -> int:
    counts = Revision.objects.values("district_id", "quarter_id").annotate(
        total=Count("pk"), last=Max("number")
    )
    return counts.exclude(total=F("last")).count()


def _stray_withdrawals() -> int:
    return (
        Revision.objects.filter(withdrawn_on__isnull=False)
        .exclude(import_run__state=ImportState.UNDONE)
        .count()
    )


def _baseless_reports() -> int:
    return (
        Report.objects.filter(state__in=[ReportState.APPROVED, ReportState.REOPENED])
        .exclude(
            pk__in=Report.objects.filter(
                district__revisions__quarter=F("quarter"),
                district__revisions__withdrawn_on__isnull=True,
            ).values("pk")
        )
        .count()
    )


def _overlapping_periods() -> int:
    overlaps = 0
    last: dict[str, dt.date | None] = {}
    rows = CommunePeriod.objects.order_by(
        "commune_id", F("valid_from").asc(nulls_first=True)
    ).values_list("commune_id", "valid_from", "valid_to")
    for commune, start, end in rows:
        if commune in last:
            before = last[commune]
            overlaps += before is None or start is None or start <= before
        last[commune] = end
    return overlaps
