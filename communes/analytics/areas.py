"""Areas of difficulty (khu vực) of the communes on a day."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F

from communes.choices import AreaClass
from communes.models import CommuneArea, holds_on


def area_classes_on(
    day: dt.date, *, commune_codes: Collection[str] | None = None
) -> dict[str, AreaClass]:
    """Return the area class by commune code, of all communes if none are named.

    A commune whose class is not known that day is absent. Of rows that overlap the
    one that began last holds. One query.
    """
    rows = CommuneArea.objects.filter(holds_on(day))
    if commune_codes is not None:
        rows = rows.filter(commune_id__in=commune_codes)
    begun = rows.order_by(F("valid_from").asc(nulls_first=True), "pk")
    return {
        code: AreaClass(area_class)
        for code, area_class in begun.values_list("commune_id", "area_class")
    }


@dataclass(frozen=True, slots=True)
class AreaLife:
    """A class of a commune between two days (inclusive; None: open)."""

    code: str
    area_class: AreaClass
    valid_from: dt.date | None
    valid_to: dt.date | None
    source: str

    def holds(self, day: dt.date) -> bool:
        """Whether the commune has this class on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or self.valid_to >= day
        )


def area_lives() -> dict[str, tuple[AreaLife, ...]]:
    """Return every class that a commune has had by its code, in time. One query."""
    rows = CommuneArea.objects.order_by(
        "commune_id", F("valid_from").asc(nulls_first=True), "pk"
    )
    found: dict[str, tuple[AreaLife, ...]] = {}
    for row in rows:
        life = AreaLife(
            code=row.commune_id,
            area_class=AreaClass(row.area_class),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            source=row.source,
        )
        found[life.code] = (*found.get(life.code, ()), life)
    return found
