"""Reading of a sheet with communes down and criteria across, wherever it stands.

The table is found by what its cells say: headers, then columns, then rows. Nothing
may be imported from a sheet whose matrix has problems.
"""

from collections.abc import Callable, Mapping

from ntm_portal.lib.spreadsheets import Sheet
from reports.importing.building import Reading, build_matrix, empty_matrix
from reports.importing.criteria_columns import CriteriaColumns
from reports.importing.decoding import decode_sheet
from reports.importing.grid import Grid
from reports.importing.headers import find_header
from reports.importing.kinds import guess_kind
from reports.importing.labels import Labels
from reports.importing.layout import Places, read_layout
from reports.importing.lines import read_lines
from reports.importing.matrix import Column, Matrix, Row, RowKind
from reports.importing.rows import RowReader

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
) -> Matrix:
    """Read the table of a sheet that decode_sheet has decoded.

    ``criteria`` maps number to name. ``is_district`` says whether a heading as
    written ("Huyện Đắk Glei", "ĐẮK GLEI") names a district; ``is_commune`` whether a
    name as written is a commune of the district that the heading names, or of any
    when the heading is None. They only tell rows apart: a commune that they do not
    know is a row as well.
    """
    grid, labels = Grid(sheet), Labels(criteria)
    header = find_header(grid, labels)
    if header is None:
        return empty_matrix(grid, labels)
    columns = CriteriaColumns(grid, labels, header)
    columns.read()
    places = Places(is_district, is_commune)
    layout = read_layout(grid, header, dict(sorted(columns.columns.items())), places)
    reader = RowReader(grid, layout, read_lines(grid, header, layout), places)
    reader.read()
    return build_matrix(
        Reading(
            grid, labels, header, layout, reader.found, reader.remarks, columns.problems
        )
    )
