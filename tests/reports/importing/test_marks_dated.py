"""Marks that name a time: met in a year that is past, planned in one of the plan."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.choices import ResultState
from reports.importing.marks import read_mark, read_plan
from tests.reports.importing.tables.sheets import Value, cell

YEARS = st.integers(2016, 2020)


@pytest.mark.parametrize(
    "text",
    [
        *("đạt 2019", "Đạt 2019", "ĐẠT NĂM 2019", "đạt năm 2019.", "Đạt chuẩn 2019"),
        *("đã đạt năm 2019", "Đạt (2019)", "đạt/2019", "đạt - 2019", "đạt 12/2019"),
        *("Đạt quý IV/2019", "đạt quý lV/2019", "Đạt tháng 6/2019", "đạt 31/12/2019"),
    ],
)
def test_met_in_a_year_is_met(text: str) -> None:
    assert read_mark(cell(text), until=2019).state is ResultState.MET


@pytest.mark.parametrize("text", ["đạt 2020", "Đạt năm 2020", "đạt quý I/2020"])
def test_met_in_a_year_to_come_is_a_plan_and_no_result(text: str) -> None:
    reading = read_mark(cell(text), until=2019)
    assert reading.state is None
    assert reading.fault == (
        f"Không đọc được “{text}”. Năm 2020 sau kỳ báo cáo: đó là kế hoạch, "
        "chưa phải kết quả."
    )


@pytest.mark.parametrize(
    "value",
    [
        *("đạt 2008", "đạt 0019", "không đạt 2019", "chưa đạt 2019", "kế hoạch 2019"),
        *("phấn đấu đạt 2019", "năm 2019", "2019", 2019, "12/2019", "đạt 2018-2019"),
        *("đạt? 2019", "đạt 19", dt.date(2019, 12, 31), "đạt 13/2019"),
    ],
)
def test_other_words_with_a_year_are_no_result(value: Value) -> None:
    reading = read_mark(cell(value), until=2019)
    assert reading.state is None
    assert reading.fault.startswith(f"Không đọc được “{cell(value).shown}”. Ô chỉ nhận")


@pytest.mark.parametrize(
    "value",
    [
        *(dt.date(2019, 12, 31), dt.date(2019, 1, 1), "31/12/2019", "2019-12-31"),
        *("12/2019", "T12/2019", "tháng 12/2019", "tháng 12 năm 2019", "6.2019"),
        *("Quý IV/2019", "quý lV/2019", "quý 4 năm 2019", "Q4/2019", "III/2019"),
        *("cuối năm 2019", "hết 2019", "dự kiến 2019", "Đăng ký đạt 2019"),
        *("Phấn đấu đạt chuẩn năm 2019", "6 tháng đầu năm 2019", "(2019)"),
    ],
)
def test_a_time_is_planned_in_its_year(value: Value) -> None:
    reading = read_plan(cell(value))
    assert (reading.year, reading.is_met, reading.fault) == (2019, False, "")


@pytest.mark.parametrize(
    "value", [dt.date(2021, 1, 1), "01/01/2021", "Quý I/2021", "đạt 2021", "12/2015"]
)
def test_a_time_outside_the_programme_is_refused(value: Value) -> None:
    reading = read_plan(cell(value))
    assert reading.year is None
    assert reading.fault == (f"Năm phải từ 2016 đến 2020; ô ghi “{cell(value).shown}”.")


@given(st.dates(dt.date(2016, 1, 1), dt.date(2020, 12, 31)))
@settings(max_examples=60)
def test_a_day_is_planned_in_its_year_however_it_is_written(day: dt.date) -> None:
    ways = (day, f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", day.isoformat(), f"{day:%m/%Y}")
    assert {read_plan(cell(way)).year for way in ways} == {day.year}


@given(YEARS, st.sampled_from(["", "năm ", "đạt ", "Đạt năm ", "KH ", "Quý IV/"]))
@settings(max_examples=60)
def test_a_planned_year_is_read_as_it_is_written(year: int, before: str) -> None:
    assert read_plan(cell(f"{before}{year}")).year == year


@given(YEARS, YEARS)
@settings(max_examples=60)
def test_met_in_a_year_is_met_exactly_when_the_year_has_come(
    year: int, until: int
) -> None:
    reading = read_mark(cell(f"đạt {year}"), until=until)
    assert (reading.state is ResultState.MET) == (year <= until)
    assert bool(reading.fault) == (year > until)
