"""Everything that the overview shows of one period, read at once."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from accounts.models import User
from communes.analytics.places import districts_by_code
from communes.models import District
from dashboards.analytics.bands import Standing, recognised_on, standing
from dashboards.analytics.changes import Changes, changes
from dashboards.analytics.colours import MET_COUNT, Colouring, colourings
from dashboards.analytics.districts import DistrictRow, district_rows, province_row
from dashboards.analytics.goals import Goal, goals, outcomes_at_deadlines
from dashboards.analytics.membership import Membership, membership_on
from dashboards.analytics.names import named
from dashboards.analytics.nearest import Nearest, nearest
from dashboards.analytics.reporting import Reporting, reporting
from dashboards.analytics.tiles import TileMap, tile_map
from dashboards.analytics.unapproved import (
    Submitted,
    in_force,
    submitted_for,
    with_submitted,
)
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import Figures, NoLaw, figures_at


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a period, perhaps as of a day, with the colour of the map.

    ``submitted_for`` lays submitted values in that person's scope over the
    approved ones (None: approved figures only).
    """

    period: Quarter
    as_of: dt.date | None
    today: dt.date
    colour: str = MET_COUNT
    submitted_for: User | None = None

    @property
    def day(self) -> dt.date:
        """The day that deadlines are counted from."""
        return self.as_of or self.today


@dataclass(frozen=True, slots=True)
class Origin:
    """A district whose figures are not those of its own approved quarter."""

    district: District
    quarter: Quarter


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the figures come from."""

    reported: int
    districts: int
    carried: tuple[Origin, ...]
    submitted: tuple[Origin, ...]
    silent: tuple[District, ...]


@dataclass(frozen=True)
class Overview:
    """The page's content; ``changes`` is None without a quarter before."""

    figures: Figures
    before: Quarter
    sources: Sources
    membership: Membership
    goals: tuple[Goal, ...]
    standing: Standing
    colourings: tuple[Colouring, ...]
    tiles: TileMap
    reporting: Reporting
    changes: Changes | None
    districts: tuple[DistrictRow, ...]
    province: DistrictRow
    nearest: tuple[Nearest, ...]

    @property
    def one_commune(self) -> str:
        """Share of one commune, as the width of a tick of the target bars."""
        return str(round(1 / self.figures.total, 9))


def overview(question: Question) -> Overview:
    """Compute the overview with a fixed number of queries. Raises NoLaw."""
    submitted = (
        submitted_for(question.submitted_for, until=question.period)
        if question.submitted_for
        else ()
    )
    approved = figures_at(question.period, as_of=question.as_of)
    figures = with_submitted(approved, submitted)
    before = _before(question, submitted)
    by_code = districts_by_code()
    names = named((each.place for each in figures.communes), by_code)
    members = membership_on(question.period.last_day)
    choices = colourings(figures.law)
    outcomes = outcomes_at_deadlines(
        figures.law, day=question.day, as_of=question.as_of
    )
    return Overview(
        figures=figures,
        before=question.period.previous(),
        sources=_sources(figures, by_code, submitted),
        membership=members,
        goals=goals(figures, before, outcomes, day=question.day),
        standing=standing(figures, before, recognised_on(question.period.last_day)),
        colourings=choices,
        tiles=tile_map(
            figures, names, by_code, members.outside, _chosen(choices, question.colour)
        ),
        reporting=reporting(approved, by_code, today=question.today),
        changes=changes(figures, before, names),
        districts=district_rows(figures, by_code),
        province=province_row(figures),
        nearest=nearest(figures, names),
    )


def _chosen(choices: tuple[Colouring, ...], key: str) -> Colouring:
    """Return the colouring asked for, the met count for an unknown one."""
    return {each.key: each for each in choices}.get(key, choices[0])


def _before(question: Question, submitted: tuple[Submitted, ...]) -> Figures | None:
    """Return the figures of the quarter before, None without a law or any data."""
    try:
        before = figures_at(question.period.previous(), as_of=question.as_of)
    except NoLaw:
        return None
    before = with_submitted(before, submitted)
    return before if before.reported else None


def _sources(
    figures: Figures,
    by_code: Mapping[str, District],
    submitted: tuple[Submitted, ...],
) -> Sources:
    laid_over = {
        report.district_code: Quarter.parse(report.quarter)
        for report in in_force(figures, submitted)
    }
    known = {each.place.district_code for each in figures.communes}
    heard = {each.place.district_code for each in figures.reported}
    own = [
        source
        for source in figures.sources.values()
        if source.quarter == figures.period.code
    ]
    return Sources(
        reported=len(own),
        districts=len(known),
        carried=tuple(
            Origin(by_code[source.district_code], Quarter.parse(source.quarter))
            for source in figures.carried
            if source.district_code not in laid_over
        ),
        submitted=tuple(
            Origin(by_code[code], quarter) for code, quarter in laid_over.items()
        ),
        silent=tuple(
            district
            for code, district in by_code.items()
            if code in known and code not in heard
        ),
    )
