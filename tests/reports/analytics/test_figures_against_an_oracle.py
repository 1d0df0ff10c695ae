"""The figures of random histories equal those of a second, brute-force count."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from django.utils import timezone

from criteria.analytics.law import law_on
from ntm_portal.lib import periods
from reports.analytics.attainment import CommuneFigure, Figures, figures_at
from reports.choices import ResultState
from reports.models import Quarter
from reports.services.revisions import Approval, record_revision
from tests.reports.analytics.oracle import (
    BANDS,
    DISTRICTS,
    KON_PLONG,
    MANG_DEN,
    Approved,
    Case,
    case_of,
    counted,
    day,
    source_of,
)

CASES = range(40)


def store(history: Sequence[Approved]) -> None:
    """Write a history through the real service; withdraw as undo does."""
    for each in history:
        quarter, _ = Quarter.objects.get_or_create(code=each.quarter)
        law = law_on(dt.date.fromisoformat(day(each.quarter)))
        assert law is not None
        revision = record_revision(
            district_code=each.district,
            quarter=quarter,
            law=law,
            cells={
                code: {n: ResultState(state) for n, state in row.items()}
                for code, row in each.cells.items()
            },
            approval=Approval(
                on=dt.date.fromisoformat(each.approved_on), at=timezone.now()
            ),
        )
        assert revision.number == each.number
        if each.withdrawn_on:
            revision.withdrawn_on = dt.date.fromisoformat(each.withdrawn_on)
            revision.withdrawn_at = timezone.now()
            revision.save()


def shown(figures: Figures) -> dict[str, Any]:
    """Return the product's figures in the shape of the second count."""
    average = figures.average
    return {
        "rows": {each.place.code: _row(figures, each) for each in figures.communes},
        "carried": [(s.district_code, s.quarter) for s in figures.carried],
        "communes": figures.total,
        "not_reported": figures.not_reported,
        "met": figures.criteria_met_total,
        "average": None if average is None else str(average),
        "bands": figures.bands,
        "groups": [
            (x.group.code, x.attained, x.total, x.needed, x.short, x.reached)
            for x in figures.groups
        ],
        "criteria": [
            (x.criterion.number, x.attained, x.total) for x in figures.criteria
        ],
    }


def _row(
    figures: Figures, each: CommuneFigure
) -> tuple[str, str | None, dict[int, str] | None]:
    cells = {
        c.number: "met"
        if each.meets(c)
        else "unknown"
        if each.is_unknown(c)
        else "unmet"
        for c in figures.law.criteria
    }
    return each.place.name, each.from_quarter, None if each.masks is None else cells


def figures_of(case: Case) -> Figures:
    store(case.history)
    as_of = dt.date.fromisoformat(case.as_of) if case.as_of else None
    return figures_at(periods.Quarter.parse(case.period), as_of=as_of)


# Slow under coverage, which other tests of the same lines tell already.
@pytest.mark.no_cover
@pytest.mark.parametrize("seed", CASES)
def test_the_province_is_counted_as_by_hand(reference: None, seed: int) -> None:
    case = case_of(seed)
    assert shown(figures_of(case)) == counted(case)


# Slow under coverage, which other tests of the same lines tell already.
@pytest.mark.no_cover
@pytest.mark.parametrize("seed", CASES[::4])
def test_every_district_is_counted_as_by_hand(reference: None, seed: int) -> None:
    case = case_of(seed)
    figures = figures_of(case)
    for district in DISTRICTS:
        assert shown(figures.of_district(district)) == counted(case, district)


def test_the_histories_put_every_rule_to_the_test() -> None:
    said = set()
    for case in map(case_of, CASES):
        result = counted(case)
        carried = dict(result["carried"])
        said |= {reached for *_, reached in result["groups"]}
        said |= {name for name, count in result["bands"].items() if count}
        said |= {"no data"} if result["average"] is None else {"data"}
        if carried.get(KON_PLONG, "9") < "2019Q3" <= case.period:
            said |= {"23473 dropped"}
        if MANG_DEN in result["rows"] and result["rows"][MANG_DEN][2]:
            said |= {"23473 counted"}
        for code in DISTRICTS:
            said |= _rules(case, code)
    assert said == {
        *(True, False, None),
        *BANDS,
        *("data", "no data", "23473 dropped", "23473 counted"),
        *("later", "late correction", "approved that day", "not yet"),
        *("withdrawn", "withdrawn that day"),
    }


def _rules(case: Case, district: str) -> set[str]:
    """Name what decides which of a district's revisions counts."""
    used = source_of(case, district)
    own = [each for each in case.history if each.district == district]
    said = {_why_not(case, each, used) for each in own if used and each != used}
    if used and used.approved_on == case.as_of:
        said.add("approved that day")
    if case.as_of and case.as_of in [each.withdrawn_on for each in own]:
        said.add("withdrawn that day")
    return said - {""}


def _why_not(case: Case, other: Approved, used: Approved) -> str:
    if other.quarter > case.period:
        return "later"
    if case.as_of and other.approved_on > case.as_of:
        return "not yet"
    if other.quarter < used.quarter and other.approved_on > used.approved_on:
        return "late correction"
    is_after = (other.quarter, other.number) > (used.quarter, used.number)
    return "withdrawn" if is_after else ""
