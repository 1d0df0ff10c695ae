"""Shares of a whole: rounded for people, and as lengths of a drawing."""

from decimal import Decimal

from ntm_portal.lib.text import quotient
from reports.analytics.attainment import Figures


def length(part: int, whole: int) -> str:
    """Return part ÷ whole as an SVG length in percent, "25.8824%"."""
    share = quotient(part * 100, whole, places=4) or Decimal(0)
    return f"{share.normalize():f}%"


def one_of(whole: int) -> str:
    """Return the share of one in a whole as a number below 1, for a pattern's width."""
    return str(round(1 / whole, 9)) if whole else "1"


def average(figures: Figures) -> Decimal | None:
    """Bình quân tiêu chí/xã as it is shown, two decimals; None without any data."""
    if not figures.reported:
        return None
    return quotient(figures.criteria_met_total, figures.total, places=2)


def average_change(now: Figures, before: Figures | None) -> Decimal | None:
    """Return how much the average moved, rounded once from the exact difference."""
    if before is None or not before.reported or not now.reported:
        return None
    moved = (
        now.criteria_met_total * before.total - before.criteria_met_total * now.total
    )
    return quotient(moved, now.total * before.total, places=2)
