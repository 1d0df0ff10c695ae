"""The rule of leaving the difficult communes is set in the back office."""

import datetime as dt

import pytest

from accounts.choices import Role
from accounts.models import User
from criteria.models import CriteriaSet
from programme.models import ExitRule

pytestmark = pytest.mark.django_db

ADD = "/quan-tri/programme/exitrule/add/"


@pytest.fixture
def office(client):
    client.force_login(User.objects.create_user("quantri", role=Role.ADMIN))
    return client


def law():
    return CriteriaSet.objects.in_force(dt.date(2020, 1, 1)).first()


def rule(**more):
    return {
        "criteria_set": law().pk,
        "document": "Hướng dẫn thử",
        "valid_from": "01/01/2020",
        "valid_to": "",
        "minimum_met": "15",
        **more,
    }


def test_a_rule_is_set_with_its_criteria(office):
    must = law().criteria.get(number=11)
    office.post(ADD, rule(must_meet=[must.pk]))
    assert [*ExitRule.objects.get().must_meet.all()] == [must]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"minimum_met": "20"}, "chỉ có 19 tiêu chí"),
        ({"minimum_met": "0"}, "1"),
        ({"valid_to": "31/12/2019"}, "Ngày kết thúc phải sau ngày bắt đầu."),
    ],
)
def test_a_rule_that_cannot_be_is_refused(office, wrong, why):
    assert why in office.post(ADD, rule(**wrong)).content.decode()
    assert not ExitRule.objects.exists()


def test_two_rules_never_hold_on_one_day(office):
    office.post(ADD, rule())
    html = office.post(ADD, rule(valid_from="01/06/2020")).content.decode()
    assert "còn hiệu lực trong thời gian này" in html
    assert ExitRule.objects.count() == 1


def test_a_criterion_of_another_set_is_refused(office):
    other = CriteriaSet.objects.exclude(
        pk=law().pk
    ).first() or CriteriaSet.objects.create(
        code="KHAC", name="Khác", document="x", valid_from=dt.date(2015, 1, 1)
    )
    must = law().criteria.first()
    html = office.post(
        ADD, rule(criteria_set=other.pk, minimum_met="1", must_meet=[must.pk])
    ).content.decode()
    assert "không thuộc bộ tiêu chí đã chọn" in html
