"""Sums of money as officers type them: 1.234,5 is one thousand and a half.

On a page with one way of writing a point is always one of thousands and a comma one of
decimals; a number that cannot be read so is left to ntm_portal.lib.numbers.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from ntm_portal.lib.numbers import read_number
from ntm_portal.lib.text import INVISIBLE, format_number, round_half_up
from ntm_portal.lib.workbooks.sheets import CellValue

PLACES = 3
OURS = re.compile(r"(?:[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,[0-9]+)?")
MOST_DIGITS = 12


@dataclass(frozen=True, slots=True)
class AmountReading:
    """What a text says: exactly one of an amount, a fault and nothing (a blank).

    ``is_rounded`` when a stored number had more than three decimals.
    """

    amount: Decimal | None = None
    fault: str = ""
    is_rounded: bool = False

    @property
    def is_blank(self) -> bool:
        return self.amount is None and not self.fault


def read_amount(text: str) -> AmountReading:
    """Read what a person typed or pasted, of at most three decimals."""
    plain = re.sub(r"\s+", " ", INVISIBLE.sub("", text)).strip()
    if OURS.fullmatch(plain):
        number = Decimal(plain.replace(".", "").replace(",", "."))
        return _storable(number, plain)
    return _read(plain, plain)


def read_stored(value: CellValue, *, factor: Decimal = Decimal(1)) -> AmountReading:
    """Read a cell of a workbook, times what its unit is worth, to three decimals.

    A text that may be two numbers is refused with both.
    """
    reading = read_number(value)
    if reading.fault:
        return AmountReading(fault=reading.fault)
    if reading.number is None:
        return AmountReading()
    if reading.number < 0:
        return AmountReading(fault="Số tiền không được âm.")
    exact = reading.number * factor
    rounded = round_half_up(exact, PLACES)
    if rounded and rounded.adjusted() >= MOST_DIGITS:
        return AmountReading(fault="Số quá lớn, có thể nhầm đơn vị tính.")
    return AmountReading(rounded, is_rounded=rounded != exact)


def format_amount(amount: Decimal | None) -> str:
    """Write an amount with the decimals it has: 1.234,5; "" for none."""
    if amount is None:
        return ""
    text = format_number(amount, PLACES).rstrip("0")
    return text.rstrip(",")


def _read(plain: str, shown: str) -> AmountReading:
    if "%" in plain:
        return AmountReading(fault=f"“{shown}” là tỷ lệ, không phải số tiền.")
    reading = read_number(plain)
    if reading.fault:
        # What else might stand there is said once, below the table.
        return AmountReading(fault=f"{reading.fault.split(';')[0].rstrip('.')}.")
    if reading.number is None:
        return AmountReading()
    return _storable(reading.number, shown)


def _storable(number: Decimal, shown: str) -> AmountReading:
    if number < 0:
        return AmountReading(fault="Số tiền không được âm.")
    if number and number.adjusted() >= MOST_DIGITS:
        return AmountReading(fault=f"Số “{shown}” quá lớn (đơn vị là triệu đồng).")
    if round_half_up(number, PLACES) != number:
        return AmountReading(
            fault=f"“{shown}” có quá {PLACES} chữ số thập phân; đơn vị là triệu đồng."
        )
    return AmountReading(number)
