"""The law as loaded, and the set in force on a day."""

import datetime as dt
from decimal import Decimal

import pytest
from django.conf import settings
from django.utils import timezone

from criteria.analytics.law import Target, law_on
from criteria.models import Agency, Assignment, GroupTarget, Indicator, Threshold
from criteria.services.reference import load_law

pytestmark = pytest.mark.django_db
DAY = dt.date(2019, 12, 31)


def test_the_set_has_five_groups_and_nineteen_criteria():
    law = law_on(DAY)
    assert [group.code for group in law.groups] == ["I", "II", "III", "IV", "V"]
    assert list(law.by_number) == list(range(1, 20))


def test_the_set_has_49_indicators():
    assert Indicator.objects.count() == 49


def test_groups_hold_the_criteria_of_the_decision():
    spans = {
        group.code: (group.criteria[0].number, group.criteria[-1].number)
        for group in law_on(DAY).groups
    }
    assert spans == {
        "I": (1, 1),
        "II": (2, 9),
        "III": (10, 13),
        "IV": (14, 17),
        "V": (18, 19),
    }


def test_targets_are_those_of_the_decision():
    found = {
        target.group.code: (target.percent, target.deadline)
        for target in GroupTarget.objects.select_related("group")
    }
    assert found == {
        "II": (Decimal(50), dt.date(2020, 12, 31)),
        "III": (Decimal(30), dt.date(2020, 12, 31)),
        "IV": (Decimal(50), dt.date(2020, 12, 31)),
        "V": (Decimal(100), dt.date(2019, 12, 31)),
    }


def test_the_first_criterion_has_no_target():
    assert law_on(DAY).groups[0].target is None


@pytest.mark.parametrize(
    ("percent", "total", "needed"),
    [
        ("50", 85, 43),
        ("30", 85, 26),
        ("100", 85, 85),
        ("50", 86, 43),
        ("30", 86, 26),
        ("100", 86, 86),
        ("33.33", 300, 100),
        ("50", 0, 0),
    ],
)
def test_the_communes_needed_are_rounded_up(percent, total, needed):
    assert Target(Decimal(percent), DAY).needed(total) == needed


def test_no_law_holds_before_the_first_set():
    assert law_on(dt.date(2016, 9, 30)) is None


def test_the_set_stays_in_force_until_a_next_one_is_loaded():
    assert law_on(dt.date(2023, 1, 1)).code == "2016-2020"


def test_the_law_is_read_in_two_queries(django_assert_num_queries):
    with django_assert_num_queries(2):
        law_on(DAY)


def test_a_group_is_attained_when_every_criterion_is_met():
    group = law_on(DAY).groups[4]
    assert group.attained_by(1 << 18 | 1 << 19)


def test_a_group_is_not_attained_with_one_criterion_missing():
    group = law_on(DAY).groups[4]
    assert not group.attained_by(1 << 18)


def test_water_has_two_thresholds():
    water = Threshold.objects.get(indicator__code="17.1")
    assert (water.value, water.second_value) == (Decimal(95), Decimal(50))


def test_a_threshold_left_to_the_province_is_unknown():
    assert Threshold.objects.get(indicator__code="2.1").value is None


def test_income_has_a_threshold_from_2020_only():
    assert Threshold.objects.get(indicator__code="10").valid_from == dt.date(2020, 1, 1)


def test_sample_assignments_say_that_they_are_a_sample():
    assert all(
        each.assignment_list.is_sample
        for each in Assignment.objects.select_related("assignment_list")
    )


def test_every_district_committee_belongs_to_its_district():
    assert Agency.objects.get(code="UBND610").district_id == "610"


def test_loading_again_adds_no_assignment():
    before = Assignment.objects.count()
    load_law(settings.FIXTURE_DIR / "reference", at=timezone.now())
    assert Assignment.objects.count() == before


def test_loading_again_keeps_an_edited_target():
    GroupTarget.objects.filter(group__code="III").update(percent=35)
    load_law(settings.FIXTURE_DIR / "reference", at=timezone.now())
    assert GroupTarget.objects.get(group__code="III").percent == 35
