"""The map by real boundaries, when a file of them was loaded."""

from collections.abc import Mapping
from dataclasses import dataclass

from communes.models import BoundarySet
from dashboards.analytics.maps.colours import UNKNOWNS, Colouring, Look
from dashboards.analytics.names import Named
from reports.analytics.attainment import CommuneFigure, Figures


@dataclass(frozen=True, slots=True)
class Shape:
    """A commune's area with its value."""

    commune: Named
    look: Look
    path: str


@dataclass(frozen=True, slots=True)
class BoundaryMap:
    """Everything drawn; ``outside`` are paths of units that are not in the programme.

    ``unplaced`` are communes without a boundary, ``unmatched`` units of the file that
    no commune has.
    """

    colouring: Colouring
    shapes: tuple[Shape, ...]
    outside: tuple[str, ...]
    rows: tuple[tuple[Named, CommuneFigure, Look], ...]
    unplaced: tuple[tuple[Named, Look], ...]
    unmatched: tuple[str, ...]
    source: str
    width: int
    height: int

    @property
    def legend(self) -> tuple[Look, ...]:
        """Return the looks to explain: those of the choice, and unknown ones met."""
        met = {look for _name, _figure, look in self.rows}
        return self.colouring.legend + tuple(each for each in UNKNOWNS if each in met)


def has_boundaries() -> bool:
    """Whether there is a map to show. One query."""
    return BoundarySet.objects.exists()


def boundary_map(
    figures: Figures, names: Mapping[str, Named], colouring: Colouring
) -> BoundaryMap | None:
    """Colour the newest boundaries, None when none were loaded. Two queries."""
    drawn = BoundarySet.objects.first()
    if drawn is None:
        return None
    paths = dict(drawn.boundaries.values_list("commune_id", "path"))
    rows = tuple(
        (names[each.place.code], each, colouring.look(each))
        for each in figures.communes
    )
    members = {each.place.code for each in figures.communes}
    return BoundaryMap(
        colouring=colouring,
        shapes=tuple(
            Shape(name, look, paths[name.code])
            for name, _figure, look in rows
            if name.code in paths
        ),
        outside=tuple(path for code, path in paths.items() if code not in members),
        rows=rows,
        unplaced=tuple(
            (name, look) for name, _figure, look in rows if name.code not in paths
        ),
        unmatched=tuple(drawn.unmatched),
        source=drawn.source,
        width=drawn.width,
        height=drawn.height,
    )
