"""How a result and a quarter are shown: class, icon and word."""

from django import template

from ntm_portal.lib.periods import ROMAN, Quarter
from reports.choices import ResultState

register = template.Library()

CLASSES = {
    ResultState.MET: "is-dat",
    ResultState.UNMET: "is-chua",
    ResultState.UNKNOWN: "is-kdg",
}
ICONS = {ResultState.MET: "dat", ResultState.UNMET: "chua", ResultState.UNKNOWN: "kdg"}


@register.filter
def state_class(state: ResultState | None) -> str:
    """Return the class of a state; no data looks like unknown."""
    return CLASSES[state or ResultState.UNKNOWN]


@register.filter
def state_icon(state: ResultState | None) -> str:
    return ICONS[state or ResultState.UNKNOWN]


@register.filter
def state_word(state: ResultState | None) -> str:
    return state.label if state else "chưa có số liệu"


@register.filter
def quarter_label(code: str) -> str:
    """Write 2019Q4 as Quý IV/2019."""
    return Quarter.parse(code).label


@register.filter
def roman(quarter: Quarter) -> str:
    return ROMAN[quarter.number - 1]


@register.filter
def short_year(year: int) -> str:
    """Write 2019 as ’19, for the narrow heads of the strip."""
    return f"’{year % 100:02d}"
