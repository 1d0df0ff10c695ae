"""Communes recognised as đạt chuẩn: a decision, not a count of criteria."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Coalesce

from communes.models import Recognition


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of recognition; ``commune`` is the unit's name of today.

    ``known_by`` is by when it was known, for one whose day is not (``decided_on``
    None); ``number`` is "" when it is not known.
    """

    code: str
    commune: str
    district_code: str
    number: str
    decided_on: dt.date | None
    since: dt.date
    withdrawn_on: dt.date | None
    withdrawal_reason: str
    source: str

    def holds(self, day: dt.date) -> bool:
        """Whether the commune is recognised by it on a day.

        It counts from the decision, or from when it was known when the decision's
        date is not, up to the day before its withdrawal.
        """
        return self.since <= day and not self.is_withdrawn(day)

    def is_withdrawn(self, day: dt.date) -> bool:
        return self.withdrawn_on is not None and self.withdrawn_on <= day


def decisions() -> tuple[Decision, ...]:
    """Return every decision, the latest first, then the last recorded. One query."""
    rows = Recognition.objects.annotate(since=Coalesce("decided_on", "known_by"))
    return tuple(
        Decision(
            code=row.commune_id,
            commune=row.commune.name,
            district_code=row.commune.district_id,
            number=row.number,
            decided_on=row.decided_on,
            since=row.since,
            withdrawn_on=row.withdrawn_on,
            withdrawal_reason=row.withdrawal_reason,
            source=row.source,
        )
        for row in rows.select_related("commune").order_by(
            "-since", "commune_id", "-pk"
        )
    )


def recognised_on(day: dt.date) -> frozenset[str]:
    """Return codes of communes recognised as đạt chuẩn by a day. One query.

    As ``Decision.holds`` says.
    """
    rows = Recognition.objects.annotate(since=Coalesce("decided_on", "known_by"))
    in_force = rows.filter(
        Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day), since__lte=day
    )
    return frozenset(in_force.values_list("commune_id", flat=True))
