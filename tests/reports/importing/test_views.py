"""The preview draws a table as it stands in its file."""

from ntm_portal.lib.spreadsheets import Cell
from reports.importing.views import Sense, SheetView, ViewRow, draw_view
from tests.reports.importing.tables.sheets import sheet

ROWS = [["Xã", "TC1", "Tổng"], ["Kroong", "x", 1], ["Cộng", 1, 1]]
SENSES = {"A2": Sense.NAME, "B2": Sense.MET}


def test_a_table_has_the_letters_and_numbers_of_its_file() -> None:
    view = draw_view(
        sheet(ROWS),
        senses=SENSES,
        heads={1: "Huyện, xã", 2: "1", 3: "Tổng"},
        rows={2: False, 3: True},
    )
    assert view == SheetView(
        letters=("A", "B", "C"),
        heads=("Huyện, xã", "1", "Tổng"),
        rows=(
            ViewRow(2, False, (("Kroong", "name"), ("x", "met"), ("1", ""))),  # noqa: FBT003 - a plain field
            ViewRow(3, True, (("Cộng", ""), ("1", ""), ("1", ""))),  # noqa: FBT003 - a plain field
        ),
    )


def test_a_transposed_table_is_drawn_as_it_stands() -> None:
    rows = [["Xã", "Kroong", "Cộng"], ["TC1", "x", 1], ["Tổng", 1, 1]]
    view = draw_view(
        sheet(rows).transposed(),
        senses={"B1": Sense.NAME, "B2": Sense.MET},
        heads={1: "Huyện, xã", 2: "1", 3: "Tổng"},
        rows={2: False, 3: True},
    )
    assert view == SheetView(
        letters=("A", "B", "C"),
        heads=("", "Xã", "Tổng"),
        rows=(
            ViewRow(1, True, (("Xã", ""), ("Kroong", "name"), ("Cộng", ""))),  # noqa: FBT003 - a plain field
            ViewRow(2, False, (("TC1", ""), ("x", "met"), ("1", ""))),  # noqa: FBT003 - a plain field
            ViewRow(3, True, (("Tổng", ""), ("1", ""), ("1", ""))),  # noqa: FBT003 - a plain field
        ),
    )


def test_a_formula_without_its_result_is_shown_as_written() -> None:
    given = sheet([["Kroong"]])
    lost = Cell(1, 2, None, formula="=A1")
    view = draw_view(
        given.with_values({}).__class__(
            "Biểu", is_hidden=False, cells={**given.cells, (1, 2): lost}
        ),
        senses={},
        heads={2: "1"},
        rows={1: False},
    )
    assert view.rows[0].cells == (("Kroong", ""), ("=A1", ""))
