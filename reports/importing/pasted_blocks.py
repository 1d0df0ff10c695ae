"""A block copied from a spreadsheet, laid onto the communes and criteria of a grid.

The block lands at the selected cell. One that brings the communes' names along, or
the criteria above, goes where these say.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communes.analytics.places import Place
from ntm_portal.lib.spreadsheets import Cell, Sheet
from reports.importing.decoding import decode_sheet
from reports.importing.paste_targets import NAME_COLUMNS, Target
from reports.importing.pasted_headers import (
    header_above,
    header_beside,
    told_header,
)
from reports.importing.tables.numbering import is_number
from reports.importing.tables.roles import Role, role_of
from reports.importing.tables.row_words import (
    is_note,
    is_total,
    is_unchecked,
    says_district,
)

NAMED_AT_MOST = 5
NONE_PASTED = "Chưa dán ô nào."

Cells = Sequence[Cell]


class BlockRefused(Exception):
    """The block cannot be laid onto the grid; the message says why.

    ``reasons`` are sentences of their own, one for each thing that is wrong.
    """

    def __init__(self, message: str, reasons: Sequence[str] = ()) -> None:
        super().__init__(" ".join([message, *reasons]))
        self.message, self.reasons = message, tuple(reasons)


@dataclass(frozen=True, slots=True)
class Line:
    """One commune's cells by criterion number; ``total`` is its own count."""

    place: Place
    marks: Mapping[int, Cell]
    total: Cell | None


