"""One sheet for the steering committee's meeting every six months (DESIGN 1)."""

from dataclasses import dataclass

from communes.analytics.places import districts_by_code
from criteria.analytics.assignments import Ledger
from criteria.analytics.plans import plan_in_force
from dashboards.analytics.names import named
from dashboards.analytics.over_time.outlook import Outlook, outlooks
from dashboards.analytics.province.overview import Overview, Question, overview
from dashboards.analytics.targets.plan_progress import PlanProgress, plan_progress
from dashboards.analytics.targets.ways import Way, ways
from reports.analytics.series import figures_over


@dataclass(frozen=True, slots=True)
class Target:
    """A target with the shortest way to it and where it is heading."""

    way: Way
    outlook: Outlook | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the sheet shows; ``plan`` is None without Phụ lục 01."""

    overview: Overview
    targets: tuple[Target, ...]
    plan: PlanProgress | None


def meeting(question: Question, ledger: Ledger | None) -> Meeting:
    """Gather the sheet from the pages it sums up. Raises NoLaw."""
    page = overview(question)
    districts = districts_by_code()
    names = named((each.place for each in page.figures.communes), districts)
    series = figures_over(question.period, as_of=question.as_of)
    ahead = {each.now.group.code: each for each in outlooks(series)}
    plan = plan_in_force(question.period.last_day)
    return Meeting(
        overview=page,
        targets=tuple(
            Target(way, ahead.get(way.attainment.group.code))
            for way in ways(page.figures, names, ledger)
        ),
        plan=plan_progress(page.figures, plan, districts, names) if plan else None,
    )
