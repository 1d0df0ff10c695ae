"""Phụ lục 01 against results: what was reached, what is behind, what came early."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from communes.models import District
from criteria.analytics.law import LawCriterion
from criteria.analytics.plans import Plan, PlannedCell
from dashboards.analytics.names import Named
from reports.analytics.attainment import CommuneFigure, Figures


class Fate(Enum):
    """How a planned or met cell stands at a period; the value is its face."""

    HELD = "giữ vững"
    REACHED = "đạt theo kế hoạch"
    AHEAD = "đạt trước kế hoạch"
    PENDING = "còn trong hạn"
    BEHIND = "chậm kế hoạch"
    LOST = "kế hoạch ghi đã đạt, nay không đạt"
    SILENT = "chưa có số liệu"
    UNPLANNED = "đạt ngoài kế hoạch"


@dataclass(frozen=True, slots=True)
class Judged:
    """One cell with what the plan says of it; ``year`` is None when it was met then."""

    commune: CommuneFigure
    criterion: LawCriterion
    year: int | None
    fate: Fate


@dataclass(frozen=True, slots=True)
class Tally:
    """Cells of one year, district or criterion by fate.

    ``planned`` are all to be reached by some year, with data or without: those met
    already are not among them.
    """

    name: str
    code: str
    counts: Mapping[Fate, int]
    planned: int

    @property
    def done(self) -> int:
        return self.counts[Fate.REACHED] + self.counts[Fate.AHEAD]

    @property
    def held(self) -> int:
        return self.counts[Fate.HELD]

    @property
    def reached(self) -> int:
        return self.counts[Fate.REACHED]

    @property
    def ahead(self) -> int:
        return self.counts[Fate.AHEAD]

    @property
    def pending(self) -> int:
        return self.counts[Fate.PENDING]

    @property
    def behind(self) -> int:
        return self.counts[Fate.BEHIND]

    @property
    def lost(self) -> int:
        return self.counts[Fate.LOST]

    @property
    def unknown(self) -> int:
        """Planned cells of communes without data."""
        return self.planned - self.done - self.pending - self.behind

    @property
    def unknown_met(self) -> int:
        """Cells that the plan takes as met, of communes without data."""
        return self.counts[Fate.SILENT] - self.unknown

    @property
    def unplanned(self) -> int:
        return self.counts[Fate.UNPLANNED]


@dataclass(frozen=True, slots=True)
class Late:
    """A commune with the criteria that are behind the plan or lost since."""

    commune: Named
    behind: tuple[tuple[LawCriterion, int], ...]
    lost: tuple[LawCriterion, ...]


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """The plan in force held against the figures of a period."""

    plan: Plan
    total: Tally
    years: tuple[Tally, ...]
    districts: tuple[Tally, ...]
    criteria: tuple[Tally, ...]
    communes: tuple[Tally, ...]
    late: tuple[Late, ...]


def judge(
    planned: PlannedCell | None, *, met: bool | None, day: dt.date
) -> Fate | None:
    """Say how a cell stands on the last day of a period.

    ``met`` is None for a commune without data. A planned year lasts to its 31/12;
    a cell met within its year is as planned, not early. None: neither planned nor met.
    """
    if planned is None:
        return Fate.UNPLANNED if met else None
    if met is None:
        return Fate.SILENT
    if planned.year is None:
        return Fate.HELD if met else Fate.LOST
    if met:
        return Fate.AHEAD if planned.year > day.year else Fate.REACHED
    return Fate.BEHIND if dt.date(planned.year, 12, 31) <= day else Fate.PENDING


def plan_progress(
    figures: Figures,
    plan: Plan,
    districts: Mapping[str, District],
    names: Mapping[str, Named],
) -> PlanProgress:
    """Hold the plan against the communes of the figures. No query.

    Cells of units outside the programme at the period are left out.
    """
    cells = tuple(_judged(figures, plan))
    years = sorted({each.year for each in cells if each.year is not None})
    return PlanProgress(
        plan=plan,
        total=_tally("Toàn tỉnh", "", cells),
        years=_tallies(
            {str(year): f"Năm {year}" for year in years},
            cells,
            lambda each: str(each.year),
        ),
        districts=_tallies(
            {code: district.short_name for code, district in districts.items()},
            cells,
            lambda each: each.commune.place.district_code,
        ),
        criteria=_tallies(
            {str(each.number): each.title for each in figures.law.criteria},
            cells,
            lambda each: str(each.criterion.number),
        ),
        communes=_tallies(
            {code: name.label for code, name in names.items()},
            cells,
            lambda each: each.commune.place.code,
        ),
        late=tuple(_late(cells, names)),
    )


def _judged(figures: Figures, plan: Plan) -> Iterator[Judged]:
    day = figures.period.last_day
    for commune in figures.communes:
        for criterion in figures.law.criteria:
            planned = plan.cells.get((commune.place.code, criterion.id))
            met = None if commune.masks is None else commune.meets(criterion)
            fate = judge(planned, met=met, day=day)
            if fate:
                yield Judged(
                    commune, criterion, planned.year if planned else None, fate
                )


def _tallies(
    titles: Mapping[str, str],
    cells: Iterable[Judged],
    key: Callable[[Judged], str],
) -> tuple[Tally, ...]:
    """Return a tally for each of the titles, by code, in their order."""
    groups: dict[str, list[Judged]] = {}
    for each in cells:
        groups.setdefault(key(each), []).append(each)
    return tuple(
        _tally(title, code, groups.get(code, ())) for code, title in titles.items()
    )


def _tally(name: str, code: str, cells: Collection[Judged]) -> Tally:
    return Tally(
        name=name,
        code=code,
        counts=Counter(each.fate for each in cells),
        planned=sum(each.year is not None for each in cells),
    )


def _late(cells: Iterable[Judged], names: Mapping[str, Named]) -> Iterator[Late]:
    behind: dict[str, list[tuple[LawCriterion, int]]] = {}
    lost: dict[str, list[LawCriterion]] = {}
    for each in cells:
        code = each.commune.place.code
        if each.fate is Fate.BEHIND and each.year is not None:
            behind.setdefault(code, []).append((each.criterion, each.year))
        elif each.fate is Fate.LOST:
            lost.setdefault(code, []).append(each.criterion)
    for code, name in names.items():
        if code in behind or code in lost:
            yield Late(name, tuple(behind.get(code, ())), tuple(lost.get(code, ())))
