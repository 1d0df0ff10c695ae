"""The tile map: one equal square for each commune, districts outlined.

A target is a share of communes, not of land, so every commune weighs the same.
Lengths are units of the drawing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from communes.models import District
from dashboards.analytics.maps.colours import UNKNOWNS, Colouring, Look
from dashboards.analytics.maps.membership import Outside
from dashboards.analytics.names import Named
from reports.analytics.attainment import CommuneFigure, Figures

SIDE = 58
LEFT, TOP, BOTTOM = 4, 10, 6
# Longer names take two lines of a tile.
LINE_LETTERS = 8

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tile:
    """A commune's square; ``lines`` is its name in one or two lines."""

    commune: Named
    look: Look
    x: int
    y: int
    lines: tuple[str, ...]

    @property
    def middle(self) -> int:
        return self.x + SIDE // 2

    @property
    def name_y(self) -> int:
        return self.y + (23 if len(self.lines) == 1 else 17)

    @property
    def sign_y(self) -> int:
        return self.y + 44


@dataclass(frozen=True, slots=True)
class EmptyTile:
    """A unit that is not in the programme."""

    x: int
    y: int
    lines: tuple[str, ...]

    @property
    def middle(self) -> int:
        return self.x + SIDE // 2


@dataclass(frozen=True, slots=True)
class Outline:
    """Border of a district as one path, and where its name stands."""

    path: str
    name: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class TileMap:
    """Everything drawn; ``unplaced`` are communes without a square."""

    colouring: Colouring
    tiles: tuple[Tile, ...]
    empty: tuple[EmptyTile, ...]
    outlines: tuple[Outline, ...]
    rows: tuple[tuple[Named, CommuneFigure, Look], ...]
    unplaced: tuple[tuple[Named, Look], ...]
    width: int
    height: int
    side: int = SIDE

    @property
    def legend(self) -> tuple[Look, ...]:
        """Return the looks to explain: those of the choice, and unknown ones met."""
        met = {look for _name, _figure, look in self.rows}
        return self.colouring.legend + tuple(each for each in UNKNOWNS if each in met)


def tile_map(
    figures: Figures,
    names: Mapping[str, Named],
    districts: Mapping[str, District],
    outside: Sequence[Outside],
    colouring: Colouring,
) -> TileMap:
    """Lay the communes of a period out as tiles, coloured as asked."""
    rows = tuple(
        (names[each.place.code], each, colouring.look(each))
        for each in figures.communes
    )
    tiles = tuple(
        _tile(name, look, each.place.tile)
        for name, each, look in rows
        if each.place.tile
    )
    cells = [each.place.tile for each in figures.communes if each.place.tile]
    cells += [each.tile for each in outside]
    return TileMap(
        colouring=colouring,
        tiles=tiles,
        empty=tuple(
            EmptyTile(*_corner(each.tile), _lines(each.label)) for each in outside
        ),
        outlines=_outlines(figures, districts),
        rows=rows,
        unplaced=tuple(
            (name, look) for name, each, look in rows if each.place.tile is None
        ),
        width=2 * LEFT + SIDE * (1 + max((column for _, column in cells), default=0)),
        height=TOP + BOTTOM + SIDE * (1 + max((row for row, _ in cells), default=0)),
    )


def _tile(name: Named, look: Look, cell: Cell) -> Tile:
    x, y = _corner(cell)
    return Tile(name, look, x, y, _lines(name.name))


def _corner(cell: Cell) -> tuple[int, int]:
    row, column = cell
    return LEFT + SIDE * column, TOP + SIDE * row


def _lines(name: str) -> tuple[str, ...]:
    """Return a name in one line, or in the two that are closest in length."""
    words = name.split()
    if len(name) <= LINE_LETTERS or len(words) == 1:
        return (name,)
    splits = (
        (" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))
    )
    return min(splits, key=lambda split: max(map(len, split)))


def _outlines(
    figures: Figures, districts: Mapping[str, District]
) -> tuple[Outline, ...]:
    taken = {each.place.tile for each in figures.communes if each.place.tile}
    cells: dict[str, set[Cell]] = {}
    for each in figures.communes:
        if each.place.tile:
            cells.setdefault(each.place.district_code, set()).add(each.place.tile)
    return tuple(
        _outline(districts[code].short_name, own, taken) for code, own in cells.items()
    )


def _outline(name: str, own: set[Cell], taken: set[Cell]) -> Outline:
    top = min(row for row, _ in own)
    first = sorted(cell for cell in own if cell[0] == top)
    # A free edge reads better than one that another district shares.
    free = [(row, column) for row, column in first if (row - 1, column) not in taken]
    x, y = _corner((free or first)[0])
    return Outline(path=_path(own), name=name, x=x + 5, y=y + 4)


def _path(own: set[Cell]) -> str:
    across = [
        (line, column)
        for row, column in own
        for line, beside in ((row, row - 1), (row + 1, row + 1))
        if (beside, column) not in own
    ]
    down = [
        (line, row)
        for row, column in own
        for line, beside in ((column, column - 1), (column + 1, column + 1))
        if (row, beside) not in own
    ]
    parts = [
        f"M{LEFT + SIDE * start} {TOP + SIDE * line}h{SIDE * steps}"
        for line, start, steps in _runs(across)
    ]
    parts += [
        f"M{LEFT + SIDE * line} {TOP + SIDE * start}v{SIDE * steps}"
        for line, start, steps in _runs(down)
    ]
    return "".join(parts)


def _runs(edges: Iterable[Cell]) -> list[tuple[int, int, int]]:
    """Join edges of one line that follow each other: (line, start, steps)."""
    ordered = sorted(edges)
    breaks = [0] + [
        index + 1
        for index, ((line, at), (next_line, next_at)) in enumerate(pairwise(ordered))
        if (line, at + 1) != (next_line, next_at)
    ]
    return [
        (*ordered[start], end - start)
        for start, end in pairwise([*breaks, len(ordered)])
    ]
