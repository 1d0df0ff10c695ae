"""The rows of headers that a block copied from a spreadsheet brings along."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ntm_portal.lib.spreadsheets import Cell
from reports.choices import ResultState
from reports.importing.marks import read_mark
from reports.importing.paste_targets import Target
from reports.importing.tables.labels import Labels, bare_number
from reports.importing.tables.roles import Role, role_of

FEWEST_NUMBERS = 2
HEADERS_AT_MOST = 4
HEADS_OF_NAMES = (Role.NAME, Role.DISTRICT, Role.ORDER)

Cells = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class _Head:
    """A cell that names a criterion, by a label or by a number alone."""

    index: int
    number: int
    is_label: bool


def header_of(row: Cells, target: Target, *, is_lone: bool = False) -> dict[int, int]:
    """Return the criteria that a row of headers names, with their columns.

    One label is enough ("TC5", "Tiêu chí 5", "5. Trường học"); numbers must be two, for
    1 and 0 are marks too, unless ``is_lone`` says that one of them is no mark.
    """
    labels = Labels({each.number: each.name for each in target.criteria})
    filled = [(index, cell) for index, cell in enumerate(row) if not cell.is_blank]
    heads = [head for index, cell in filled for head in _heads(index, cell, labels)]
    found = {head.number: head.index for head in heads}
    others = [cell for index, cell in filled if index not in found.values()]
    is_sure = any(head.is_label for head in heads) or (is_lone and len(filled) == 1)
    is_header = is_sure or len(found) >= FEWEST_NUMBERS
    is_clear = len(found) == len(heads) and len(others) <= len(found)
    is_clear = is_clear and not any(read_mark(cell).state for cell in others)
    return found if is_header and is_clear else {}


def header_beside(row: Cells, names: int, target: Target) -> dict[int, int]:
    """Return the criteria after the column of names; a row of a commune has none."""
    name = row[names]
    is_head = name.is_blank or role_of(name.shown) in HEADS_OF_NAMES
    found = header_of(row[names + 1 :], target, is_lone=is_head)
    return {number: index + names + 1 for number, index in found.items()}


def header_above(rows: Sequence[Cells], target: Target) -> tuple[int, dict[int, int]]:
    """Return how many rows the headers above bare marks take, and their criteria."""
    for at, row in enumerate(rows[:HEADERS_AT_MOST]):
        found = header_of(row, target, is_lone=_is_no_mark(row, rows[at + 1 :]))
        if found:
            return at + 1, found
        if any(read_mark(cell).state for cell in row if not cell.is_blank):
            break
    return 0, {}


def told_header(at: int, header: Mapping[int, int]) -> tuple[str, ...]:
    """Say which row was taken for the header of a single column."""
    if len(header) != 1:
        return ()
    (number,) = header
    return (f"Hàng {at} là tiêu đề của tiêu chí {number}, không dán.",)


def _heads(index: int, cell: Cell, labels: Labels) -> Iterator[_Head]:
    """Yield the cell's claim to be the header of a criterion, if it makes one."""
    label = labels.read(cell.shown)
    number = label.number if label else bare_number(cell)
    if number is not None and number in labels.criteria:
        yield _Head(index, number, is_label=label is not None)


def _is_no_mark(row: Cells, below: Sequence[Cells]) -> bool:
    """Say whether the only number of a row is a header by what stands below it.

    A 1 is a header where other marks than 1 say đạt.
    """
    numbers = [bare_number(cell) for cell in row if not cell.is_blank]
    if numbers != [1]:
        return True
    marks = [cell for line in below for cell in line if not cell.is_blank]
    says_met = any(read_mark(cell).state == ResultState.MET for cell in marks)
    return says_met and all(bare_number(cell) != 1 for cell in marks)
