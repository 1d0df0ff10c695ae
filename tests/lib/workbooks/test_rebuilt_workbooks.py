"""Refused files that cannot be edited in place: their values in a new workbook."""

import io
from collections.abc import Callable

import pytest
import xlwt

from ntm_portal.lib.spreadsheets import read_workbook
from ntm_portal.lib.workbooks import marked_workbooks
from ntm_portal.lib.workbooks.marked_workbooks import mark_workbook
from tests.lib.workbooks.books import FIRST_SHEET, edited, parts_of, saved
from tests.lib.workbooks.marked_books import LIST, book, mark, marked


def test_tables_in_plain_text_become_a_workbook() -> None:
    data = "TT;Xã;5\n1;Đắk Man;đạt?\n2;Đắk Nhoong;=1+1\n".encode()
    done = marked(data, mark("C2", sheet="bieu"), name="bieu.csv")
    assert done.sheetnames == [LIST, "bieu"]
    assert [[c.value for c in row] for row in done["bieu"].iter_rows()] == [
        ["TT", "Xã", "5"],
        ["1", "Đắk Man", "đạt?"],
        ["2", "Đắk Nhoong", "=1+1"],
    ]
    assert done["bieu"]["C3"].data_type == "s"
    assert done["bieu"]["C2"].comment.text == "Sai."


def test_an_old_workbook_becomes_a_new_one() -> None:
    given = xlwt.Workbook()
    sheet = given.add_sheet("Biểu")
    sheet.write_merge(1, 1, 1, 2, "đạt?", xlwt.easyxf("font: name .VnTime"))
    sheet.write(2, 0, 12.5)
    stream = io.BytesIO()
    given.save(stream)
    done = marked(stream.getvalue(), mark("C2"), name="bieu.xls")["Biểu"]
    assert done["B2"].comment.text == "Sai."
    assert done["B2"].font.name == ".VnTime"
    assert done["A3"].value == 12.5
    assert [str(area) for area in done.merged_cells.ranges] == ["B2:C2"]


def unknown_style(data: bytes) -> bytes:
    return edited(
        data, "xl/styles.xml", lambda xml: xml.replace("<cellXfs", "<x/><cellXfs")
    )


def widely_linked(data: bytes) -> bytes:
    link = '<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>'
    return edited(
        data,
        FIRST_SHEET,
        lambda xml: xml.replace("<pageMargins", f"{link}<pageMargins"),
    )


def widely_merged(data: bytes) -> bytes:
    merged = '<mergeCells><mergeCell ref="A10:XFD1048576"/></mergeCells>'
    return edited(
        data,
        FIRST_SHEET,
        lambda xml: xml.replace("<pageMargins", f"{merged}<pageMargins"),
    )


@pytest.mark.parametrize("spoil", [unknown_style, widely_linked, widely_merged])
def test_what_openpyxl_cannot_take_is_written_anew(
    spoil: Callable[[bytes], bytes],
) -> None:
    given = spoil(saved(book()))
    done = mark_workbook(given, name="bieu.xlsx", marks=[mark()])
    written = read_workbook(done, name="x")[1]
    assert written.cell(2, 2).value == "đạt?"
    assert written.merged == read_workbook(given, name="x")[0].merged
    assert b"Sai." in parts_of(done)["xl/comments/comment1.xml"]


def test_a_very_large_workbook_is_written_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    given = book()
    given["Biểu"]["B2"].number_format = "0.000"
    monkeypatch.setattr(marked_workbooks, "MAX_XML", 100)
    done = marked(given)
    assert done["Biểu"]["B2"].comment.text == "Sai."
    assert done["Biểu"]["B2"].number_format == "General"
