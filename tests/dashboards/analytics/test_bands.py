"""Bands, average and recognised communes."""

from decimal import Decimal

import pytest

from dashboards.analytics.bands import band_of, standing
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import figures_at
from tests.world import approve

pytestmark = pytest.mark.django_db

Q2 = Quarter(2019, 2)
Q3 = Quarter(2019, 3)
ALL = frozenset(range(1, 20))


def standing_at(period=Q3, before=None, recognised=frozenset()):
    return standing(figures_at(period), before, recognised)


@pytest.mark.parametrize(
    ("count", "css"),
    [
        (19, "b19"),
        (18, "b15"),
        (15, "b15"),
        (14, "b10"),
        (10, "b10"),
        (9, "b5"),
        (5, "b5"),
        (4, "b0"),
        (0, "b0"),
    ],
)
def test_every_count_has_its_band(count, css):
    assert band_of(count)[1] == css


def test_the_average_is_rounded_and_not_cut():
    approve("618", "2019Q3", {"23535": {1, 2, 3}})
    assert standing_at().average == Decimal("0.04")  # 3 ÷ 85 = 0,0353


def test_the_average_is_none_without_data():
    found = standing_at()
    assert (found.average, found.average_change) == (None, None)


def test_the_change_of_the_average_is_exact_before_it_is_rounded():
    approve("618", "2019Q2", {"23535": {1}})
    approve("618", "2019Q3", {"23535": {1, 2}})
    # 2 ÷ 85 - 1 ÷ 86 = 0,0119, though 0,02 - 0,01 are shown.
    assert standing_at(before=figures_at(Q2)).average_change == Decimal("0.01")


def test_bands_stand_one_behind_the_other():
    approve("618", "2019Q3", {"23535": ALL, "23537": range(1, 17)})
    bands = {band.label: band for band in standing_at().bands}
    assert (bands["19/19"].start, bands["19/19"].width) == ("0%", "1.1765%")
    assert bands["15–18"].start == "1.1765%"
    assert bands["dưới 5"].middle == "2.9412%"


def test_the_change_of_a_band_needs_data_of_the_quarter_before():
    approve("618", "2019Q3", {"23535": ALL})
    assert standing_at(before=figures_at(Q2)).full.change is None


def test_the_change_of_a_band_is_counted_in_communes():
    approve("618", "2019Q2", {"23535": ALL})
    approve("618", "2019Q3", {"23535": ALL, "23537": ALL})
    assert standing_at(before=figures_at(Q2)).full.change == 1


def test_totals_of_criteria_are_of_all_communes():
    approve("618", "2019Q3", {"23535": ALL})
    found = standing_at()
    assert (found.met, found.possible) == (19, 1615)


def test_recognised_is_another_fact_than_nineteen_criteria():
    found = standing_at(recognised=frozenset({"23535", "23281"}))
    assert (found.recognised, found.full.count) == (1, 0)
