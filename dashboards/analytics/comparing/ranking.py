"""Rankings with care: like with like, never a rank for missing data, n always said."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from criteria.analytics.law import LawCriterion
from dashboards.analytics.comparing.peers import Peers
from dashboards.analytics.shares import length
from ntm_portal.lib.periods import Quarter
from ntm_portal.lib.text import quotient
from reports.analytics.attainment import CommuneFigure, Figures

# A place among fewer than five says nothing, nor does a share of fewer communes.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Measure:
    """What units are ranked by; ``criteria`` None: the number of criteria met.

    Otherwise it is the share, in percent, of communes that meet all of ``criteria``.
    """

    key: str
    title: str
    unit: str
    criteria: tuple[LawCriterion, ...] | None = None

    @property
    def is_share(self) -> bool:
        return self.criteria is not None


@dataclass(frozen=True, slots=True)
class Unit:
    """A district or a commune with the codes of the communes that it stands for."""

    code: str
    name: str
    note: str
    communes: frozenset[str]
    is_district: bool = False

    def within(self, codes: frozenset[str]) -> "Unit":
        """Return the unit with only those of its communes."""
        return replace(self, communes=self.communes & codes)


@dataclass(frozen=True, slots=True)
class Level:
    """``part`` of ``whole`` communes, exact; ``top`` is the most that one can have."""

    part: int
    whole: int
    top: int

    @property
    def exact(self) -> Fraction:
        return Fraction(self.part, self.whole)

    @property
    def width(self) -> str:
        return length(self.part, self.whole * self.top)


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of a unit: ``doubt`` is what keeps its level from being known.

    ``few`` says that it has too few communes for a rank; its level is known.
    """

    unit: Unit
    level: Level | None
    doubt: str
    few: str

    @property
    def known(self) -> Fraction | None:
        return self.level.exact if self.level and not self.doubt else None

    @property
    def why(self) -> str:
        return ", ".join(each for each in (self.doubt, self.few) if each)


@dataclass(frozen=True, slots=True)
class Row:
    """One unit; ``rank`` is None for a reason of its own or in too small a group.

    ``ties`` units share the rank. The changes are in the unit of the measure, over
    the same communes, None when they had no full data then.
    """

    judged: Judged
    rank: int | None
    ties: int
    value: Decimal | None
    since_quarter: Decimal | None
    since_year: Decimal | None
    carried_from: Quarter | None

    @property
    def unit(self) -> Unit:
        return self.judged.unit


@dataclass(frozen=True, slots=True)
class Ranking:
    """The units of one group of alike communes, ranked ones first."""

    peers: Peers
    rows: tuple[Row, ...]
    rankable: int

    @property
    def communes(self) -> int:
        return sum(len(row.unit.communes) for row in self.rows)

    @property
    def is_too_small(self) -> bool:
        return self.peers.is_known and self.rankable < FEWEST


@dataclass(frozen=True, slots=True)
class Moments:
    """The figures to rank, and those of a quarter and of a year before."""

    now: Figures
    quarter: Figures | None
    year: Figures | None


def measures(figures: Figures) -> tuple[Measure, ...]:
    """Return what districts can be ranked by, the average first."""
    law = figures.law
    return (
        Measure("binh-quan", "Bình quân tiêu chí/xã", "tiêu chí/xã"),
        *(
            Measure(group.code, f"Tỷ lệ xã đạt nhóm {group.title}", "%", group.criteria)
            for group in law.groups
        ),
        Measure("19", "Tỷ lệ xã đạt 19/19", "%", law.criteria),
    )


def ranking(
    moments: Moments, peers: Peers, units: Iterable[Unit], measure: Measure
) -> Ranking:
    """Rank the units by a measure over the communes of one group. No query.

    Units without a commune in the group are left out.
    """
    judged = [
        _judged(moments.now, unit.within(peers.codes), measure)
        for unit in units
        if unit.communes & peers.codes
    ]
    levels = [each.known for each in judged if not each.why and each.known is not None]
    is_ranked = peers.is_known and len(levels) >= FEWEST
    rows = (
        _row(moments, each, measure, levels if is_ranked else ()) for each in judged
    )
    return Ranking(peers, tuple(sorted(rows, key=_place)), len(levels))


