"""What an output is read from: pinned once, so that it can be read again.

An instant alone would not do: two changes may carry the same one, a change that began
before it may end after it, and the clock of the demonstration stands still. So the
revisions that stood are kept by their keys (docs/adr/0019).
"""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from communes.analytics.places import districts_by_code
from communes.models import District
from criteria.analytics.plans import Plan, plan_of, plan_version_on
from dashboards.analytics.programme.summary import programme_summary, told
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import Figures
from reports.analytics.series import figures_from
from reports.choices import ReportKind
from reports.models import Revision, Snapshot

# Quarters between a report and what it compares with: the quarter before, the end of
# the year before.
BACK = {ReportKind.QUARTER: 1, ReportKind.HALF: 2, ReportKind.YEAR: 4}


class NothingToGiveOut(Exception):
    """There is nothing approved to be given out; the message says so."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which report of which period, perhaps as of a day, perhaps of one district.

    ``today`` is the day on which the registers of the programme are read; without it
    they are left out.
    """

    kind: ReportKind
    period: Quarter
    as_of: dt.date | None = None
    district: str | None = None
    today: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Pinned:
    """The rows that an output is computed from, by their keys."""

    revisions: tuple[int, ...]
    plan: int | None


@dataclass(frozen=True)
class Reading:
    """Everything read for an output; ``series`` ends with the period's figures.

    ``programme`` is the rest of QĐ 1334 as plain data. Its registers are lists that
    people go on writing: an output keeps what was read, and takes it from there again.
    """

    asked: Asked
    pinned: Pinned
    revisions: tuple[Revision, ...]
    series: tuple[Figures, ...]
    districts: dict[str, District]
    plan: Plan | None
    programme: list[Any] | None

    @property
    def figures(self) -> Figures:
        return self.series[-1]

    def at(self, quarter: Quarter) -> Figures | None:
        """Return the figures of an earlier quarter, None before the first data."""
        found = (each for each in self.series if each.period == quarter)
        return next((each for each in found if each.reported), None)

    @property
    def base(self) -> Figures | None:
        """The figures that the report compares with."""
        return self.at(self.asked.period.shift(-BACK[self.asked.kind]))


def read_now(asked: Asked) -> Reading:
    """Read what stands now (as of the day asked for). Raises NothingToGiveOut."""
    standing = Revision.objects.standing(asked.as_of).not_after(asked.period.code)
    if asked.district is not None:
        standing = standing.filter(district=asked.district)
    plan = plan_version_on(asked.period.last_day)
    revisions = tuple(standing.order_by("pk"))
    return _reading(
        asked,
        Pinned(tuple(each.pk for each in revisions), plan.pk if plan else None),
        revisions,
        programme=_programme(asked),
    )


def read_again(snapshot: Snapshot) -> Reading:
    """Read what stood when a snapshot was made, whatever came since.

    Raises NothingToGiveOut when nothing of it is stored any more.
    """
    asked = Asked(
        ReportKind(snapshot.kind),
        snapshot.quarter,
        snapshot.as_of,
        snapshot.district_id,
    )
    pinned = Pinned(tuple(snapshot.revisions), snapshot.plan_id)
    found = Revision.objects.filter(pk__in=pinned.revisions).order_by("pk")
    kept = json.loads(snapshot.figures).get("programme")
    return _reading(asked, pinned, tuple(found), programme=kept)


def _programme(asked: Asked) -> list[Any] | None:
    if asked.today is None:
        return None
    parts = programme_summary(
        asked.period, today=asked.today, as_of=asked.as_of, district=asked.district
    )
    return list(told(parts))


def _reading(
    asked: Asked,
    pinned: Pinned,
    revisions: tuple[Revision, ...],
    *,
    programme: list[Any] | None,
) -> Reading:
    series = figures_from(revisions, asked.period, as_of=asked.as_of)
    districts = districts_by_code()
    if asked.district is not None:
        series = tuple(each.of_district(asked.district) for each in series)
        districts = {asked.district: districts[asked.district]}
    if not series or series[-1].period != asked.period:
        raise NothingToGiveOut(_nothing(asked, districts))
    return Reading(
        asked=asked,
        pinned=pinned,
        revisions=revisions,
        series=series,
        districts=districts,
        plan=plan_of(pinned.plan),
        programme=programme,
    )


def _nothing(asked: Asked, districts: dict[str, District]) -> str:
    of = f" của {districts[asked.district].title}" if asked.district else ""
    until = f" đến hết ngày {asked.as_of:%d/%m/%Y}" if asked.as_of else ""
    return f"Chưa có số liệu nào được duyệt{of} của {asked.period.label}{until}."
