import unicodedata
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_portal.lib.text import (
    clean,
    fold,
    format_decimal,
    format_number,
    percent,
    quotient,
    round_half_up,
    sort_key,
)

COUNTS = st.integers(min_value=-(10**12), max_value=10**12)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (unicodedata.normalize("NFD", "Đắk Pék"), "Đắk Pék"),
        ("\ufeffKon\u00a0Plông\u200b ", "Kon Plông"),
        ("Đăk\u00adHà", "ĐăkHà"),
        ("  Ia \t\u2009Tơi\n", "Ia Tơi"),
        ("a\u200b\u0301", "á"),
        ("Sa\u202fThầy\u2007\u3000", "Sa Thầy"),
        ("\u200eKon\u200c\u2060 Rẫy\u200d\u200f", "Kon Rẫy"),
        ("Ia H’Drai", "Ia H’Drai"),
        ("", ""),
    ],
)
def test_cleaned_text_is_composed_and_has_plain_spaces(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Ia H'Drai",
            "Ia H’Drai",
            "Ia H‘ Drai",
            "IA HDRAI",
            " ia-h.drai ",
            "Iạ HĐrải",
        ),
        *("Ia HʼDrai", "Ia H`Drai", "Ia H´Drai", "Ia H′Drai", "Ia H\u2019\u200b Drai"),
    ],
)
def test_spellings_of_one_name_fold_to_the_same(text: str) -> None:
    assert fold(text) == "iahdrai"


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_every_form_of_unicode_folds_to_the_same(form: str) -> None:
    name = unicodedata.normalize(form, "Xã Ngọk Réo, Đắk Hà 2")  # type: ignore[arg-type]
    assert fold(name) == "xangokreodakha2"


def test_the_icelandic_letter_for_d_folds_like_d() -> None:
    assert fold("Ðăk Hà") == fold("Đăk Hà")


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folded_text_has_only_letters_and_digits(text: str) -> None:
    assert all(char.isalnum() for char in fold(text))


@pytest.mark.parametrize(
    "ordered",
    [
        ["an", "ăn", "ân", "ba", "da", "đa", "em", "êm", "ga"],
        ["to", "tô", "tơ", "tu", "tư", "va"],
        ["ma", "mà", "mả", "mã", "má", "mạ", "mai"],
        ["Bà Na", "Ba Tơ", "Bá Tơ"],
        ["Đăk", "Đăk Ang", "Đăka"],
        ["Thôn 2", "Thôn 2b", "Thôn 10", "Thôn Đăk"],
        ["Kon Đào", "Kon Plông", "Kon Rẫy"],
    ],
)
def test_names_sort_by_the_vietnamese_alphabet_then_by_tone(ordered: list[str]) -> None:
    keys = [sort_key(text) for text in ordered]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("apostrophe", "’‘ʼ`´′")
def test_case_apostrophes_and_form_do_not_change_the_order(apostrophe: str) -> None:
    decomposed = unicodedata.normalize("NFD", f"IA H{apostrophe}DRAI")
    assert sort_key("Ia H'Drai") == sort_key(decomposed)


@given(st.text())
def test_a_sort_key_has_two_characters_for_each_letter(text: str) -> None:
    key = sort_key(text)
    assert all(char.isalnum() and char == char.casefold() for char in key)


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("12.235", 2, "12.24"),
        ("0.05", 1, "0.1"),
        ("-0.05", 1, "-0.1"),
        ("2.5", 0, "3"),
        ("1E+30", 1, "1000000000000000000000000000000.0"),
    ],
)
def test_halves_are_rounded_away_from_zero(
    value: str, places: int, rounded: str
) -> None:
    assert str(round_half_up(Decimal(value), places)) == rounded


@pytest.mark.parametrize(
    ("part", "whole", "places", "expected"),
    [
        (1040, 85, 2, "12.24"),
        (890, 86, 2, "10.35"),
        (1, 8, 2, "0.13"),
        (-1, 8, 2, "-0.13"),
        (1, -8, 2, "-0.13"),
        (0, 85, 1, "0.0"),
        (85, 85, 0, "1"),
    ],
)
def test_a_quotient_is_rounded_half_up(
    part: int, whole: int, places: int, expected: str
) -> None:
    assert str(quotient(part, whole, places=places)) == expected


@given(COUNTS, COUNTS.filter(bool), st.integers(min_value=0, max_value=4))
def test_a_quotient_is_the_nearest_number_with_its_places(
    part: int, whole: int, places: int
) -> None:
    nearest = quotient(part, whole, places=places)
    assert nearest is not None
    assert abs(nearest * whole - part) * 2 * 10**places <= abs(whole)


@pytest.mark.parametrize(
    ("part", "whole", "places", "expected"),
    [(43, 85, 1, "50.6"), (1, 3, 1, "33.3"), (2, 3, 0, "67"), (1, 2, 1, "50.0")],
)
def test_a_percentage_comes_from_counts(
    part: int, whole: int, places: int, expected: str
) -> None:
    assert str(percent(part, whole, places)) == expected


def test_no_data_is_no_percentage() -> None:
    assert percent(0, 0) is None


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (1615, 0, "1.615"),
        (Decimal("1234.45"), 1, "1.234,5"),
        (Decimal("1234567.891"), 2, "1.234.567,89"),
        (Decimal("-1234.5"), 0, "-1.235"),
        (Decimal("-0.04"), 1, "0,0"),
        (0, 2, "0,00"),
        (999, 0, "999"),
    ],
)
def test_numbers_are_written_the_vietnamese_way(
    value: Decimal | int, places: int, written: str
) -> None:
    assert format_number(value, places) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [("2020", "2020"), ("98.50", "98,5"), ("1E+4", "10000"), ("0.000", "0")],
)
def test_a_number_as_read_keeps_its_decimals(value: str, written: str) -> None:
    assert format_decimal(Decimal(value)) == written


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9
    )
)
def test_rounding_agrees_with_the_decimal_library(value: Decimal) -> None:
    assert round_half_up(value, 1) == value.quantize(
        Decimal("0.1"), rounding=ROUND_HALF_UP
    )
