"""Cells that are shown to a person who confirms the encoding of a file."""

import unicodedata

from reports.importing.decoding import decode_sheet, samples_of
from tests.reports.importing.places import is_commune, is_district, raw_sample
from tests.reports.importing.test_decoding import TCVN3, column, typed


def samples(*texts: tuple[str, str]) -> list[tuple[str, str, str]]:
    sheet = column(*texts)
    decoded, _found = decode_sheet(sheet)
    return list(samples_of(sheet, decoded))


def test_samples_show_an_address_and_both_texts_in_the_order_of_the_sheet() -> None:
    assert samples(*typed(TCVN3, ".VnTime")) == [
        ("A1", "§¾k Man", "Đắk Man"),
        ("A2", "Xèp", "Xốp"),
        ("A3", "Ch\u00ad Hreng", "Chư Hreng"),
    ]


def test_text_that_only_became_cleaner_is_no_sample() -> None:
    decomposed = unicodedata.normalize("NFD", "Đắk Man")
    assert samples((decomposed, "Arial"), ("  Hòa\u00a0Bình ", "Arial")) == []


def test_plain_letters_numbers_and_pictures_are_no_samples() -> None:
    assert samples(("kon tum", ".VnTimeH"), ("ü", "Wingdings")) == []
    plain = raw_sample("ket-qua-2019Q3-plain.xlsx")
    assert samples_of(plain, decode_sheet(plain)[0]) == ()


def test_there_are_five_samples_of_various_names() -> None:
    raw = raw_sample("ket-qua-2017Q4-tcvn3.xlsx")
    chosen = samples_of(raw, decode_sheet(raw)[0])
    names = [text for _address, _stored, text in chosen]
    assert len(set(names)) == len(names) == 5
    assert all(name.istitle() for name in names)
    assert all(is_commune(name, None) or is_district(name) for name in names)


def test_a_text_that_is_repeated_is_shown_once() -> None:
    texts = [("§¾k Man", ".VnTime")] * 9 + [("®¹t", ".VnTime")]
    assert [text for _address, _stored, text in samples(*texts)] == ["Đắk Man", "đạt"]


def test_names_and_short_texts_are_shown_before_long_ones() -> None:
    note = "§ang thùc hiÖn c¸c c«ng tr×nh h¹ tÇng kinh tÕ - x· héi trªn ®Þa bµn"
    names = [(name, ".VnTime") for name in ("§¾k", "Xèp", "Ch\u00ad", "Ngäc", "RÔ")]
    shown_texts = [text for _a, _s, text in samples((note, ".VnTime"), *names)]
    assert shown_texts == ["Đắk", "Xốp", "Chư", "Ngọc", "Rễ"]
