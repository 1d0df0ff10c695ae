"""What stands beside a cell about its indicators, and what they suggest."""

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from communes.models import CommuneArea, District
from criteria.analytics.values import GivenValue
from criteria.choices import Outcome
from criteria.models import Indicator, Threshold
from ntm_portal.lib.periods import Quarter
from reports.analytics.cell.page import report_of
from reports.analytics.cell.values import CellValues, ValueLine, read_values
from reports.analytics.entry.value_table import ValueTable, read_value_table
from reports.choices import ReportState
from reports.models import Report, ReturnedCell
from tests.reports.review_world import (
    AT,
    BEFORE,
    FIRST,
    LARGE,
    MET,
    QUARTER,
    SECOND,
    SMALL,
    UNKNOWN,
    UNMET,
    approved_before,
    drafted,
    open_quarter,
    reviewer,
)
from tests.reports.values_world import (
    NO,
    NO_DATA,
    YES,
    approved_values,
    number,
    pk,
    typed,
)

PERIOD = Quarter.parse(QUARTER)


@pytest.fixture(autouse=True)
def _opened(reference: None) -> None:
    open_quarter()


def table(of: int = 9, *, district: str = SMALL) -> ValueTable:
    place = District.objects.get(pk=district)
    found = read_value_table(period=PERIOD, district=place, number=of)
    assert found is not None
    return found


def values(of: int = 9, *, commune: str = FIRST) -> CellValues:
    found = table(of)
    return read_values(found.report, commune, found.criterion)


def line(code: str, *, commune: str = FIRST) -> ValueLine:
    lines = values(int(code.split(".")[0]), commune=commune).lines
    return next(each for each in lines if each.indicator.code == code)


def test_the_indicators_of_the_criterion_stand_in_order() -> None:
    assert [each.indicator.code for each in values(15).lines] == [
        "15.1",
        "15.2",
        "15.3",
    ]


def test_the_value_of_the_draft_comes_before_the_approved_one() -> None:
    approved_values({(FIRST, "9.2"): number("70"), (FIRST, "9.1"): NO}, quarter=QUARTER)
    typed("9.2", number("80"), seen=number("70"))
    assert (line("9.2").words, line("9.1").words) == ("80 %", "vẫn còn")
    assert line("9.2").draft is not None
    assert line("9.1").draft is None


def test_a_value_taken_away_in_the_draft_is_none() -> None:
    approved_values({(FIRST, "9.2"): number("70")}, quarter=QUARTER)
    typed("9.2", None, seen=number("70"))
    assert (line("9.2").value, line("9.2").draft is None) == (None, False)


def test_the_last_earlier_value_is_a_hint_with_its_quarter() -> None:
    approved_values({(FIRST, "9.2"): number("60")}, quarter="2020Q2")
    approved_values({(FIRST, "9.2"): number("65")}, quarter="2020Q3")
    approved_values({(FIRST, "9.2"): number("70")}, quarter="2020Q3")
    approved_values({(FIRST, "9.1"): YES}, quarter=BEFORE)
    found = line("9.2")
    assert found.value is None
    assert found.earlier is not None
    assert (found.earlier_words, found.earlier.period.label) == (
        "70 %",
        "Quý III/2020",
    )
    assert found.can_keep


def test_an_earlier_value_that_was_corrected_away_is_no_hint() -> None:
    approved_values({(FIRST, "9.2"): number("60")}, quarter=BEFORE)
    approved_values({(FIRST, "9.1"): YES}, quarter=BEFORE)
    assert line("9.2").earlier is None


def test_a_value_as_before_needs_no_keeping() -> None:
    approved_values({(FIRST, "9.2"): number("60")}, quarter=BEFORE)
    typed("9.2", number("60"))
    assert not line("9.2").can_keep


def test_the_threshold_is_that_of_the_commune_s_area() -> None:
    CommuneArea.objects.create(commune_id=FIRST, area_class="III", source="thử")
    Threshold.objects.create(
        indicator_id=pk("9.2"), area_class="III", value=60, source="QĐ 22"
    )
    typed("9.2", number("65"))
    typed("9.2", number("65"), commune=SECOND)
    found = line("9.2")
    assert (found.asked, found.threshold.source) == ("≥ 60 %", "QĐ 22")
    assert (found.verdict.outcome, found.verdict.why) == (
        Outcome.MET,
        "65 % ≥ 60 %: đạt",
    )
    assert (
        line("9.2", commune=SECOND).asked == "Chưa rõ ngưỡng vì chưa rõ khu vực của xã"
    )