def _place(row: Row) -> tuple[bool, bool, Fraction]:
    """Put the highest level first, then what has no rank, then what is not known."""
    known = row.judged.known
    return known is None, bool(row.judged.few), Fraction(0) if known is None else -known


def _judged(figures: Figures, unit: Unit, measure: Measure) -> Judged:
    level, doubt = _assess(figures, unit.communes, measure)
    count = len(unit.communes)
    is_few = unit.is_district and count < FEWEST
    return Judged(unit, level, doubt, f"chỉ {count} xã, quá ít" if is_few else "")


def _row(
    moments: Moments, judged: Judged, measure: Measure, levels: Sequence[Fraction]
) -> Row:
    known, unit = judged.known, judged.unit
    rank = None
    if known is not None and not judged.why and levels:
        rank = 1 + sum(each > known for each in levels)
    return Row(
        judged=judged,
        rank=rank,
        ties=sum(each == known for each in levels) if rank else 0,
        value=None if judged.level is None else _written(judged.level.exact, measure),
        since_quarter=_change(known, moments.quarter, unit, measure),
        since_year=_change(known, moments.year, unit, measure),
        carried_from=_carried_from(moments.now, unit),
    )


def _assess(
    figures: Figures, codes: Collection[str], measure: Measure
) -> tuple[Level | None, str]:
    """Return the level, and why it is not known in full ("": it is)."""
    communes = [each for each in figures.communes if each.place.code in codes]
    silent = sum(each.masks is None for each in communes)
    if silent == len(communes):
        return None, "chưa có số liệu được duyệt"
    if measure.criteria is None:
        part, top = (
            sum(each.met_count or 0 for each in communes),
            len(figures.law.criteria),
        )
        open_cells = sum(_unknown(each, figures) for each in communes if each.masks)
        doubt = f"{open_cells} ô chưa đánh giá" if open_cells else ""
    else:
        part, top = sum(_has(each, measure.criteria) for each in communes), 1
        doubtful = sum(_is_open(each, measure.criteria) for each in communes)
        doubt = f"{doubtful} xã chưa đánh giá hết" if doubtful else ""
    silence = f"{silent}/{len(communes)} xã chưa có số liệu" if silent else ""
    why = ", ".join(each for each in (silence, doubt) if each)
    return Level(part, len(communes), top), why


def _has(commune: CommuneFigure, criteria: Iterable[LawCriterion]) -> bool:
    return all(commune.meets(each) for each in criteria)


def _is_open(commune: CommuneFigure, criteria: Iterable[LawCriterion]) -> bool:
    """Whether only unknown criteria keep a commune with data from having them all."""
    left = [each for each in criteria if not commune.meets(each)]
    return (
        commune.masks is not None
        and bool(left)
        and all(commune.is_unknown(each) for each in left)
    )


def _unknown(commune: CommuneFigure, figures: Figures) -> int:
    return sum(commune.is_unknown(each) for each in figures.law.criteria)


def _change(
    now: Fraction | None, then: Figures | None, unit: Unit, measure: Measure
) -> Decimal | None:
    """Return how the level of the same communes moved, None without both levels."""
    if now is None or then is None:
        return None
    present = {each.place.code for each in then.communes}
    if not unit.communes <= present:
        return None
    level, why = _assess(then, unit.communes, measure)
    return None if level is None or why else _written(now - level.exact, measure)


def _written(exact: Fraction, measure: Measure) -> Decimal | None:
    scale, places = (100, 1) if measure.is_share else (1, 2)
    return quotient(exact.numerator * scale, exact.denominator, places=places)


def _carried_from(figures: Figures, unit: Unit) -> Quarter | None:
    quarters = {
        each.from_quarter
        for each in figures.communes
        if each.place.code in unit.communes and each.from_quarter
    } - {figures.period.code}
    return Quarter.parse(min(quarters)) if quarters else None


def district_units(figures: Figures, names: Mapping[str, str]) -> tuple[Unit, ...]:
    """Return the districts of the figures under these names, in the names' order."""
    return tuple(
        Unit(
            code,
            name,
            "",
            frozenset(
                each.place.code
                for each in figures.communes
                if each.place.district_code == code
            ),
            is_district=True,
        )
        for code, name in names.items()
    )
