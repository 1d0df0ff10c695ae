"""The figures of a period, from revisions approved through the real service."""

import datetime as dt
from decimal import Decimal

import pytest

from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import NoLaw, figures_at, latest_period
from reports.models import Revision
from tests.world import approve

pytestmark = pytest.mark.django_db

Q2 = Quarter(2019, 2)
Q3 = Quarter(2019, 3)
GROUP_V = {18, 19}
ALL = frozenset(range(1, 20))


def group(figures, code):
    return next(each for each in figures.groups if each.group.code == code)


def figure(figures, code):
    return next(each for each in figures.communes if each.place.code == code)


def withdraw(revision, day):
    Revision.objects.filter(pk=revision.pk).update(
        withdrawn_on=day, withdrawn_at=dt.datetime.combine(day, dt.time(), dt.UTC)
    )


def test_a_commune_attains_a_group_only_with_all_of_its_criteria():
    approve("618", "2019Q3", {"23535": GROUP_V, "23537": {18}, "23538": {19}})
    assert group(figures_at(Q3), "V").attained == 1


def test_each_criterion_by_itself_is_another_reading():
    approve("618", "2019Q3", {"23535": GROUP_V, "23537": {18}})
    counts = {each.criterion.number: each.attained for each in figures_at(Q3).criteria}
    assert (counts[18], counts[19], counts[1]) == (2, 1, 0)


def test_the_programme_has_86_communes_up_to_august_2019_and_85_after():
    assert (figures_at(Q2).total, figures_at(Q3).total) == (86, 85)


@pytest.mark.parametrize(
    ("period", "needed"),
    [(Q2, [None, 43, 26, 43, 86]), (Q3, [None, 43, 26, 43, 85])],
)
def test_the_needed_communes_are_rounded_up(period, needed):
    assert [each.needed for each in figures_at(period).groups] == needed


def test_what_is_short_is_never_negative():
    approve("618", "2019Q3", {"23535": GROUP_V})
    attained = group(figures_at(Q3), "V")
    assert (attained.short, attained.reached) == (84, False)


def test_the_group_without_a_target_has_no_target_figures():
    attained = group(figures_at(Q3), "I")
    assert (attained.needed, attained.short, attained.reached) == (None, None, None)


def test_the_bands_are_those_that_the_province_publishes():
    approve(
        "618",
        "2019Q3",
        {"23535": ALL, "23537": range(1, 16), "23538": range(1, 5)},
    )
    approve("614", "2019Q3", {"23482": range(1, 6), "23485": range(1, 11)})
    assert figures_at(Q3).bands == {"19": 1, "15-18": 1, "10-14": 1, "5-9": 1, "0-4": 5}


def test_the_average_divides_by_all_communes_and_rounds_half_up():
    approve("618", "2019Q3", {"23535": ALL, "23537": {1, 2}})
    figures = figures_at(Q3)
    assert figures.criteria_met_total == 21
    assert figures.average == Decimal("0.2471")


def test_without_any_data_the_average_is_none_and_the_counts_are_zero():
    figures = figures_at(Q3)
    assert figures.average is None
    assert figures.not_reported == 85
    assert sum(figures.bands.values()) == 0


def test_a_commune_without_data_counts_in_the_total_and_in_no_band():
    approve("618", "2019Q3")
    figures = figures_at(Q3)
    assert (figures.total, figures.not_reported) == (85, 82)
    assert sum(figures.bands.values()) == 3


def test_a_district_without_its_own_quarter_is_carried_forward():
    approve("618", "2019Q1", {"23535": ALL})
    figures = figures_at(Q3)
    assert [(each.district_code, each.quarter) for each in figures.carried] == [
        ("618", "2019Q1")
    ]
    assert figures.bands["19"] == 1


def test_a_commune_that_left_is_dropped_when_its_district_is_carried_forward():
    approve("613", "2019Q2", {"23473": ALL, "23452": ALL})
    assert figures_at(Q2).bands["19"] == 2
    assert figures_at(Q3).bands["19"] == 1
    assert "23473" not in {each.place.code for each in figures_at(Q3).communes}


def test_a_late_correction_of_an_earlier_quarter_does_not_override_a_later_one():
    approve("618", "2019Q2", {"23535": {1}})
    approve("618", "2019Q3", {"23535": {1, 2}})
    approve("618", "2019Q2", {"23535": ALL}, on=dt.date(2020, 2, 1))
    assert figure(figures_at(Q3), "23535").met_count == 2
    assert figure(figures_at(Q2), "23535").met_count == 19


def test_the_last_revision_of_a_quarter_counts():
    approve("618", "2019Q3", {"23535": {1}})
    approve("618", "2019Q3", {"23535": {1, 2, 3}})
    assert figure(figures_at(Q3), "23535").met_count == 3


def test_an_as_of_day_takes_what_was_approved_by_its_end():
    approve("618", "2019Q3", {"23535": {1}}, on=dt.date(2019, 10, 10))
    approve("618", "2019Q3", {"23535": {1, 2}}, on=dt.date(2019, 10, 20))
    counts = [
        figure(figures_at(Q3, as_of=dt.date(2019, 10, day)), "23535").met_count
        for day in (9, 10, 19, 20)
    ]
    assert counts == [None, 1, 1, 2]


def test_a_withdrawn_revision_counts_from_its_approval_to_the_day_before():
    approve("618", "2019Q3", {"23535": {1}}, on=dt.date(2019, 10, 10))
    revision = approve("618", "2019Q3", {"23535": ALL}, on=dt.date(2019, 10, 20))
    withdraw(revision, dt.date(2019, 10, 25))
    counts = [
        figure(figures_at(Q3, as_of=day), "23535").met_count
        for day in (dt.date(2019, 10, 24), dt.date(2019, 10, 25), None)
    ]
    assert counts == [19, 1, 1]


def test_an_as_of_day_leaves_names_and_membership_at_the_period():
    assert figures_at(Q3, as_of=dt.date(2019, 1, 1)).total == 85


def test_unknown_is_told_apart_from_unmet():
    approve("618", "2019Q3", {"23535": {1}}, unknown={"23535": {2}})
    figures = figures_at(Q3)
    commune, numbers = figure(figures, "23535"), figures.law.by_number
    assert [commune.is_unknown(numbers[n]) for n in (1, 2, 3)] == [False, True, False]
    assert not commune.meets(numbers[2])


def test_the_figures_of_a_district_have_no_needed_communes():
    approve("618", "2019Q2", {"23535": ALL})
    approve("614", "2019Q2")
    own = figures_at(Q3).of_district("618")
    assert (own.total, own.criteria_met_total, own.not_reported) == (3, 19, 0)
    assert {each.needed for each in own.groups} == {None}
    assert [each.district_code for each in own.carried] == ["618"]


def test_a_period_before_any_set_of_criteria_has_no_figures():
    with pytest.raises(NoLaw, match="Quý III/2016"):
        figures_at(Quarter(2016, 3))


def test_the_latest_period_is_that_of_the_last_standing_revision():
    assert latest_period() is None
    approve("618", "2019Q2")
    revision = approve("618", "2019Q3")
    assert latest_period() == Q3
    withdraw(revision, dt.date(2019, 12, 1))
    assert latest_period() == Q2
