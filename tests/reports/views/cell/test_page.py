"""The page of a cell, and the part of it that the grid's script asks for."""

import datetime as dt

from django.test import Client

from reports.choices import ReportState
from reports.models import Report
from tests.reports.review_world import AT, FIRST, MET, QUARTER, SECOND, SMALL, reviewer
from tests.reports.views.cell.addresses import (
    ANSWER,
    PAGE,
    REPORT,
    SCRIPT,
    STATE,
    give_back,
    words,
)
from tests.world import approve


def test_it_says_what_the_cell_is_and_was(fallen: Client) -> None:
    said = words(fallen.get(PAGE))
    assert "Ia Đal tiêu chí 1. Quy hoạch" in said
    assert "Quý I/2021 chưa đạt giảm từ đạt" in said
    assert "Trước đó đạt Quý IV/2020, bản 1 duyệt 20/01/2021" in said


def test_it_says_who_changed_it_last(fallen: Client) -> None:
    assert "16:40 20/03/2021 , UBND huyện Ia H&#x27;Drai , gõ trên lưới" in words(
        fallen.get(PAGE)
    )


def test_a_cell_that_nobody_touched_follows_its_base(district: Client) -> None:
    said = words(district.get(PAGE))
    assert "Quý I/2021 đạt như trước" in said
    assert not Report.objects.exists()


def test_a_district_without_any_approved_quarter_has_nothing_before(
    fallen: Client, client: Client
) -> None:
    client.force_login(reviewer())
    said = words(client.get(f"/bao-cao/{QUARTER}/610/o/23344/1/"))
    assert "kỳ đầu tiên – chưa có số liệu kỳ trước" in said


def test_an_approved_quarter_is_compared_with_the_one_before(
    fallen: Client,
) -> None:
    approve(SMALL, QUARTER, {FIRST: [5]}, on=dt.date(2021, 3, 19))
    Report.objects.update(state=ReportState.APPROVED)
    said = words(fallen.get(PAGE))
    assert "Quý I/2021 chưa đạt giảm từ đạt" in said
    assert "Quý IV/2020, bản 1" in said


def test_a_quarter_approved_from_a_file_is_an_approved_one(district: Client) -> None:
    approve(SMALL, QUARTER, {FIRST: [1]}, on=dt.date(2021, 3, 19))
    answer = district.get(PAGE)
    assert answer.context["report"].state == ReportState.APPROVED
    assert "Khóa vì đã duyệt" in words(answer)


def test_a_locked_cell_says_why_and_has_no_form(fallen: Client) -> None:
    Report.objects.update(state=ReportState.SUBMITTED, submitted_at=AT)
    answer = fallen.get(PAGE)
    assert "Khóa vì đã gửi" in words(answer)
    assert STATE not in answer.content.decode()


def test_a_cell_beside_the_returned_ones_is_locked(fallen: Client) -> None:
    give_back(number=5)
    assert "các ô khác đã duyệt" in words(fallen.get(PAGE))


def test_a_returned_cell_shows_the_reason_the_date_and_the_form(
    fallen: Client,
) -> None:
    give_back()
    answer = fallen.get(PAGE)
    said = words(answer)
    assert "Ô này bị trả lại, cần trả lời trước ngày 25/03/2021" in said
    assert "Không khớp biên bản." in said
    assert ANSWER in answer.content.decode()


def test_it_leads_to_the_cells_beside_it(fallen: Client) -> None:
    html = fallen.get(f"{REPORT}o/{SECOND}/2/").content.decode()
    for beside in (f"{FIRST}/2", f"{SECOND}/1", f"{SECOND}/3", "23538/2"):
        assert f'href="{REPORT}o/{beside}/"' in html


def test_the_edges_of_the_grid_lead_nowhere(fallen: Client) -> None:
    answer = fallen.get(PAGE)
    beside = answer.context["cell"].neighbours
    assert beside.commune_before is None
    assert beside.criterion_before is None
    last = fallen.get(f"{REPORT}o/23538/19/").context["cell"].neighbours
    assert last.commune_after is None
    assert last.criterion_after is None


def test_it_leads_to_the_pages_of_the_commune_and_the_criterion(
    fallen: Client,
) -> None:
    html = fallen.get(PAGE).content.decode()
    assert f'href="/xa/{FIRST}/?ky={QUARTER}"' in html
    assert f'href="/tieu-chi/1/?ky={QUARTER}"' in html


def test_the_script_gets_the_part_alone(fallen: Client) -> None:
    html = fallen.get(PAGE, headers=SCRIPT).content.decode()
    assert html.lstrip().startswith("<article")
    assert "<h1" not in html
    assert f'href="{PAGE}"' in html


def test_the_part_has_no_second_choice_of_the_result(fallen: Client) -> None:
    assert STATE not in fallen.get(PAGE, headers=SCRIPT).content.decode()


def test_a_store_between_tells_the_page_and_the_part_apart(fallen: Client) -> None:
    assert "X-Requested-With" in fallen.get(PAGE).headers["Vary"]


def test_its_history_is_on_it(fallen: Client) -> None:
    said = words(fallen.get(PAGE))
    assert "Quý IV/2020 đạt bản 1 20/01/2021" in said
    assert "Mọi lần đổi" in said


def test_the_queries_are_fixed(
    fallen: Client, django_assert_max_num_queries: object
) -> None:
    for quarter in ("2019Q4", "2020Q1", "2020Q2", "2020Q3"):
        approve(SMALL, quarter, {FIRST: [1]})
    for state in (MET, MET):
        approve(SMALL, "2020Q4", {FIRST: [1, 3]}, is_demo=state == MET)
    with django_assert_max_num_queries(32):
        fallen.get(PAGE)
