"""What lead agencies dispute, beside the cells and above the decision."""

import datetime as dt

import pytest

from accounts.choices import Role
from accounts.models import User
from criteria.models import Agency, Criterion
from reports.models import DraftRemark, Opinion
from tests.reports import review_world as world
from tests.reports.review_world import FIRST, SECOND
from tests.reports.views.review.addresses import CELLS, PAGE, seen, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]


def say(report, commune, number, verdict="disputed", *, state="unmet", at=world.AT):
    agency = Agency.objects.first()
    by, _ = User.objects.get_or_create(
        username="so", role=Role.DEPARTMENT, agency=agency
    )
    return Opinion.objects.create(
        report=report,
        commune_id=commune,
        criterion=Criterion.objects.get(number=number),
        agency=agency,
        verdict=verdict,
        state_seen=state,
        note="Sở có số liệu khác",
        at=at,
        by=by,
    )


def told(client):
    return [
        (each.commune_id, each.criterion.number)
        for each in client.get(PAGE).context["disputes"]
    ]


def test_a_dispute_stands_beside_its_cell_and_above_the_decision(office, waiting):
    say(waiting, SECOND, 1)
    page = text(office.get(PAGE))
    assert page.count("Sở có số liệu khác") == 2
    assert "Đơn vị chủ trì không đồng ý" in page
    assert f'href="#o-{SECOND}-1"' in page
    assert f'id="o-{SECOND}-1"' in page


def test_without_disputes_the_page_does_not_speak_of_them(office, waiting):
    say(waiting, SECOND, 1, "confirmed")
    assert "không đồng ý" not in text(office.get(PAGE))


def test_the_last_word_of_an_agency_counts(office, waiting):
    say(waiting, SECOND, 1)
    say(waiting, SECOND, 1, "confirmed", at=world.AT + dt.timedelta(hours=1))
    say(waiting, FIRST, 19, "confirmed", state="met")
    say(waiting, FIRST, 19, state="met", at=world.AT + dt.timedelta(hours=1))
    assert told(office) == [(FIRST, 19)]


def test_a_dispute_about_another_result_is_out_of_date(office, waiting):
    say(waiting, SECOND, 1, state="met")
    assert told(office) == []


def test_a_disputed_cell_that_did_not_change_can_be_returned(office, waiting):
    say(waiting, FIRST, 2)
    page = text(office.get(PAGE))
    assert "Ô giữ nguyên nhưng đơn vị chủ trì không đồng ý – 1 ô" in page
    assert f'name="o" value="{FIRST}-2"' in page


def test_what_was_approved_against_a_dispute_is_not_brought_up_again(office, waiting):
    say(waiting, SECOND, 1)
    say(waiting, FIRST, 2)
    key = f"{SECOND}-1"
    data = {"o": [key], f"ly-do-{key}": "Sở không đồng ý", f"han-{key}": "25/03/2021"}
    office.post(CELLS, seen(office) | data)
    assert told(office) == [(SECOND, 1)]
    say(waiting, FIRST, 19, state="met", at=world.AT + dt.timedelta(hours=1))
    assert told(office) == [(FIRST, 19), (SECOND, 1)]


def test_an_unchanged_cell_against_its_indicators_is_shown_with_the_reason(
    office, waiting
):
    DraftRemark.objects.create(
        report=waiting,
        commune_id=SECOND,
        criterion=Criterion.objects.get(number=17),
        against_reason="Nguồn nước mới đưa vào dùng",
        changed_at=world.AT,
        changed_by=world.officer(),
    )
    page = text(office.get(PAGE))
    assert "huyện ghi lý do khác gợi ý từ chỉ tiêu – 1 ô" in page
    assert "Nguồn nước mới đưa vào dùng" in page
