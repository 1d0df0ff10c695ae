"""The rule that holds a number against its own earlier ones."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from criteria.analytics.indicators import PERCENT
from ntm_portal.lib.outliers import UsualRange, usual_range
from ntm_portal.lib.text import EXACT, format_number
from reports.analytics.rules.facts import (
    HISTORY_QUARTERS,
    CellFacts,
    FigureFacts,
    RowFacts,
)
from reports.analytics.rules.naming import cell_name, number_with_unit, places_of

OUTLIER_THRESHOLD = 2
# One percentage point, or one million đồng a person: the units there are. A number
# that was the same for years may move by so much without a question.
HAIR = 1
FULL_PERCENT = Decimal(100)
# Limits come to 50 digits: what is left of a root must not push one to the next step.
SURE_PLACES = Decimal("1e-20")


def far_from_history(row: RowFacts, cell: CellFacts, figure: FigureFacts) -> str:
    """Tell of a number that either method finds far from its own history."""
    history = figure.history[-HISTORY_QUARTERS:]
    usual = usual_range(history, threshold=OUTLIER_THRESHOLD, hair=HAIR)
    if usual is None or usual.holds(figure.value):
        return ""
    places = places_of(figure.value, *history)
    low, high = _limits(usual, history, places=places, unit=figure.unit)
    value, most = (
        number_with_unit(number, places=places, unit=figure.unit)
        for number in (figure.value, high)
    )
    return (
        f"{cell_name(row, cell)}: {_figure_name(figure)} là {value}, ngoài khoảng "
        f"thường gặp từ {format_number(low, places)} đến {most} của {usual.count} quý "
        "trước; hãy kiểm tra lại."
    )


def _figure_name(figure: FigureFacts) -> str:
    part = f" ({figure.value_name})" if figure.value_name else ""
    return f"chỉ tiêu {figure.indicator_code}{part}"


def _limits(
    usual: UsualRange, history: tuple[Decimal, ...], *, places: int, unit: str
) -> tuple[Decimal, Decimal]:
    """Return the limits in the decimals of the numbers, rounded inwards.

    So a number outside is never shown as one inside. Nothing is shown below 0 or
    above 100 % where no earlier number was.
    """
    step = Decimal(1).scaleb(-places)
    low = _sure(usual.low).quantize(step, rounding=ROUND_CEILING, context=EXACT)
    high = _sure(usual.high).quantize(step, rounding=ROUND_FLOOR, context=EXACT)
    if min(history) >= 0:
        low = max(low, Decimal(0))
    if unit == PERCENT and max(history) <= FULL_PERCENT:
        high = min(high, FULL_PERCENT)
    return low, high


def _sure(limit: Decimal) -> Decimal:
    return limit.quantize(SURE_PLACES, context=EXACT)
