"""The sheet of a marked workbook that lists what is to be corrected."""

import pytest

from ntm_portal.lib.spreadsheets import read_workbook
from ntm_portal.lib.workbooks import marked_workbooks
from ntm_portal.lib.workbooks.marked_workbooks import is_mark_list
from tests.lib.workbooks.books import saved
from tests.lib.workbooks.marked_books import LIST, book, listed, mark, marked


def test_the_list_is_first_and_the_only_sheet_that_is_selected() -> None:
    done = marked(book())
    assert done.sheetnames == [LIST, "Biểu"]
    assert done.active.title == LIST
    assert [x.sheet_view.tabSelected for x in done.worksheets] == [True, False]


def test_the_list_tells_where_what_and_why() -> None:
    done = marked(book(), mark(header="Hạ tầng › 5. Trường học", value="đạt?"))
    assert listed(done) == [("B2", "Hạ tầng › 5. Trường học", "đạt?", "Sai.")]


def test_the_list_leads_to_the_cells() -> None:
    done = marked(book("Biểu '19"), mark(sheet="Biểu '19"))
    assert done[LIST]["A5"].hyperlink.location == "'Biểu ''19'!B2"


def test_what_names_no_cell_or_no_sheet_is_only_listed() -> None:
    done = marked(
        book(), mark("", "Thiếu xã."), mark("B2", "Lạ.", sheet="Khác"), mark("A1:B9")
    )
    assert [row[0] for row in listed(done)] == ["cả tệp", "B2", "A1:B9"]
    assert done["Biểu"]["B2"].comment is None
    assert done[LIST]["A6"].hyperlink is None


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(1)"])
def test_text_in_the_list_never_becomes_a_formula(text: str) -> None:
    done = marked(book(), mark(value=text, header=text, message=text))
    cells = [done[LIST].cell(5, column) for column in (2, 3, 4)]
    assert [(c.value, c.data_type, c.quotePrefix) for c in cells] == [
        (text, "s", True)
    ] * 3


def test_characters_that_no_workbook_may_hold_are_left_out() -> None:
    done = marked(book(), mark(value="a\x0bb", message="x\x01y"))
    assert listed(done)[0][2:] == ("ab", "xy")
    assert done["Biểu"]["B2"].comment.text == "xy"


def test_of_very_many_marks_only_the_first_are_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(marked_workbooks, "MAX_MARKS", 2)
    done = marked(book(), *(mark(f"B{row}") for row in range(2, 7)))
    assert [row[0] for row in listed(done)] == ["B2", "B3", "cả tệp"]
    assert "Còn 3 lỗi nữa" in listed(done)[2][3]
    assert done["Biểu"]["B4"].comment is None


def test_a_sheet_that_a_person_called_so_is_kept() -> None:
    given = book()
    given.create_sheet(LIST)["A1"] = "của tôi"
    done = marked(given)
    assert done.sheetnames == [f"{LIST}1", "Biểu", LIST]
    assert [is_mark_list(sheet) for sheet in read_workbook(saved(done), name="x")] == [
        True,
        False,
        False,
    ]
