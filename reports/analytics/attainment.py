"""The figures of the programme at a period, defined once (docs/so-lieu.md).

A figure takes, for each district, the revision in force; counts compare as
integers; a percentage is derived and decides nothing.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from communes.analytics.places import Place, programme_communes
from criteria.analytics.law import Law, LawCriterion, LawGroup, law_on
from ntm_portal.lib import periods
from reports.models import CommuneSummary, Revision

BANDS = (
    ("19", 19, 60),
    ("15-18", 15, 18),
    ("10-14", 10, 14),
    ("5-9", 5, 9),
    ("0-4", 0, 4),
)


class NoLaw(Exception):
    """No set of criteria is in force at the period."""


@dataclass(frozen=True, slots=True)
class Masks:
    """Met and unknown criteria of one commune as bits of their numbers."""

    met: int
    unknown: int


@dataclass(frozen=True, slots=True)
class CommuneFigure:
    """One commune of the programme; ``masks`` is None without approved data."""

    place: Place
    masks: Masks | None
    from_quarter: str | None

    @property
    def met_count(self) -> int | None:
        return None if self.masks is None else self.masks.met.bit_count()

    def meets(self, criterion: LawCriterion) -> bool:
        return self.masks is not None and bool(self.masks.met & criterion.bit)

    def is_unknown(self, criterion: LawCriterion) -> bool:
        return self.masks is None or bool(self.masks.unknown & criterion.bit)

    def attains(self, group: LawGroup) -> bool:
        return self.masks is not None and group.attained_by(self.masks.met)

    def missing(self, group: LawGroup) -> tuple[LawCriterion, ...]:
        """Return the criteria of a group that are not met, in order."""
        return tuple(each for each in group.criteria if not self.meets(each))


@dataclass(frozen=True, slots=True)
class GroupAttainment:
    """Communes that attain a group; target fields are None without a target."""

    group: LawGroup
    attained: int
    total: int
    needed: int | None

    @property
    def short(self) -> int | None:
        return None if self.needed is None else max(0, self.needed - self.attained)

    @property
    def reached(self) -> bool | None:
        return None if self.needed is None else self.attained >= self.needed


@dataclass(frozen=True, slots=True)
class CriterionAttainment:
    """Communes that meet one criterion by itself."""

    criterion: LawCriterion
    attained: int
    total: int


@dataclass(frozen=True, slots=True)
class Source:
    """The revision that a district's figures come from."""

    district_code: str
    revision_id: int
    quarter: str
    number: int
    approved_on: dt.date
    is_demo: bool


