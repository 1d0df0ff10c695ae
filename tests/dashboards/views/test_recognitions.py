"""The page of recognised communes: decisions, targets, the rule of withdrawal."""

import datetime as dt
import re

import pytest

from accounts.choices import Role
from accounts.models import User
from communes.models import Recognition
from criteria.models import (
    CriteriaSet,
    Criterion,
    RecognitionTarget,
    WithdrawalRule,
)
from reports.models import DemoClock
from tests.world import approve

pytestmark = pytest.mark.django_db

DAL, TOI = "23535", "23537"
ALL = range(1, 20)
LACKING = [each for each in ALL if each != 17]


@pytest.fixture(autouse=True)
def _working_date(settings):
    settings.DEBUG = True
    DemoClock.objects.create(pk=1, today=dt.date(2021, 3, 20))


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("lanhdao", role=Role.LEADER))
    return client


@pytest.fixture
def _dal_lost_17():
    Recognition.objects.create(
        commune_id=DAL,
        number="12/QĐ-UBND",
        decided_on=dt.date(2019, 1, 10),
        source="thử",
    )
    approve("618", "2019Q1", {DAL: ALL})
    approve("618", "2019Q2", {DAL: LACKING})
    approve("618", "2019Q3", {DAL: LACKING})


def rule(**more):
    return WithdrawalRule.objects.create(
        criteria_set=CriteriaSet.objects.get(subject="commune"),
        document="Quy định thử",
        valid_from=dt.date(2019, 1, 1),
        **{"failing_count": 1, "quarters": 3, **more},
    )


def page(client, address="/cong-nhan/?ky=2019Q3"):
    answer = client.get(address)
    return answer.status_code, answer.content.decode()


def told(html):
    """Return the decisions that communes with failing criteria are recognised by."""
    return [each.strip() for each in re.findall(r'data-l="Công nhận">([^<]*)', html)]


def test_a_stranger_is_sent_to_the_login(client):
    assert client.get("/cong-nhan/").url.startswith("/dang-nhap/")


def test_a_decision_of_unknown_number_says_by_when_it_was_known(reader):
    html = page(reader)[1]
    assert '<span class="nt-mut">chưa rõ số</span>' in html
    assert "được biết trước ngày 14/05/2019" in html


def test_a_decision_after_the_period_is_not_shown(reader):
    assert (
        "Chưa có quyết định nào được ghi." in page(reader, "/cong-nhan/?ky=2019Q1")[1]
    )


def test_a_withdrawn_decision_says_why(reader):
    Recognition.objects.filter(
        commune_id=Recognition.objects.first().commune_id
    ).update(
        withdrawn_on=dt.date(2019, 8, 1), withdrawal_reason="Không giữ được tiêu chí 17"
    )
    html = page(reader)[1]
    assert "thu hồi ngày 01/08/2019" in html
    assert "Không giữ được tiêu chí 17" in html


@pytest.mark.usefixtures("_dal_lost_17")
def test_a_failing_criterion_says_since_when(reader):
    html = page(reader)[1]
    assert "Đã công nhận, nay có tiêu chí chưa đạt: 1 xã" in html
    assert "12/QĐ-UBND, ngày 10/01/2019" in html
    assert "từ Quý II/2019" in html


@pytest.mark.usefixtures("_dal_lost_17")
def test_without_a_rule_nobody_is_judged(reader):
    html = page(reader)[1]
    assert "chưa được đặt trong hệ thống" in html
    assert "So với quy định thu hồi" not in html


@pytest.mark.usefixtures("_dal_lost_17")
def test_with_a_rule_its_words_and_the_nearness_are_told(reader):
    rule().must_hold.set(Criterion.objects.filter(number=18))
    html = page(reader)[1]
    assert "từ 1 tiêu chí chưa đạt, hoặc chưa đạt một trong các tiêu chí 18" in html
    assert "đã 2/3 quý, còn 1 quý" in html


