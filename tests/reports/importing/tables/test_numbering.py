import pytest

from reports.importing.tables.numbering import (
    is_arabic,
    is_number,
    is_roman,
    split_number,
)


@pytest.mark.parametrize("text", ["1", "01", "1.", "1)", "(1)", "1.1", "1,1", "12/"])
def test_running_numbers_are_arabic(text: str) -> None:
    assert is_arabic(text)
    assert not is_roman(text)


@pytest.mark.parametrize("text", ["I", "IV.", "X)", "(II)", "lll", "lV.", "A", "B."])
def test_roman_numerals_and_letters_number_districts(text: str) -> None:
    assert is_roman(text)
    assert is_number(text)


@pytest.mark.parametrize("text", ["", "Kroong", "ii", "Ia", "1 xã", "x"])
def test_words_are_no_numbers(text: str) -> None:
    assert not is_number(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Đắk Cấm", ("1", "Đắk Cấm")),
        ("01) Đắk Cấm", ("01", "Đắk Cấm")),
        ("1 Đắk Cấm", ("1", "Đắk Cấm")),
        ("(1) Đắk Cấm", ("1", "Đắk Cấm")),
        ("1.2. Đắk Cấm", ("1.2", "Đắk Cấm")),
        ("1 - Đắk Cấm", ("1", "Đắk Cấm")),
        ("II. Huyện Đắk Glei", ("II", "Huyện Đắk Glei")),
        ("II/ Huyện Đắk Glei", ("II", "Huyện Đắk Glei")),
        ("II - Huyện Đắk Glei", ("II", "Huyện Đắk Glei")),
        ("ll. Huyện Đắk Glei", ("ll", "Huyện Đắk Glei")),
        ("A. Huyện Đắk Glei", ("A", "Huyện Đắk Glei")),
        ("- Đắk Cấm", ("", "Đắk Cấm")),
        ("+ Xã Kroong", ("", "Xã Kroong")),
    ],
)
def test_a_number_in_front_is_taken_off(text: str, expected: tuple[str, str]) -> None:
    assert split_number(text) == expected


@pytest.mark.parametrize(
    "text",
    ["Ia Chim", "Xốp", "H. Đắk Tô", "Vinh Quang", "2019", "*Ghi chú", "I", "la Dom"],
)
def test_a_name_that_begins_like_a_number_stays_whole(text: str) -> None:
    assert split_number(text) == ("", text)
