"""Values of indicators are written as revisions, and withdrawn with their import."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from criteria.analytics.values import GivenValue
from criteria.models import Indicator
from reports.analytics.indicator_values import standing_values
from reports.choices import ImportKind, ImportState
from reports.models import ImportRun, IndicatorRevision, IndicatorValue, Quarter
from reports.services.guard import QuarterClosed
from reports.services.indicator_values import (
    LaterValuesStand,
    StrayCommune,
    later_values,
    record_values,
    withdraw_values,
)
from reports.services.revisions import Approval
from tests.reports.review_world import (
    AT,
    FIRST,
    QUARTER,
    SMALL,
    open_quarter,
    reviewer,
)

ON = dt.date(2021, 4, 10)
LATER = ON + dt.timedelta(days=20)
LARGE_COMMUNE = "23347"

pytestmark = pytest.mark.usefixtures("reference")


def indicator(code: str = "2.1") -> Indicator:
    return Indicator.objects.get(code=code)


def value(number: int | None = 90, commune: str = FIRST) -> IndicatorValue:
    return IndicatorValue(
        commune_id=commune,
        indicator=indicator(),
        number=number,
        is_no_data=number is None,
    )


def applied_run() -> ImportRun:
    return ImportRun.objects.create(
        kind=ImportKind.INDICATORS,
        state=ImportState.APPLIED,
        file_name="bieu.xlsx",
        content=b"",
        sha256="",
        quarter=open_quarter(),
        at=AT,
    )


def recorded(
    *values: IndicatorValue, run: ImportRun | None = None, is_demo: bool = False
) -> IndicatorRevision:
    approval = Approval(on=ON, at=AT, by=reviewer(), import_run=run, is_demo=is_demo)
    return record_values(
        quarter=open_quarter(), districts={SMALL: values}, approval=approval
    )[SMALL]


def number_in_force() -> Decimal | None:
    standing = standing_values(QUARTER)
    if SMALL not in standing:
        return None
    return standing[SMALL].values[FIRST, indicator().pk].number


def close() -> None:
    Quarter.objects.filter(code=QUARTER).update(closed_at=AT)


def test_each_revision_has_the_next_number_and_all_values() -> None:
    first, second = recorded(value(90)), recorded(value(95))
    assert (first.number, second.number) == (1, 2)
    assert first.values.get().number == 90
    assert number_in_force() == 95


def test_a_revision_keeps_who_when_and_which_file() -> None:
    run = applied_run()
    revision = recorded(value(), run=run, is_demo=True)
    assert (revision.approved_on, revision.recorded_at) == (ON, AT)
    assert (revision.approved_by, revision.import_run) == (reviewer(), run)
    assert revision.is_demo


def test_a_district_keeps_that_some_of_its_values_are_illustrations() -> None:
    revision = record_values(
        quarter=open_quarter(),
        districts={SMALL: [value()]},
        approval=Approval(on=ON, at=AT, by=None),
        demo_districts=[SMALL],
    )[SMALL]
    assert revision.is_demo


def test_a_closed_quarter_takes_no_values() -> None:
    open_quarter()
    close()
    approval = Approval(on=ON, at=AT, by=None)
    quarter = Quarter.objects.get(code=QUARTER)
    with pytest.raises(QuarterClosed, match="Quý I/2021 đã khóa kỳ"):
        record_values(quarter=quarter, districts={SMALL: [value()]}, approval=approval)


def test_a_commune_of_another_district_is_refused() -> None:
    with pytest.raises(StrayCommune, match=f"{LARGE_COMMUNE}.*{SMALL}"):
        recorded(value(commune=LARGE_COMMUNE))
    assert not IndicatorRevision.objects.exists()


def test_the_queries_do_not_grow_with_the_districts(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    quarter, approval = open_quarter(), Approval(on=ON, at=AT, by=None)
    one = {SMALL: [value()]}
    for districts in (one, {SMALL: [value()], "610": [value(commune=LARGE_COMMUNE)]}):
        with django_assert_num_queries(6):
            record_values(quarter=quarter, districts=districts, approval=approval)


def test_the_database_refuses_a_value_that_says_two_things() -> None:
    revision = recorded()
    for wrong in (
        {"number": 1, "is_no_data": True},
        {"number": 1, "answer": True},
        {},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            revision.values.create(commune_id=FIRST, indicator=indicator(), **wrong)


def test_withdrawn_values_leave_those_before_in_force() -> None:
    recorded(value(90))
    run = applied_run()
    recorded(value(95), run=run)
    withdraw_values(run=run, on=LATER, at=AT)
    assert number_in_force() == 90
    withdrawn = run.indicator_revisions.get()
    assert (withdrawn.withdrawn_on, withdrawn.withdrawn_at) == (LATER, AT)


def test_values_count_until_the_day_of_their_withdrawal() -> None:
    run = applied_run()
    recorded(value(95), run=run)
    withdraw_values(run=run, on=LATER, at=AT)
    before = standing_values(QUARTER, as_of=LATER - dt.timedelta(days=1))
    assert before[SMALL].values[FIRST, indicator().pk] == GivenValue(Decimal(95))
    assert standing_values(QUARTER, as_of=LATER) == {}


def test_values_are_never_withdrawn_before_their_approval() -> None:
    run = applied_run()
    recorded(value(), run=run)
    withdraw_values(run=run, on=ON - dt.timedelta(days=3), at=AT)
    assert run.indicator_revisions.get().withdrawn_on == ON


def test_values_under_later_ones_are_not_withdrawn() -> None:
    run = applied_run()
    recorded(value(95), run=run)
    assert later_values(run) == []
    recorded(value(96))
    with pytest.raises(LaterValuesStand, match="H'Drai: đã có bản giá trị") as refusal:
        withdraw_values(run=run, on=LATER, at=AT)
    assert later_values(run) == [str(refusal.value)]
    assert number_in_force() == 96


def test_values_of_a_closed_quarter_are_not_withdrawn() -> None:
    run = applied_run()
    recorded(value(), run=run)
    close()
    with pytest.raises(QuarterClosed):
        withdraw_values(run=run, on=LATER, at=AT)


def test_a_run_without_a_quarter_has_nothing_that_stands_on_it() -> None:
    assert later_values(ImportRun()) == []
