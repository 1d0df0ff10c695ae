"""Recognised communes: decisions, targets, and those whose criteria no longer hold."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from communes.analytics.places import Place
from communes.analytics.recognitions import Decision
from communes.models import District
from criteria.analytics.law import LawCriterion
from criteria.analytics.recognition import RecognitionGoal, Withdrawal
from dashboards.analytics.names import Named, named
from dashboards.analytics.over_time.runs import History, Run, histories, run, unmet_run
from dashboards.analytics.recognition.withdrawals import Nearness, nearness
from dashboards.analytics.shares import length
from reports.analytics.attainment import CommuneFigure, Figures


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A target with the recognised communes of the period and, once over, of then.

    ``then`` is the count and the total on the day of the deadline, None before it.
    """

    goal: RecognitionGoal
    attained: int
    total: int
    days_left: int
    then: tuple[int, int] | None

    @property
    def needed(self) -> int:
        return self.goal.needed(self.total)

    @property
    def short(self) -> int:
        return max(0, self.needed - self.attained)

    @property
    def is_over(self) -> bool:
        return self.days_left < 0

    @property
    def then_short(self) -> int:
        """How many were short on the day of the deadline, 0 before it."""
        attained, total = self.then or (0, 0)
        return max(0, self.goal.needed(total) - attained) if self.is_over else 0

    @property
    def width(self) -> str:
        return length(min(self.attained, self.total), self.total)

    @property
    def needed_x(self) -> str:
        return length(min(self.needed, self.total), self.total)


@dataclass(frozen=True, slots=True)
class Failing:
    """A criterion that a recognised commune does not meet, and since when."""

    criterion: LawCriterion
    run: Run


@dataclass(frozen=True, slots=True)
class Watched:
    """A recognised commune that does not meet all criteria, or not for certain.

    ``nearness`` is None without a rule.
    """

    commune: Named
    decision: Decision
    failing: tuple[Failing, ...]
    unknown: tuple[LawCriterion, ...]
    nearness: Nearness | None


@dataclass(frozen=True, slots=True)
class Undecided:
    """A commune with all criteria and no decision, and since when it has them."""

    commune: Named
    run: Run


@dataclass(frozen=True, slots=True)
class Listed:
    """A decision as the page lists it; ``is_member``: the unit counts at the period.

    ``is_followed``: it stands, and a newer one of the unit is the one in force.
    """

    decision: Decision
    district: str
    is_member: bool
    is_withdrawn: bool
    is_followed: bool


@dataclass(frozen=True, slots=True)
class RecognitionPage:
    """``holding`` is how many recognised communes still meet every criterion.

    ``silent`` are recognised communes without approved data.
    """

    recognised: int
    goals: tuple[GoalLine, ...]
    watched: tuple[Watched, ...]
    holding: int
    silent: tuple[Named, ...]
    undecided: tuple[Undecided, ...]
    decisions: tuple[Listed, ...]
    withdrawn: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read: decisions, targets, the rule, and places at the deadlines."""

    decisions: tuple[Decision, ...]
    goals: tuple[RecognitionGoal, ...]
    rule: Withdrawal | None
    places: Mapping[dt.date, tuple[Place, ...]]


def recognition_page(
    series: Sequence[Figures],
    facts: Facts,
    districts: Mapping[str, District],
    *,
    day: dt.date,
) -> RecognitionPage:
    """Return the page at the newest figures of the series. No query.

    ``day`` is the one that deadlines are counted from.
    """
    figures = series[-1]
    last_day = figures.period.last_day
    names = named((each.place for each in figures.communes), districts)
    held = _in_force(facts.decisions, last_day)
    own = {code: held[code] for code in names if code in held}
    past = histories(series)
    with_data = {each.place.code: each for each in figures.reported}
    watched = [
        found
        for code in own
        if code in with_data
        and (found := _watched(names[code], own[code], past[code], figures, facts.rule))
    ]
    known = [each for each in facts.decisions if each.since <= last_day]
    return RecognitionPage(
        recognised=len(own),
        goals=tuple(
            _goal(each, facts, len(own), figures.total, day) for each in facts.goals
        ),
        watched=tuple(sorted(watched, key=_urgency)),
        holding=sum(code in with_data for code in own) - len(watched),
        silent=tuple(names[code] for code in own if code not in with_data),
        undecided=tuple(_undecided(own, names, with_data, past, figures)),
        decisions=tuple(
            _listed(each, districts, names, held, last_day) for each in known
        ),
        withdrawn=sum(each.is_withdrawn(last_day) for each in known),
    )


def _in_force(decisions: Iterable[Decision], day: dt.date) -> dict[str, Decision]:
    """Return of each commune the newest decision that stands on a day."""
    standing = (each for each in decisions if each.holds(day))
    # Stable: of one day the last recorded stays first, as the decisions come.
    newest = sorted(standing, key=lambda each: each.since, reverse=True)
    found: dict[str, Decision] = {}
    for each in newest:
        found.setdefault(each.code, each)
    return found


def _listed(
    decision: Decision,
    districts: Mapping[str, District],
    names: Collection[str],
    held: Mapping[str, Decision],
    day: dt.date,
) -> Listed:
    return Listed(
        decision=decision,
        district=districts[decision.district_code].short_name,
        is_member=decision.code in names,
        is_withdrawn=decision.is_withdrawn(day),
        is_followed=decision.holds(day) and held[decision.code] is not decision,
    )


def _goal(
    goal: RecognitionGoal, facts: Facts, attained: int, total: int, day: dt.date
) -> GoalLine:
    days_left = (goal.deadline - day).days
    codes = {place.code for place in facts.places.get(goal.deadline, ())}
    held = {each.code for each in facts.decisions if each.holds(goal.deadline)}
    return GoalLine(
        goal=goal,
        attained=attained,
        total=total,
        days_left=days_left,
        then=(len(codes & held), len(codes)) if days_left < 0 else None,
    )


def _watched(
    name: Named,
    decision: Decision,
    history: History,
    figures: Figures,
    rule: Withdrawal | None,
) -> Watched | None:
    """Return a recognised commune with data unless it meets every criterion."""
    criteria, now = figures.law.criteria, history[-1][1]
    failing = tuple(
        Failing(each, found) for each in criteria if (found := unmet_run(history, each))
    )
    unknown = tuple(each for each in criteria if now.is_unknown(each))
    if not failing and not unknown:
        return None
    near = nearness(rule, history, criteria, decision.since) if rule else None
    return Watched(name, decision, failing, unknown, near)


def _urgency(each: Watched) -> tuple[bool, int, int]:
    """Put what reached the rule first, then the most quarters and criteria."""
    near = each.nearness
    return (
        not (near and near.is_reached),
        -(near.run if near else 0),
        -len(each.failing),
    )


def _undecided(
    own: Iterable[str],
    names: Mapping[str, Named],
    with_data: Mapping[str, CommuneFigure],
    past: Mapping[str, History],
    figures: Figures,
) -> Iterator[Undecided]:
    full = len(figures.law.criteria)
    decided = frozenset(own)
    for code, name in names.items():
        if code in with_data and code not in decided:
            found = run(past[code], lambda commune: commune.met_count == full)
            if found:
                yield Undecided(name, found)