@dataclass(frozen=True)
class Figures:
    """Everything that is counted at one period for the province or a district."""

    period: periods.Quarter
    as_of: dt.date | None
    law: Law
    communes: tuple[CommuneFigure, ...]
    sources: Mapping[str, Source]
    is_whole_province: bool = True

    @property
    def total(self) -> int:
        return len(self.communes)

    @cached_property
    def reported(self) -> tuple[CommuneFigure, ...]:
        return tuple(each for each in self.communes if each.masks is not None)

    @property
    def not_reported(self) -> int:
        return self.total - len(self.reported)

    @cached_property
    def criteria_met_total(self) -> int:
        return sum(each.met_count or 0 for each in self.communes)

    @property
    def average(self) -> Decimal | None:
        """Bình quân tiêu chí/xã, exact to 4 decimals; None without any data."""
        if not self.reported:
            return None
        exact = Decimal(self.criteria_met_total) / self.total
        return exact.quantize(Decimal("0.0001"), ROUND_HALF_UP)

    @cached_property
    def bands(self) -> dict[str, int]:
        return {
            name: sum(low <= (each.met_count or 0) <= high for each in self.reported)
            for name, low, high in BANDS
        }

    @cached_property
    def groups(self) -> tuple[GroupAttainment, ...]:
        return tuple(
            GroupAttainment(
                group=group,
                attained=sum(each.attains(group) for each in self.communes),
                total=self.total,
                needed=group.target.needed(self.total)
                if group.target and self.is_whole_province
                else None,
            )
            for group in self.law.groups
        )

    @cached_property
    def criteria(self) -> tuple[CriterionAttainment, ...]:
        return tuple(
            CriterionAttainment(
                criterion=criterion,
                attained=sum(each.meets(criterion) for each in self.communes),
                total=self.total,
            )
            for criterion in self.law.criteria
        )

    @property
    def carried(self) -> tuple[Source, ...]:
        """Districts whose own quarter is missing, with the quarter used instead."""
        return tuple(
            source
            for source in self.sources.values()
            if source.quarter != self.period.code
        )

    @cached_property
    def districts(self) -> frozenset[str]:
        """Codes of the districts that have communes of the programme."""
        return frozenset(each.place.district_code for each in self.communes)

    @cached_property
    def awaited(self) -> tuple[str, ...]:
        """Those of them without approved data of the period itself."""
        own = self.sources.keys() - {each.district_code for each in self.carried}
        return tuple(sorted(self.districts - own))

    @property
    def own_districts(self) -> int:
        """How many of them have approved data of the period itself."""
        return len(self.districts) - len(self.awaited)

    @property
    def is_complete(self) -> bool:
        return bool(self.communes) and not self.awaited

    def of_district(self, code: str) -> "Figures":
        """Return the same figures for one district (targets are provincial)."""
        return Figures(
            period=self.period,
            as_of=self.as_of,
            law=self.law,
            communes=tuple(
                each for each in self.communes if each.place.district_code == code
            ),
            sources={key: each for key, each in self.sources.items() if key == code},
            is_whole_province=False,
        )

    def with_results(self, masks: Mapping[str, Masks], *, quarter: str) -> "Figures":
        """Return the figures as if these communes had these results."""
        return Figures(
            period=self.period,
            as_of=self.as_of,
            law=self.law,
            communes=tuple(
                CommuneFigure(each.place, masks[each.place.code], quarter)
                if each.place.code in masks
                else each
                for each in self.communes
            ),
            sources=self.sources,
            is_whole_province=self.is_whole_province,
        )


def figures_at(period: periods.Quarter, *, as_of: dt.date | None = None) -> Figures:
    """Compute the province's figures at a period, five queries.

    ``as_of`` filters approved revisions only: names, membership, targets and
    thresholds follow their own dates at the period. Raises NoLaw.
    """
    day = period.last_day
    law = law_on(day)
    if law is None:
        raise NoLaw(f"Chưa có bộ tiêu chí nào có hiệu lực ở {period.label}.")
    sources = _sources(period, as_of)
    masks = _masks(sources)
    return Figures(
        period=period,
        as_of=as_of,
        law=law,
        sources=sources,
        communes=tuple(
            _commune(place, masks, sources.get(place.district_code))
            for place in programme_communes(day)
        ),
    )


def latest_period() -> periods.Quarter | None:
    """Return the latest quarter with approved data, None without any."""
    code = (
        Revision.objects.standing(None)
        .order_by("-quarter_id")
        .values_list("quarter_id", flat=True)
        .first()
    )
    return periods.Quarter.parse(code) if code else None


def _sources(period: periods.Quarter, as_of: dt.date | None) -> dict[str, Source]:
    return {
        revision.district_id: Source(
            district_code=revision.district_id,
            revision_id=revision.pk,
            quarter=revision.quarter_id,
            number=revision.number,
            approved_on=revision.approved_on,
            is_demo=revision.is_demo,
        )
        for revision in Revision.objects.in_force(period.code, as_of).order_by(
            "district_id"
        )
    }


def _masks(sources: Mapping[str, Source]) -> dict[str, Masks]:
    rows = CommuneSummary.objects.filter(
        revision_id__in=[source.revision_id for source in sources.values()]
    ).values_list("commune_id", "met_mask", "unknown_mask")
    return {code: Masks(met, unknown) for code, met, unknown in rows}


def _commune(
    place: Place, masks: Mapping[str, Masks], source: Source | None
) -> CommuneFigure:
    found = masks.get(place.code)
    return CommuneFigure(
        place=place,
        masks=found,
        from_quarter=source.quarter if source and found else None,
    )
