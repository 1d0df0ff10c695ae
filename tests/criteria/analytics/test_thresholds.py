"""The threshold of an indicator is that of the area and of the day."""

import datetime as dt
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from communes.choices import AreaClass
from criteria.analytics.indicators import LawIndicator, indicators_of
from criteria.analytics.thresholds import (
    LawThreshold,
    Thresholds,
    threshold_words,
    thresholds_on,
)
from criteria.models import Threshold
from criteria.services.reference import SET_CODE

pytestmark = pytest.mark.usefixtures("reference")
D = Decimal
I, II, III = AreaClass  # noqa: E741 - the decision's own numeral
DAY = dt.date(2019, 12, 31)
NEW_YEAR = dt.date(2020, 1, 1)


@pytest.fixture
def law(reference: None) -> dict[str, LawIndicator]:
    return {each.code: each for each in indicators_of(SET_CODE)}


def set_threshold(
    indicator: LawIndicator,
    area: str,
    value: str | None,
    *,
    since: dt.date | None = None,
) -> None:
    Threshold.objects.create(
        indicator_id=indicator.id,
        area_class=area,
        value=value and D(value),
        requirement=value or "",
        valid_from=since,
        source="QĐ 22/2017/QĐ-UBND (minh họa)",
        certainty="mẫu",
    )


def test_all_thresholds_of_a_set_are_read_at_once(
    law: dict[str, LawIndicator], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    set_threshold(law["11"], "III", "10")
    with django_assert_num_queries(1):
        found = thresholds_on(SET_CODE, NEW_YEAR)
        known = [code for code, each in law.items() if found.of(each.id, I).is_known]
    assert len(known) == 43
    assert not {"2.1", "2.2", "2.3", "2.4", "6.1", "17.4"} & set(known)


def test_a_threshold_tells_where_it_comes_from(law: dict[str, LawIndicator]) -> None:
    assert thresholds_on(SET_CODE, DAY).of(law["17.1"].id, II) == LawThreshold(
        value=D(95),
        second_value=D(50),
        requirement="95",
        national="≥95% (≥60% nước sạch) (V)",
        source="QĐ 1980/QĐ-TTg 17/10/2016, Phụ lục (cột Tây Nguyên)",
        certainty="M",
        commune_area=II,
    )


def test_the_area_has_its_own_threshold_and_the_others_the_general_one(
    law: dict[str, LawIndicator],
) -> None:
    set_threshold(law["11"], "III", "10")
    found = thresholds_on(SET_CODE, DAY)
    own, general = (found.of(law["11"].id, area) for area in (III, II))
    assert (own.value, own.is_of_area) == (D(10), True)
    assert (general.value, general.is_of_area) == (D(7), False)


def test_an_unknown_threshold_of_the_area_is_not_that_of_every_commune(
    law: dict[str, LawIndicator],
) -> None:
    set_threshold(law["11"], "III", None)
    threshold = thresholds_on(SET_CODE, DAY).of(law["11"].id, III)
    assert not threshold.is_known
    assert threshold.why_unknown == "chưa rõ ngưỡng của khu vực III"


def test_a_commune_of_no_known_area_has_the_general_threshold(
    law: dict[str, LawIndicator],
) -> None:
    threshold = thresholds_on(SET_CODE, DAY).of(law["11"].id, None)
    assert (threshold.value, threshold.commune_area) == (D(7), None)


def test_where_areas_differ_no_threshold_is_guessed_for_an_unknown_area(
    law: dict[str, LawIndicator],
) -> None:
    set_threshold(law["11"], "III", "10")
    threshold = thresholds_on(SET_CODE, DAY).of(law["11"].id, None)
    assert threshold == LawThreshold(national="≤6%", depends_on_area=True)
    assert threshold.why_unknown == "chưa rõ ngưỡng vì chưa rõ khu vực của xã"


def test_an_area_that_asks_the_same_is_no_difference(
    law: dict[str, LawIndicator],
) -> None:
    set_threshold(law["11"], "III", "7")
    assert thresholds_on(SET_CODE, DAY).of(law["11"].id, None).value == D(7)


def test_income_has_no_threshold_before_2020(law: dict[str, LawIndicator]) -> None:
    income = law["10"].id
    assert thresholds_on(SET_CODE, DAY).of(income, III) == LawThreshold(
        commune_area=III
    )
    assert thresholds_on(SET_CODE, NEW_YEAR).of(income, III).value == D(41)


def test_the_last_threshold_begun_by_the_day_holds(
    law: dict[str, LawIndicator],
) -> None:
    set_threshold(law["10"], "", "44", since=dt.date(2021, 1, 1))
    set_threshold(law["10"], "", "30", since=dt.date(2017, 1, 1))
    set_threshold(law["10"], "", "25")
    days = ("2016-12-31", "2017-01-01", "2019-12-31", "2020-12-31", "2021-01-01")
    found = [
        thresholds_on(SET_CODE, dt.date.fromisoformat(day)).of(law["10"].id, I).value
        for day in days
    ]
    assert found == [D(25), D(30), D(30), D(41), D(44)]


def test_a_later_general_threshold_does_not_end_that_of_the_area(
    law: dict[str, LawIndicator],
) -> None:
    set_threshold(law["11"], "III", "10")
    set_threshold(law["11"], "", "6", since=NEW_YEAR)
    found = thresholds_on(SET_CODE, NEW_YEAR)
    assert [found.of(law["11"].id, area).value for area in (II, III)] == [D(6), D(10)]


def test_another_set_has_other_thresholds() -> None:
    assert thresholds_on("khác", DAY) == Thresholds({})


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("5", "≥ 70 %"),
        ("15.3", "≤ 31,4 %"),
        ("10", "≥ 41 triệu đồng/người"),
        ("9.1", "không còn"),
        ("17.1", "≥ 95 %; nước sạch ≥ 50 %"),
        ("1.1", "Đạt"),
        ("2.1", "Chưa rõ ngưỡng của khu vực III"),
        ("6.1", "Chưa rõ ngưỡng của khu vực III"),
    ],
)
def test_a_threshold_is_written_as_the_decision_does(
    law: dict[str, LawIndicator], code: str, words: str
) -> None:
    threshold = thresholds_on(SET_CODE, NEW_YEAR).of(law[code].id, III)
    assert threshold_words(law[code], threshold) == words


def test_without_an_area_an_unknown_threshold_is_just_unknown(
    law: dict[str, LawIndicator],
) -> None:
    threshold = thresholds_on(SET_CODE, DAY).of(law["2.1"].id, None)
    assert threshold_words(law["2.1"], threshold) == "Chưa rõ ngưỡng"
