import pytest

from ntm_portal.lib.periods import Quarter
from reports.management.demo.published import PUBLISHED_QUARTERS, counts_from_the_top

PRESS = {
    "2016Q4": (86, 817, (13, 2, 20, 44, 7)),
    "2017Q4": (86, 890, (13, 2, 26, 41, 4)),
    "2019Q3": (85, 1040, (19, 6, 29, 31, 0)),
    "2020Q4": (85, 1258, (28, 10, 45, 2, 0)),
}
BANDS = (range(19, 20), range(15, 19), range(10, 15), range(5, 10), range(5))


@pytest.mark.parametrize("code", PRESS)
def test_a_spread_adds_up_to_what_was_published(code: str) -> None:
    counts = counts_from_the_top(Quarter.parse(code))
    bands = tuple(sum(count in band for count in counts) for band in BANDS)
    assert (len(counts), sum(counts), bands) == PRESS[code]


def test_counts_come_highest_first() -> None:
    counts = counts_from_the_top(Quarter(2019, 3))
    assert counts == sorted(counts, reverse=True)


def test_every_published_quarter_has_its_spread() -> None:
    assert [quarter.code for quarter in PUBLISHED_QUARTERS] == list(PRESS)
