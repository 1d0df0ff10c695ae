"""The pages of tasks: lists, one task, its reports; what others may not do."""

import pytest

from programme.choices import TaskState
from programme.models import Task, TaskFile, TaskReport
from programme.services.tasks.reports import review_report
from reports.models import DemoClock
from tests.programme import task_world as world
from tests.programme.task_world import AT, CODE, LAST, PART, write
from tests.reports.evidence_world import upload

pytestmark = pytest.mark.django_db
PAGE = f"/nhiem-vu/{CODE}/"
SEND = f"{PAGE}bao-cao/{LAST}/"
REVIEW = f"{SEND}xem/"
SAID = {"state": "doing", "text": "Đã trình dự thảo.", "version": "0", "viec": "gui"}
LISTS = ["/nhiem-vu/", "/nhiem-vu/bang/", "/nhiem-vu/lich/"]


@pytest.fixture(autouse=True)
def _working_date(settings):
    settings.DEBUG = True
    DemoClock.objects.create(pk=1, today=world.TODAY)


@pytest.fixture
def body(client):
    client.force_login(world.department())
    return client


@pytest.fixture
def office(client):
    client.force_login(world.office())
    return client


@pytest.fixture
def reader(client):
    client.force_login(world.reader())
    return client


def html(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize("address", [*LISTS, PAGE, f"/nhiem-vu/{world.HEADING}/"])
def test_everyone_signed_in_reads_the_tasks(reader, address):
    html(reader.get(address))


@pytest.mark.parametrize("address", [*LISTS, PAGE])
def test_without_an_account_the_login_comes_first(client, address):
    assert client.get(address).status_code == 302


def test_silent_tasks_come_first_and_say_of_which_quarter(reader):
    write()
    page = reader.get("/nhiem-vu/?don_vi=SKHDT").context["page"]
    assert page[0].is_silent
    assert page[-1].task.code == CODE
    assert "im lặng Quý IV/2020" in html(reader.get("/nhiem-vu/"))


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("dieu=III.5", {"III.5.1", "III.5.2", "III.5.3"}),
        ("dieu=III.6&nhip=half_yearly", {"III.6.1"}),
        ("tinh_trang=cho-xem", {CODE}),
        ("tinh_trang=doing&ky=2020Q4", {CODE}),
        ("tinh_trang=qua-han", set()),
        ("don_vi=UBND610&dieu=II.2.4", {"II.2.4.1-610"}),
    ],
)
def test_the_list_is_narrowed(reader, query, codes):
    write()
    found = reader.get(f"/nhiem-vu/?{query}").context["page"]
    assert {line.task.code for line in found} == codes


def test_a_filter_that_does_not_exist_is_said_and_left_out(reader):
    page = html(reader.get("/nhiem-vu/?don_vi=KHONGCO&tinh_trang=la&ky=xyz&trang=9"))
    assert "Bộ lọc bỏ qua giá trị ấy." in page


def test_the_calendar_takes_a_year_of_the_tasks_or_this_year(reader):
    assert "Lịch nhiệm vụ năm 2020" in html(reader.get("/nhiem-vu/lich/?nam=2020"))
    assert "Lịch nhiệm vụ năm 2021" in html(reader.get("/nhiem-vu/lich/?nam=1"))


def test_a_body_reports_and_the_office_accepts(body, client):
    assert body.post(SEND, SAID).status_code == 302
    assert "Chờ xem" in html(body.get(PAGE)) or "chờ xem" in html(body.get(PAGE))
    client.force_login(world.office())
    answer = client.post(REVIEW, {}, follow=True)
    assert "Đã chấp nhận báo cáo Quý IV/2020." in html(answer)
    assert TaskReport.objects.get().stage == "accepted"


