"""Approved numbers of a district's indicators, quarter after quarter."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ntm_portal.lib import periods
from reports.models import IndicatorRevision, IndicatorValue

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class NumberHistory:
    """Earlier numbers of a commune and indicator, oldest first.

    ``seconds`` are those of the second value, for indicators with two.
    """

    firsts: list[Decimal] = field(default_factory=list)
    seconds: list[Decimal] = field(default_factory=list)


def value_histories(
    district_code: str, *, before: periods.Quarter, quarters: int
) -> Mapping[Key, NumberHistory]:
    """Return the approved numbers of the quarters before one, at most so many.

    By commune code and id of the indicator; a quarter without a number leaves no
    gap. Two queries.
    """
    revisions = IndicatorRevision.objects.standing(None).filter(
        district_id=district_code,
        quarter_id__gte=before.shift(-quarters).code,
        quarter_id__lt=before.code,
    )
    last = dict(revisions.order_by("number").values_list("quarter_id", "pk"))
    rows = IndicatorValue.objects.filter(revision_id__in=last.values())
    found: defaultdict[Key, NumberHistory] = defaultdict(NumberHistory)
    for commune, indicator, first, second in rows.order_by(
        "revision__quarter_id"
    ).values_list("commune_id", "indicator_id", "number", "second_number"):
        history = found[commune, indicator]
        if first is not None:
            history.firsts.append(first)
        if second is not None:
            history.seconds.append(second)
    return found
