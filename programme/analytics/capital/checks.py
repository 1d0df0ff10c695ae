"""What does not fit in a sheet of capital, each thing named with its cells.

Pure functions over amounts by cell. The place of a cell is a commune, the district's
own undivided part, or a district where the province is judged.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ntm_portal.lib.amounts import format_amount
from ntm_portal.lib.text import format_decimal
from programme.analytics.capital.words import (
    CENTRAL_SOURCES,
    LOCAL_SOURCES,
    PEOPLE_SOURCES,
    UNIT,
)
from programme.choices import CapitalMeasure, CapitalSource
from programme.models import CapitalKey, CapitalRule

# The place of the cell that sums up a column.
TOTAL = "+"
NAMED = 3
ALLOCATED, DISBURSED = CapitalMeasure.ALLOCATED, CapitalMeasure.DISBURSED

Known = Mapping[CapitalKey, Decimal]
Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MatchRule:
    """What local budgets owe for each đồng of the central one, all and by level."""

    match: Decimal
    shares: Mapping[CapitalSource, Decimal]
    tolerance: Decimal = Decimal(0)

    @classmethod
    def of(cls, rule: CapitalRule) -> "MatchRule":
        return cls(
            match=rule.match,
            shares={
                CapitalSource.PROVINCE: rule.province_share,
                CapitalSource.DISTRICT: rule.district_share,
                CapitalSource.COMMUNE: rule.commune_share,
            },
            tolerance=rule.tolerance,
        )


@dataclass(frozen=True, slots=True)
class CapitalProblem:
    """One thing that does not fit; ``cells`` are where to look, the first the worst."""

    message: str
    cells: tuple[CapitalKey, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What a budget gives beside what it owes for the central one.

    ``source`` is None for all local budgets together; ``given`` None when unknown.
    """

    source: CapitalSource | None
    ratio: Decimal
    owed: Decimal
    given: Decimal | None
    tolerance: Decimal

    @property
    def name(self) -> str:
        return self.source.label if self.source else "Ngân sách địa phương"

    @property
    def difference(self) -> Decimal | None:
        """Return given less owed: below zero there is too little."""
        return None if self.given is None else self.given - self.owed

    @property
    def is_met(self) -> bool | None:
        """Whether it fits within the tolerance; None when nobody knows."""
        if self.difference is None:
            return None
        return abs(self.difference) <= self.tolerance


def total(
    amounts: Known,
    measure: CapitalMeasure,
    sources: Iterable[CapitalSource] | None = None,
    place: str | None = None,
) -> Decimal | None:
    """Return the sum of what is known; None when nothing is.

    All sources and all places where none is named.
    """
    chosen = set(sources) if sources is not None else None
    known = [
        amount
        for (where, source, which), amount in amounts.items()
        if which == measure
        and (chosen is None or source in chosen)
        and (place is None or where == place)
    ]
    return sum(known, Decimal(0)) if known else None


def gaps(amounts: Known, rule: MatchRule, place: str | None = None) -> tuple[Gap, ...]:
    """Return what all local budgets and each of them give; () without central money."""
    central = total(amounts, ALLOCATED, CENTRAL_SOURCES, place)
    if central is None:
        return ()

    def gap(source: CapitalSource | None, ratio: Decimal) -> Gap:
        sources = LOCAL_SOURCES if source is None else (source,)
        given = total(amounts, ALLOCATED, sources, place)
        # The tolerance is that of one budget: three of them may be off three times.
        tolerance = rule.tolerance * (1 if source else len(rule.shares))
        return Gap(source, ratio, ratio * central, given, tolerance)

    levels = (gap(source, ratio) for source, ratio in rule.shares.items())
    return (gap(None, rule.match), *levels)


def check_match(
    amounts: Known, rule: MatchRule, names: Names
) -> Iterator[CapitalProblem]:
    """Yield the budgets that do not give their part of what was allocated (II.2.5).

    A budget of which nothing is known is no breach: it is said to be unknown.
    """
    for gap in gaps(amounts, rule):
        if gap.is_met:
            continue
        sources = (gap.source,) if gap.source else LOCAL_SOURCES
        sums = tuple((TOTAL, source, ALLOCATED) for source in sources)
        times = f"{format_decimal(gap.ratio)} × NSTW"
        if gap.given is None or gap.difference is None:
            yield CapitalProblem(
                f"{gap.name}: chưa có số phân bổ; phải đối ứng {_money(gap.owed)} "
                f"({times}).",
                sums,
            )
            continue
        culprits = _culprits(amounts, rule, gap) if gap.source else ()
        where = _where(culprits, names)
        verb = "thiếu" if gap.difference < 0 else "vượt"
        yield CapitalProblem(
            f"{gap.name}: phân bổ {format_amount(gap.given)}, theo tỷ lệ là "
            f"{_money(gap.owed)} ({times}), {verb} "
            f"{format_amount(abs(gap.difference))}.{where}",
            (*((place, gap.source, ALLOCATED) for place in culprits), *sums)
            if gap.source
            else sums,
        )


