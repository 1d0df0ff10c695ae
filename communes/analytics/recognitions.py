"""Communes recognised as đạt chuẩn: a decision, not a count of criteria."""

import datetime as dt

from django.db.models import Q
from django.db.models.functions import Coalesce

from communes.models import Recognition


def recognised_on(day: dt.date) -> frozenset[str]:
    """Return codes of communes recognised as đạt chuẩn by a day. One query.

    A recognition counts from its decision, or from when it was known when the
    decision's date is not, up to the day before its withdrawal.
    """
    rows = Recognition.objects.annotate(since=Coalesce("decided_on", "known_by"))
    in_force = rows.filter(
        Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day), since__lte=day
    )
    return frozenset(in_force.values_list("commune_id", flat=True))
