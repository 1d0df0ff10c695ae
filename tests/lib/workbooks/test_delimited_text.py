"""Tables in plain text."""

import pytest

from ntm_portal.lib.legacy_text import decode, detect_encoding
from ntm_portal.lib.spreadsheets import Sheet, UnreadableWorkbook, read_workbook


def sheet_of(text: str | bytes, name: str = "bieu.csv") -> Sheet:
    data = text.encode() if isinstance(text, str) else text
    (sheet,) = read_workbook(data, name=name)
    return sheet


def values(sheet: Sheet) -> list[list[object]]:
    return [
        [each.value or "" for each in sheet.row_cells(row + 1)]
        for row in range(sheet.max_row)
    ]


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("a;1,5;2,5\nb;3,5;4,5\n", [["a", "1,5", "2,5"], ["b", "3,5", "4,5"]]),
        ("a,1.5\nb,2.5\n", [["a", "1.5"], ["b", "2.5"]]),
        ('a,"1,5"\nb,"2;5"\n', [["a", "1,5"], ["b", "2;5"]]),
        ("a\tx, y\tz\nb\tx, y\tz", [["a", "x, y", "z"], ["b", "x, y", "z"]]),
        (
            "Biểu 1\n\nTT;Xã\n1;A, B\n2;C, D\n",
            [["Biểu 1", ""], ["", ""], ["TT", "Xã"], ["1", "A, B"], ["2", "C, D"]],
        ),
        (
            "TT,Việc,Cơ quan\n1,a,Sở A; Sở B; Sở C\n2,b,Sở D; Sở E\n",
            [
                ["TT", "Việc", "Cơ quan"],
                ["1", "a", "Sở A; Sở B; Sở C"],
                ["2", "b", "Sở D; Sở E"],
            ],
        ),
        ("sep=;\r\na;b\r\n", [["a", "b"]]),
        ('a;"b\nc"\rd;e', [["a", "b\nc"], ["d", "e"]]),
        ("một cột\nhai hàng", [["một cột"], ["hai hàng"]]),
        ("a;b\n\x1a", [["a", "b"]]),
        ("PK;Xã\n1;A\n", [["PK", "Xã"], ["1", "A"]]),
    ],
)
def test_the_delimiter_is_found(text: str, table: list[list[str]]) -> None:
    assert values(sheet_of(text)) == table


def test_a_table_with_the_name_of_an_old_workbook_is_read() -> None:
    assert values(sheet_of("a\tb\n", "bieu.xls")) == [["a", "b"]]


def test_text_with_the_name_of_something_else_is_refused() -> None:
    with pytest.raises(UnreadableWorkbook, match=r"không có đuôi \.csv"):
        sheet_of("a\tb\n", "bieu.doc")


def test_a_sheet_has_the_name_of_its_file() -> None:
    assert sheet_of("a;b", "Biểu quý 3.csv").title == "Biểu quý 3"


def test_text_in_a_font_of_tcvn3_is_told_cell_by_cell() -> None:
    old = "KÕt qu¶ x· §¨k Long;®¹t".encode("latin-1")
    first, second = sheet_of(old).row_cells(1)
    for cell, text in ((first, "Kết quả xã Đăk Long"), (second, "đạt")):
        assert decode(str(cell.value), detect_encoding(str(cell.value))) == text


def test_text_in_a_font_of_vni_is_told_cell_by_cell() -> None:
    (cell,) = sheet_of("Keát quaû thöïc hieän".encode("latin-1")).row_cells(1)
    text = str(cell.value)
    assert decode(text, detect_encoding(text)) == "Kết quả thực hiện"


def test_a_byte_that_is_no_letter_of_utf_16_spoils_only_its_cell() -> None:
    data = "a;b".encode("utf-16") + b"\x00\xd8" + ";c".encode("utf-16-le")
    assert [each.value for each in sheet_of(data).row_cells(1)] == ["a", "b\ufffd", "c"]


def test_utf_16_without_its_mark_is_not_taken_for_text() -> None:
    with pytest.raises(UnreadableWorkbook, match="không phải là sổ tính"):
        sheet_of("a;b".encode("utf-16-le"))