def test_what_waits_for_the_office_stands_before_its_own_form(office):
    write(quarter=world.LAST.previous(), text="Bản cũ chờ xem.")
    review_report(report=write(), reason="", by=world.office(), at=AT)
    shown = html(office.get(PAGE))
    order = ["Bản cũ chờ xem.", "Đã trình dự thảo.", "Báo cáo thay đơn vị"]
    assert [shown.index(each) for each in order] == sorted(
        shown.index(each) for each in order
    )
    assert '<details class="nt-sec nt-nv-thay nt-noprint" id="bao-cao">' in shown


@pytest.mark.parametrize("said", [SAID | {"text": ""}, SAID | {"state": "la"}])
def test_the_form_of_the_office_stays_open_when_its_report_is_refused(office, said):
    shown = office.post(SEND, said).content.decode()
    assert '<details class="nt-sec nt-nv-thay nt-noprint" id="bao-cao" open>' in shown


def test_whose_task_it_is_has_the_form_first(body, client):
    write(quarter=world.LAST.previous(), text="Bản cũ chờ xem.")
    shown = html(body.get(PAGE))
    assert shown.index("Gửi Văn phòng Điều phối") < shown.index("Bản cũ chờ xem.")
    client.force_login(world.office())
    assert "Báo cáo thay đơn vị" not in html(client.get("/nhiem-vu/III.6.1/"))


def test_what_the_portal_loaded_itself_has_no_day_in_the_history(reader):
    write()
    last = reader.get(PAGE).context["page"].history[-1]
    assert (last.at, last.words) == (None, "Nạp danh mục nhiệm vụ")


@pytest.mark.parametrize(
    ("address", "tab"),
    [
        (PAGE, "/nhiem-vu/"),
        (f"{PAGE}sua/", "/nhiem-vu/"),
        ("/nhiem-vu/moi/", "/nhiem-vu/"),
        ("/trach-nhiem/SKHDT/", "/trach-nhiem/"),
    ],
)
def test_a_page_below_says_in_which_part_of_the_programme_it_stands(
    office, address, tab
):
    assert f'<a href="{tab}" aria-current="page">' in html(office.get(address))


def test_the_office_gives_back_with_a_reason_that_the_body_reads(office, client):
    write()
    office.post(REVIEW, {"gives_back": "1", "reason": "Thiếu số văn bản."})
    client.force_login(world.department())
    assert "Thiếu số văn bản." in html(client.get(PAGE))


def test_giving_back_without_a_reason_says_so_and_changes_nothing(office):
    write()
    page = html(office.post(REVIEW, {"gives_back": "1"}), 422)
    assert "Trả lại thì phải ghi lý do." in page
    assert TaskReport.objects.get().stage == "sent"


def test_a_second_review_of_one_report_is_told(office):
    review_report(report=write(), reason="", by=world.office(), at=AT)
    assert "tải lại trang" in html(office.post(REVIEW, {}), 409)


def test_what_was_typed_stays_when_the_report_is_refused(body):
    page = html(body.post(SEND, {**SAID, "state": "stuck", "proposal": "Ý nọ"}), 409)
    assert "vướng mắc ở đâu" in page
    assert "Ý nọ" in page
    assert not TaskReport.objects.exists()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"state": "la"}, "Hãy chọn tình trạng."),
        ({"text": "x" * 4001}, "Dài quá 4000 ký tự."),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(body, said, why):
    assert why in html(body.post(SEND, SAID | said), 422)


def test_a_count_that_is_no_number_is_said(body):
    Task.objects.filter(code=CODE).update(target_count=4, unit="văn bản")
    page = html(body.post(SEND, {**SAID, "done_count": "hai"}), 422)
    assert "Hãy ghi một số nguyên." in page


def test_a_countable_task_shows_its_share(body):
    Task.objects.filter(code=CODE).update(target_count=4, unit="văn bản")
    body.post(SEND, {**SAID, "done_count": "3"})
    assert "3/4 văn bản, 75,0 %" in html(body.get(PAGE))


