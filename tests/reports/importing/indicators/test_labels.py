"""Words of headers that mean an indicator, and those that mean none."""

import datetime as dt
from decimal import Decimal

import pytest

from reports.importing.indicators.labels import IndicatorLabel
from tests.reports.importing.indicators.files import LABELS, LAW
from tests.reports.importing.tables.sheets import Value
from tests.reports.importing.tables.sheets import cell as cell_of

ROADS = LAW["2.1"].name


def said(value: Value) -> IndicatorLabel | None:
    return LABELS.in_cell(cell_of(value))


def code_of(value: Value) -> str | None:
    found = said(value)
    return found.indicator.code if found and found.indicator else None


@pytest.mark.parametrize(
    "text",
    [
        "2.1",
        "(2.1)",
        "2,1",
        "02.1",
        "2.1.",
        "Chỉ tiêu 2.1",
        "chỉ tiêu số 2.1",
        "CT 2.1",
        "TC 2.1",
        "2.1. Đường xã",
        "2.1 Đường xã",
        "2.1: đường xã",
        "Chỉ tiêu 2.1 – đường xã (%)",
        ROADS,
        ROADS.upper(),
        f"{ROADS} (%)",
        f"2.1. {ROADS}",
    ],
)
def test_a_code_or_a_name_is_the_indicator(text: str) -> None:
    assert code_of(text) == "2.1"


@pytest.mark.parametrize("value", [Decimal("2.1"), 2.1])
def test_a_number_is_the_code_that_it_shows(value: Value) -> None:
    assert code_of(value) == "2.1"


@pytest.mark.parametrize("text", ["10", "TC10", "Tiêu chí 10", "10.1", "Thu nhập"])
def test_the_only_indicator_of_a_criterion_has_its_number_and_name(text: str) -> None:
    assert code_of(text) == "10"


def test_a_whole_number_alone_may_count_columns() -> None:
    bare = [
        (text, found.is_bare)
        for text in ("10", "(10)", "TC 10")
        if (found := said(text))
    ]
    assert bare == [("10", True), ("(10)", True), ("TC 10", False)]


@pytest.mark.parametrize("text", ["2.9", "Chỉ tiêu 2.9", "25.3 Đường"])
def test_a_code_that_the_law_does_not_have_is_told_as_such(text: str) -> None:
    found = said(text)
    assert found is not None
    assert found.indicator is None


@pytest.mark.parametrize(
    "value",
    [
        "Tiêu chí 2",
        "Dân số",
        "2",
        "Xã",
        "12.5%",
        "2.1 đến 2.4",
        "Quý 2.1",
        "2.1 triệu",
        "-1",
        Decimal("-2.1"),
        Decimal("98.555"),
        None,
        True,
        "",
        dt.date(2021, 2, 1),
    ],
)
def test_other_words_and_numbers_name_no_indicator(value: Value) -> None:
    assert code_of(value) is None


def test_a_number_beside_another_indicators_name_is_a_contradiction() -> None:
    found = said(f"2.2. {ROADS}")
    assert found is not None
    assert (found.code, found.other) == ("2.2", LAW["2.1"])


def test_the_name_of_a_second_value_is_no_first_one() -> None:
    found = said("Nước sạch (%)")
    assert found is not None
    assert (found.code, found.is_second) == ("17.1", True)


def test_a_bare_number_in_a_row_of_data_is_no_repeated_header() -> None:
    assert LABELS.read("2.1") is None
    label = LABELS.read("Chỉ tiêu 2.1")
    assert label is not None
    assert LABELS.slots[label.number].code == "2.1"
    second = LABELS.read("Nước sạch")
    assert second is not None
    assert LABELS.slots[second.number].code == "17.1/2"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Thu nhập bình quân đầu người (triệu đồng/người)", "10"),
        ("Đường ngõ xóm sạch, không lầy lội mùa mưa", "2.3"),
        ("Tỷ lệ hộ nghèo đa chiều", "11"),
    ],
)
def test_nearly_a_name_is_close_to_its_indicator(text: str, code: str) -> None:
    assert LABELS.close(text)[0].code == code


def test_the_number_of_a_criterion_is_close_to_its_indicators() -> None:
    expected = ["2.1", "2.2", "2.3", "2.4"]
    for text in ("Tiêu chí 2", "TC2", "2. Giao thông", "Tiêu chí 2 (%)"):
        assert [slot.code for slot in LABELS.close(text)] == expected


def test_an_unknown_rate_is_close_to_the_likeliest_few() -> None:
    assert len(LABELS.close("Tỷ lệ hộ dùng điện an toàn")) == 3


@pytest.mark.parametrize("text", ["Dân số", "Ghi chú", "Tỷ lệ", "Diện tích"])
def test_words_of_something_else_are_close_to_nothing(text: str) -> None:
    assert LABELS.close(text) == ()


def test_every_indicator_is_known_by_its_code_and_its_name() -> None:
    for code, indicator in LAW.items():
        assert code_of(f"Chỉ tiêu {code}") == code
        assert code_of(indicator.name) == code
        assert code_of(f"{code}. {indicator.name}") == code


def test_every_slot_is_named_by_its_title() -> None:
    for slot in LABELS.slots.values():
        found = said(slot.title)
        assert found is not None
        assert found.indicator == slot.indicator
