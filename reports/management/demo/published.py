"""The province's published totals, spread over counts of met criteria.

The press gave, for four quarters, the number of communes, the five bands and the
average; which commune met how many was never published. Each spread below is our
own reading that adds up to all of these figures: data of the illustration.
"""

from collections.abc import Mapping, Sequence

from ntm_portal.lib.periods import Quarter

FULL = 19

# How many communes meet exactly 0, 1, … 19 criteria.
SPREADS: Mapping[Quarter, Sequence[int]] = {
    Quarter(2016, 4): (0, 0, 0, 2, 5, 12, 12, 9, 8, 3, 8, 5, 3, 2, 2, 0, 1, 1, 0, 13),
    Quarter(2017, 4): (0, 0, 0, 2, 2, 5, 8, 10, 10, 8, 9, 6, 4, 3, 4, 0, 0, 1, 1, 13),
    Quarter(2019, 3): (0, 0, 0, 0, 0, 3, 5, 6, 8, 9, 5, 6, 7, 5, 6, 2, 1, 2, 1, 19),
    Quarter(2020, 4): (0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 8, 9, 9, 8, 11, 3, 3, 2, 2, 28),
}
PUBLISHED_QUARTERS = tuple(SPREADS)


def counts_from_the_top(quarter: Quarter) -> list[int]:
    """Return the met counts of all communes of a published quarter, highest first."""
    spread = SPREADS[quarter]
    return [count for count in range(FULL, -1, -1) for _ in range(spread[count])]
