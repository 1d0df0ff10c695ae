"""Sheets typed before Unicode read as if they had been typed today."""

from dataclasses import replace

import pytest

from ntm_portal.lib.spreadsheets import Cell, Sheet
from reports.importing.decoding import decode_sheet
from tests.reports.importing.places import raw_sample, sample

TCVN3 = {"§¾k Man": "Đắk Man", "Xèp": "Xốp", "Ch\u00ad Hreng": "Chư Hreng"}
VNI = {"Ñaék Man": "Đắk Man", "Chö Hreng": "Chư Hreng", "Ia Ñal": "Ia Đal"}
UNICODE = {"Đắk Man": "Đắk Man", "Hòa Bình": "Hòa Bình"}


def column(*texts: tuple[str, str]) -> Sheet:
    """Return a sheet with the texts, each with its font, in column A."""
    cells = {
        (row, 1): Cell(row, 1, text, font)
        for row, (text, font) in enumerate(texts, start=1)
    }
    return Sheet("Biểu", is_hidden=False, cells=cells)


def typed(texts: dict[str, str], font: str) -> list[tuple[str, str]]:
    return [(text, font) for text in texts]


def shown(sheet: Sheet) -> list[str]:
    return [cell.shown for cell in sheet.cells.values()]


@pytest.mark.parametrize(
    ("texts", "font", "encoding"),
    [
        (TCVN3, ".VnTime", "tcvn3"),
        (TCVN3, "Calibri", "tcvn3"),
        (VNI, "VNI-Times", "vni"),
        (VNI, "Calibri", "vni"),
        (UNICODE, "Calibri", "unicode"),
    ],
)
def test_an_old_encoding_is_read_with_and_without_its_font(
    texts: dict[str, str], font: str, encoding: str
) -> None:
    decoded, found = decode_sheet(column(*typed(texts, font)))
    assert found == encoding
    assert shown(decoded) == list(texts.values())


def test_windows_1258_is_read() -> None:
    texts = ["KÊìT QUAÒ THÝòC HIÊòN", "Quy hoaòch", "Ðãk Nãng"]
    decoded, found = decode_sheet(column(*[(text, "Calibri") for text in texts]))
    assert found == "windows-1258"
    assert shown(decoded) == ["KẾT QUẢ THỰC HIỆN", "Quy hoạch", "Đăk Năng"]


@pytest.mark.parametrize(("more", "font"), [(VNI, "VNI-Times"), (UNICODE, "Arial")])
def test_several_encodings_in_one_sheet_are_mixed(
    more: dict[str, str], font: str
) -> None:
    texts = [*typed(TCVN3, ".VnTime"), *typed(more, font)]
    decoded, found = decode_sheet(column(*texts))
    assert found == "mixed"
    assert shown(decoded) == [*TCVN3.values(), *more.values()]


def test_a_font_used_in_two_ways_settles_nothing() -> None:
    texts = [("§¾k Man", "Calibri"), ("Đắk Man", "Calibri"), ("Xèp", "Calibri")]
    decoded, found = decode_sheet(column(*texts))
    assert found == "mixed"
    assert shown(decoded) == ["Đắk Man", "Đắk Man", "Xèp"]


def test_plain_letters_and_signs_are_no_encoding_of_their_own() -> None:
    texts = [
        *typed(TCVN3, ".VnTime"),
        ("Kroong", "Arial"),
        ("✓", "Arial"),
        ("–", "Arial"),
    ]
    assert decode_sheet(column(*texts))[1] == "tcvn3"
    assert decode_sheet(column(("Kroong", "Arial")))[1] == "unicode"
    assert decode_sheet(column())[1] == "unicode"


def test_a_lone_sign_of_multiplication_stays_a_mark() -> None:
    decoded, found = decode_sheet(column(*typed(TCVN3, "Arial"), ("×", "Arial")))
    assert shown(decoded)[-1] == "×"
    assert found == "tcvn3"


def test_pictures_are_not_decoded() -> None:
    decoded, found = decode_sheet(column(*typed(TCVN3, ".VnTime"), ("ü", "Wingdings")))
    assert shown(decoded)[-1] == "ü"
    assert found == "tcvn3"


def test_text_becomes_clean_and_keeps_its_line_breaks() -> None:
    text = "  Sở  Xây\u00a0dựng;\r\nSở Y\u200b te\u0302\u0301 "
    decoded, _found = decode_sheet(column((text, "Arial")))
    assert shown(decoded) == ["Sở Xây dựng;\nSở Y tế"]


def test_numbers_and_formulas_stay_as_they_are() -> None:
    plain, _encoding = sample("ket-qua-2019Q3-plain.xlsx")
    assert plain.cell(10, 3) == raw_sample("ket-qua-2019Q3-plain.xlsx").cell(10, 3)
    cells = {(1, 1): Cell(1, 1, "§¾k", ".VnTime", '="§¾k"')}
    decoded, _found = decode_sheet(Sheet("Biểu", is_hidden=False, cells=cells))
    assert decoded.cell(1, 1) == Cell(1, 1, "Đắk", ".VnTime", '="§¾k"')


def test_the_sample_in_tcvn3_reads_the_same_without_its_fonts() -> None:
    raw = raw_sample("ket-qua-2017Q4-tcvn3.xlsx")
    bare = {place: replace(cell, font="Arial") for place, cell in raw.cells.items()}
    decoded, found = decode_sheet(replace(raw, cells=bare))
    expected, _found = decode_sheet(raw)
    assert found == "tcvn3"
    assert shown(decoded) == shown(expected)


def test_a_capital_font_makes_capitals_of_plain_letters_too() -> None:
    texts = [("kon tum", ".VnTimeH"), ("huyÖn", ".VnArialH"), ("kon tum", ".VnTime")]
    decoded, found = decode_sheet(column(*texts))
    assert shown(decoded) == ["KON TUM", "HUYỆN", "kon tum"]
    assert found == "tcvn3"
