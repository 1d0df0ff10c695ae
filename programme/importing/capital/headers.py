"""What the columns of a sheet of capital hold, told by their headers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ntm_portal.lib.text import fold
from programme.choices import CapitalMeasure, CapitalSource
from reports.importing.problems import Problem
from reports.importing.tables.grid import Grid, has_content
from reports.importing.tables.labels import words

MOST_HEADER_ROWS = 8
CENTRAL = re.compile(r"\b(?:trung uong|nstw|ns tw|tw)\b")
LOCAL = re.compile(r"\b(?:dia phuong|nsdp|doi ung)\b")
PEOPLE = re.compile(
    r"\b(?:dan gop|dan dong gop|nhan dan|nguoi dan|cong dong|dan cu|suc dan)\b"
)
# In this order; the first that fits is taken.
PLAIN: tuple[tuple[re.Pattern[str], CapitalSource], ...] = (
    (re.compile(r"\blong ghep\b"), CapitalSource.INTEGRATED),
    (re.compile(r"\btin dung\b"), CapitalSource.CREDIT),
    (re.compile(r"\b(?:doanh nghiep|dn|htx|hop tac xa)\b"), CapitalSource.BUSINESS),
    (re.compile(r"\b(?:ngan sach|ns|von) tinh\b|^nst$"), CapitalSource.PROVINCE),
    (re.compile(r"\b(?:ngan sach|ns|von) huyen\b|^nsh$"), CapitalSource.DISTRICT),
    (re.compile(r"\b(?:ngan sach|ns|von) xa\b|^nsx$"), CapitalSource.COMMUNE),
    (re.compile(r"\bkhong chia\b"), CapitalSource.WHOLE),
    (re.compile(r"\bkhac\b"), CapitalSource.OTHER),
)
BELOW_CENTRAL = (
    (re.compile(r"\b(?:dau tu|dtpt|dt)\b"), CapitalSource.CENTRAL_INVESTMENT),
    (re.compile(r"\b(?:su nghiep|sn)\b"), CapitalSource.CENTRAL_RECURRENT),
)
BELOW_LOCAL = (
    (re.compile(r"\btinh\b"), CapitalSource.PROVINCE),
    (re.compile(r"\bhuyen\b"), CapitalSource.DISTRICT),
    (re.compile(r"\bxa\b"), CapitalSource.COMMUNE),
)
BELOW_PEOPLE = (
    (re.compile(r"\b(?:tien|tien mat)\b"), CapitalSource.PEOPLE_CASH),
    (re.compile(r"\b(?:ngay cong|lao dong|cong)\b"), CapitalSource.PEOPLE_LABOUR),
    (re.compile(r"\bdat\b"), CapitalSource.PEOPLE_LAND),
)
MEASURE_WORDS: tuple[tuple[re.Pattern[str], CapitalMeasure], ...] = (
    (re.compile(r"\bno (?:dong|xay dung|xdcb)\b"), CapitalMeasure.DEBT),
    (re.compile(r"\b(?:giai ngan|thuc hien|thanh toan)\b"), CapitalMeasure.DISBURSED),
    (re.compile(r"\b(?:phan bo|bo tri|giao von|cap von)\b"), CapitalMeasure.ALLOCATED),
    (re.compile(r"\b(?:ke hoach|kh|du toan)\b"), CapitalMeasure.PLANNED),
)
TOTAL = re.compile(r"^(?:tong|cong)\b")
UNITS = (
    (re.compile(r"\bt[yi] ?(?:dong|d)\b"), Decimal(1000)),
    (re.compile(r"\b(?:trieu ?(?:dong|d)|trd)\b"), Decimal(1)),
    (re.compile(r"\b(?:nghin|ngan) ?(?:dong|d)\b"), Decimal("0.001")),
    (re.compile(r"\b(?:don vi tinh|don vi|dvt) ?(?:la )?dong\b"), Decimal("0.000001")),
)
UNIT_ONLY = re.compile(r"^(?:(?:dvt|don vi tinh) )?(?:t[yi]|trieu|nghin|ngan)? ?dong$")
LABELS = {fold(source.label): source for source in CapitalSource}


@dataclass(frozen=True, slots=True)
class Slot:
    """What a column holds; ``is_sum`` when it may sum up other columns."""

    column: int
    measure: CapitalMeasure | None
    source: CapitalSource
    path: str
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Headers:
    """The header of a sheet: its title, columns, and the rows below begin where."""

    title: str
    first_row: int
    slots: Mapping[int, Slot]
    unread: tuple[tuple[int, str], ...]
    problems: tuple[Problem, ...]
    factor: Decimal | None


def measure_in(text: str) -> CapitalMeasure | None:
    """Return the measure that words name, None when they name none or several."""
    said = words(text)
    found = [measure for pattern, measure in MEASURE_WORDS if pattern.search(said)]
    return found[0] if len(found) == 1 else None


def unit_in(text: str) -> Decimal | None:
    """Return what a number is worth in million đồng, by the unit that words name."""
    said = words(text)
    return next((worth for pattern, worth in UNITS if pattern.search(said)), None)


def read_headers(grid: Grid, first_row: int, name_column: int) -> Headers:
    """Read what stands above the first row of places."""
    above = [row for row in grid.rows if row < first_row][-MOST_HEADER_ROWS * 2 :]
    heads = [row for row in above if len({c.address for c in grid.shown(row)}) > 1]
    heads = heads[-MOST_HEADER_ROWS:]
    titles = [row for row in above if row not in heads]
    title = "\n".join(cell.shown for row in titles for cell in grid.shown(row))
    everything = "\n".join(cell.shown for row in above for cell in grid.shown(row))
    slots: dict[int, Slot] = {}
    unread = []
    for column in grid.columns:
        parts = _path(grid, heads, column)
        slot = _slot(column, parts) if column != name_column else None
        if slot:
            slots[column] = slot
        elif column != name_column and parts:
            unread.append((column, " › ".join(parts)))
    return Headers(
        title=title,
        first_row=first_row,
        slots=slots,
        unread=tuple(unread),
        problems=tuple(_doubled(grid, slots)),
        factor=unit_in(everything),
    )


def _path(grid: Grid, rows: Sequence[int], column: int) -> tuple[str, ...]:
    texts = dict.fromkeys(
        grid.text(row, column) for row in rows if has_content(grid.at(row, column))
    )
    return tuple(text for text in texts if text and not _is_mark(text))


def _is_mark(text: str) -> bool:
    """Say whether a header only numbers its column or names its unit."""
    said = words(text)
    return not any(c.isalpha() for c in said) or UNIT_ONLY.match(said) is not None


def _slot(column: int, parts: Sequence[str]) -> Slot | None:
    if not parts:
        return None
    path = " › ".join(parts)
    measure = measure_in(" ".join(parts))
    exact = LABELS.get(fold(parts[-1]))
    if exact:
        return Slot(column, measure, exact, path)
    low, context = words(parts[-1]), words(" ".join(parts))
    if measure == CapitalMeasure.DEBT:
        return Slot(column, measure, CapitalSource.WHOLE, path)
    found = _source(low, context)
    if found:
        family = found in (CapitalSource.CENTRAL, CapitalSource.PEOPLE)
        return Slot(column, measure, found, path, is_sum=family)
    if measure == CapitalMeasure.DISBURSED and not TOTAL.search(low):
        return Slot(column, measure, CapitalSource.WHOLE, path, is_sum=True)
    return None


def _source(low: str, context: str) -> CapitalSource | None:
    """Return the source that the lowest header names, with help from those above."""
    if TOTAL.search(low) and not (CENTRAL.search(low) or PEOPLE.search(low)):
        return _family_of_sum(context) if low in ("tong", "tong so", "cong") else None
    for family, below, whole in (
        (CENTRAL, BELOW_CENTRAL, CapitalSource.CENTRAL),
        (PEOPLE, BELOW_PEOPLE, CapitalSource.PEOPLE),
    ):
        if family.search(context):
            inside = next((s for p, s in below if p.search(low)), None)
            if inside or family.search(low) or "chua tach" in low:
                return inside or whole
    plain = next((s for p, s in PLAIN if p.search(low)), None)
    if plain:
        return plain
    if LOCAL.search(context):
        return next((s for p, s in BELOW_LOCAL if p.search(low)), None)
    return None


def _family_of_sum(context: str) -> CapitalSource | None:
    """Return what "Tổng số" below a family's heading is: the family, undivided."""
    if CENTRAL.search(context):
        return CapitalSource.CENTRAL
    return CapitalSource.PEOPLE if PEOPLE.search(context) else None


def _doubled(grid: Grid, slots: Mapping[int, Slot]) -> Iterator[Problem]:
    first: dict[tuple[CapitalMeasure | None, CapitalSource], Slot] = {}
    for slot in slots.values():
        key = slot.measure, slot.source
        if key in first:
            mark = grid.sheet.column_mark
            yield Problem(
                grid.sheet.title,
                "",
                slot.path,
                "",
                f"Cột {mark(first[key].column)} và cột {mark(slot.column)} cùng là "
                f"“{slot.source.label}”.",
            )
        first.setdefault(key, slot)
