"""The value that a page was drawn with, as the text that the page sends back."""

import re
from decimal import Decimal

from criteria.analytics.values import GivenValue

NO_DATA, YES, NO = "x", "d", "c"
WORDS = {
    "": None,
    NO_DATA: GivenValue(is_no_data=True),
    YES: GivenValue(answer=True),
    NO: GivenValue(answer=False),
}
NUMBER = r"(?:\d{1,12}(?:\.\d{1,6})?)?"
NUMBERS = re.compile(rf"(?P<first>{NUMBER});(?P<second>{NUMBER})", re.ASCII)


class StaleText(Exception):
    """The text is none that a page was drawn with."""


def seen_text(value: GivenValue | None) -> str:
    """Write a value: "" for none, x no data, d đạt, c chưa đạt, "95.5;" a number."""
    if value is None:
        return ""
    if value.is_no_data:
        return NO_DATA
    if value.answer is not None:
        return YES if value.answer else NO
    return ";".join(map(_written, (value.number, value.second_number)))


def read_seen(text: str) -> GivenValue | None:
    """Read what :func:`seen_text` wrote. Raises StaleText for anything else."""
    if text in WORDS:
        return WORDS[text]
    found = NUMBERS.fullmatch(text)
    if found is None or text == ";":
        raise StaleText(text)
    return GivenValue(_read(found["first"]), _read(found["second"]))


def _written(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"


def _read(text: str) -> Decimal | None:
    return Decimal(text) if text else None
