"""Workbooks of LibreOffice."""

import datetime as dt
from decimal import Decimal

import pytest

from ntm_portal.lib.spreadsheets import Range, Sheet, read_workbook
from tests.lib.workbooks.books import (
    archive,
    cell,
    edited,
    opendocument,
    parts_of,
    row,
    table,
)

ERROR = (
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:'
    'calcext:1.0" calcext:value-type="error"'
)
STYLES = """
<style:style style:name="old" style:family="table-cell">
  <style:text-properties style:font-name="F1"/></style:style>
<style:style style:name="younger" style:family="table-cell"
  style:parent-style-name="old"/>
<style:style style:name="span" style:family="text">
  <style:text-properties fo:font-family="'VNI-Times'"/></style:style>
<style:style style:name="away" style:family="table">
  <style:table-properties table:display="false"/></style:style>
"""
FACES = (
    '<office:font-face-decls><style:font-face style:name="F1"'
    " svg:font-family=\"'.VnTime'\"/></office:font-face-decls>"
)


def sheets(*tables: str) -> tuple[Sheet, ...]:
    data = opendocument("".join(tables), styles=STYLES, more=FACES)
    return read_workbook(data, name="a.ods")


def only_sheet(*rows: str) -> Sheet:
    (sheet,) = sheets(table("".join(rows)))
    return sheet


