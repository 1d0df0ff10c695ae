"""Quarters: codes, labels, days and titles."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_portal.lib.periods import BadQuarter, Quarter

quarters = st.builds(Quarter, st.integers(2001, 2099), st.integers(1, 4))


@given(quarters)
def test_a_code_reads_back_as_the_same_quarter(quarter):
    assert Quarter.parse(quarter.code) == quarter


@given(quarters)
def test_a_quarter_ends_the_day_before_the_next_begins(quarter):
    assert quarter.next().first_day - quarter.last_day == dt.timedelta(days=1)


@given(quarters)
def test_the_previous_of_the_next_is_the_quarter_itself(quarter):
    assert quarter.next().previous() == quarter


@given(quarters, quarters)
def test_codes_sort_by_time(one, other):
    assert (one.code < other.code) == (one.last_day < other.last_day)


@pytest.mark.parametrize(
    "text",
    ["2019Q5", "2019Q0", "2019", "Q4/2019", "", "1899Q1", "2019Q4\n", "２０１９Q4"],
)
def test_other_text_is_not_a_quarter(text):
    with pytest.raises(BadQuarter, match="2019Q4"):
        Quarter.parse(text)


def test_a_day_belongs_to_its_quarter():
    assert Quarter.of(dt.date(2019, 8, 31)) == Quarter(2019, 3)


def test_a_quarter_is_written_with_a_roman_numeral():
    assert Quarter(2019, 4).label == "Quý IV/2019"


def test_a_quarter_prints_as_its_code():
    assert str(Quarter(2019, 4)) == "2019Q4"


@pytest.mark.parametrize(
    "title",
    [
        "(Quý III năm 2019)",
        "QUÝ III NĂM 2019",
        "Kết quả quý 3/2019",
        "quý III/2019",
        "Quý III - 2019",
        "QUÝ lll NĂM 2019",
        "Qúy III năm 2019",
        "Quí lIl/2019",
    ],
)
def test_a_title_names_its_quarter(title):
    assert Quarter.in_title(title) == (Quarter(2019, 3),)


def test_a_small_l_in_a_title_is_a_capital_i():
    assert Quarter.in_title("Quý lV/2019") == (Quarter(2019, 4),)


def test_a_title_may_name_two_quarters():
    found = Quarter.in_title("So sánh Quý II/2019 với Quý III/2019")
    assert found == (Quarter(2019, 2), Quarter(2019, 3))


def test_a_title_with_a_year_alone_names_no_quarter():
    assert Quarter.in_title("Kết quả năm 2019") == ()


@pytest.mark.parametrize(
    ("later", "earlier", "quarters"),
    [("2019Q4", "2019Q4", 0), ("2020Q1", "2019Q4", 1), ("2019Q3", "2021Q1", -6)],
)
def test_the_quarters_between_two_are_counted(later, earlier, quarters):
    assert Quarter.parse(later).since(Quarter.parse(earlier)) == quarters


def test_nothing_is_approved_before_its_quarter_begins():
    second = Quarter(2021, 2)
    assert second.approved_too_early(dt.date(2021, 4, 1)) == ""
    assert second.approved_too_early(dt.date(2021, 3, 31)) == (
        "Ngày duyệt 31/03/2021 trước khi Quý II/2021 bắt đầu (01/04/2021)."
    )
