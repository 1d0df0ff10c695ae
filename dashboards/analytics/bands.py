"""Communes by how many criteria they meet, as the province publishes them."""

from dataclasses import dataclass
from decimal import Decimal

from dashboards.analytics.shares import average, average_change, length
from reports.analytics.attainment import BANDS, Figures

# Name in the figures: name on pages, class of its colour.
FACES = {
    "19": ("19/19", "b19"),
    "15-18": ("15–18", "b15"),
    "10-14": ("10–14", "b10"),
    "5-9": ("5–9", "b5"),
    "0-4": ("dưới 5", "b0"),
}
DARK = frozenset({"b19", "b15"})


@dataclass(frozen=True, slots=True)
class Band:
    """Communes within a band; ``change`` is against the quarter before.

    ``start``, ``width`` and ``middle`` place it in the stacked bar.
    """

    label: str
    css: str
    is_dark: bool
    count: int
    change: int | None
    start: str
    width: str
    middle: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Bands, average and totals of the province, and recognised communes."""

    bands: tuple[Band, ...]
    average: Decimal | None
    average_change: Decimal | None
    met: int
    possible: int
    recognised: int

    @property
    def full(self) -> Band:
        return self.bands[0]


def band_of(met_count: int) -> tuple[str, str]:
    """Return name and colour class of the band that a count falls into."""
    name = next(name for name, low, high in BANDS if low <= met_count <= high)
    return FACES[name]


def standing(
    figures: Figures, before: Figures | None, recognised: frozenset[str]
) -> Standing:
    """Return how the communes stand; ``recognised`` are codes of communes."""
    return Standing(
        bands=_bands(figures, before),
        average=average(figures),
        average_change=average_change(figures, before),
        met=figures.criteria_met_total,
        possible=figures.total * len(figures.law.criteria),
        recognised=sum(each.place.code in recognised for each in figures.communes),
    )


def _bands(figures: Figures, before: Figures | None) -> tuple[Band, ...]:
    earlier = before.bands if before and before.reported else None
    rows, start = [], 0
    for name, (label, css) in FACES.items():
        count = figures.bands[name]
        rows.append(
            Band(
                label=label,
                css=css,
                is_dark=css in DARK,
                count=count,
                change=None if earlier is None else count - earlier[name],
                start=length(start, figures.total),
                width=length(count, figures.total),
                middle=length(2 * start + count, 2 * figures.total),
            )
        )
        start += count
    return tuple(rows)
