"""Sums of money and sources of capital on pages."""

from decimal import Decimal

from django import template

from ntm_portal.lib.amounts import format_amount
from ntm_portal.lib.periods import Quarter
from ntm_portal.lib.text import format_decimal, round_half_up
from programme.analytics.capital.lists import capital_state
from programme.analytics.capital.words import SHORTS
from programme.choices import CapitalSource

register = template.Library()


@register.filter
def amount(value: Decimal | None) -> str:
    """Write million đồng with the decimals they have: 1.234,5; "" for none."""
    return format_amount(value)


@register.filter
def source_short(source: CapitalSource) -> str:
    """Return the name of a source below the heading of its group."""
    return SHORTS.get(source, source.label)


@register.filter
def billions(value: Decimal | None) -> str:
    """Write million đồng as billions: 205; "–" for none."""
    return "–" if value is None else format_amount(round_half_up(value / 1000, 3))


@register.filter
def signed_amount(value: Decimal) -> str:
    """Write a difference with its sign: +3, −0,5, 0."""
    if not value:
        return "0"
    sign = "+" if value > 0 else "\N{MINUS SIGN}"
    return f"{sign}{format_amount(abs(value))}"


@register.filter
def rate(value: Decimal) -> str:
    """Write a ratio without needless noughts: 0,5; 1."""
    return format_decimal(value)


@register.simple_tag(name="capital_state")
def state_of(district: str, quarter: Quarter | str) -> str:
    """Return in a word where a district's sheet of capital stands. One query."""
    return capital_state(district, str(quarter))
