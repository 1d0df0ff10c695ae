"""What samples found, district by district, and whether a draw can be repeated."""

import datetime as dt

import pytest
from pytest_django import DjangoAssertNumQueries

from ntm_portal.lib.periods import Quarter
from reports.analytics.samples.checked import (
    Agreement,
    Redraw,
    claimed_quarters,
    read_agreement,
    read_sample,
    read_samples,
    redraw,
    suggested_seed,
    together,
)
from reports.analytics.samples.claims import read_claims
from reports.models import FieldSample, SampledClaim
from tests.reports.review_world import BEFORE, FIRST, LARGE, QUARTER, SECOND, SMALL
from tests.reports.sample_world import (
    APPROVED_ON,
    DRAWN_AT,
    OTHER,
    POOL,
    approved,
    claim,
    sampled,
)
from tests.world import approve

PERIOD = Quarter.parse(QUARTER)

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture
def sample(reference: None) -> FieldSample:
    approved()
    return sampled()


def found(number: int, verdict: str, commune: str = FIRST) -> None:
    SampledClaim.objects.filter(pk=claim(number, commune).pk).update(
        verdict=verdict, checked_on=APPROVED_ON
    )


def again(sample: FieldSample) -> Redraw:
    claims = read_claims(PERIOD, as_of=DRAWN_AT.date())
    return redraw(read_sample(sample), claims)


def test_the_rate_counts_only_what_was_checked(sample: FieldSample) -> None:
    for number, verdict in ((1, "agrees"), (2, "agrees"), (3, "differs")):
        found(number, verdict)
    found(4, "not_checked", SECOND)
    part = read_sample(sample).parts[1]
    assert part.district.code == SMALL
    assert part.agreement == Agreement(agrees=2, differs=1, not_checked=1, waiting=1)
    assert part.agreement.rate == "66,7\N{NO-BREAK SPACE}%"


def test_without_any_check_there_is_no_rate(sample: FieldSample) -> None:
    found(18, "not_checked", OTHER)
    assert read_sample(sample).parts[0].agreement.rate == "–"
    assert read_sample(sample).agreement.rate == "–"


def test_nothing_agreeing_is_a_rate(sample: FieldSample) -> None:
    found(1, "differs")
    assert read_sample(sample).agreement.rate == "0,0\N{NO-BREAK SPACE}%"


def test_all_samples_count_together(sample: FieldSample) -> None:
    found(1, "agrees")
    second = sampled(seed="khác")
    second.claims.filter(commune_id=FIRST).update(
        verdict="differs", checked_on=APPROVED_ON
    )
    rows = read_agreement()
    assert [(each.district.code, each.agreement.rate) for each in rows] == [
        (LARGE, "–"),
        (SMALL, "25,0\N{NO-BREAK SPACE}%"),
    ]
    assert together(each.agreement for each in rows).total == 2 * POOL
    assert [(each.pk, tally.differs) for each, tally in read_samples()] == [
        (second.pk, 3),
        (sample.pk, 0),
    ]


def test_a_sample_is_read_by_district_commune_and_criterion(
    sample: FieldSample,
) -> None:
    page = read_sample(sample)
    lines = [
        (part.district.code, line.commune_name, line.criterion_title)
        for part in page.parts
        for line in part.lines
    ]
    assert lines[0][0] == LARGE
    assert lines[1] == (SMALL, "Ia Đal", "1. Quy hoạch")
    assert [each[1] for each in lines[1:]] == ["Ia Đal"] * 3 + ["Ia Dom"] * 2


def test_only_what_differs_is_listed_for_reopening(sample: FieldSample) -> None:
    found(2, "differs")
    found(1, "agrees")
    (part,) = read_sample(sample).differing
    assert [line.claim.criterion.number for line in part.lines] == [2]


def test_the_same_draw_comes_out_again(sample: FieldSample) -> None:
    repeated = again(sample)
    assert repeated.is_same
    assert (repeated.pool, repeated.same) == (POOL, POOL)
    assert repeated.hash == sample.claims_hash


def test_what_is_approved_on_a_later_day_changes_no_earlier_draw(
    sample: FieldSample,
) -> None:
    approve(SMALL, QUARTER, {FIRST: [9]}, on=DRAWN_AT.date() + dt.timedelta(days=1))
    assert again(sample).is_same


def test_another_pool_is_told_from_the_first(sample: FieldSample) -> None:
    approve(SMALL, QUARTER, {FIRST: [1]}, on=DRAWN_AT.date())
    repeated = again(sample)
    assert (repeated.is_same_pool, repeated.is_same) == (False, False)
    assert (repeated.pool, repeated.same) == (2, 2)


def test_a_claim_changed_by_hand_is_told(sample: FieldSample) -> None:
    SampledClaim.objects.filter(pk=claim(1).pk).delete()
    repeated = again(sample)
    assert (repeated.is_same_pool, repeated.is_same_draw) == (True, False)
    assert repeated.same == POOL - 1


def test_quarters_with_results_of_their_own_can_be_drawn_from() -> None:
    approve(SMALL, BEFORE, on=dt.date(2021, 1, 10))
    approved()
    assert claimed_quarters(APPROVED_ON) == [PERIOD, Quarter.parse(BEFORE)]
    assert claimed_quarters(dt.date(2021, 1, 31)) == [Quarter.parse(BEFORE)]


def test_a_suggested_seed_is_of_quarter_and_day_and_never_used() -> None:
    day = dt.date(2021, 4, 20)
    assert suggested_seed(PERIOD, on=day, taken=[]) == "KT-2021Q1-20210420"
    taken = ["KT-2021Q1-20210420", "KT-2021Q1-20210420-2"]
    assert suggested_seed(PERIOD, on=day, taken=taken) == "KT-2021Q1-20210420-3"


def test_the_reads_have_fixed_numbers_of_queries(
    sample: FieldSample, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        read_samples()
    with django_assert_num_queries(2):
        read_agreement()
    with django_assert_num_queries(2):
        read_sample(sample)
