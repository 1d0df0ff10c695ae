"""Places as they are on a day: plain values for figures, grids and imports."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from communes.choices import UnitKind
from communes.models import CommunePeriod, District, holds_on


@dataclass(frozen=True, slots=True)
class Place:
    """A commune of the programme on a day, under its name of that day."""

    code: str
    name: str
    district_code: str
    tile: tuple[int, int] | None = None


def programme_communes(
    on: dt.date, *, district_code: str | None = None
) -> tuple[Place, ...]:
    """Return the communes in the programme on a day, by district and code.

    One query. With ``district_code`` only those of that district.
    """
    periods = CommunePeriod.objects.filter(holds_on(on), kind=UnitKind.COMMUNE)
    if district_code is not None:
        periods = periods.filter(commune__district_id=district_code)
    rows = periods.order_by("commune__district_id", "commune_id").values_list(
        "commune_id",
        "name",
        "commune__district_id",
        "commune__tile_row",
        "commune__tile_column",
    )
    return tuple(
        Place(
            code=code,
            name=name,
            district_code=district,
            tile=None if row is None or column is None else (row, column),
        )
        for code, name, district, row, column in rows
    )


def places_over(days: Sequence[dt.date]) -> list[tuple[Place, ...]]:
    """Return the communes in the programme on each of the days. One query."""
    rows = (
        CommunePeriod.objects.filter(kind=UnitKind.COMMUNE)
        .select_related("commune")
        .order_by("commune__district_id", "commune_id")
    )
    lives = list(rows)
    return [tuple(_place(life) for life in lives if life.holds(day)) for day in days]


def districts_by_code() -> dict[str, District]:
    """Return all districts under their codes, in code order. One query."""
    return {district.code: district for district in District.objects.all()}


def _place(life: CommunePeriod) -> Place:
    row, column = life.commune.tile_row, life.commune.tile_column
    return Place(
        code=life.commune_id,
        name=life.name,
        district_code=life.commune.district_id,
        tile=None if row is None or column is None else (row, column),
    )
