"""Numbers as workbooks store them: plain ones, and days counted from an epoch."""

import datetime as dt
import re
from decimal import Decimal
from functools import cache, lru_cache

from openpyxl.styles.numbers import (
    BUILTIN_FORMATS,
    is_date_format,
    is_timedelta_format,
)
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from ntm_portal.lib.workbooks.sheets import CellValue

__all__ = [
    "BUILTIN_FORMATS",
    "MAC_EPOCH",
    "WINDOWS_EPOCH",
    "is_percent_format",
    "plain_number",
    "shown_as",
]

# What a format shows as it stands: "in quotes", \x, and the room of _x.
LITERAL = re.compile(r'"[^"]*"|[\\_].')


def plain_number(number: float) -> Decimal | str:
    """Return the exact number as a program writes it, an error when it is none."""
    exact = Decimal(repr(number))
    if not exact.is_finite():
        return "#NUM!"
    return Decimal(int(exact)) if exact == exact.to_integral_value() else exact


@lru_cache(maxsize=4096)
def shown_as(number: float, number_format: str, epoch: dt.datetime) -> CellValue:
    """Return a stored number as its format shows it: a date where it shows one.

    A time of day or a duration is text ("08:30:00"); a percentage stays as stored
    (0.125); days outside the calendar are an error value.
    """
    if not _is_date(number_format):
        return plain_number(number)
    try:
        moment = from_excel(number, epoch, timedelta=_is_duration(number_format))
    except (OverflowError, ValueError):
        return "#VALUE!"
    return moment.date() if isinstance(moment, dt.datetime) else str(moment)


@cache
def is_percent_format(number_format: str) -> bool:
    """Say whether numbers are shown times 100 with a percent sign."""
    return "%" in LITERAL.sub("", number_format)


@cache
def _is_date(number_format: str) -> bool:
    return bool(is_date_format(number_format))


@cache
def _is_duration(number_format: str) -> bool:
    return bool(is_timedelta_format(number_format))
