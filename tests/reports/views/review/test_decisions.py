"""Approving, returning and reopening."""

import datetime as dt

import pytest

from reports.choices import ReportState
from reports.models import Report, ReportEvent, Revision
from reports.services.workflow import close_quarter
from tests.reports import review_world as world
from tests.reports.review_world import FIRST, QUARTER, SMALL
from tests.reports.views.review.addresses import (
    APPROVE,
    PAGE,
    REOPEN,
    RETURN,
    approve_now,
    own_revisions,
    seen,
    state,
    text,
)
from tests.world import approve

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("waiting")
def test_approving_freezes_the_report_on_the_working_date(office):
    approve_now(office)
    revision = Revision.objects.get(quarter_id=QUARTER)
    assert (state(), revision.approved_on) == ("approved", dt.date(2021, 3, 20))
    assert revision.approved_by == world.reviewer()


@pytest.mark.usefixtures("waiting")
def test_approving_tells_its_effect_and_leads_to_the_overview(office):
    response = approve_now(office)
    page = text(response)
    assert response.redirect_chain == [(PAGE, 302)]
    assert "Đã duyệt." in page
    assert "Nhóm V: 0 → 1 xã." in page
    assert f'<a href="/?ky={QUARTER}">Xem tổng quan Quý I/2021</a>' in page


def test_approving_without_effect_says_so(office):
    world.approved_before()
    world.submitted({})
    assert "Số xã đạt các nhóm không đổi." in text(approve_now(office))


@pytest.mark.usefixtures("waiting")
def test_a_second_approval_is_refused_and_makes_no_second_revision(office):
    data = seen(office)
    office.post(APPROVE, data)
    page = text(office.post(APPROVE, data, follow=True))
    assert "Báo cáo này không ở trạng thái chờ duyệt." in page
    assert own_revisions() == 1


@pytest.mark.usefixtures("waiting")
def test_a_base_that_moved_is_told_and_nothing_is_approved(office):
    old = seen(office)
    approve(SMALL, "2020Q4", {FIRST: [18, 1]})
    page = text(office.post(APPROVE, old, follow=True))
    assert "Số liệu gốc của huyện vừa thay đổi" in page
    assert (state(), own_revisions()) == ("submitted", 0)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("", "Số liệu gốc của huyện vừa thay đổi"),
        ("-1", "Số liệu gốc của huyện vừa thay đổi"),
        ("9" * 40, "Số liệu gốc của huyện vừa thay đổi"),
        ("abc", "Trang duyệt đã cũ"),
    ],
)
@pytest.mark.usefixtures("waiting")
def test_a_page_without_its_base_approves_nothing(office, value, message):
    response = office.post(APPROVE, seen(office) | {"seen_base": value}, follow=True)
    assert message in text(response)
    assert (state(), own_revisions()) == ("submitted", 0)


@pytest.mark.parametrize("value", ["", "hôm qua", "2021-99-99T00:00:00"])
@pytest.mark.usefixtures("waiting")
def test_a_page_without_its_submission_approves_nothing(office, value):
    data = seen(office) | {"seen_submission": value}
    assert "Trang duyệt đã cũ" in text(office.post(APPROVE, data, follow=True))
    assert (state(), own_revisions()) == ("submitted", 0)


@pytest.mark.usefixtures("waiting")
def test_a_report_sent_again_is_not_approved_from_the_page_before(office):
    old = seen(office)
    Report.objects.update(submitted_at=world.AT + dt.timedelta(hours=1))
    assert "Huyện đã gửi lại báo cáo" in text(office.post(APPROVE, old, follow=True))
    assert (state(), own_revisions()) == ("submitted", 0)


@pytest.mark.usefixtures("waiting")
def test_a_closed_quarter_is_told_and_nothing_is_approved(office):
    data = seen(office)
    close_quarter(quarter_code=QUARTER, by=world.reviewer(), at=world.AT)
    page = text(office.post(APPROVE, data, follow=True))
    assert "Quý I/2021 đã khóa kỳ, không nhận thay đổi nữa" in page
    assert (state(), own_revisions()) == ("submitted", 0)


