"""A sheet as the preview shows it: every cell's text and how it was understood."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ntm_portal.lib.spreadsheets import Sheet, column_letters


class Sense(StrEnum):
    """How a cell was understood; blanks and plain text have none."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"
    THIS_YEAR = "this_year"
    PLANNED = "planned"
    BAD = "bad"
    ASKED = "asked"
    RESPELT = "respelt"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class ViewRow:
    """One row of the table; each cell has its text and its sense, "" for none."""

    number: int
    is_heading: bool
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SheetView:
    """The table of a sheet as plain values that can be stored.

    ``letters`` name the columns as the sheet does, ``heads`` say what they hold.
    """

    letters: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[ViewRow, ...] = ()

    def as_json(self) -> dict[str, object]:
        return {
            "letters": list(self.letters),
            "heads": list(self.heads),
            "rows": [
                [row.number, row.is_heading, list(row.cells)] for row in self.rows
            ],
        }


def draw_view(
    sheet: Sheet,
    *,
    senses: Mapping[str, Sense],
    heads: Mapping[int, str],
    rows: Mapping[int, bool],
) -> SheetView:
    """Return the view of a table.

    ``senses`` are by address, ``heads`` by column; ``rows`` says of every row of the
    table whether it is a heading. A transposed sheet is drawn as it stands in its
    file, where rows hold what columns do here.
    """
    if sheet.is_transposed:
        return _drawn(
            sheet.transposed(),
            senses,
            heads={column: "Tổng" if rows[column] else "Xã" for column in rows},
            rows={row: not heads[row].isdecimal() for row in sorted(heads)},
        )
    return _drawn(sheet, senses, heads, rows)


def _drawn(
    sheet: Sheet,
    senses: Mapping[str, Sense],
    heads: Mapping[int, str],
    rows: Mapping[int, bool],
) -> SheetView:
    columns = range(1, max(heads, default=0) + 1)
    letters = tuple(column_letters(column) for column in columns)
    return SheetView(
        letters=letters,
        heads=tuple(heads.get(column, "") for column in columns),
        rows=tuple(
            ViewRow(number, is_heading, tuple(_cells(sheet, senses, number, letters)))
            for number, is_heading in rows.items()
        ),
    )


def _cells(
    sheet: Sheet, senses: Mapping[str, Sense], row: int, letters: Sequence[str]
) -> Iterator[tuple[str, str]]:
    for column, letter in enumerate(letters, start=1):
        cell = sheet.cell(row, column)
        text = f"={cell.formula.lstrip('=')}" if cell.lacks_value else cell.shown
        yield text, senses.get(f"{letter}{row}", "")
