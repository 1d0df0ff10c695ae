"""A body reports on its task, the office looks at it; others may do neither."""

import pytest

from ntm_portal.lib.periods import Quarter
from programme.choices import TaskState
from programme.models import TaskFile, TaskReport
from programme.services.tasks.reports import (
    NotReportable,
    Progress,
    ReportMoved,
    ReportSent,
    Writing,
    remove_file,
    review_report,
    write_report,
)
from reports.services.guard import ChangeRefused, NotAllowed, OutOfScope
from tests.programme import task_world as world
from tests.programme.task_world import AT, CODE, LAST, NOW, TODAY, write
from tests.reports.evidence_world import checked, files_on_disk

pytestmark = pytest.mark.django_db


def with_files(*files, code=CODE, version=0, **writing):
    return write_report(
        task=world.task(code),
        quarter=LAST,
        writing=Writing(
            Progress(TaskState.DOING, "Đang làm."), files, version, **writing
        ),
        by=world.department(),
        at=AT,
        today=TODAY,
    )


def test_a_report_goes_from_draft_to_sent_to_accepted_and_keeps_its_history():
    write(is_sent=False)
    row = write()
    review_report(report=row, reason="", by=world.office(), at=AT)
    told = TaskReport.history.order_by("history_id")
    assert [
        (each.stage, each.history_change_reason, each.history_user.username)
        for each in told
    ] == [
        ("draft", "Lưu nháp", "so.skhdt"),
        ("sent", "Gửi báo cáo", "so.skhdt"),
        ("accepted", "Chấp nhận", "vpdp"),
    ]


def test_what_is_sent_is_locked_until_it_is_given_back():
    row = write()
    with pytest.raises(ReportSent):
        write(text="Sửa lại")
    review_report(report=row, reason="Thiếu số liệu.", by=world.office(), at=AT)
    again = write(text="Đã bổ sung.")
    assert (again.stage, again.return_reason) == ("sent", "")


def test_an_accepted_report_can_be_given_back_but_not_accepted_again():
    row = write()
    review_report(report=row, reason="", by=world.office(), at=AT)
    with pytest.raises(ChangeRefused, match="tải lại trang"):
        review_report(report=row, reason="", by=world.office(), at=AT)
    back = review_report(report=row, reason="Nhầm quý.", by=world.office(), at=AT)
    assert back.stage == "returned"


def test_another_body_may_not_report():
    with pytest.raises(OutOfScope):
        write(by=world.department(world.OTHER))


def test_a_leader_only_reads():
    with pytest.raises(NotAllowed, match="chỉ xem"):
        write(by=world.reader())


def test_a_district_reports_on_its_own_part_only():
    write(world.PART, by=world.committee())
    with pytest.raises(OutOfScope):
        write("II.2.2.2-611", by=world.committee())


def test_only_the_office_reviews():
    with pytest.raises(NotAllowed):
        review_report(report=write(), reason="", by=world.department(), at=AT)


def test_the_office_writes_in_the_place_of_a_silent_body():
    assert write(by=world.office()).by == world.office()


@pytest.mark.parametrize(
    ("quarter", "why"),
    [(Quarter(2021, 2), "chưa bắt đầu"), (Quarter(2019, 3), "bắt đầu ngày 25/11/2019")],
)
def test_there_is_no_report_of_a_quarter_outside_of_the_task(quarter, why):
    with pytest.raises(NotReportable, match=why):
        write(quarter=quarter)


def test_a_heading_has_no_report_of_its_own():
    with pytest.raises(NotReportable, match="nhiệm vụ con"):
        write(world.HEADING, by=world.office())


def test_a_report_of_a_closed_task_ends_with_its_last_quarter():
    row = world.task()
    row.closed_on, row.closed_reason = LAST.last_day, "Đã ban hành."
    row.save()
    write()
    with pytest.raises(NotReportable, match="đã kết thúc"):
        write(quarter=NOW)


def test_an_empty_report_is_not_sent_but_kept_as_a_draft():
    with pytest.raises(ChangeRefused, match="kết quả thực hiện"):
        write(text="")
    assert write(text="", is_sent=False).pk


def test_who_is_stuck_says_where():
    with pytest.raises(ChangeRefused, match="vướng mắc ở đâu"):
        write(state=TaskState.STUCK)
    assert write(state=TaskState.STUCK, difficulty="Thiếu vốn.").pk


def test_of_two_pages_the_second_overwrites_nothing():
    write(is_sent=False)
    with pytest.raises(ReportMoved, match="Nội dung bạn gõ còn ở dưới"):
        with_files(version=0)


def test_a_count_is_kept_only_where_the_task_is_counted():
    assert write(done_count=3, is_sent=False).done_count is None
    row = world.task()
    row.target_count, row.unit = 4, "văn bản"
    row.save()
    report = write(done_count=3, is_sent=False)
    assert report.percent(4) == 75


def test_files_come_with_a_report_and_can_be_taken_off_until_it_is_sent():
    row = with_files(checked("a.pdf"), checked("b.pdf"))
    file = TaskFile.objects.get(name="a.pdf")
    remove_file(file=file, by=world.department(), at=AT)
    assert [each.name for each in row.files.filter(removed_at=None)] == ["b.pdf"]
    write()
    with pytest.raises(ReportSent):
        remove_file(file=row.files.get(name="b.pdf"), by=world.department(), at=AT)


def test_the_same_file_is_kept_once():
    with_files(checked("a.pdf"))
    with_files(checked("a.pdf"), version=1)
    assert TaskFile.objects.count() == 1


def test_too_many_files_leave_nothing_behind():
    before = set(files_on_disk())
    files = [checked(f"{number}.pdf") for number in range(11)]
    with pytest.raises(ChangeRefused, match="nhiều nhất 10 tệp"):
        with_files(*files)
    assert not TaskReport.objects.exists()
    assert set(files_on_disk()) == before