def test_files_are_handed_in_read_and_taken_off(body, client):
    body.post(SEND, {**SAID, "viec": "luu", "uploads": [upload()]})
    file = TaskFile.objects.get()
    address = f"/nhiem-vu/tep/{file.pk}/"
    answer = body.get(address)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    client.force_login(world.department(world.OTHER))
    assert client.get(address).status_code == 404
    assert client.post(f"{address}go/").status_code == 404
    client.force_login(world.department())
    assert client.post(f"{address}go/").status_code == 302
    assert TaskFile.objects.get().removed_by == world.department()


def test_a_file_that_is_lost_answers_404(body):
    body.post(SEND, {**SAID, "uploads": [upload()]})
    file = TaskFile.objects.get()
    file.file.storage.delete(file.file.name)
    assert body.get(f"/nhiem-vu/tep/{file.pk}/").status_code == 404


def test_a_sent_report_keeps_its_files(body):
    body.post(SEND, {**SAID, "uploads": [upload()]})
    file = TaskFile.objects.get()
    page = html(body.post(f"/nhiem-vu/tep/{file.pk}/go/", follow=True))
    assert "không gỡ tệp được nữa" in page


def test_a_bad_file_is_named_and_nothing_is_kept(body):
    bad = upload("virus.pdf", b"MZ\x90")
    assert "virus.pdf" in html(body.post(SEND, {**SAID, "uploads": [bad]}), 409)
    assert not TaskReport.objects.exists()


def test_a_draft_is_seen_by_its_own_people_and_the_office_only(client):
    write(text="Chưa xong đâu.", is_sent=False)
    for user, sees in [
        (world.department(), True),
        (world.office(), True),
        (world.department(world.OTHER), False),
        (world.reader(), False),
    ]:
        client.force_login(user)
        assert ("Chưa xong đâu." in html(client.get(PAGE))) is sees


@pytest.mark.parametrize("address", [SEND, REVIEW, f"{PAGE}ket-thuc/"])
def test_to_strangers_the_writing_addresses_do_not_exist(client, address):
    client.force_login(world.department(world.OTHER))
    assert client.post(address, SAID).status_code == 404


@pytest.mark.parametrize("address", [f"{PAGE}sua/", "/nhiem-vu/moi/"])
def test_only_the_office_has_the_forms_of_tasks(body, address):
    assert body.get(address).status_code == 404
    assert body.post(address, {}).status_code == 404


def test_a_district_officer_reports_for_the_committee(client):
    client.force_login(world.committee())
    address = f"/nhiem-vu/{PART}/"
    assert "Gửi Văn phòng Điều phối" in html(client.get(address))
    assert client.post(f"{address}bao-cao/{LAST}/", SAID).status_code == 302
    other = "/nhiem-vu/II.2.2.2-611/"
    assert client.post(f"{other}bao-cao/{LAST}/", SAID).status_code == 404


def test_a_task_that_does_not_exist_answers_404(office):
    assert office.get("/nhiem-vu/KHONG.CO/").status_code == 404


@pytest.mark.parametrize("address", [*LISTS, PAGE, f"/nhiem-vu/{world.HEADING}/"])
def test_the_pages_cost_the_same_whatever_was_reported(
    reader, address, django_assert_max_num_queries
):
    write()
    write("III.5.1", by=world.office(), state=TaskState.DONE)
    with django_assert_max_num_queries(16):
        reader.get(address)


def test_the_inbox_and_the_hub_say_what_waits(client):
    write()
    client.force_login(world.office())
    assert "<b>1</b> báo cáo chờ xem" in html(client.get("/hop-thu/"))
    assert "nhiệm vụ đang thực hiện" in html(client.get("/chuong-trinh/"))
    client.force_login(world.department())
    assert "nhiệm vụ chưa báo cáo" in html(client.get("/hop-thu/"))


def test_the_inbox_names_the_report_that_was_given_back(client):
    review_report(report=write(), reason="Thiếu số.", by=world.office(), at=AT)
    client.force_login(world.department())
    shown = html(client.get("/hop-thu/"))
    assert f"Nhiệm vụ {CODE}: báo cáo Quý IV/2020 bị trả lại" in shown
    assert "Lý do: Thiếu số." in shown
