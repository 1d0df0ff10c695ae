"""Không thay đổi, đã xem, gửi: the acts below the grid."""

import pytest
from django.test import Client
from django.utils import timezone

from reports.analytics.entry.grid import Grid
from reports.models import Quarter, Report, ReportEvent
from reports.views.entry import grid
from reports.views.entry.grid import find_grid
from tests.reports.review_world import (
    FIRST,
    MET,
    SECOND,
    UNKNOWN,
    drafted,
    officer,
)
from tests.reports.views.entry.addresses import (
    NOTED,
    PAGE,
    SUBMIT,
    UNCHANGED,
    said,
    state,
    stored,
)
from tests.world import approve


def test_nothing_changed_is_one_act(district: Client) -> None:
    answer = district.post(UNCHANGED, {"seen": "0"}, follow=True)
    assert said(answer) == ["Đã ghi: Quý I/2021 không thay đổi."]
    assert Report.objects.get().is_unchanged


def test_changed_cells_are_given_up_only_when_all_were_seen(district: Client) -> None:
    drafted({(FIRST, 2): MET, (FIRST, 3): MET})
    answer = district.post(UNCHANGED, {"seen": "1"}, follow=True)
    assert "đang có 2 ô đã sửa" in said(answer)[0]
    assert len(stored()) == 2
    district.post(UNCHANGED, {"seen": "2"})
    assert stored() == set()
    assert Report.objects.get().is_unchanged


def test_what_a_colleague_saves_while_nothing_seems_changed_is_kept(
    district: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(*asked: object) -> Grid:
        grid = find_grid(*asked)
        drafted({(FIRST, 2): MET, (FIRST, 3): MET})
        return grid

    monkeypatch.setattr(grid, "find_grid", found)
    district.post(UNCHANGED, {"seen": "0"})
    assert len(stored()) == 2


@pytest.mark.parametrize("seen", ["", "-1", "x"])
def test_giving_up_without_a_count_is_refused(district: Client, seen: str) -> None:
    drafted({(FIRST, 2): MET})
    district.post(UNCHANGED, {"seen": seen})
    assert len(stored()) == 1


def test_without_a_quarter_before_nothing_can_stay_as_it_was(client: Client) -> None:
    client.force_login(officer())
    answer = client.post(UNCHANGED, {"seen": "0"}, follow=True)
    assert said(answer) == ["Huyện chưa có quý nào được duyệt để giữ nguyên."]
    assert not Report.objects.exists()


def test_a_locked_report_is_not_confirmed(district: Client) -> None:
    Quarter.objects.update(closed_at=timezone.now())
    answer = district.post(UNCHANGED, {"seen": "0"}, follow=True)
    assert "đã khóa kỳ" in said(answer)[0]
    assert not Report.objects.exists()


def test_a_moved_base_is_noted(district: Client) -> None:
    drafted({(SECOND, 2): MET})
    moved = approve("618", "2020Q4", {FIRST: [2]})
    answer = district.post(NOTED, follow=True)
    assert answer.context["grid"].moved == ()
    assert Report.objects.get().base == moved


def test_a_report_is_sent_and_locked(district: Client) -> None:
    drafted({(FIRST, 2): MET})
    answer = district.post(SUBMIT, follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert said(answer) == [
        "Đã gửi báo cáo Quý I/2021 của huyện Ia H'Drai tới Văn phòng Điều phối nông "
        "thôn mới tỉnh."
    ]
    assert state() == "submitted"
    assert answer.context["lock"]


def test_a_report_without_changes_says_what_is_missing(district: Client) -> None:
    answer = district.post(SUBMIT, follow=True)
    assert "Chưa sửa ô nào" in said(answer)[0]
    assert not ReportEvent.objects.exists()


def test_unknown_cells_are_sent_only_when_ticked(district: Client) -> None:
    drafted({(FIRST, 2): UNKNOWN})
    answer = district.post(SUBMIT, follow=True)
    assert "Còn 1 ô chưa đánh giá" in said(answer)[0]
    assert state() == "draft"
    district.post(SUBMIT, {"unknown_confirmed": "1"})
    assert state() == "submitted"


def test_a_report_is_sent_once(district: Client) -> None:
    drafted({(FIRST, 2): MET})
    district.post(SUBMIT)
    answer = district.post(SUBMIT, follow=True)
    assert said(answer)[-1].startswith("Khóa vì đã gửi")
    assert ReportEvent.objects.count() == 1
