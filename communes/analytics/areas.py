"""Areas of difficulty (khu vực) of the communes on a day."""

import datetime as dt
from collections.abc import Collection

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
