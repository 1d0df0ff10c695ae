"""Targets for recognised communes and the rule of withdrawal, as the office sets it."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import Role
from accounts.models import User
from criteria.analytics.recognition import recognition_goals, withdrawal_on
from criteria.models import CriteriaSet, Criterion, RecognitionTarget, WithdrawalRule

pytestmark = pytest.mark.django_db
ADD = "/quan-tri/criteria/withdrawalrule/add/"


@pytest.fixture
def office(client):
    client.force_login(User.objects.create_user("quantri", role=Role.ADMIN))
    return client


def asked(**more):
    return {
        "criteria_set": CriteriaSet.objects.earliest("valid_from").pk,
        "document": "Quy định thử",
        "valid_from": "01/01/2020",
        "valid_to": "",
        "failing_count": "3",
        "quarters": "2",
        **more,
    }


def test_the_targets_of_the_resolution_are_loaded():
    first, second = recognition_goals()
    assert (first.needed(85), first.deadline) == (25, dt.date(2020, 12, 31))
    assert (second.needed(85), second.deadline) == (43, dt.date(2025, 12, 31))


def test_a_target_is_a_number_or_a_share_but_not_both():
    with pytest.raises(IntegrityError), transaction.atomic():
        RecognitionTarget.objects.update(communes=1, percent=1)


def test_no_rule_is_loaded():
    assert withdrawal_on(dt.date(2030, 1, 1)) is None


def test_the_office_sets_a_rule(office):
    must = Criterion.objects.get(number=18).pk
    assert office.post(ADD, asked(must_hold=[must])).status_code == 302
    rule = withdrawal_on(dt.date(2020, 1, 1))
    assert (rule.failing_count, rule.must_hold, rule.quarters) == (3, (18,), 2)
    assert withdrawal_on(dt.date(2019, 12, 31)) is None


def test_a_rule_that_counts_nothing_is_refused(office):
    html = office.post(ADD, asked(failing_count="")).content.decode()
    assert "Ghi số tiêu chí, hoặc chọn tiêu chí không được để mất." in html
    assert not WithdrawalRule.objects.exists()


def test_a_rule_over_the_days_of_another_is_refused(office):
    office.post(ADD, asked(valid_to="31/12/2020"))
    html = office.post(ADD, asked(valid_from="31/12/2020")).content.decode()
    assert "“Quy định thử” còn hiệu lực trong thời gian này" in html
    office.post(ADD, asked(valid_from="01/01/2021"))
    assert WithdrawalRule.objects.count() == 2


def test_criteria_of_another_set_are_refused(office):
    other = CriteriaSet.objects.create(
        code="khác", name="Bộ khác", document="thử", valid_from=dt.date(2030, 1, 1)
    )
    must = Criterion.objects.get(number=18).pk
    asking = asked(criteria_set=other.pk, must_hold=[must])
    html = office.post(ADD, asking).content.decode()
    assert "Có tiêu chí không thuộc bộ tiêu chí đã chọn." in html


def test_a_target_names_its_number_or_its_share():
    assert [str(each) for each in RecognitionTarget.objects.all()] == [
        "25 xã đến 31/12/2020",
        "50 % số xã đến 31/12/2025",
    ]
