"""Họp Ban Chỉ đạo: the order of the list, what stands beside and below, the papers."""

import datetime as dt
import io
import re

import pytest
from django.conf import settings as site
from docx import Document

from accounts.choices import Role
from accounts.models import User
from dashboards.analytics.programme.agenda import agenda_on
from dashboards.exporting.meeting_paper import sections
from programme.choices import MeetingState
from programme.models import Meeting, Task
from programme.services.meetings import remove_meeting
from reports.models import DemoClock

pytestmark = pytest.mark.django_db

LIST = "/hop-ban-chi-dao/"
TODAY = dt.date(2021, 3, 20)
CODE = "III.9.9-SLDTBXH"


@pytest.fixture(autouse=True)
def _working_date(settings):
    settings.DEBUG = True
    DemoClock.objects.create(pk=1, today=TODAY)


@pytest.fixture
def office(client):
    client.force_login(User.objects.create_user("vpdp", role=Role.OFFICE))
    return client


@pytest.fixture
def meeting():
    return Meeting.objects.create(planned_on=dt.date(2021, 3, 15))


@pytest.fixture
def _late_task():
    Task.objects.create(
        code=CODE,
        article="II.2.1",
        title="Tuyên truyền",
        lead_id="SYT",
        rhythm="once",
        starts_on=dt.date(2019, 11, 25),
        due_on=dt.date(2020, 12, 31),
        document="QĐ 1334",
    )


def planned(day):
    return Meeting.objects.create(planned_on=day)


def held(day):
    return Meeting.objects.create(
        planned_on=day,
        held_on=day,
        state=MeetingState.HELD,
        agenda="{}",
        agenda_sha256="x",
    )


def test_the_next_meeting_comes_first_and_then_the_past_latest_first(office):
    far, near = planned(dt.date(2021, 9, 1)), planned(dt.date(2021, 4, 1))
    missed = planned(dt.date(2020, 9, 1))
    old, new = held(dt.date(2020, 1, 5)), held(dt.date(2021, 1, 5))
    assert office.get(LIST).context["rows"] == [near, far, new, missed, old]


def test_a_meeting_whose_plan_was_dropped_is_told_to_the_office(office, client):
    by = User.objects.get(username="vpdp")
    dropped = planned(dt.date(2021, 4, 1))
    remove_meeting(meeting=dropped, by=by, at=dt.datetime(2021, 3, 1, tzinfo=dt.UTC))
    said = "Lịch họp đã bỏ (1)"
    assert said in office.get(LIST).content.decode()
    client.force_login(User.objects.create_user("lanhdao", role=Role.LEADER))
    assert said not in client.get(LIST).content.decode()


@pytest.mark.usefixtures("_late_task")
def test_a_long_section_has_the_whole_width_and_keeps_its_number(office, meeting):
    context = office.get(f"{LIST}{meeting.pk}/").context
    assert [number for number, _ in context["beside"]] == [1]
    assert context["below"][0][0] == 2
    assert context["below"][0][1].is_told


def test_the_hash_of_the_agenda_is_a_detail_of_the_page(office, meeting):
    office.post(f"{LIST}{meeting.pk}/hop/", {"held_on": "20/03/2021"})
    html = office.get(f"{LIST}{meeting.pk}/").content.decode()
    face, _, detail = html.partition("Mã kiểm tra của chương trình đã chốt")
    assert "SHA-256" not in face
    meeting.refresh_from_db()
    assert meeting.agenda_sha256 in detail


@pytest.mark.usefixtures("_late_task")
def test_a_code_is_not_broken_in_word_and_reads_as_it_is(office, meeting):
    answer = office.get(f"{LIST}{meeting.pk}/tai-lieu.docx")
    paper = Document(io.BytesIO(answer.content))
    cells = [cell for table in paper.tables for cell in table._cells]
    cell = next(cell for cell in cells if cell.text == CODE)
    assert "noBreakHyphen" in cell.paragraphs[0]._p.xml


def test_every_width_of_the_papers_has_a_rule_in_their_style():
    style = (site.BASE_DIR / "static/css/report-paper.css").read_text()
    ruled = {int(width) for width in re.findall(r"\.r(\d+) \{ width: \1mm", style)}
    said = sections(agenda_on(TODAY, today=TODAY))
    assert {width for each in said for width in each.widths} <= ruled
    assert {sum(each.widths) for each in said if each.widths} == {165}
