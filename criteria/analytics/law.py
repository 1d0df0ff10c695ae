"""The set of criteria in force on a day, as plain values."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import cached_property
from typing import Any

from django.db.models import F

from criteria.models import CriteriaGroup, CriteriaSet, Criterion


@dataclass(frozen=True, slots=True)
class Target:
    """Share of communes (percent) that must attain a group by a day."""

    percent: Decimal
    deadline: dt.date

    def needed(self, total: int) -> int:
        """Return how many of ``total`` communes the share takes, rounded up."""
        exact = self.percent * total / 100
        return int(exact.to_integral_value(ROUND_CEILING))


@dataclass(frozen=True, slots=True)
class LawCriterion:
    """One criterion; ``bit`` is its place in the masks of summaries."""

    id: int
    number: int
    name: str
    short_name: str
    group_code: str

    @property
    def bit(self) -> int:
        return 1 << self.number

    @property
    def title(self) -> str:
        return f"{self.number}. {self.name}"


@dataclass(frozen=True, slots=True)
class LawGroup:
    """One group with its criteria and target (None: the decision sets none)."""

    code: str
    number: int
    name: str
    short_name: str
    criteria: tuple[LawCriterion, ...]
    target: Target | None

    @property
    def mask(self) -> int:
        return sum(criterion.bit for criterion in self.criteria)

    @property
    def bit(self) -> int:
        return 1 << self.number

    @property
    def title(self) -> str:
        return f"{self.code}. {self.name}"

    def attained_by(self, met_mask: int) -> bool:
        """Whether every criterion of the group is among the met ones."""
        return met_mask & self.mask == self.mask


@dataclass(frozen=True)
class Law:
    """A set of criteria with its groups, in order."""

    code: str
    groups: tuple[LawGroup, ...]

    @cached_property
    def criteria(self) -> tuple[LawCriterion, ...]:
        return tuple(each for group in self.groups for each in group.criteria)

    @cached_property
    def by_number(self) -> dict[int, LawCriterion]:
        return {criterion.number: criterion for criterion in self.criteria}

    @cached_property
    def by_id(self) -> dict[int, LawCriterion]:
        return {criterion.id: criterion for criterion in self.criteria}

    def groups_mask(self, met_mask: int) -> int:
        """Return the bits of the groups that a commune with these criteria attains."""
        return sum(group.bit for group in self.groups if group.attained_by(met_mask))


def law_on(day: dt.date) -> Law | None:
    """Return the set in force on a day, None before the first. Two queries."""
    in_force = CriteriaSet.objects.in_force(day).values("pk")[:1]
    groups = CriteriaGroup.objects.filter(criteria_set=in_force).annotate(
        percent=F("targets__percent"), deadline=F("targets__deadline")
    )
    criteria = Criterion.objects.filter(criteria_set=in_force)
    found = list(groups)
    if not found:
        return None
    by_group: dict[int, list[Criterion]] = {}
    for criterion in criteria:
        by_group.setdefault(criterion.group_id, []).append(criterion)
    return Law(
        code=found[0].criteria_set_id,
        groups=tuple(_group(each, by_group.get(each.pk, ())) for each in found),
    )


def _group(group: Any, criteria: Iterable[Criterion]) -> LawGroup:
    """Build a group from its row, which carries its target, and its criteria."""
    has_target = group.percent is not None
    return LawGroup(
        code=group.code,
        number=group.number,
        name=group.name,
        short_name=group.short_name,
        target=Target(group.percent, group.deadline) if has_target else None,
        criteria=tuple(
            LawCriterion(
                id=each.pk,
                number=each.number,
                name=each.name,
                short_name=each.short_name,
                group_code=group.code,
            )
            for each in criteria
        ),
    )
