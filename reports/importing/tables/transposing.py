"""Tables with criteria down and communes across, turned to be read like others."""

from collections.abc import Iterable, Iterator

from ntm_portal.lib.spreadsheets import Range, Sheet
from ntm_portal.lib.text import clean
from reports.importing.marks import is_prose
from reports.importing.tables.grid import Grid, has_content
from reports.importing.tables.headers import Header, find_header
from reports.importing.tables.labels import Labels
from reports.importing.tables.layout import Places
from reports.importing.tables.row_words import without_addition

FEWEST_CELLS = 2


def cut_out(sheet: Sheet, labels: Labels, places: Places) -> Sheet | None:
    """Return the table of a sheet transposed, without what stands above and below.

    None when no column of the sheet names the criteria.
    """
    header = find_header(Grid(sheet.transposed()), labels)
    return cut_below(sheet, header, places) if header else None


def cut_below(sheet: Sheet, header: Header, places: Places) -> Sheet:
    """Return what belongs to a header of the transposed sheet, transposed.

    A title across the columns would else be a header that all rows share.
    """
    criteria = [column for claim in header.claims for column in claim.columns]
    grid = Grid(sheet)
    inside = [row for row in grid.rows if min(criteria) <= row <= max(criteria)]
    above = _above(grid, min(criteria), places)
    below = _below(grid, max(criteria), header.main)
    return _only(sheet, {*above, *inside, *below}).transposed()


def title_above(sheet: Sheet, cut: Sheet) -> str:
    """Return the text above a table that was cut out of the sheet."""
    grid = Grid(sheet)
    top = min(column for _, column in cut.cells)
    rows = [row for row in grid.rows if row < top]
    return "\n".join(clean(cell.shown) for row in rows for cell in grid.shown(row))


def _above(grid: Grid, first: int, places: Places) -> Iterator[int]:
    """Yield the rows of names and districts above the criteria, nearest first.

    Beyond a blank row a row must name a place.
    """
    last = first
    for row in reversed([row for row in grid.rows if row < first]):
        texts = [cell.shown for cell in grid.shown(row)]
        is_full = row == last - 1 and len(texts) >= FEWEST_CELLS
        if not (is_full or _names_a_place(texts, places)):
            return
        yield row
        last = row


def _names_a_place(texts: Iterable[str], places: Places) -> bool:
    return any(
        places.is_commune(text, None) or places.is_district(without_addition(text))
        for text in texts
    )


def _below(grid: Grid, last: int, labels: int) -> Iterator[int]:
    """Yield the rows below the criteria that have a label and figures beside it."""
    for row in grid.rows:
        if row <= last:
            continue
        cells = grid.shown(row)
        is_labelled = any(cell.column <= labels for cell in cells)
        beside = (cell for cell in cells if cell.column > labels)
        if is_labelled and any(has_content(c) and not is_prose(c) for c in beside):
            yield row


def _only(sheet: Sheet, rows: set[int]) -> Sheet:
    """Return the sheet with these rows only; merged ranges lose the others."""
    return Sheet(
        title=sheet.title,
        is_hidden=sheet.is_hidden,
        cells={place: cell for place, cell in sheet.cells.items() if place[0] in rows},
        merged=tuple(_shortened(sheet.merged, rows)),
        hidden_rows=sheet.hidden_rows,
        hidden_columns=sheet.hidden_columns,
    )


def _shortened(merged: Iterable[Range], rows: set[int]) -> Iterator[Range]:
    for area in merged:
        if area.min_row in rows:
            yield area