@pytest.mark.usefixtures("_dal_lost_17")
def test_a_reached_rule_is_told(reader):
    rule(quarters=2)
    assert "đủ 2/2 quý: thuộc diện xét thu hồi" in page(reader)[1]


@pytest.mark.usefixtures("_dal_lost_17")
def test_a_rule_that_has_ended_judges_nobody(reader):
    rule(valid_to=dt.date(2019, 6, 30))
    assert "chưa được đặt trong hệ thống" in page(reader)[1]


def test_a_commune_with_all_criteria_and_no_decision_is_named(reader):
    approve("618", "2019Q2", {TOI: ALL})
    approve("618", "2019Q3", {TOI: ALL})
    html = page(reader)[1]
    assert "Đạt 19/19, chưa có quyết định: 1 xã" in html
    assert "từ Quý II/2019 hoặc trước đó" in html


def test_targets_say_what_is_attained_needed_short_and_left(reader):
    html = page(reader, "/cong-nhan/?ky=2020Q4")[1]
    assert "<b>17</b>/85 xã" in html
    assert "thiếu 8 xã" in html
    assert "thiếu 26 xã" in html
    assert "còn 1.747 ngày" in html


def test_a_target_that_is_over_says_what_was_attained_then(reader):
    html = page(reader, "/cong-nhan/?ky=2020Q4")[1]
    assert "đã qua hạn<br><small>khi đó 17/85 xã" in html


def test_a_target_not_held_against_its_document_says_so(reader):
    assert "(cần đối chiếu văn bản)" in page(reader)[1]
    RecognitionTarget.objects.update(certainty="V")
    assert "(cần đối chiếu văn bản)" not in page(reader)[1]


@pytest.mark.usefixtures("_dal_lost_17")
def test_the_queries_do_not_grow_with_the_data(reader, django_assert_num_queries):
    rule()
    with django_assert_num_queries(18):
        page(reader)
    approve("610", "2019Q2")
    approve("608", "2019Q3")
    with django_assert_num_queries(18):
        page(reader)


def test_a_recognised_commune_without_data_is_named_apart(reader):
    Recognition.objects.create(
        commune_id=DAL, decided_on=dt.date(2019, 1, 10), source="thử"
    )
    html = page(reader)[1]
    assert "Đang được công nhận nhưng chưa có số liệu:" in html
    assert f'<a href="/xa/{DAL}/?ky=2019Q3">Ia Đal</a>' in html


@pytest.mark.usefixtures("_dal_lost_17")
def test_recognised_communes_that_hold_all_criteria_are_only_counted(reader):
    approve("618", "2019Q4", {DAL: ALL})
    html = page(reader, "/cong-nhan/?ky=2019Q4")[1]
    assert "Mọi xã đang được công nhận và có số liệu đều đạt 19/19." in html


@pytest.mark.usefixtures("_dal_lost_17")
def test_of_two_standing_decisions_the_newest_is_in_force(reader):
    Recognition.objects.create(
        commune_id=DAL,
        number="99/QĐ-UBND",
        decided_on=dt.date(2019, 8, 15),
        source="thử",
    )
    html = page(reader)[1]
    assert told(html) == ["99/QĐ-UBND, ngày 15/08/2019"]
    assert "đã có quyết định mới hơn" in html
    earlier = page(reader, "/cong-nhan/?ky=2019Q2")[1]
    assert told(earlier) == ["12/QĐ-UBND, ngày 10/01/2019"]
    assert "đã có quyết định mới hơn" not in earlier


@pytest.mark.usefixtures("_dal_lost_17")
def test_a_newer_decision_that_was_withdrawn_is_not_in_force(reader):
    Recognition.objects.create(
        commune_id=DAL,
        number="99/QĐ-UBND",
        decided_on=dt.date(2019, 2, 15),
        withdrawn_on=dt.date(2019, 5, 1),
        source="thử",
    )
    assert told(page(reader)[1]) == ["12/QĐ-UBND, ngày 10/01/2019"]
