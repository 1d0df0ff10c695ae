"""How sentences of rules name communes, criteria and numbers."""

from decimal import Decimal

from ntm_portal.lib.text import format_number
from reports.analytics.rules.facts import CellFacts, RowFacts


def commune_name(row: RowFacts) -> str:
    return f"Xã {row.place.name}"


def cell_name(row: RowFacts, cell: CellFacts) -> str:
    """Write "Xã Đăk Long, tiêu chí 5 (Trường học)"."""
    criterion = cell.criterion
    return f"{commune_name(row)}, tiêu chí {criterion.number} ({criterion.name})"


def places_of(*numbers: Decimal) -> int:
    """Return how many decimals the numbers are written with, zeros at the end apart."""
    return max(_decimals(number) for number in numbers)


def number_with_unit(number: Decimal, *, places: int, unit: str) -> str:
    """Write "1.234,5 triệu đồng/người", "98,5 %"."""
    return f"{format_number(number, places)} {unit}".rstrip()


def _decimals(number: Decimal) -> int:
    # "f" keeps 1E+2 a whole number.
    _whole, _point, fraction = f"{number:f}".partition(".")
    return len(fraction.rstrip("0"))
