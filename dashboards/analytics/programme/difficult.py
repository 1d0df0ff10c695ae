"""Communes of khu vực III: what they meet, what they lack, and who is near to leaving.

Mục II.2.2 of QĐ 1334, with Nghị quyết 04-NQ/TU of 19/08/2016.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from communes.analytics.areas import AreaLife
from communes.choices import AreaClass
from communes.models import District
from criteria.analytics.law import LawCriterion
from dashboards.analytics.names import Named, named
from dashboards.analytics.over_time.runs import is_unmet
from programme.analytics.exit_rules import Exit
from reports.analytics.attainment import CommuneFigure, Figures

# Quarters of one.
YEAR = 4


@dataclass(frozen=True, slots=True)
class Standing:
    """A commune with data held against the rule.

    ``musts`` are the criteria that the rule asks for and the commune does not meet;
    ``steps`` is how many more it has to meet at least, 0 when it is ready.
    """

    steps: int
    musts: tuple[LawCriterion, ...]


@dataclass(frozen=True, slots=True)
class Difficult:
    """A commune of khu vực III at the period.

    ``met`` is None without approved data, ``change`` without data of a year before,
    ``standing`` without a rule or data. ``money`` is in triệu đồng, None where no
    figure is kept.
    """

    commune: Named
    area: AreaLife
    met: int | None
    change: int | None
    unmet: tuple[LawCriterion, ...]
    unknown: tuple[LawCriterion, ...]
    standing: Standing | None
    money: Decimal | None


@dataclass(frozen=True, slots=True)
class Leaver:
    """A commune that was of khu vực III and is of ``area`` now."""

    commune: Named
    area: AreaLife
    met: int | None


@dataclass(frozen=True, slots=True)
class DifficultPage:
    """The communes, those nearest to leaving first; ``classes`` counts all communes.

    ``unknown`` communes have no class on the day.
    """

    communes: tuple[Difficult, ...]
    leavers: tuple[Leaver, ...]
    classes: Mapping[AreaClass, int]
    unknown: int

    @property
    def is_loaded(self) -> bool:
        return bool(self.classes)

    @property
    def ready(self) -> int:
        return self._with_steps(0)

    @property
    def one_short(self) -> int:
        return self._with_steps(1)

    def _with_steps(self, steps: int) -> int:
        return sum(
            each.standing is not None and each.standing.steps == steps
            for each in self.communes
        )


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read beside the figures; ``money`` is by commune code."""

    areas: Mapping[str, tuple[AreaLife, ...]]
    rule: Exit | None
    money: Mapping[str, Decimal]

    def rule_of(self, figures: Figures) -> Exit | None:
        """Return the rule if it is of the set of criteria of the figures."""
        rule = self.rule
        return rule if rule and rule.law_code == figures.law.code else None


def difficult_page(
    series: Sequence[Figures], facts: Facts, districts: Mapping[str, District]
) -> DifficultPage:
    """Return the page at the newest figures of the series. No query."""
    figures = series[-1]
    day = figures.period.last_day
    names = named((each.place for each in figures.communes), districts)
    by_code = {each.place.code: each for each in figures.communes}
    now = {code: life for code in names if (life := _life(facts.areas, code, day))}
    before = _year_before(series)
    found = [
        _difficult(names[code], by_code[code], life, figures, facts, before.get(code))
        for code, life in now.items()
        if life.area_class is AreaClass.III
    ]
    classes = [life.area_class for life in now.values()]
    return DifficultPage(
        communes=tuple(sorted(found, key=_nearness)),
        leavers=tuple(
            Leaver(names[code], life, by_code[code].met_count)
            for code, life in now.items()
            if life.area_class is not AreaClass.III and _was_difficult(facts, life)
        ),
        classes={each: classes.count(each) for each in AreaClass if each in classes},
        unknown=len(names) - len(now),
    )


def _life(
    areas: Mapping[str, tuple[AreaLife, ...]], code: str, day: dt.date
) -> AreaLife | None:
    """Return the class on a day; of rows that overlap the one that began last."""
    holding = [each for each in areas.get(code, ()) if each.holds(day)]
    return holding[-1] if holding else None


def _was_difficult(facts: Facts, now: AreaLife) -> bool:
    lives = facts.areas[now.code]
    return any(each.area_class is AreaClass.III for each in lives[: lives.index(now)])


def _year_before(series: Sequence[Figures]) -> dict[str, int]:
    """Return how many criteria a commune met a year before, under the same set."""
    now = series[-1]
    period = now.period.shift(-YEAR)
    for figures in series:
        if figures.period == period and figures.law.code == now.law.code:
            return {
                each.place.code: each.met_count
                for each in figures.communes
                if each.met_count is not None
            }
    return {}


def _difficult(
    name: Named,
    figure: CommuneFigure,
    area: AreaLife,
    figures: Figures,
    facts: Facts,
    before: int | None,
) -> Difficult:
    criteria, met = figures.law.criteria, figure.met_count
    rule = facts.rule_of(figures)
    known = criteria if met is not None else ()
    return Difficult(
        commune=name,
        area=area,
        met=met,
        change=None if met is None or before is None else met - before,
        unmet=tuple(each for each in criteria if is_unmet(figure, each)),
        unknown=tuple(each for each in known if figure.is_unknown(each)),
        standing=_standing(rule, figure, known) if rule and known else None,
        money=facts.money.get(name.code),
    )


def _standing(
    rule: Exit, figure: CommuneFigure, criteria: Sequence[LawCriterion]
) -> Standing:
    musts = tuple(
        each
        for each in criteria
        if each.number in rule.must_meet and not figure.meets(each)
    )
    short = rule.minimum_met - (figure.met_count or 0)
    return Standing(steps=max(len(musts), short, 0), musts=musts)


def _nearness(each: Difficult) -> tuple[bool, int, int]:
    """Put the fewest steps first, then the most criteria; without data comes last."""
    return (
        each.met is None,
        each.standing.steps if each.standing else 0,
        -(each.met or 0),
    )