@dataclass(frozen=True, slots=True)
class Placed:
    """The block on the grid, and what of it was left out.

    ``named`` are the communes that the block itself names, none if it lies where the
    selected cell is.
    """

    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    named: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in the block the criteria are, by number."""

    marks: Mapping[int, int]
    total: int | None = None

    def line(self, place: Place, row: Cells) -> Line:
        marks = {number: row[index] for number, index in self.marks.items()}
        return Line(place, marks, None if self.total is None else row[self.total])


def place_block(text: str, target: Target) -> Placed:
    """Lay the text of a clipboard onto the grid; raises BlockRefused."""
    rows = _rows(text)
    names = _name_column(rows, target)
    if names is None:
        return _by_position(rows, target)
    return _by_name(rows, names, target)


def _rows(text: str) -> list[Cells]:
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
    except csv.Error as error:
        raise BlockRefused("Không đọc được khối dán.") from error
    width = max(map(len, lines), default=0)
    cells = {
        (r, c): Cell(r, c, value)
        for r, line in enumerate(lines, 1)
        for c, value in enumerate(line, 1)
    }
    sheet, _encoding = decode_sheet(Sheet("", is_hidden=False, cells=cells))
    return [
        [sheet.cell(r, c) for c in range(1, width + 1)]
        for r in range(1, len(lines) + 1)
    ]


def _name_column(rows: Sequence[Cells], target: Target) -> int | None:
    """Return which of the first columns holds the names of communes, if one does."""
    width = len(rows[0]) if rows else 0
    for index in range(min(width, NAME_COLUMNS)):
        cells = [row[index] for row in rows if not row[index].is_blank]
        known = [cell for cell in cells if target.commune(cell)]
        heads = _header_rows(rows, index, target)
        others = [
            cell
            for cell in cells
            if cell.row > heads and not _is_no_commune(cell.shown)
        ]
        if known and len(known) * 2 >= len(others):
            return index
    return None


def _header_rows(rows: Sequence[Cells], names: int, target: Target) -> int:
    """Return how many rows the headers above the names take, 0 without headers."""
    heads = (i for i, row in enumerate(rows, 1) if header_beside(row, names, target))
    return next(heads, 0)


def _by_position(rows: Sequence[Cells], target: Target) -> Placed:
    at, header = header_above(rows, target)
    body = rows[at:]
    _check_no_names(body, min(header.values(), default=0), target)
    places = target.places[target.row :]
    if not body:
        raise BlockRefused("Khối dán không có hàng số liệu nào.")
    if len(body) > len(places):
        raise BlockRefused(
            f"Khối dán có {len(body)} hàng, nhưng từ xã {places[0].name} trở xuống "
            f"lưới chỉ có {len(places)} hàng. Chưa dán ô nào."
        )
    columns = _columns(body, 0, target, header, rows[max(at - 1, 0)])
    lines = zip(places, body, strict=False)
    return Placed(
        tuple(columns.line(place, row) for place, row in lines),
        told_header(at, header) + _left_out(columns, None, len(rows[0])),
    )


def _check_no_names(body: Sequence[Cells], first: int, target: Target) -> None:
    """Refuse a block whose rows say by words before the marks whose marks they are."""
    texts = [c for row in body for c in row[:first] if _is_text(c.shown.strip())]
    unknown = [cell for cell in texts if not target.commune(cell)] or texts
    if unknown:
        reasons = [target.why_not(cell) for cell in unknown]
        raise BlockRefused(NONE_PASTED, _first(reasons))


def _is_text(shown: str) -> bool:
    return any(map(str.isalpha, shown)) and not is_number(shown)


def _by_name(rows: Sequence[Cells], names: int, target: Target) -> Placed:
    first = next(i for i, row in enumerate(rows) if target.commune(row[names]))
    heads = [header_beside(row, names, target) for row in rows[:first]]
    at = next((i for i, head in enumerate(heads) if head), None)
    header = {} if at is None else heads[at]
    body = rows if at is None else rows[at + 1 :]
    lines, unknown, skipped = _sorted_out(body, names, target)
    _check_names(lines, unknown)
    columns = _columns(
        [row for _place, row in lines], names + 1, target, header, rows[at or 0]
    )
    notes = _left_out(columns, names, len(rows[0]))
    if skipped:
        notes += (f"Bỏ qua hàng không phải xã: {_some(skipped)}.",)
    return Placed(
        tuple(columns.line(place, row) for place, row in lines),
        notes,
        tuple(place for place, _row in lines),
    )


def _sorted_out(
    body: Sequence[Cells], names: int, target: Target
) -> tuple[list[tuple[Place, Cells]], list[str], list[str]]:
    """Part the rows of communes from unknown names and from rows of other kinds."""
    lines, unknown, skipped = [], [], []
    for row in body:
        place = target.commune(row[names])
        name = row[names].shown
        is_empty = all(cell.is_blank for cell in row[names + 1 :])
        if place:
            lines.append((place, row))
        elif _is_no_commune(name) or (is_empty and name.strip()):
            skipped.append(name)
        elif not (is_empty and row[names].is_blank):
            unknown.append(target.why_not(row[names]))
    return lines, unknown, skipped


def _check_names(lines: Iterable[tuple[Place, Cells]], unknown: list[str]) -> None:
    if unknown:
        raise BlockRefused(NONE_PASTED, _first(unknown))
    seen: set[str] = set()
    for place, _row in lines:
        if place.code in seen:
            raise BlockRefused(
                f"Khối dán có hai hàng cùng là xã {place.name}. Chưa dán ô nào."
            )
        seen.add(place.code)


def _columns(
    body: Sequence[Cells],
    first: int,
    target: Target,
    header: Mapping[int, int],
    head: Cells,
) -> Columns:
    if header:
        totals = (cell.column - 1 for cell in head if role_of(cell.shown) is Role.TOTAL)
        return Columns(header, next(totals, None))
    numbers = [criterion.number for criterion in target.criteria]
    width = len(body[0]) - first
    start = 0 if first and width >= len(numbers) else target.column
    room = len(numbers) - start
    has_total = width == room + 1 and _counts(row[-1] for row in body)
    if width - has_total > room:
        raise BlockRefused(
            f"Khối dán rộng {width} cột, nhưng từ tiêu chí {numbers[start]} lưới chỉ "
            f"có {room} cột. Chưa dán ô nào."
        )
    marks = numbers[start : start + width - has_total]
    return Columns(
        {number: first + i for i, number in enumerate(marks)},
        len(body[0]) - 1 if has_total else None,
    )


def _is_no_commune(name: str) -> bool:
    return is_total(name) or is_unchecked(name) or says_district(name) or is_note(name)


def _counts(cells: Iterable[Cell]) -> bool:
    """Say whether a column holds totals: whole numbers, one of them above 1."""
    shown = [cell.shown.strip() for cell in cells if not cell.is_blank]
    return all(map(str.isdecimal, shown)) and any(int(text) > 1 for text in shown)


def _left_out(columns: Columns, names: int | None, width: int) -> tuple[str, ...]:
    used = {*columns.marks.values(), columns.total, names}
    first = min(columns.marks.values(), default=0)
    others = [index for index in range(first, width) if index not in used]
    notes = []
    if columns.total is not None:
        notes.append("Cột tổng chỉ dùng để đối chiếu, không dán.")
    if others:
        columns_text = ", ".join(str(index + 1) for index in others)
        notes.append(f"Bỏ qua cột không phải tiêu chí: cột {columns_text}.")
    return tuple(notes)


def _first(reasons: Sequence[str]) -> Sequence[str]:
    rest = len(reasons) - NAMED_AT_MOST
    more = [f"Còn {rest} hàng khác cũng vậy."] if rest > 0 else []
    return [*reasons[:NAMED_AT_MOST], *more]


def _some(texts: Sequence[str]) -> str:
    rest = len(texts) - NAMED_AT_MOST
    return "; ".join(texts[:NAMED_AT_MOST]) + (f" và {rest} hàng khác" * (rest > 0))
