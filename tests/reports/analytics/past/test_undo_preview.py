"""What an undo would do, counted; the counts are those of the undo itself."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from criteria.models import Indicator
from ntm_portal.lib.periods import Quarter as Period
from reports.analytics.attainment import figures_at
from reports.analytics.past.undo_preview import Before, DistrictUndo, undo_preview
from reports.choices import ImportKind, ImportState
from reports.models import ImportRun, IndicatorValue, Quarter, Report
from reports.services.indicator_values import record_values
from reports.services.revisions import Approval
from reports.services.withdrawals import undo_import
from tests.reports.importing.files import (
    AT,
    ON,
    RESULTS_2017,
    RESULTS_2019,
    bring,
    sample_bytes,
    three,
    workbook,
)
from tests.reports.review_world import FIRST, SECOND, SMALL, open_quarter
from tests.world import approve

pytestmark = pytest.mark.django_db

Q1 = Period.parse("2021Q1")
Values = Mapping[tuple[str, str], str]


def applied(data: bytes) -> ImportRun:
    run = bring(data).run
    assert run is not None
    return run


def only(run: ImportRun) -> DistrictUndo:
    (found,) = undo_preview(run, on=ON).districts
    return found


def test_a_district_with_nothing_before_loses_every_cell() -> None:
    found = only(applied(workbook(three())))
    assert (found.before, found.cells) == (None, 3 * 19)
    assert (found.met_now, found.met_then) == (6, None)


def test_the_version_before_of_the_same_quarter_holds_again() -> None:
    applied(workbook(three()))
    found = only(applied(workbook(three(first=(1, 3)))))
    assert found.number == 2
    assert found.before == Before(Q1, 1, ON)
    assert (found.cells, found.met_now, found.met_then) == (2, 6, 6)


def test_else_the_quarter_before_holds_again() -> None:
    approve(SMALL, "2020Q4", {FIRST: [1]}, on=dt.date(2021, 1, 20))
    found = only(applied(workbook(three(first=(1,), second=(), third=()))))
    assert found.before == Before(Period.parse("2020Q4"), 1, dt.date(2021, 1, 20))
    assert (found.cells, found.met_now, found.met_then) == (0, 1, 1)


def test_what_was_withdrawn_or_is_of_a_later_quarter_does_not_hold_again() -> None:
    first = applied(workbook(three(first=(5,))))
    undo_import(run_id=first.pk, by=None, on=ON, at=AT, reason="")
    approve(SMALL, "2021Q2")
    assert only(applied(workbook(three()))).before is None


def test_a_cell_that_was_unknown_differs_from_one_that_is_unmet() -> None:
    approve(SMALL, "2020Q4", unknown={FIRST: [4, 5]}, on=dt.date(2021, 1, 20))
    found = only(applied(workbook(three(first=(5,), second=(), third=()))))
    assert (found.cells, found.met_now, found.met_then) == (2, 1, 0)


def test_the_report_of_the_quarter_is_a_draft_again_without_a_version_of_it() -> None:
    open_quarter()
    Report.objects.create(district_id=SMALL, quarter_id=Q1.code)
    once = applied(workbook(three()))
    assert only(once).is_draft_again
    assert not only(applied(workbook(three(first=(5,))))).is_draft_again


def test_the_counts_are_those_of_the_figures_before_and_after() -> None:
    bring(sample_bytes(RESULTS_2017))
    run = applied(sample_bytes(RESULTS_2019))
    districts = undo_preview(run, on=ON).districts
    period = Period.parse("2019Q3")
    assert len(districts) == 10
    assert _sum(x.met_now for x in districts) == _met_at(period)
    undo_import(run_id=run.pk, by=None, on=ON, at=AT, reason="")
    assert _sum(x.met_then for x in districts) == _met_at(period)


def _sum(counts: Iterable[int | None]) -> int:
    return sum(x for x in counts if x is not None)


def _met_at(period: Period) -> int:
    return figures_at(period).criteria_met_total


def values(run: ImportRun | None, said: Values) -> None:
    """Approve values of indicators, by commune and code of the indicator."""
    quarter, _ = Quarter.objects.get_or_create(code=Q1.code)
    indicators = {each.code: each for each in Indicator.objects.all()}
    rows = [
        IndicatorValue(
            commune_id=commune, indicator=indicators[code], number=Decimal(number)
        )
        for (commune, code), number in said.items()
    ]
    approval = Approval(on=ON, at=AT, import_run=run)
    record_values(quarter=quarter, districts={SMALL: rows}, approval=approval)


def run_of_values(said: Values) -> ImportRun:
    open_quarter()
    run = ImportRun.objects.create(
        kind=ImportKind.INDICATORS,
        state=ImportState.APPLIED,
        file_name="chi-tieu.xlsx",
        content=b"",
        at=AT,
        approved_on=ON,
        quarter_id=Q1.code,
        outcome={},
    )
    values(run, said)
    return run


def test_values_of_indicators_that_change_back_are_counted() -> None:
    values(None, {(FIRST, "10"): "30", (SECOND, "10"): "31"})
    run = run_of_values({(FIRST, "10"): "30", (SECOND, "10"): "32", (FIRST, "11"): "9"})
    found = only(run)
    assert found.before == Before(Q1, 1, ON)
    assert found.cells == 2
    assert (found.met_now, found.met_then, found.is_draft_again) == (None, None, False)
    assert not undo_preview(run, on=ON).counts_met


def test_values_of_indicators_may_have_none_before() -> None:
    found = only(run_of_values({(FIRST, "10"): "30"}))
    assert (found.before, found.cells) == (None, 1)


def test_previews_of_values_take_the_same_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    run = run_of_values({(FIRST, "10"): "30", (SECOND, "10"): "32"})
    with django_assert_num_queries(3):
        undo_preview(run, on=ON)
