"""Units of the map that do not count on a day, and since when the others do."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from communes.choices import UnitKind
from communes.models import CommunePeriod

SHORT_KINDS = {UnitKind.TOWN: "TT", UnitKind.WARD: "P."}


@dataclass(frozen=True, slots=True)
class Outside:
    """A unit with a place on the map that is no commune of the programme."""

    label: str
    tile: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Membership:
    """``since``: the last day on which units joined or left (None: never did)."""

    since: dt.date | None
    outside: tuple[Outside, ...]


def membership_on(day: dt.date) -> Membership:
    """Return what the programme leaves out on a day. One query."""
    rows = CommunePeriod.objects.select_related("commune")
    histories = [
        list(periods) for _, periods in groupby(rows, key=lambda row: row.commune_id)
    ]
    moves = [move for history in histories for move in _moves(history) if move <= day]
    return Membership(
        since=max(moves, default=None),
        outside=tuple(
            found for history in histories if (found := _outside(history, day))
        ),
    )


def _moves(history: Sequence[CommunePeriod]) -> set[dt.date]:
    """Return the days on which a unit began or ceased to count.

    A change of name ends one period and begins the next on the same day: no move.
    """
    counted = [each for each in history if each.kind == UnitKind.COMMUNE]
    begun = {each.valid_from for each in counted if each.valid_from}
    ended = {each.valid_to + dt.timedelta(1) for each in counted if each.valid_to}
    return begun ^ ended


def _outside(history: Sequence[CommunePeriod], day: dt.date) -> Outside | None:
    row, column = history[0].commune.tile_row, history[0].commune.tile_column
    now = next((each for each in history if each.holds(day)), None)
    if row is None or column is None or not now or now.kind == UnitKind.COMMUNE:
        return None
    return Outside(f"{SHORT_KINDS[UnitKind(now.kind)]} {now.name}", (row, column))