@pytest.mark.usefixtures("waiting")
def test_in_a_closed_quarter_there_is_nothing_to_press(office):
    close_quarter(quarter_code=QUARTER, by=world.reviewer(), at=world.AT)
    page = text(office.get(PAGE))
    assert "Quý I/2021 đã khóa kỳ" in page
    assert APPROVE not in page
    assert RETURN not in page


def test_approving_data_entered_on_behalf_keeps_the_mark(office, waiting):
    Report.objects.update(entered_on_behalf=True)
    approve_now(office)
    assert Revision.objects.get(quarter_id=QUARTER).entered_on_behalf


# Returning and reopening


@pytest.mark.usefixtures("waiting")
def test_a_return_keeps_its_reason_in_the_history(office):
    response = office.post(RETURN, {"reason": " Thiếu biên bản "}, follow=True)
    page = text(response)
    assert response.redirect_chain == [(PAGE, 302)]
    assert "Đã trả báo cáo lại cho huyện Ia H&#x27;Drai." in page
    assert "Thiếu biên bản" in page
    assert state() == ReportState.RETURNED


@pytest.mark.parametrize("reason", ["", "   ", None])
@pytest.mark.usefixtures("waiting")
def test_a_return_without_a_reason_is_refused_beside_the_field(office, reason):
    response = office.post(RETURN, {} if reason is None else {"reason": reason})
    assert response.status_code == 422
    assert "Hãy ghi lý do trả lại để huyện biết phải sửa gì." in text(response)
    assert 'aria-invalid="true"' in text(response)
    assert state() == ReportState.SUBMITTED


@pytest.mark.parametrize("reason", ["x" * 2001, "a\x00b"])
@pytest.mark.usefixtures("waiting")
def test_a_reason_that_cannot_be_stored_is_refused_and_kept(office, reason):
    response = office.post(RETURN, {"reason": reason})
    assert response.status_code == 422
    assert reason.replace("\x00", "") in text(response).replace("\x00", "")
    assert state() == ReportState.SUBMITTED


@pytest.mark.usefixtures("waiting")
def test_a_second_return_is_refused_and_its_text_kept(office):
    office.post(RETURN, {"reason": "Lần đầu"})
    response = office.post(RETURN, {"reason": "Lần nữa"})
    assert response.status_code == 422
    assert "Báo cáo này không ở trạng thái chờ duyệt." in text(response)
    assert "Lần nữa</textarea>" in text(response)
    assert ReportEvent.objects.filter(kind="returned").count() == 1


@pytest.mark.usefixtures("waiting")
def test_a_return_in_a_closed_quarter_is_refused_and_its_text_kept(office):
    close_quarter(quarter_code=QUARTER, by=world.reviewer(), at=world.AT)
    response = office.post(RETURN, {"reason": "Sai số"})
    assert response.status_code == 422
    assert "đã khóa kỳ, không nhận thay đổi nữa" in text(response)
    assert "Sai số</textarea>" in text(response)


@pytest.mark.usefixtures("waiting")
def test_an_approved_report_is_reopened_with_a_reason(office):
    approve_now(office)
    page = text(office.post(REOPEN, {"reason": "Sót một xã"}, follow=True))
    assert "Đã mở lại báo cáo để huyện Ia H&#x27;Drai sửa" in page
    assert "Sót một xã" in page
    assert state() == ReportState.REOPENED


@pytest.mark.usefixtures("waiting")
def test_reopening_without_a_reason_is_refused(office):
    approve_now(office)
    response = office.post(REOPEN, {"reason": ""})
    assert response.status_code == 422
    assert "Hãy ghi lý do mở lại." in text(response)
    assert state() == ReportState.APPROVED


@pytest.mark.usefixtures("waiting")
def test_only_an_approved_report_is_reopened(office):
    response = office.post(REOPEN, {"reason": "Nhầm"})
    assert response.status_code == 422
    assert "Chỉ mở lại được báo cáo đã duyệt." in text(response)
    assert state() == ReportState.SUBMITTED


@pytest.mark.usefixtures("waiting")
def test_a_reason_is_shown_as_text_never_as_markup(office):
    office.post(RETURN, {"reason": "<script>alert(1)</script>"})
    assert "<script>alert" not in text(office.get(PAGE))
