"""The figures of every quarter up to a period, read at once.

Each is what ``figures_at`` says of its quarter; a trend of twenty quarters takes as
many queries as one of two.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from communes.analytics.places import Place, places_over
from criteria.analytics.law import Law, law_on
from criteria.choices import SetSubject
from criteria.models import CriteriaSet
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import CommuneFigure, Figures, Masks, Source
from reports.models import CommuneSummary, Revision


def figures_over(last: Quarter, *, as_of: dt.date | None = None) -> tuple[Figures, ...]:
    """Return the figures from the first quarter with approved data to ``last``.

    Empty without any. Four queries, and those of ``law_on`` for each set of criteria
    that was in force.
    """
    revisions = Revision.objects.standing(as_of).not_after(last.code)
    return figures_from(list(revisions), last, as_of=as_of)


def figures_from(
    given: Sequence[Revision], last: Quarter, *, as_of: dt.date | None = None
) -> tuple[Figures, ...]:
    """Return the same figures as if just these revisions stood.

    They are of quarters up to ``last``; ``as_of`` only says how they were chosen.
    """
    revisions = sorted(given, key=lambda each: (each.quarter_id, each.number))
    if not revisions:
        return ()
    quarters = tuple(_quarters(Quarter.parse(revisions[0].quarter_id), last))
    masks = _masks(revisions)
    laws = _laws(quarters)
    places = places_over([quarter.last_day for quarter in quarters])
    found: list[Figures] = []
    sources: dict[str, Source] = {}
    for quarter, present in zip(quarters, places, strict=True):
        sources = sources | {
            each.district_id: _source(each)
            for each in revisions
            if each.quarter_id == quarter.code
        }
        if law := laws.get(quarter):
            found.append(_figures(quarter, as_of, law, present, sources, masks))
    return tuple(found)


def _figures(
    quarter: Quarter,
    as_of: dt.date | None,
    law: Law,
    places: Sequence[Place],
    sources: Mapping[str, Source],
    masks: Mapping[tuple[int, str], Masks],
) -> Figures:
    return Figures(
        period=quarter,
        as_of=as_of,
        law=law,
        sources=dict(sorted(sources.items())),
        communes=tuple(
            _commune(place, sources.get(place.district_code), masks) for place in places
        ),
    )


def _commune(
    place: Place, source: Source | None, masks: Mapping[tuple[int, str], Masks]
) -> CommuneFigure:
    found = masks.get((source.revision_id, place.code)) if source else None
    return CommuneFigure(place, found, source.quarter if source and found else None)


def _masks(revisions: Sequence[Revision]) -> dict[tuple[int, str], Masks]:
    rows = CommuneSummary.objects.filter(
        revision_id__in=[each.pk for each in revisions]
    ).values_list("revision_id", "commune_id", "met_mask", "unknown_mask")
    return {(key, code): Masks(met, unknown) for key, code, met, unknown in rows}


def _laws(quarters: Sequence[Quarter]) -> dict[Quarter, Law]:
    """Return the set in force at each quarter; none before the first set."""
    begins = list(
        CriteriaSet.objects.of(SetSubject.COMMUNE)
        .order_by("valid_from")
        .values_list("valid_from")
    )
    laws: dict[dt.date, Law | None] = {}
    found = {}
    for quarter in quarters:
        begun = [day for (day,) in begins if day <= quarter.last_day]
        if not begun:
            continue
        if begun[-1] not in laws:
            laws[begun[-1]] = law_on(begun[-1])
        if law := laws[begun[-1]]:
            found[quarter] = law
    return found


def _quarters(first: Quarter, last: Quarter) -> Iterator[Quarter]:
    quarter = first
    while quarter <= last:
        yield quarter
        quarter = quarter.next()


def _source(revision: Revision) -> Source:
    return Source(
        district_code=revision.district_id,
        revision_id=revision.pk,
        quarter=revision.quarter_id,
        number=revision.number,
        approved_on=revision.approved_on,
        is_demo=revision.is_demo,
    )
