"""The quarter of a sheet of results, its approval, and the criteria of its time."""

import datetime as dt
from dataclasses import replace

import pytest

from criteria.models import CriteriaGroup, CriteriaSet, Criterion
from criteria.services.reference import SET_CODE
from ntm_portal.lib.periods import Quarter
from reports.importing.readings import CellCounts
from reports.importing.runs import read_appendix
from reports.models import Result
from tests.reports.importing.files import (
    FIRST,
    SECOND,
    THIRD,
    bring,
    commune,
    district,
    only,
    read,
    request,
    three,
    workbook,
)

pytestmark = pytest.mark.usefixtures("reference")

LAST_YEAR = "Kết quả Quý IV năm 2020"


def a_later_set() -> None:
    """Let another set with the same criteria take effect in 2021."""
    later = CriteriaSet.objects.create(
        code="2021-2025", name="Bộ mới", document="QĐ", valid_from=dt.date(2021, 1, 1)
    )
    group = CriteriaGroup.objects.create(
        criteria_set=later, code="I", number=1, name="Nhóm", short_name="Nhóm"
    )
    for criterion in Criterion.objects.filter(criteria_set_id=SET_CODE):
        criterion.pk = None
        criterion.criteria_set, criterion.group = later, group
        criterion.save()


def test_the_quarter_is_read_from_the_title() -> None:
    assert read(workbook(three())).period == Quarter(2021, 1)


def test_a_title_without_a_quarter_needs_one_given() -> None:
    data = workbook(three(), title="Kết quả thực hiện các tiêu chí")
    reading = read(data)
    assert "hãy chọn kỳ" in only(reading.errors).message
    assert reading.period is None
    assert reading.counts == CellCounts(refused=57)
    assert read(data, period="2021Q1").errors == ()


def test_a_title_with_two_quarters_needs_one_given() -> None:
    data = workbook(three(), title="Kết quả Quý I năm 2021 so với Quý IV năm 2020")
    assert "Quý IV/2020" in only(read(data).errors).message
    assert read(data, period="2021Q1").errors == ()


def test_a_title_with_another_quarter_is_refused() -> None:
    reading = read(workbook(three()), period="2020Q4")
    assert "Quý I/2021" in only(reading.errors).message
    assert reading.period == Quarter(2020, 4)


def test_a_quarter_before_any_law_is_refused() -> None:
    reading = read(workbook(three(), title="Kết quả Quý I năm 2016"))
    assert "bộ tiêu chí" in only(reading.errors).message


def test_an_approval_before_the_end_of_the_quarter_is_a_warning() -> None:
    reading = read(workbook(three()), on=dt.date(2021, 3, 20))
    assert only(reading.warnings).value == "20/03/2021"
    assert reading.errors == ()


def test_a_quarter_that_has_not_begun_is_refused() -> None:
    reading = read(workbook(three()), on=dt.date(2020, 12, 31))
    assert only(reading.errors).value == "Quý I/2021"
    assert reading.warnings == ()


def test_an_approval_dated_before_its_quarter_is_refused() -> None:
    asked = request(workbook(three()), on=dt.date(2020, 12, 31))
    reading = read_appendix(replace(asked, asked_on=dt.date(2021, 4, 20)))
    assert only(reading.errors).value == "Quý I/2021"
    assert "31/12/2020" in only(reading.errors).message


def test_an_approval_dated_on_the_first_day_of_its_quarter_is_a_warning() -> None:
    asked = request(workbook(three()), on=dt.date(2021, 1, 1))
    reading = read_appendix(replace(asked, asked_on=dt.date(2021, 4, 20)))
    assert only(reading.warnings).value == "01/01/2021"
    assert reading.errors == ()


def test_an_earlier_quarter_is_read_by_the_criteria_of_its_time() -> None:
    a_later_set()
    bring(workbook(three(), title=LAST_YEAR))
    sets = Result.objects.values_list("criterion__criteria_set", flat=True)
    assert set(sets) == {SET_CODE}


def test_a_quarter_far_below_the_top_still_decides_the_criteria() -> None:
    a_later_set()
    title = [[f"Dòng {number}"] for number in range(12)]
    bring(workbook(three(), title="Biểu", above=[*title, [LAST_YEAR]]))
    sets = Result.objects.values_list("criterion__criteria_set", flat=True)
    assert set(sets) == {SET_CODE}


def test_a_quarter_far_below_the_top_still_decides_the_communes() -> None:
    lines = [[f"Dòng {number}"] for number in range(12)]
    above = [*lines, ["Kết quả Quý II năm 2019"]]
    rows = district(commune("Đăk Long"), heading="Huyện Kon Plông")
    reading = read(workbook(rows, title="Biểu", above=above))
    assert reading.matched == 1
    assert len(reading.errors) == 8


def test_a_mark_met_in_a_year_to_come_is_no_result() -> None:
    rows = district(
        commune(FIRST, (1,), "đạt 2021"), commune(SECOND, (1,)), commune(THIRD, (1,))
    )
    early = read(workbook(rows, title=LAST_YEAR))
    assert "sau kỳ báo cáo" in only(early.errors).message
    assert read(workbook(rows)).errors == ()
