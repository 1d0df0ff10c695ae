"""A refused workbook given back with its bad cells marked."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName

from ntm_portal.lib.spreadsheets import UnreadableWorkbook, read_workbook
from ntm_portal.lib.workbooks.marked_workbooks import mark_workbook
from tests.lib.workbooks.books import archive, parts_of, saved
from tests.lib.workbooks.marked_books import LIST, book, listed, mark, marked

RED = "FFFFC7CE"
SAMPLES = Path(__file__).resolve().parents[3] / "fixtures" / "appendix"
SIZE = re.compile(rb"width:(\d+)px;height:(\d+)px")


def test_a_bad_cell_is_red_and_says_why() -> None:
    cell = marked(book())["Biểu"]["B2"]
    assert cell.fill.start_color.rgb == RED
    assert cell.comment.text == "Sai."
    assert cell.comment.author == "Cổng NTM"
    assert cell.value == "đạt?"


def test_other_cells_stay_as_they_were() -> None:
    cell = marked(book())["Biểu"]["A1"]
    assert cell.fill.fill_type is None
    assert cell.comment is None


def test_a_comment_has_every_message_of_its_cell() -> None:
    done = marked(book(), mark(message="Một."), mark(message="Hai."))
    assert done["Biểu"]["B2"].comment.text == "Một.\nHai."


def size_of_comment(message: str) -> tuple[int, int]:
    """Return the width and height in pixels of the comment on a marked cell."""
    done = mark_workbook(saved(book()), name="x.xlsx", marks=[mark(message=message)])
    shapes = parts_of(done)["xl/drawings/commentsDrawing1.vml"]
    found = SIZE.search(shapes)
    assert found
    return int(found[1]), int(found[2])


def test_a_comment_is_as_high_as_its_text() -> None:
    short, long = size_of_comment("Sai."), size_of_comment("sai " * 100)
    assert short[0] == long[0]
    assert short[1] < 40
    assert 150 < long[1] < 250


def test_an_empty_cell_can_be_marked() -> None:
    cell = marked(book(), mark("D9"))["Biểu"]["D9"]
    assert cell.value is None
    assert cell.comment.text == "Sai."


def test_in_a_merged_range_the_top_left_cell_is_marked() -> None:
    given = book()
    given["Biểu"].merge_cells("B2:C3")
    done = marked(given, mark("C3"))
    assert done["Biểu"]["B2"].comment.text == "Sai."
    assert [str(area) for area in done["Biểu"].merged_cells.ranges] == ["B2:C3"]


def test_a_comment_that_was_there_stays_below() -> None:
    given = book()
    given["Biểu"]["B2"].comment = Comment("Hỏi anh Ba", "Lan")
    text = marked(given)["Biểu"]["B2"].comment.text
    assert text.startswith("Sai.")
    assert text.endswith("Hỏi anh Ba")


def test_fonts_and_formats_of_a_marked_cell_stay() -> None:
    given = book()
    cell = given["Biểu"]["B2"]
    cell.font = Font(name=".VnTime", size=13, bold=True, color="FFFFFFFF")
    cell.fill = PatternFill("solid", start_color="FF000080")
    cell.border = Border(left=Side("thin"))
    cell.number_format = "0.0"
    done = marked(given)["Biểu"]["B2"]
    assert (done.font.name, done.font.size, done.font.bold) == (".VnTime", 13, True)
    assert done.font.color.rgb == "FF9C0006"
    assert done.border.left.style == "thin"
    assert done.number_format == "0.0"


def test_parts_of_a_text_keep_their_fonts() -> None:
    given = book()
    part = TextBlock(InlineFont(rFont=".VnTime"), "X· §¾k")
    given["Biểu"]["A3"] = CellRichText("1. ", part)
    before = read_workbook(saved(given), name="x")[0]
    done = mark_workbook(saved(given), name="x.xlsx", marks=[mark()])
    after = read_workbook(done, name="x")[1]
    assert before.cell(3, 1).font == ".VnTime"
    assert after.cell(3, 1) == before.cell(3, 1)


def test_formulas_stay_and_are_computed_when_the_file_is_opened() -> None:
    given = book()
    given["Biểu"]["C2"] = "=SUM(A3:A9)"
    done = marked(given)
    assert done["Biểu"]["C2"].value == "=SUM(A3:A9)"
    assert done.calculation.fullCalcOnLoad


def test_text_that_looks_like_a_formula_stays_text() -> None:
    given = book()
    cell = given["Biểu"]["C2"]
    cell.value, cell.data_type, cell.quotePrefix = "=1+1", "s", True
    done = marked(given, mark("C2"))["Biểu"]["C2"]
    assert (done.value, done.data_type, done.quotePrefix) == ("=1+1", "s", True)


def test_names_of_ranges_stay_with_their_sheet() -> None:
    given = book()
    given["Biểu"].print_title_rows = "1:1"
    given["Biểu"].defined_names["dau"] = DefinedName("dau", attr_text="Biểu!$A$1")
    done = marked(given)
    assert done["Biểu"].print_title_rows == "$1:$1"
    assert list(done["Biểu"].defined_names) == ["dau"]


def test_marks_of_an_earlier_time_are_taken_off() -> None:
    given = book()
    given["Biểu"]["B3"].comment = Comment("Hỏi anh Ba", "Lan")
    once = mark_workbook(
        saved(given), name="x.xlsx", marks=[mark("B2"), mark("B3"), mark("B4")]
    )
    again = marked(once, mark("B4", "Vẫn sai."))
    assert again.sheetnames == [LIST, "Biểu"]
    assert [row[0] for row in listed(again)] == ["B4"]
    sheet = again["Biểu"]
    assert sheet["B2"].comment is None
    assert sheet["B2"].fill.fill_type is None
    assert sheet["B3"].comment.text == "Hỏi anh Ba"
    assert sheet["B4"].comment.text == "Vẫn sai."


def test_macros_are_dropped() -> None:
    parts = parts_of(saved(book()))
    types = parts["[Content_Types].xml"].decode()
    kept = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert kept in types
    types = types.replace(kept, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    data = archive(
        {**parts, "[Content_Types].xml": types, "xl/vbaProject.bin": b"macro"}
    )
    done = parts_of(mark_workbook(data, name="bieu.xlsm", marks=[mark()]))
    assert "xl/vbaProject.bin" not in done
    assert kept in done["[Content_Types].xml"].decode()


def test_an_unreadable_file_is_refused_as_by_the_reader() -> None:
    with pytest.raises(UnreadableWorkbook):
        mark_workbook(b"khong phai so tinh", name="x.xlsx", marks=[mark()])


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.xlsx")), ids=lambda p: p.stem)
def test_a_marked_sample_says_the_same(path: Path) -> None:
    before = read_workbook(path.read_bytes(), name=path.name)[0]
    given = [mark("C9", sheet=before.title)]
    done = mark_workbook(path.read_bytes(), name=path.name, marks=given)
    after = read_workbook(done, name=path.name)[1]
    assert after.title == before.title
    assert set(after.merged) == set(before.merged)
    assert {k: (c.value, c.font) for k, c in after.cells.items()} == {
        k: (c.value, c.font) for k, c in before.cells.items()
    }


def test_the_result_is_a_sound_archive() -> None:
    done = mark_workbook(saved(book()), name="x.xlsx", marks=[mark()])
    with zipfile.ZipFile(io.BytesIO(done)) as opened:
        assert opened.testzip() is None
        assert "xl/comments/comment1.xml" in opened.namelist()
