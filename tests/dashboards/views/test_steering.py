"""Họp Ban Chỉ đạo: agenda from the data, frozen when held, papers, conclusions."""

import datetime as dt
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from accounts.choices import Role
from accounts.models import User
from communes.models import Recognition
from dashboards.exporting import meeting_pdf
from programme.models import Meeting, Task
from reports.models import DemoClock
from tests.world import approve

pytestmark = pytest.mark.django_db

DAL, TOI = "23535", "23537"
LIST = "/hop-ban-chi-dao/"
PLAN = {"planned_on": "10/04/2021", "place": "", "chair": "Phó Chủ tịch", "minutes": ""}
DECIDED = {"text": "Xóa nhà tạm", "agency": "SYT", "due_on": "30/06/2021"}


@pytest.fixture(autouse=True)
def _working_date(settings):
    settings.DEBUG = True
    DemoClock.objects.create(pk=1, today=dt.date(2021, 3, 20))


@pytest.fixture
def office(client):
    client.force_login(User.objects.create_user("vpdp", role=Role.OFFICE))
    return client


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("lanhdao", role=Role.LEADER))
    return client


@pytest.fixture
def meeting():
    return Meeting.objects.create(planned_on=dt.date(2021, 3, 15))


@pytest.fixture
def _data():
    Recognition.objects.create(
        commune_id=DAL, number="1", decided_on=dt.date(2019, 1, 1), source="thử"
    )
    approve("618", "2020Q4", {DAL: range(1, 17), TOI: range(1, 20)})
    Task.objects.create(
        code="THU.1",
        article="II.2.1",
        title="Tuyên truyền",
        lead_id="SYT",
        rhythm="once",
        starts_on=dt.date(2019, 11, 25),
        due_on=dt.date(2020, 12, 31),
        document="QĐ 1334",
    )


