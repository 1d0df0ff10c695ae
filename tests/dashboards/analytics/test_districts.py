"""Figures by district and the shades of the heat map."""

from decimal import Decimal

import pytest

from communes.analytics.places import districts_by_code
from dashboards.analytics.districts import district_rows, province_row, shade
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import figures_at
from tests.world import approve

pytestmark = pytest.mark.django_db

Q3 = Quarter(2019, 3)
ALL = frozenset(range(1, 20))


def row(code):
    rows = district_rows(figures_at(Q3), districts_by_code())
    return next(each for each in rows if each.district.code == code)


@pytest.mark.parametrize(
    ("count", "total", "css"),
    [
        (0, 11, "h0"),
        (1, 4001, "h1"),
        (24, 100, "h1"),
        (25, 100, "h2"),
        (49, 100, "h2"),
        (50, 100, "h3"),
        (74, 100, "h3"),
        (75, 100, "h4"),
        (84, 85, "h4"),
        (85, 85, "h5"),
    ],
)
def test_the_shade_follows_the_exact_share(count, total, css):
    assert shade(count, total) == css


def test_a_district_has_its_own_counts():
    approve("618", "2019Q3", {"23535": ALL, "23537": {1, 2}})
    found = row("618")
    assert (found.communes, found.full, found.average) == (3, 1, Decimal("7.00"))
    assert found.groups == (2, 1, 1, 1, 1)
    assert [cell.count for cell in found.heat[:3]] == [2, 2, 1]


def test_the_first_criterion_of_a_group_is_set_apart():
    starts = [
        index + 1 for index, cell in enumerate(row("618").heat) if cell.starts_group
    ]
    assert starts == [2, 10, 14, 18]


def test_a_carried_district_says_from_which_quarter():
    approve("618", "2019Q1")
    assert row("618").carried_from == Quarter(2019, 1)
    assert not row("618").is_silent


def test_a_district_without_data_is_silent_and_has_no_average():
    found = row("610")
    assert (found.is_silent, found.average) == (True, None)


def test_the_province_adds_the_districts_up():
    approve("618", "2019Q3", {"23535": ALL})
    approve("614", "2019Q3", {"23482": ALL})
    rows = district_rows(figures_at(Q3), districts_by_code())
    total = province_row(figures_at(Q3))
    assert total.full == sum(each.full for each in rows) == 2
    assert total.communes == sum(each.communes for each in rows) == 85
