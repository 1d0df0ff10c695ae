"""Reading of a sheet of communes and criteria, wherever its table stands.

The table is found by what its cells say: headers, then columns, then rows. Where
communes stand across and criteria down, the sheet is read transposed; its cells keep
their addresses. Nothing may be imported from a sheet whose matrix has problems.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from ntm_portal.lib.spreadsheets import Sheet
from reports.importing.decoding import decode_sheet
from reports.importing.kinds import guess_kind
from reports.importing.tables.building import Reading, build_matrix, empty_matrix
from reports.importing.tables.candidates import Candidate, read_candidate
from reports.importing.tables.column_choices import ColumnChoices
from reports.importing.tables.grid import Grid
from reports.importing.tables.labels import Labels
from reports.importing.tables.layout import Places
from reports.importing.tables.lines import read_lines
from reports.importing.tables.matrix import Column, Matrix, Row, RowKind
from reports.importing.tables.rows import RowReader
from reports.importing.tables.table_rows import TableRows
from reports.importing.tables.transposing import cut_out, title_above

__all__ = [
    "Column",
    "Matrix",
    "Row",
    "RowKind",
    "decode_sheet",
    "guess_kind",
    "read_matrix",
]


def read_matrix(
    sheet: Sheet,
    *,
    criteria: Mapping[int, str],
    is_district: Callable[[str], bool],
    is_commune: Callable[[str, str | None], bool],
    columns: Mapping[int, str] | None = None,
) -> Matrix:
    """Read the table of a sheet that decode_sheet has decoded.

    ``criteria`` maps number to name. ``is_district`` says whether a heading as
    written ("Huyện Đắk Glei", "ĐẮK GLEI") names a district; ``is_commune`` whether a
    name as written is a commune of the district that the heading names, or of any
    when the heading is None. They only tell rows apart: a commune that they do not
    know is a row as well. ``columns`` says what a person knows of columns, by index:
    the number of a criterion, "name", "district", "total" or "ignore"; what the
    headers say of these columns does not count. A table with communes across is not
    offered this choice.
    """
    upright = sheet.transposed() if sheet.is_transposed else sheet
    labels, places = Labels(criteria), Places(is_district, is_commune)
    choices = ColumnChoices.of(columns, criteria)
    candidate = read_candidate(Grid(upright), labels, places, choices)
    if candidate is None or not candidate.is_sure:
        across = _across(upright, labels, places)
        if across and (candidate is None or across.weight > candidate.weight):
            return _read_across(across, upright, places)
    if candidate is None:
        return empty_matrix(Grid(upright), labels)
    return _read(candidate, places)


def _across(sheet: Sheet, labels: Labels, places: Places) -> Candidate | None:
    """Return the table with communes across, None without criteria or communes."""
    cut = cut_out(sheet, labels, places)
    none = ColumnChoices({})
    candidate = cut and read_candidate(Grid(cut), labels, places, none)
    return candidate if candidate and candidate.communes else None


def _read_across(candidate: Candidate, sheet: Sheet, places: Places) -> Matrix:
    title = title_above(sheet, candidate.grid.sheet)
    matrix = _read(candidate, places, title=title)
    return replace(matrix, sheet=sheet.transposed(), roles={}, fingerprint="")


def _read(candidate: Candidate, places: Places, *, title: str | None = None) -> Matrix:
    grid, layout = candidate.grid, candidate.layout
    rows = TableRows(grid, candidate.labels, candidate.header, layout, places)
    rows.read()
    reader = RowReader(grid, layout, read_lines(grid, layout, rows.rows), places)
    reader.read()
    return build_matrix(
        Reading(
            grid,
            candidate.labels,
            candidate.header,
            layout,
            reader.found,
            reader.remarks,
            problems=(*candidate.columns.problems, *rows.problems),
            warnings=(*candidate.columns.warnings, *rows.warnings),
            title=title,
        )
    )
