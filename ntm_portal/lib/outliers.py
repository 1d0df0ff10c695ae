"""Values that lie far from the others of their series, by two published methods.

A limit can fall exactly on a value, so every comparison is made on exact fractions:
squared distances are held against a squared reach and no root is ever rounded. Roots
are taken only for limits that people read. Series are summed in whole numbers, which
is several times as fast as in fractions.
"""

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from fractions import Fraction

Number = Decimal | int
# Makes the two spreads those of a standard deviation (Iglewicz and Hoaglin, 1993).
MEDIAN_DEVIATION_SHARE = Fraction("0.6745")
MEAN_DEVIATION_FACTOR = Fraction("1.253314")
# Of six values on, one that goes on a steady rise is never far from them at 2; of
# five it is. Of pure chance 23 % of new values are far from six earlier ones, 30 %
# from four, 14 % from twelve.
FEWEST_EARLIER = 6
SHOWN = Context(prec=50)


class SeriesTooShort(ValueError):
    """The series has fewer than two values, hence no spread."""


@dataclass(frozen=True, slots=True)
class Fence:
    """What a series makes usual: values within a reach of its centre, limits too.

    The reach is kept squared, in the squared unit of the values.
    """

    centre: Fraction
    squared_reach: Fraction

    def holds(self, value: Number) -> bool:
        return (Fraction(value) - self.centre) ** 2 <= self.squared_reach

    def widened(self, reach: Number) -> "Fence":
        """Return a fence that reaches at least so far."""
        least = Fraction(reach) ** 2
        return replace(self, squared_reach=max(self.squared_reach, least))

    @property
    def low(self) -> Decimal:
        """The lower limit, to 50 digits."""
        return SHOWN.subtract(_shown(self.centre), _shown(self.squared_reach).sqrt())

    @property
    def high(self) -> Decimal:
        """The upper limit, to 50 digits."""
        return SHOWN.add(_shown(self.centre), _shown(self.squared_reach).sqrt())


Method = Callable[[Sequence[Number], Number], Fence]


def modified_z_score(series: Sequence[Number], threshold: Number) -> Fence:
    """Fence in what has 0.6745 × distance from the median ÷ MAD within the threshold.

    MAD is the median of the distances from the median. It is 0 when more than half
    of the values are the same; then 1.253314 × the mean distance takes the place of
    MAD ÷ 0.6745. That is 0 too for a series without any change, whose fence holds
    its one value only. ``threshold`` is not negative.

    Raises SeriesTooShort below two values.
    """
    values, unit = _whole(series)
    middle = _twice_median(values)
    distances = [abs(2 * value - middle) for value in values]
    scale = Fraction(_twice_median(distances), 4 * unit) / MEDIAN_DEVIATION_SHARE
    if not scale:
        mean_distance = Fraction(sum(distances), 2 * unit * len(values))
        scale = mean_distance * MEAN_DEVIATION_FACTOR
    return Fence(Fraction(middle, 2 * unit), (Fraction(threshold) * scale) ** 2)


def min_max(series: Sequence[Number], threshold: Number) -> Fence:
    """Fence in mean ± threshold × standard deviation.

    It is the deviation of a sample (÷ n − 1): with that of a population the next
    value of a steady rise would be outside. ``threshold`` is not negative.

    Raises SeriesTooShort below two values.
    """
    values, unit = _whole(series)
    count, total = len(values), sum(values)
    squares = count * sum(value * value for value in values) - total * total
    variance = Fraction(squares, count * (count - 1) * unit * unit)
    return Fence(Fraction(total, count * unit), Fraction(threshold) ** 2 * variance)


METHODS: tuple[Method, ...] = (modified_z_score, min_max)


def values_outside(
    series: Sequence[Number], *, method: Method, threshold: Number
) -> tuple[Number, ...]:
    """Return the values of a series that its own fence leaves out, in their order.

    Raises SeriesTooShort below two values.
    """
    fence = method(series, threshold)
    return tuple(value for value in series if not fence.holds(value))


@dataclass(frozen=True, slots=True)
class UsualRange:
    """What both methods hold usual after a history of ``count`` values.

    The limits never pass each other: the median is within every fence.
    """

    fences: tuple[Fence, ...]
    count: int

    def holds(self, value: Number) -> bool:
        return all(fence.holds(value) for fence in self.fences)

    @property
    def low(self) -> Decimal:
        return max(fence.low for fence in self.fences)

    @property
    def high(self) -> Decimal:
        return min(fence.high for fence in self.fences)


def usual_range(
    history: Sequence[Number],
    *,
    threshold: Number,
    hair: Number,
    fewest: int = FEWEST_EARLIER,
) -> UsualRange | None:
    """Return what a history alone makes usual; None when it is shorter than fewest.

    The new value is no part of the history, or it would hide itself. A distance up
    to ``hair``, in the unit of the values, is never far: a series without any change
    has no spread of its own, and would tell of every tiny one. ``fewest`` is at
    least 2, ``threshold`` at least 1 (below it the two fences need not meet).
    """
    if len(history) < fewest:
        return None
    fences = (method(history, threshold).widened(hair) for method in METHODS)
    return UsualRange(tuple(fences), len(history))


def is_far(
    value: Number,
    history: Sequence[Number],
    *,
    threshold: Number,
    hair: Number,
    fewest: int = FEWEST_EARLIER,
) -> bool:
    """Whether either method finds a new value far from its history.

    Never with fewer than ``fewest`` earlier values. See usual_range.
    """
    usual = usual_range(history, threshold=threshold, hair=hair, fewest=fewest)
    return usual is not None and not usual.holds(value)


def _whole(series: Sequence[Number]) -> tuple[list[int], int]:
    """Return the values as whole parts of a unit, and how many parts make one."""
    if len(series) < 2:
        raise SeriesTooShort("Chuỗi phải có ít nhất hai giá trị.")
    ratios = [value.as_integer_ratio() for value in series]
    unit = math.lcm(*(divisor for _part, divisor in ratios))
    return [part * (unit // divisor) for part, divisor in ratios], unit


def _twice_median(values: Sequence[int]) -> int:
    return statistics.median_low(values) + statistics.median_high(values)


def _shown(value: Fraction) -> Decimal:
    return SHOWN.divide(Decimal(value.numerator), Decimal(value.denominator))
