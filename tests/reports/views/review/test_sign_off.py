"""The head of a district signs on the entry page's own form."""

import pytest
from django.template.loader import render_to_string

from accounts.choices import Role
from accounts.models import User
from reports.choices import EventKind, ReportState
from reports.models import Report
from tests.reports import review_world as world
from tests.reports.review_world import FIRST, LARGE, MET, QUARTER, SMALL
from tests.reports.views.review.addresses import PAGE, QUEUE, state, text

ENTRY = f"/bao-cao/{QUARTER}/{SMALL}/"
SIGN, GIVE_BACK = f"{ENTRY}ky-duyet/", f"{ENTRY}ky-duyet/tra-lai/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def signing(settings):
    """A report that an officer has sent to the head of the district."""
    settings.DISTRICT_SIGN_OFF = True
    world.open_quarter()
    world.approved_before()
    return world.submitted({(FIRST, 1): MET})


def head(district=SMALL):
    return User.objects.create(
        username="head", role=Role.DISTRICT, district_id=district, is_head=True
    )


def sent():
    """Return the key of the event that put the report before the head."""
    return Report.objects.get().events.filter(kind=EventKind.SENT_TO_HEAD).first().pk


def shown(rf, report, user):
    request = rf.get("/")
    request.user = user
    context = {"report": report, "request": request, "sent_to_head": sent()}
    return render_to_string("reports/entry/_sign_off.html", context)


def test_a_head_signs_and_the_report_goes_to_the_province(client, signing):
    client.force_login(head())
    page = text(client.post(SIGN, {"seen": sent()}, follow=True))
    assert "Đã ký duyệt và gửi báo cáo Quý I/2021 lên tỉnh." in page
    assert state() == ReportState.SUBMITTED


def test_a_head_gives_back_with_a_reason(client, signing):
    client.force_login(head())
    posted = {"reason": "Sai số hộ", "seen": sent()}
    page = text(client.post(GIVE_BACK, posted, follow=True))
    assert "Đã trả báo cáo lại cho cán bộ huyện sửa." in page
    assert state() == ReportState.RETURNED
    assert signing.events.latest("pk").reason == "Sai số hộ"


def test_a_head_gives_nothing_back_without_a_reason(client, signing):
    client.force_login(head())
    posted = {"reason": " ", "seen": sent()}
    page = text(client.post(GIVE_BACK, posted, follow=True))
    assert "Hãy ghi lý do trả lại để cán bộ biết phải sửa gì." in page
    assert state() == ReportState.SIGNING


@pytest.mark.parametrize("address", [SIGN, GIVE_BACK])
def test_what_does_not_wait_for_the_head_is_told(client, signing, address):
    Report.objects.update(state=ReportState.DRAFT)
    client.force_login(head())
    posted = {"reason": "x", "seen": sent()}
    page = text(client.post(address, posted, follow=True))
    assert "Báo cáo này không chờ lãnh đạo huyện duyệt." in page


@pytest.mark.parametrize("address", [SIGN, GIVE_BACK])
@pytest.mark.parametrize(
    "who",
    [world.officer, world.reviewer, lambda: head(LARGE)],
    ids=["officer", "office", "another head"],
)
def test_to_everyone_else_the_signature_does_not_exist(client, signing, address, who):
    client.force_login(who())
    assert client.get(address).status_code == 404
    posted = {"reason": "x", "seen": sent()}
    assert client.post(address, posted).status_code == 404
    assert state() == ReportState.SIGNING


@pytest.mark.parametrize("address", [SIGN, GIVE_BACK])
def test_a_head_decides_nothing_on_what_was_sent_again_since(client, signing, address):
    person = head()
    client.force_login(person)
    page = client.get(ENTRY)
    old = page.context["sent_to_head"]
    assert page.content.decode().count(f'name="seen" value="{old}"') == 2
    client.post(GIVE_BACK, {"reason": "Sai số hộ", "seen": old})
    world.submitted({(FIRST, 4): MET})
    page = text(client.post(address, {"reason": "x", "seen": old}, follow=True))
    assert "đã trình lại báo cáo sau khi trang này được mở" in page
    assert state() == ReportState.SIGNING


@pytest.mark.parametrize("address", [SIGN, GIVE_BACK])
def test_a_form_that_does_not_say_what_was_read_is_refused(client, signing, address):
    client.force_login(head())
    page = text(client.post(address, {"reason": "x"}, follow=True))
    assert "Trang này đã cũ, hãy tải lại, xem các ô rồi làm lại." in page
    assert state() == ReportState.SIGNING


@pytest.mark.parametrize("address", [SIGN, GIVE_BACK])
def test_opened_as_a_page_a_step_leads_back(client, signing, address):
    client.force_login(head())
    assert client.get(address).url == ENTRY
    assert state() == ReportState.SIGNING


def test_the_head_has_the_buttons_and_others_are_told_who_has_it(rf, signing):
    page = shown(rf, signing, head())
    assert f'action="{SIGN}"' in page
    assert f'action="{GIVE_BACK}"' in page
    page = shown(rf, signing, world.officer())
    assert "Đang chờ tài khoản lãnh đạo huyện" in page
    assert "<form" not in page


def test_a_report_in_another_state_has_no_signature(rf, signing):
    signing.state = ReportState.SUBMITTED
    assert shown(rf, signing, head()).strip() == ""


def test_the_office_sees_it_as_under_way_and_decides_nothing(office, signing):
    queue = office.get(QUEUE)
    assert "chờ lãnh đạo huyện" in text(queue)
    assert not queue.context["queue"].waiting
    page = text(office.get(PAGE))
    assert "chờ lãnh đạo huyện" in page
    assert 'name="o"' not in page
    assert "Trả lại cả báo cáo" not in page
