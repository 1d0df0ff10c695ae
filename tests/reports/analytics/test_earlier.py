"""The figures of an earlier quarter, as something to compare with."""

import datetime as dt

import pytest

from ntm_portal.lib.periods import Quarter
from reports.analytics.earlier import earlier_figures
from tests.world import approve

pytestmark = pytest.mark.django_db

Q2 = Quarter(2019, 2)


def test_a_quarter_with_data_has_its_figures():
    approve("618", "2019Q1")
    found = earlier_figures(Q2)
    assert (found.period, len(found.reported)) == (Q2, 3)


def test_before_the_first_set_of_criteria_there_are_none():
    assert earlier_figures(Quarter(2016, 3)) is None


@pytest.mark.usefixtures("reference")
def test_without_any_data_there_are_none():
    assert earlier_figures(Q2) is None


def test_what_was_approved_after_the_day_does_not_count():
    approve("618", "2019Q1", on=dt.date(2019, 5, 1))
    assert earlier_figures(Q2, as_of=dt.date(2019, 4, 30)) is None


@pytest.mark.usefixtures("reference")
def test_what_is_laid_over_may_be_the_only_data():
    def over(figures):
        approve("618", "2019Q1")
        return earlier_figures(figures.period)

    assert earlier_figures(Q2, laid_over=over).reported