def test_an_unknown_threshold_is_said_to_be_unknown() -> None:
    typed("2.1", number("95"))
    found = line("2.1")
    assert found.asked == "Chưa rõ ngưỡng"
    assert (found.verdict.outcome, values(2).suggested) == (Outcome.UNKNOWN, None)


@pytest.mark.parametrize(
    ("given", "suggested"),
    [
        ({"9.1": YES, "9.2": number("75")}, MET),
        ({"9.1": YES, "9.2": number("74.9")}, UNMET),
        ({"9.1": NO}, UNMET),
        ({"9.1": YES}, None),
        ({"9.1": YES, "9.2": NO_DATA}, None),
    ],
)
def test_the_values_suggest_a_result(
    given: dict[str, GivenValue], suggested: object
) -> None:
    for code, value in given.items():
        typed(code, value)
    assert values().suggested == suggested


def test_a_result_is_against_only_the_opposite_suggestion() -> None:
    assert not values().is_against(MET)
    typed("9.1", NO)
    found = values()
    against = [state for state in (MET, UNMET, UNKNOWN) if found.is_against(state)]
    assert against == [MET]


def test_a_cell_takes_as_many_queries_whatever_is_in_it(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    approved_values({(FIRST, "17.1"): number("90", "50")}, quarter=BEFORE)
    approved_values({(FIRST, "17.2"): number("90")}, quarter=QUARTER)
    typed("17.1", number("96", "40"))
    found = table(17)
    with django_assert_num_queries(9):
        read_values(found.report, FIRST, found.criterion)


@pytest.mark.parametrize("district", [SMALL, LARGE])
def test_the_table_takes_as_many_queries_whatever_the_number_of_communes(
    district: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Report.objects.create(district_id=district, quarter_id=QUARTER)
    place = District.objects.get(pk=district)
    with django_assert_num_queries(13):
        read_value_table(period=PERIOD, district=place, number=17)


def test_every_commune_has_its_values_and_its_result() -> None:
    approved_before({FIRST: [9]})
    drafted({(SECOND, 9): UNKNOWN})
    typed("9.1", NO)
    typed("9.1", NO, commune=SECOND)
    first, second, third = table().rows
    assert [each.state for each in (first, second, third)] == [MET, UNKNOWN, UNMET]
    assert [each.is_against for each in (first, second, third)] == [True, False, False]
    assert table().suggestions == (second,)
    assert table().missing == 4


def test_what_is_asked_stands_above_once_or_for_each_area() -> None:
    CommuneArea.objects.create(commune_id=FIRST, area_class="III", source="thử")
    CommuneArea.objects.create(commune_id=SECOND, area_class="I", source="thử")
    CommuneArea.objects.create(commune_id="23538", area_class="I", source="thử")
    for area, value in (("III", 60), ("I", 80)):
        Threshold.objects.create(
            indicator_id=pk("9.2"), area_class=area, value=Decimal(value), source="x"
        )
    houses, shares = table().columns
    assert houses.asked == ("không còn",)
    assert shares.asked == ("Khu vực III: ≥ 60 %", "Khu vực I: ≥ 80 %")


def test_of_a_returned_report_only_the_returned_cells_are_open() -> None:
    typed("9.1", NO, commune=SECOND)
    report = Report.objects.get()
    Report.objects.update(state=ReportState.RETURNED)
    assert [row.place.code for row in table().suggestions] == [SECOND]
    assert all(row.is_open for row in table().rows)
    ReturnedCell.objects.create(
        report=report,
        commune_id=FIRST,
        criterion_id=table().criterion.id,
        reason="Thiếu biên bản.",
        answer_by=AT.date(),
        returned_at=AT,
        returned_by=reviewer(),
    )
    assert [row.is_open for row in table().rows] == [True, False, False]
    assert table().suggestions == ()


def test_a_quarter_approved_from_a_file_is_approved() -> None:
    approved_before()
    place = District.objects.get(pk=SMALL)
    found = read_value_table(period=Quarter.parse(BEFORE), district=place, number=9)
    assert found is not None
    assert found.report.state == "approved"


def test_a_criterion_that_is_not_there_has_no_table() -> None:
    place = District.objects.get(pk=SMALL)
    assert read_value_table(period=PERIOD, district=place, number=20) is None


def test_looking_leaves_no_report() -> None:
    report = report_of(PERIOD, District.objects.get(pk=SMALL))
    table()
    assert report._state.adding
    assert not Report.objects.exists()


def test_every_indicator_of_the_law_is_under_its_criterion() -> None:
    found = [each.indicator.id for of in range(1, 20) for each in values(of).lines]
    assert sorted(found) == sorted(Indicator.objects.values_list("pk", flat=True))
