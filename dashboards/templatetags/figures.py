"""How figures are written: 1.234,5; 50 %; tăng 3. Halves round up."""

from decimal import Decimal
from fractions import Fraction

from django import template

from criteria.analytics.law import LawGroup
from ntm_portal.lib.periods import Quarter
from ntm_portal.lib.text import format_decimal, format_number, quotient
from ntm_portal.lib.text import percent as exact_percent

NONE = "–"
MINUS = "\N{MINUS SIGN}"
NBSP = "\N{NO-BREAK SPACE}"

register = template.Library()


@register.filter
def number(value: Decimal | int | None, places: int = 0) -> str:
    """Write a number with thousands points and that many decimals; None is "–"."""
    return NONE if value is None else format_number(value, places)


@register.filter
def share(part: int | None, whole: int) -> str:
    """Write part of whole in percent with one decimal: "25,9 %"; no whole is "–"."""
    exact = None if part is None else exact_percent(part, whole)
    return NONE if exact is None else f"{format_number(exact, 1)}{NBSP}%"


@register.filter
def percent(value: Decimal) -> str:
    """Write a percentage with the decimals that it has: "50 %"."""
    return f"{format_decimal(value)}{NBSP}%"


@register.filter
def moved(change: Decimal | int, places: int = 0) -> str:
    """Write a change in words: tăng 3, giảm 0,31, không đổi."""
    if change == 0:
        return "không đổi"
    word, size = ("tăng", change) if change > 0 else ("giảm", -change)
    return f"{word} {format_number(size, places)}"


@register.filter
def signed(change: Decimal | int, places: int = 0) -> str:
    """Write a change with its sign, as columns of numbers do: +3, −0,31, 0."""
    if change == 0:
        return "0"
    sign, size = ("+", change) if change > 0 else (MINUS, -change)
    return f"{sign}{format_number(size, places)}"


@register.filter
def pace(value: Fraction) -> str:
    """Write a gain per quarter with one decimal: 2,5; giảm 0,3; 0."""
    exact = quotient(value.numerator, value.denominator, places=1) or Decimal(0)
    return format_number(exact, 1) if exact >= 0 else moved(exact, 1)


@register.filter
def numbers_of(group: LawGroup) -> str:
    """Write the numbers of a group's criteria: 2–9, or 1."""
    first, last = group.criteria[0].number, group.criteria[-1].number
    return str(first) if first == last else f"{first}–{last}"


@register.filter
def beside(quarter: Quarter, other: Quarter) -> str:
    """Name a quarter beside another one: Quý II, and with its year in another year."""
    return quarter.short_label if quarter.year == other.year else quarter.label