def check_disbursed(amounts: Known, names: Names) -> Iterator[CapitalProblem]:
    """Yield the cells where more was disbursed than allocated."""
    for key, paid in amounts.items():
        place, source, measure = key
        if measure != DISBURSED:
            continue
        chosen = None if source == CapitalSource.WHOLE else (CapitalSource(source),)
        given = total(amounts, ALLOCATED, chosen, place)
        if source == CapitalSource.WHOLE:
            paid = total(amounts, DISBURSED, None, place) or paid
        if given is None and paid:
            said = "chưa có số phân bổ"
        elif given is not None and paid > given:
            said = f"lớn hơn phân bổ {format_amount(given)}"
        else:
            continue
        label = CapitalSource(source).label
        yield CapitalProblem(
            f"{names.get(place, place)}, {label}: giải ngân {_money(paid)} {said}.",
            (key, (place, source, ALLOCATED)),
        )


def check_twice(amounts: Known, names: Names) -> Iterator[CapitalProblem]:
    """Yield the cells where a sum stands beside its parts: it may count twice."""
    for undivided, family in (
        (CapitalSource.CENTRAL, CENTRAL_SOURCES),
        (CapitalSource.PEOPLE, PEOPLE_SOURCES),
    ):
        for key in [each for each in amounts if each[1] == undivided]:
            place, _, measure = key
            parts = [(place, each, measure) for each in family if each != undivided]
            if amounts[key] and any(amounts.get(part) for part in parts):
                kind = CapitalMeasure(measure).label.lower()
                yield CapitalProblem(
                    f"{names.get(place, place)}, {kind}: đã ghi “{undivided.label}” "
                    "thì các ô đã tách bên cạnh chỉ ghi phần khác, để không tính hai "
                    "lần.",
                    (key,),
                )


def check_running(
    amounts: Known, earlier: Known, names: Names
) -> Iterator[CapitalProblem]:
    """Yield the cells whose running total of disbursement fell since last quarter."""
    for key, before in earlier.items():
        place, source, measure = key
        now = amounts.get(key)
        if measure == DISBURSED and now is not None and now < before:
            yield CapitalProblem(
                f"{names.get(place, place)}, {CapitalSource(source).label}: giải ngân "
                f"lũy kế {format_amount(now)} nhỏ hơn quý trước "
                f"{format_amount(before)}.",
                (key,),
            )


def check_sheet(
    amounts: Known, *, rule: MatchRule | None, earlier: Known, names: Names
) -> tuple[CapitalProblem, ...]:
    """Return everything that does not fit in a sheet; nothing of it forbids sending."""
    return (
        *check_disbursed(amounts, names),
        *(check_match(amounts, rule, names) if rule else ()),
        *check_running(amounts, earlier, names),
        *check_twice(amounts, names),
    )


def _culprits(amounts: Known, rule: MatchRule, gap: Gap) -> Sequence[str]:
    """Return the places that are off by themselves, the farthest first.

    Only where both the central and this budget are known: the others say nothing.
    """
    places = sorted({place for place, _, _ in amounts})
    off = []
    for place in places:
        own = next(
            (each for each in gaps(amounts, rule, place) if each.source == gap.source),
            None,
        )
        if own and own.difference is not None and not own.is_met:
            off.append((abs(own.difference), place))
    off.sort(key=lambda each: (-each[0], each[1]))
    return [place for _, place in off]


def _where(culprits: Sequence[str], names: Names) -> str:
    if not culprits:
        return ""
    named = ", ".join(names.get(place, place) for place in culprits[:NAMED])
    more = len(culprits) - NAMED
    return f" Lệch ở: {named}{f' và {more} nơi khác' if more > 0 else ''}."


def _money(amount: Decimal) -> str:
    return f"{format_amount(amount)} {UNIT}"
