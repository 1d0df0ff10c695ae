"""Everything that the overview shows of one period, read at once."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from accounts.models import User
from communes.analytics.places import districts_by_code
from communes.analytics.recognitions import recognised_on
from communes.models import District
from dashboards.analytics.bands import Standing, standing
from dashboards.analytics.comparing.basis import Basis, basis
from dashboards.analytics.comparing.changes import Changes, changes
from dashboards.analytics.districts import DistrictRow, district_rows, province_row
from dashboards.analytics.maps.colours import (
    CHANGE,
    MET_COUNT,
    Colouring,
    colourings,
)
from dashboards.analytics.maps.membership import Membership, membership_on
from dashboards.analytics.maps.tiles import TileMap, tile_map
from dashboards.analytics.names import named
from dashboards.analytics.province.reporting import Reporting, reporting
from dashboards.analytics.province.unapproved import (
    Submitted,
    in_force,
    submitted_for,
    with_submitted,
)
from dashboards.analytics.shares import one_of
from dashboards.analytics.targets.goals import (
    Earlier,
    Goal,
    goals,
    outcomes_at_deadlines,
)
from dashboards.analytics.targets.nearest import Nearest, nearest
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import Figures, figures_at
from reports.analytics.earlier import earlier_figures


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a period, perhaps as of a day, with the colour of the map.

    ``since`` is the quarter that the map shows changes from (None: the one before).
    ``submitted_for`` lays submitted values in that person's scope over the
    approved ones (None: approved figures only).
    """

    period: Quarter
    as_of: dt.date | None
    today: dt.date
    colour: str = MET_COUNT
    since: Quarter | None = None
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

    ``since`` is the quarter that the map's changes are counted from. ``bases`` are
    what the changes of the other figures are counted against.
    """

    figures: Figures
    before: Quarter
    since: Quarter
    bases: tuple[Basis, ...]
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
        return one_of(self.figures.total)


def overview(question: Question) -> Overview:
    """Compute the overview with a fixed number of queries. Raises NoLaw."""
    person = question.submitted_for
    submitted = submitted_for(person, until=question.period) if person else ()
    approved = figures_at(question.period, as_of=question.as_of)
    figures = with_submitted(approved, submitted)
    before = _earlier(question, question.period.previous(), submitted)
    year_ago = _earlier(question, question.period.shift(-4), submitted)
    by_code = districts_by_code()
    names = named((each.place for each in figures.communes), by_code)
    members = membership_on(question.period.last_day)
    since = question.since or question.period.previous()
    choices = colourings(figures.law, *_base(question, since, before, submitted))
    return Overview(
        figures=figures,
        before=question.period.previous(),
        since=since,
        bases=_bases(figures, (before, year_ago), by_code),
        sources=_sources(figures, by_code, submitted),
        membership=members,
        goals=_goals(question, figures, Earlier(before, year_ago)),
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


def _bases(
    figures: Figures,
    earlier: tuple[Figures | None, ...],
    by_code: Mapping[str, District],
) -> tuple[Basis, ...]:
    found = (basis(figures, then, by_code) for then in earlier)
    return tuple(each for each in found if each)


def _goals(question: Question, figures: Figures, earlier: Earlier) -> tuple[Goal, ...]:
    outcomes = outcomes_at_deadlines(
        figures.law, day=question.day, as_of=question.as_of
    )
    return goals(figures, earlier, outcomes, day=question.day)


def _chosen(choices: tuple[Colouring, ...], key: str) -> Colouring:
    """Return the colouring asked for, the met count for an unknown one."""
    return {each.key: each for each in choices}.get(key, choices[0])


def _base(
    question: Question,
    since: Quarter,
    before: Figures | None,
    submitted: tuple[Submitted, ...],
) -> tuple[Quarter, Figures | None]:
    """Return what the map's changes are counted from, read only when it is asked."""
    if since == question.period.previous():
        return since, before
    is_asked = question.colour == CHANGE
    return since, _earlier(question, since, submitted) if is_asked else None


def _earlier(
    question: Question, quarter: Quarter, submitted: tuple[Submitted, ...]
) -> Figures | None:
    return earlier_figures(
        quarter,
        as_of=question.as_of,
        laid_over=lambda found: with_submitted(found, submitted),
    )


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
