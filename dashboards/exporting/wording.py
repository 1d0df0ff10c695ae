"""How the figures of an output are written in a text."""

from collections.abc import Iterable
from decimal import Decimal

from ntm_portal.lib.text import format_decimal, format_number, percent, quotient

NONE = "–"
NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


def count(value: int | None) -> str:
    return NONE if value is None else format_number(value)


def share(part: int, whole: int) -> str:
    exact = percent(part, whole)
    return NONE if exact is None else f"{format_number(exact, 1)}{NBSP}%"


def percentage(value: str) -> str:
    return f"{format_decimal(Decimal(value))}{NBSP}%"


def average(met: int, communes: int, *, is_known: bool = True) -> str:
    """Write the average, rounded once from the exact quotient."""
    exact = quotient(met, communes, places=2)
    return NONE if exact is None or not is_known else format_number(exact, 2)


def change(now: int | None, before: int | None) -> str:
    """Write by how much a count moved: +3, −2, 0."""
    if now is None or before is None:
        return NONE
    moved = now - before
    sign = "+" if moved > 0 else MINUS if moved < 0 else ""
    return f"{sign}{format_number(abs(moved))}"


def moved(now: int, before: int, unit: str) -> str:
    """Write the same in words: tăng 3 lượt, giảm 1 lượt, không đổi."""
    if now == before:
        return "không đổi"
    word = "tăng" if now > before else "giảm"
    return f"{word} {format_number(abs(now - before))} {unit}"


def day(iso: str | None) -> str:
    """Write 2020-12-31 as 31/12/2020."""
    return "/".join(reversed(iso.split("-"))) if iso else NONE


def listed(words: Iterable[str]) -> str:
    return ", ".join(words)
