"""Cells of a table of indicators: a number, an answer, no data, or nothing said."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from criteria.analytics.reading_values import FULL, ValueReading, read_value
from criteria.choices import IndicatorKind, Operator
from ntm_portal.lib.spreadsheets import Cell
from ntm_portal.lib.text import format_decimal
from reports.importing.indicators.labels import Slot
from reports.importing.marks import cell_fault

NO_PERCENT = (
    "Ô định dạng phần trăm trong một chỉ tiêu không phải tỷ lệ; hãy ghi số thường."
)


@dataclass(frozen=True, slots=True)
class Said(ValueReading):
    """What a cell says; a blank says nothing and keeps what is stored."""

    cell: Cell = field(kw_only=True)


def read_said(cell: Cell, slot: Slot) -> Said:
    """Read a commune's cell by the kind of its indicator."""
    fault = cell_fault(cell)
    if fault or cell.is_blank:
        return Said(cell=cell, fault=fault)
    value, indicator = cell.value, slot.indicator
    is_number = indicator.kind == IndicatorKind.NUMBER
    if is_number and cell.is_percent and isinstance(value, Decimal):
        if not indicator.is_percent:
            return Said(cell=cell, fault=NO_PERCENT)
        value *= FULL
    reading = read_value(value, indicator)
    return Said(
        reading.number,
        reading.answer,
        reading.is_no_data,
        reading.fault,
        cell=cell,
    )


def shares_of_one(slot: Slot, said: Iterable[Said]) -> list[Said]:
    """Return the cells of a column that may be shares of 1 where percents belong.

    A share may be computed and shown as 0.855; what is typed as text or formatted as
    a percentage is none. A poverty rate below 1 % is nothing odd, unless the whole
    column is.
    """
    if not slot.indicator.is_percent:
        return []
    numbers = [(each, each.number) for each in said if each.number is not None]
    is_all = all(number <= 1 for _, number in numbers)
    return [
        each
        for each, number in numbers
        if isinstance(each.cell.value, Decimal)
        and not each.cell.is_percent
        and 0 < number <= 1
        and (is_all or _is_odd(slot, number))
    ]


def share_fault(said: Said) -> str:
    """Return what to tell the author of a cell that may hold a share of 1."""
    share = said.number or Decimal(0)
    percent, written = format_decimal(share * FULL), format_decimal(share)
    return (
        f"Ô ghi {written}: có thể là phần của 1, như 0,855 cho 85,5 %. "
        f"Hãy ghi {percent} nếu là {percent} %; nếu đúng là {written} %, "
        f"hãy ghi “{written} %” ở dạng chữ."
    )


def _is_odd(slot: Slot, number: Decimal) -> bool:
    return slot.indicator.operator == Operator.AT_LEAST and number < 1
