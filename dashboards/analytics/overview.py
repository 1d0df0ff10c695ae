"""Everything that the overview shows of one period, read at once."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from accounts.models import User
from communes.analytics.places import districts_by_code
from communes.analytics.recognitions import recognised_on
from communes.models import District
from dashboards.analytics.bands import Standing, standing
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
    """Districts whose figures come from another quarter, or are submitted ones."""

    quarter: Quarter
    districts: tuple[District, ...]


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
    """The page's content; ``changes`` is None without a quarter before.

    ``moved_from`` is how many communes the programme had in the quarter before,
    when it was another number: counts of the two quarters then differ by that too.
    """

    figures: Figures
    before: Quarter
    moved_from: int | None
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
        moved_from=before.total if before and before.total != figures.total else None,
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
        report.district_code: report.quarter for report in in_force(figures, submitted)
    }
    approved = {code: source.quarter for code, source in figures.sources.items()}
    known = {each.place.district_code for each in figures.communes}
    heard = {each.place.district_code for each in figures.reported}
    return Sources(
        reported=list(approved.values()).count(figures.period.code),
        districts=len(known),
        carried=_origins(
            {
                code: quarter
                for code, quarter in approved.items()
                if quarter != figures.period.code and code not in laid_over
            },
            by_code,
        ),
        submitted=_origins(laid_over, by_code),
        silent=tuple(
            district
            for code, district in by_code.items()
            if code in known and code not in heard
        ),
    )


def _origins(
    quarters: Mapping[str, str], by_code: Mapping[str, District]
) -> tuple[Origin, ...]:
    """Gather districts by the quarter that they come from, the latest first."""
    return tuple(
        Origin(
            Quarter.parse(quarter),
            tuple(by_code[code] for code in by_code if quarters.get(code) == quarter),
        )
        for quarter in sorted(set(quarters.values()), reverse=True)
    )
