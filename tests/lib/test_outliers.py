"""Values far from their series are found exactly, and constant ones keep quiet."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_portal.lib.outliers import (
    FEWEST_EARLIER,
    METHODS,
    Method,
    SeriesTooShort,
    is_far,
    min_max,
    modified_z_score,
    usual_range,
    values_outside,
)

D = Decimal
# The two series are published with what both methods find in them.
SERIES_A = (50, 51, 53, 59, 58, 55, 55, 52, 51, 58, 12, 91)
SERIES_B = (41, 48, 45, 46, 49, 41, 41, 49, 42, 47, 11, 87)
NUMBERS = st.decimals(
    min_value=-1000, max_value=1000, places=2, allow_nan=False, allow_infinity=False
)
SERIES = st.lists(NUMBERS, min_size=FEWEST_EARLIER, max_size=12)
EVERY_METHOD = pytest.mark.parametrize("method", METHODS)
MODEST = settings(max_examples=60)


@EVERY_METHOD
@pytest.mark.parametrize(
    ("series", "found"), [(SERIES_A, (12, 91)), (SERIES_B, (11, 87))]
)
def test_the_published_values_are_found_and_no_other(
    method: Method, series: Sequence[int], found: tuple[int, ...]
) -> None:
    assert values_outside(series, method=method, threshold=2) == found


@pytest.mark.parametrize(
    ("method", "series", "threshold", "limit"),
    [
        # Median 1, MAD 1.
        (modified_z_score, [0, 2, 0, 2], "0.6745", 2),
        # Mean 2, deviation 2.
        (min_max, [0, 2, 4], "1.5", 5),
    ],
)
def test_a_value_on_the_limit_is_not_outside(
    method: Method, series: Sequence[int], threshold: str, limit: int
) -> None:
    fence = method(series, D(threshold))
    assert fence.high == limit
    assert fence.holds(limit)
    assert not fence.holds(limit + D("1e-18"))


def test_the_fence_of_the_modified_z_score_stands_on_median_and_mad() -> None:
    # Median 54, MAD 3.5: 54 ± 2 × 3.5 ÷ 0.6745.
    fence = modified_z_score(SERIES_A, 2)
    assert (round(fence.low, 4), round(fence.high, 4)) == (D("43.6219"), D("64.3781"))


def test_the_fence_of_min_max_stands_on_mean_and_sample_deviation() -> None:
    fence = min_max([2, 4, 4, 4, 5, 5, 7, 9], 2)
    # Mean 5, squares 32, variance 32/7.
    assert (round(fence.low, 4), round(fence.high, 4)) == (D("0.7238"), D("9.2762"))


def test_the_mean_distance_takes_the_place_of_a_mad_of_zero() -> None:
    # Mean distance 9 ÷ 6 = 1.5: 5 ± 2 × 1.5 × 1.253314.
    fence = modified_z_score([5, 5, 5, 5, 5, 14], 2)
    assert (fence.low, fence.high) == (D("1.240058"), D("8.759942"))


@EVERY_METHOD
def test_one_value_has_no_spread_and_is_refused(method: Method) -> None:
    with pytest.raises(SeriesTooShort):
        method([5], 2)


@EVERY_METHOD
def test_a_constant_series_has_nothing_outside(method: Method) -> None:
    assert values_outside([D("99.9")] * 12, method=method, threshold=2) == ()


@pytest.mark.parametrize("value", ["99.9", "99", "101"])
def test_a_constant_history_does_not_tell_of_a_hair(value: str) -> None:
    assert not is_far(D(value), [100] * 12, threshold=2, hair=1)


@pytest.mark.parametrize("value", ["98.9", "101.1", "0"])
def test_a_constant_history_tells_of_more_than_a_hair(value: str) -> None:
    assert is_far(D(value), [100] * 12, threshold=2, hair=1)


@pytest.mark.parametrize("value", [43, 65])
def test_either_method_is_enough_for_a_new_value(value: int) -> None:
    # Far for the modified z-score alone: the outliers widen the deviation.
    assert min_max(SERIES_A, 2).holds(value)
    assert is_far(value, SERIES_A, threshold=2, hair=1)


def test_min_max_alone_is_enough_for_a_new_value() -> None:
    history = [0, 0, 0, 10, 10, 10, 10, 0]
    assert modified_z_score(history, 2).holds(18)
    assert is_far(18, history, threshold=2, hair=1)


def test_the_new_value_is_no_part_of_what_it_is_held_against() -> None:
    history = [50, 51, 50, 52, 51, 50]
    usual = usual_range(history, threshold=2, hair=1)
    assert usual is not None
    assert usual.count == 6
    assert usual.fences == tuple(method(history, 2).widened(1) for method in METHODS)


def test_a_short_history_says_nothing() -> None:
    history = [50] * (FEWEST_EARLIER - 1)
    assert usual_range(history, threshold=2, hair=1) is None
    assert not is_far(1000, history, threshold=2, hair=1)
    assert is_far(1000, [*history, 50], threshold=2, hair=1)


@EVERY_METHOD
@MODEST
@given(SERIES, NUMBERS, st.integers(min_value=1, max_value=50))
def test_another_unit_or_origin_changes_nothing(
    method: Method, series: list[Decimal], shift: Decimal, scale: int
) -> None:
    moved = [value * scale + shift for value in series]
    found = values_outside(series, method=method, threshold=2)
    assert values_outside(moved, method=method, threshold=2) == tuple(
        value * scale + shift for value in found
    )


@EVERY_METHOD
@MODEST
@given(SERIES)
def test_a_higher_threshold_tells_of_no_more(
    method: Method, series: list[Decimal]
) -> None:
    lower = values_outside(series, method=method, threshold=2)
    higher = values_outside(series, method=method, threshold=3)
    assert set(higher) <= set(lower)


@MODEST
@given(SERIES)
def test_most_values_of_any_series_are_usual_to_min_max(series: list[Decimal]) -> None:
    # Chebyshev: at two deviations at most a quarter can be outside.
    outside = values_outside(series, method=min_max, threshold=2)
    assert len(outside) * 4 <= len(series)


@MODEST
@given(SERIES, NUMBERS)
def test_a_value_is_far_exactly_when_it_is_beyond_the_range_shown(
    history: list[Decimal], value: Decimal
) -> None:
    usual = usual_range(history, threshold=2, hair=D("0.5"))
    assert usual is not None
    assert usual.low <= usual.high
    beyond = value < usual.low or value > usual.high
    on_limit = min(abs(value - usual.low), abs(value - usual.high)) < D("1e-40")
    assert on_limit or beyond == is_far(value, history, threshold=2, hair=D("0.5"))


@MODEST
@given(NUMBERS, NUMBERS, st.integers(min_value=FEWEST_EARLIER, max_value=12))
def test_the_next_step_of_a_steady_rise_or_fall_is_never_far(
    start: Decimal, step: Decimal, length: int
) -> None:
    history = [start + step * n for n in range(length)]
    assert not is_far(start + step * length, history, threshold=2, hair=0)


@MODEST
@given(SERIES, st.integers(min_value=0, max_value=11))
def test_the_order_of_the_history_does_not_matter(
    history: list[Decimal], turn: int
) -> None:
    turned = history[turn % len(history) :] + history[: turn % len(history)]
    assert usual_range(turned, threshold=2, hair=1) == usual_range(
        history, threshold=2, hair=1
    )