def typed(kind: str, value: str, text: str = "", more: str = "") -> str:
    name = {"date": "date-value", "time": "time-value"}.get(kind, "value")
    return (
        f'<table:table-cell office:value-type="{kind}" office:{name}="{value}" {more}>'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


@pytest.mark.parametrize(
    ("element", "value"),
    [
        (typed("float", "98.5", "98,5"), Decimal("98.5")),
        (typed("currency", "1234", "1.234 ₫"), Decimal(1234)),
        (typed("float", "0", "#DIV/0!"), "#DIV/0!"),
        (typed("date", "2019-12-31T08:30:00", "31/12/19"), dt.date(2019, 12, 31)),
        (typed("date", "-0044-03-15", "?"), "#VALUE!"),
        (typed("time", "PT08H30M00S", "8:30"), "08:30:00"),
        (typed("time", "P1D", "24:00"), "24:00"),
        (typed("string", "", "#N/A", ERROR), "#N/A"),
        (typed("string", "", "Err:502", ERROR), "#VALUE!"),
        (cell("a&b\nc"), "a&b\nc"),
        (
            '<table:table-cell office:value-type="string" office:string-value="x"/>',
            "x",
        ),
        (
            '<table:table-cell office:value-type="string"><text:p>a  <text:s'
            ' text:c="2"/>b<text:tab/>c<text:line-break/><text:span>d</text:span>'
            "</text:p></table:table-cell>",
            "a   b\tc\nd",
        ),
    ],
)
def test_a_stored_value_is_read_as_what_it_is(element: str, value: object) -> None:
    assert only_sheet(row(element)).cell(1, 1).value == value


def test_what_stands_beside_the_text_of_a_cell_is_none_of_it() -> None:
    note = "<office:annotation><text:p>ghi chú</text:p></office:annotation>"
    shape = (
        "<draw:frame><draw:text-box><text:p>hình</text:p></draw:text-box></draw:frame>"
    )
    inner = f"{note}<text:p>chữ{shape}</text:p>"
    element = f'<table:table-cell office:value-type="string">{inner}</table:table-cell>'
    assert only_sheet(row(element)).cell(1, 1).value == "chữ"


def test_a_formula_comes_with_its_result_or_lacks_it() -> None:
    sheet = only_sheet(
        row(
            cell(3, 'table:formula="of:=SUM([.B1:.C1])"'),
            cell(None, 'table:formula="of:=[.B1]"'),
            '<table:table-cell table:formula="of:=IF(1;&quot;&quot;;1)"'
            ' office:value-type="string"/>',
        )
    )
    stored, lacking, empty = (sheet.cell(1, column) for column in (1, 2, 3))
    assert (stored.value, stored.formula) == (Decimal(3), "=SUM([.B1:.C1])")
    assert lacking.lacks_value
    assert empty.formula
    assert not empty.lacks_value


def test_repeated_rows_and_cells_have_their_own_addresses() -> None:
    sheet = only_sheet(
        row(cell(None), more='table:number-rows-repeated="2"'),
        row(
            cell(None, 'table:number-columns-repeated="3"'),
            cell("x", 'table:number-columns-repeated="2"'),
            more='table:number-rows-repeated="2"',
        ),
        row(cell("cuối")),
    )
    assert {each.address for each in sheet.cells.values()} == {
        "D3",
        "E3",
        "D4",
        "E4",
        "A5",
    }


def test_the_blank_rest_of_a_sheet_takes_no_room() -> None:
    rest = cell(None, 'table:style-name="old" table:number-columns-repeated="16384"')
    sheet = only_sheet(
        row(cell("x")), row(rest, more='table:number-rows-repeated="1048575"')
    )
    assert list(sheet.cells) == [(1, 1)]


def test_merged_ranges_hidden_rows_and_hidden_columns_are_told() -> None:
    sheet = only_sheet(
        '<table:table-column table:number-columns-repeated="2"/>',
        '<table:table-column table:visibility="collapse"/>',
        row(
            cell(
                "gộp",
                'table:number-columns-spanned="2" table:number-rows-spanned="3"',
            ),
            "<table:covered-table-cell/>",
            cell("c"),
        ),
        row(
            cell(None),
            more='table:visibility="filter" table:number-rows-repeated="2"',
        ),
        row(cell("x")),
    )
    assert sheet.merged == (Range(1, 1, 3, 2),)
    assert sheet.hidden_rows == {2, 3}
    assert sheet.hidden_columns == {3}
    assert sheet.cell(1, 3).value == "c"


def test_a_cell_tells_the_font_that_shows_it() -> None:
    span = '<text:span text:style-name="span">dài hơn</text:span>'
    sheet = only_sheet(
        '<table:table-column table:number-columns-repeated="2"'
        ' table:default-cell-style-name="younger"/>',
        row(
            cell("cột"),
            '<table:table-cell table:style-name="old" office:value-type="string">'
            f"<text:p>a{span}</text:p></table:table-cell>",
            cell("không"),
        ),
        row(
            cell(None),
            cell(None),
            cell("hàng"),
            more='table:default-cell-style-name="old"',
        ),
    )
    assert [each.font for each in sheet.row_cells(1)] == [".VnTime", "VNI-Times", ""]
    assert sheet.cell(2, 3).font == ".VnTime"


def test_the_styles_of_the_whole_file_tell_fonts_too() -> None:
    parts = parts_of(opendocument(table(row(cell("x", 'table:style-name="old"')))))
    content = parts["content.xml"].decode()
    start = content[: content.index("<office:automatic-styles>")]
    styles = f"{start}<office:styles>{FACES}{STYLES}</office:styles>"
    styles += "</office:document-content>"
    (sheet,) = read_workbook(archive({**parts, "styles.xml": styles}), name="a.ods")
    assert sheet.cell(1, 1).font == ".VnTime"


def test_hidden_sheets_are_told_and_those_of_other_files_left_out() -> None:
    visible, hidden = sheets(
        table(row(cell("x")), name="Bảng"),
        table(row(cell("y")), name="Ẩn", more='table:style-name="away"'),
        table(f"<table:table-source/>{row(cell('z'))}", name="'file:///a.ods'#$A"),
    )
    assert (visible.title, visible.is_hidden) == ("Bảng", False)
    assert (hidden.title, hidden.is_hidden) == ("Ẩn", True)


def test_a_table_inside_a_picture_is_no_sheet() -> None:
    picture = (
        f"<table:shapes><draw:frame>{table(row(cell('y')))}</draw:frame></table:shapes>"
    )
    assert len(sheets(table(picture + row(cell("x"))))) == 1


def test_changes_that_were_tracked_are_no_cells() -> None:
    data = edited(
        opendocument(table(row(cell("x")))),
        "content.xml",
        lambda text: text.replace(
            "<office:spreadsheet>",
            "<office:spreadsheet><table:tracked-changes><text:p>cũ</text:p>"
            f"{table(row(cell('cũ')))}</table:tracked-changes>",
        ),
    )
    (sheet,) = read_workbook(data, name="a.ods")
    assert [each.value for each in sheet.cells.values()] == ["x"]