def read(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def hold(client, meeting, on="20/03/2021"):
    return client.post(f"{LIST}{meeting.pk}/hop/", {"held_on": on})


def test_a_stranger_is_sent_to_the_login(client, meeting):
    for address in (LIST, f"{LIST}{meeting.pk}/"):
        assert client.get(address).url.startswith("/dang-nhap/")


def test_the_list_says_in_red_that_the_next_meeting_is_overdue(reader):
    html = read(reader, LIST)
    assert "Kỳ họp tới phải họp trước ngày 25/05/2020, đã quá 299 ngày." in html
    assert "Lên lịch" not in html


def test_the_office_plans_a_meeting(office):
    answer = office.post(LIST, PLAN)
    assert answer.url == f"{LIST}{Meeting.objects.get().pk}/"


def test_a_meeting_without_a_day_is_told(office):
    answer = office.post(LIST, {**PLAN, "planned_on": "32/1/2021"})
    assert answer.status_code == 422
    assert 'value="Phó Chủ tịch"' in answer.content.decode()


@pytest.mark.usefixtures("_data")
def test_the_agenda_is_drawn_from_the_data(reader, meeting):
    agenda = reader.get(f"{LIST}{meeting.pk}/").context["agenda"]
    assert "THU.1" in [each["code"] for each in agenda["overdue"]]
    assert len(agenda["undecided"]) == 1
    assert agenda["lapsed"][0]["criteria"] == [17, 18, 19]
    assert {each["code"] for each in agenda["targets"] if each["short"]} == {
        "II",
        "III",
        "IV",
        "V",
    }


@pytest.mark.usefixtures("_data")
def test_the_agenda_of_a_held_meeting_stays_as_it_was(office, meeting):
    hold(office, meeting)
    before = office.get(f"{LIST}{meeting.pk}/").context["papers"]
    approve("618", "2021Q1", {DAL: range(1, 20), TOI: range(1, 2)})
    Task.objects.update(due_on=dt.date(2021, 12, 31))
    assert office.get(f"{LIST}{meeting.pk}/").context["papers"] == before


@pytest.mark.usefixtures("_data")
def test_a_meeting_recorded_late_is_given_the_figures_of_its_day(office, meeting):
    approve("618", "2021Q1", {DAL: range(1, 20)}, on=dt.date(2021, 3, 19))
    hold(office, meeting, on="15/03/2021")
    meeting.refresh_from_db()
    assert json.loads(meeting.agenda)["period"] == "2020Q4"


def test_an_agenda_that_was_tampered_with_is_not_shown(office, meeting):
    hold(office, meeting)
    Meeting.objects.update(agenda='{"x":1}')
    assert "không còn đúng với mã băm" in read(office, f"{LIST}{meeting.pk}/")
    assert office.get(f"{LIST}{meeting.pk}/tai-lieu.docx").status_code == 302


def test_a_meeting_to_come_is_not_recorded_as_held(office, meeting):
    answer = hold(office, meeting, on="21/03/2021")
    assert answer.status_code == 422
    assert "chưa tới" in answer.content.decode()


@pytest.mark.usefixtures("_data")
def test_the_papers_come_as_word(reader, meeting):
    answer = reader.get(f"{LIST}{meeting.pk}/tai-lieu.docx")
    paper = Document(io.BytesIO(answer.content))
    words = "\n".join(each.text for each in paper.paragraphs)
    cells = [cell.text for table in paper.tables for cell in table._cells]
    assert "2. Nhiệm vụ quá hạn" in words
    assert "Tuyên truyền" in cells


@pytest.mark.usefixtures("_data")
def test_the_papers_come_as_pdf(reader, meeting, monkeypatch):
    pages = []
    monkeypatch.setattr(meeting_pdf, "can_draw_pdf", lambda: True)
    monkeypatch.setattr(
        meeting_pdf, "pdf_apart", lambda html: pages.append(html) or b"%PDF-"
    )
    answer = reader.get(f"{LIST}{meeting.pk}/tai-lieu.pdf")
    assert (answer.content, answer["Content-Type"]) == (b"%PDF-", "application/pdf")
    assert "Tuyên truyền" in pages[0]


def test_without_the_libraries_there_is_no_pdf_and_the_page_says_so(
    reader, meeting, monkeypatch
):
    monkeypatch.setattr(meeting_pdf, "can_draw_pdf", lambda: False)
    answer = reader.get(f"{LIST}{meeting.pk}/tai-lieu.pdf", follow=True)
    assert "Pango" in answer.content.decode()


def test_a_conclusion_becomes_a_task_and_is_told_at_the_next_meeting(office, meeting):
    hold(office, meeting)
    answer = office.post(f"{LIST}{meeting.pk}/ket-luan/", DECIDED)
    assert answer.status_code == 302
    task = Task.objects.get(code__startswith="BCD.")
    assert task.code in read(office, f"{LIST}{meeting.pk}/")
    other = Meeting.objects.create(planned_on=dt.date(2021, 9, 1))
    agenda = office.get(f"{LIST}{other.pk}/").context["agenda"]
    assert [each["text"] for each in agenda["conclusions"]] == ["Xóa nhà tạm"]


@pytest.mark.parametrize(
    "wrong", [{"text": ""}, {"agency": "X"}, {"due_on": ""}, {"due_on": "1/1/2021"}]
)
def test_a_conclusion_that_lacks_something_is_told(office, meeting, wrong):
    hold(office, meeting)
    answer = office.post(f"{LIST}{meeting.pk}/ket-luan/", {**DECIDED, **wrong})
    assert answer.status_code == 422
    assert not Task.objects.filter(code__startswith="BCD.").exists()


def test_a_conclusion_is_corrected_and_removed(office, meeting):
    hold(office, meeting)
    office.post(f"{LIST}{meeting.pk}/ket-luan/", DECIDED)
    address = f"{LIST}{meeting.pk}/ket-luan/{meeting.conclusions.get().pk}/"
    assert "Xóa nhà tạm" in read(office, address)
    office.post(address, {"text": "Câu mới", "due_on": "01/07/2021"})
    assert Task.objects.get(code__startswith="BCD.").title == "Câu mới"
    office.post(address, {"xoa": "1"})
    assert not meeting.conclusions.exists()


def test_the_words_of_a_meeting_are_changed_and_a_planned_one_removed(office, meeting):
    address = f"{LIST}{meeting.pk}/sua/"
    office.post(address, {**PLAN, "minutes": "Biên bản"})
    meeting.refresh_from_db()
    assert meeting.minutes == "Biên bản"
    office.post(address, {"xoa": "1"})
    assert not Meeting.objects.exists()


def test_recording_by_mistake_is_taken_back(office, meeting):
    hold(office, meeting)
    office.post(f"{LIST}{meeting.pk}/bo-da-hop/")
    meeting.refresh_from_db()
    assert (meeting.state, meeting.agenda) == ("planned", "")


def test_signed_papers_are_attached_given_out_and_taken_off(office, meeting):
    pdf = b"%PDF-1.4\n%%EOF"
    for name, data in (("bb.pdf", pdf), ("xau.pdf", b"MZ")):
        file = SimpleUploadedFile(name, data)
        office.post(f"{LIST}{meeting.pk}/tep/", {"uploads": [file]})
    kept = meeting.files.get()
    answer = office.get(f"{LIST}{meeting.pk}/tep/{kept.pk}/")
    assert b"".join(answer.streaming_content) == pdf
    office.post(f"{LIST}{meeting.pk}/tep/{kept.pk}/go/")
    read(office, f"{LIST}{meeting.pk}/tep/{kept.pk}/", 404)


@pytest.mark.parametrize("what", ["hop", "ket-luan", "sua", "tep", "bo-da-hop"])
def test_whoever_is_not_of_the_office_writes_nothing(reader, meeting, what):
    assert reader.post(f"{LIST}{meeting.pk}/{what}/", PLAN).status_code == 404
    assert reader.post(LIST, PLAN).status_code == 404


@pytest.mark.usefixtures("_data")
def test_the_queries_do_not_grow_with_the_data(
    office, meeting, django_assert_max_num_queries
):
    with django_assert_max_num_queries(30) as few:
        read(office, f"{LIST}{meeting.pk}/")
    most = len(few)
    approve("610", "2020Q4", {"23344": range(1, 20)})
    for number in range(2, 5):
        Task.objects.create(
            code=f"THU.{number}",
            article="II.2.1",
            title="Việc",
            lead_id="UBND610",
            rhythm="quarterly",
            starts_on=dt.date(2019, 11, 25),
            document="QĐ 1334",
        )
    with django_assert_max_num_queries(most):
        read(office, f"{LIST}{meeting.pk}/")


def test_the_list_needs_the_same_queries_for_any_number_of_meetings(
    office, meeting, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10) as few:
        read(office, LIST)
    most = len(few)
    hold(office, meeting)
    for month in (4, 5, 6):
        Meeting.objects.create(planned_on=dt.date(2021, month, 1))
    with django_assert_max_num_queries(most):
        read(office, LIST)
