"""Marks in the corners of cells: what keeps the report from being sent, and talk."""

import re

import pytest
from django.test import Client

from reports.models import Report, ReturnedCell
from tests.reports.returned_world import given_back
from tests.reports.review_world import (
    AT,
    FIRST,
    MET,
    QUARTER,
    SECOND,
    UNMET,
    approved_before,
    drafted,
    officer,
    submitted,
)
from tests.reports.talk_world import say
from tests.reports.values_world import YES, approved_values, number, typed
from tests.reports.views.entry.addresses import PAGE, text

RULES = f"{PAGE}canh-bao/"
CAUSE = "Giảm từ đạt mà chưa có nguyên nhân"
CONTRARY = "Kết quả trái với chỉ tiêu, chưa có lý do"
BLOCK, TALK = "#i-chan", "#i-noi"


@pytest.fixture
def fallen(district: Client) -> Client:
    """Criterion 1 of a commune is no longer đạt."""
    drafted({(FIRST, 1): UNMET})
    return district


def cell(client: Client, number: int = 1, commune: str = FIRST) -> str:
    page = text(client.get(PAGE))
    return page[page.index(f'<td id="o-{commune}-{number}"') :].split("</td>")[0]


def blocked(client: Client) -> list[str]:
    """Return the cells that the list names to the script as blocked."""
    part = text(client.get(RULES))
    return " ".join(re.findall(r'data-o-chan="([^"]*)"', part)).split()


def talk(client: Client) -> str:
    part = text(client.get(RULES))
    (said,) = re.findall(r'data-o-noi="([^"]*)"', part)
    return said.strip()


def test_a_cell_that_holds_the_report_up_is_marked_with_the_reason(
    fallen: Client,
) -> None:
    found = cell(fallen)
    assert BLOCK in found
    assert f"phải sửa trước khi gửi: {CAUSE}" in found
    assert BLOCK not in cell(fallen, 2)
    assert '"chan" aria-pressed="false">Phải sửa <b>1</b>' in text(fallen.get(PAGE))


def test_the_list_names_the_blocked_cells_while_people_type(fallen: Client) -> None:
    assert blocked(fallen) == [f"{FIRST}-1"]
    drafted({(FIRST, 1): MET})
    assert blocked(fallen) == []


def test_a_cell_that_two_rules_hold_up_is_one_cell_with_two_reasons(
    district: Client,
) -> None:
    approved_before({FIRST: [9]})
    typed("9.1", YES)
    typed("9.2", number("90"))
    drafted({(FIRST, 9): UNMET})
    assert blocked(district) == [f"{FIRST}-9", f"{FIRST}-9"]
    assert "Phải sửa <b>1</b>" in text(district.get(PAGE))
    assert f"{CAUSE}, {CONTRARY}" in cell(district, 9)


def test_an_approved_cell_beside_returned_ones_holds_nothing_up(
    district: Client,
) -> None:
    approved_before({FIRST: [17]})
    contrary = {(FIRST, "17.1"): number("0", "0"), (FIRST, "17.2"): number("0")}
    approved_values(contrary, quarter=QUARTER)
    drafted({})
    assert blocked(district) == [f"{FIRST}-17"]
    row = given_back((FIRST, 2))
    ReturnedCell.objects.filter(pk=row.pk).update(answer="Có", answered_at=AT)
    assert blocked(district) == []
    assert BLOCK not in cell(district, 17)


def test_what_is_locked_asks_for_no_mending(fallen: Client) -> None:
    submitted({(FIRST, 2): MET})
    assert BLOCK not in cell(fallen)


def test_talk_about_a_cell_is_marked_and_counted(fallen: Client) -> None:
    say(number=1)
    say("Đã xem.", number=1, by=officer(), needs_follow_up=True)
    found = cell(fallen)
    assert TALK in found
    assert 'class="noi is-mo"' in found
    assert "2 trao đổi, 1 chưa đọc, 1 cần theo dõi" in found
    assert TALK not in cell(fallen, 2)
    assert talk(fallen) == f"{FIRST}-1:2:1:1"


def test_talk_that_waits_for_nobody_has_another_shape(fallen: Client) -> None:
    say("Đã kiểm tra thực tế.", number=1, by=officer())
    assert 'class="noi"' in cell(fallen)
    assert "1 trao đổi</span>" in cell(fallen)


def test_talk_is_marked_on_a_locked_report_too(district: Client) -> None:
    submitted({(FIRST, 2): MET})
    say(number=2)
    assert "1 trao đổi, 1 chưa đọc" in cell(district, 2)


def test_talk_about_the_whole_report_marks_no_cell(fallen: Client) -> None:
    say(whole=True)
    assert talk(fallen) == ""


def test_a_quarter_not_begun_has_no_marks(district: Client) -> None:
    assert (blocked(district), talk(district)) == ([], "")
    assert BLOCK not in cell(district, commune=SECOND)
    assert not Report.objects.exists()
