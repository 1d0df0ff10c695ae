"""The mark of a bad cell: a red fill, and a comment that says what is wrong."""

import math
from collections.abc import Sequence
from copy import copy

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

AUTHOR = "Cổng NTM"
FILL, INK = "FFFFC7CE", "FF9C0006"
OWN_NOTE = "Ghi chú có sẵn trong tệp:"
# In pixels, for the font that spreadsheet programs show comments in.
WIDTH, LINE_HEIGHT, MARGIN = 300, 18, 14
LINE_LENGTH = 44
MAX_TEXT = 2_000


def mark_cell(sheet: Worksheet, address: str, messages: Sequence[str]) -> None:
    """Mark a cell, or the top left one of its merged range; keep its own comment."""
    cell = anchor(sheet, address)
    if cell is None:
        return
    # Dark on light red whatever the cell was; the font stays, for the old encodings.
    font = copy(cell.font)
    font.color = INK
    cell.font = font
    cell.fill = PatternFill("solid", start_color=FILL, end_color=FILL)
    text = "\n".join(messages)[:MAX_TEXT]
    own = cell.comment.text if cell.comment else ""
    cell.comment = _comment(f"{text}\n\n{OWN_NOTE}\n{own}" if own else text, AUTHOR)


def unmark_cell(sheet: Worksheet, address: str) -> None:
    """Take a mark off a cell, if it still has one; its own comment stays."""
    cell = anchor(sheet, address)
    if cell is None:
        return
    if cell.fill.start_color.rgb == FILL:
        font = copy(cell.font)
        font.color = None
        cell.font, cell.fill = font, PatternFill()
    if cell.comment and cell.comment.author == AUTHOR:
        _, has_own, own = cell.comment.text.partition(f"\n{OWN_NOTE}\n")
        cell.comment = _comment(own, "") if has_own else None


def anchor(sheet: Worksheet, address: str) -> Cell | None:
    """Return the cell that shows at an address, None for one that cannot be marked."""
    cell = sheet[address]
    row, column = cell.row, cell.column
    for area in sheet.merged_cells.ranges:
        if (
            area.min_row <= row <= area.max_row
            and area.min_col <= column <= area.max_col
        ):
            cell = sheet.cell(area.min_row, area.min_col)
    return None if isinstance(cell, MergedCell) else cell


def _comment(text: str, author: str) -> Comment:
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    lines = sum(math.ceil(len(x) / LINE_LENGTH) or 1 for x in text.split("\n"))
    height = lines * LINE_HEIGHT + MARGIN
    return Comment(text, author, height=height, width=WIDTH)
