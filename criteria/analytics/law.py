"""The set of criteria in force on a day, as plain values."""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import cached_property

from criteria.models import CriteriaGroup, CriteriaSet, Criterion, GroupTarget


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
    """Return the set in force on a day, None before the first. Four queries."""
    criteria_set = CriteriaSet.objects.in_force(day).first()
    if criteria_set is None:
        return None
    targets = {
        target.group_id: Target(target.percent, target.deadline)
        for target in GroupTarget.objects.filter(group__criteria_set=criteria_set)
    }
    criteria = list(Criterion.objects.filter(criteria_set=criteria_set))
    groups = CriteriaGroup.objects.filter(criteria_set=criteria_set)
    return Law(
        code=criteria_set.code,
        groups=tuple(
            _group(group, criteria, targets.get(group.pk)) for group in groups
        ),
    )


def _group(
    group: CriteriaGroup, criteria: list[Criterion], target: Target | None
) -> LawGroup:
    return LawGroup(
        code=group.code,
        number=group.number,
        name=group.name,
        short_name=group.short_name,
        target=target,
        criteria=tuple(
            LawCriterion(
                id=each.pk,
                number=each.number,
                name=each.name,
                short_name=each.short_name,
                group_code=group.code,
            )
            for each in criteria
            if each.group_id == group.pk
        ),
    )
