"""The kind and the quarter of a file, proposed and chosen in place."""

from django.test import Client

from ntm_portal.lib.periods import Quarter
from reports.models import ImportRun
from tests.reports.importing.files import RESULTS, TARGETS, one_cell, three, workbook
from tests.reports.views.imports.acts import preview, text, upload
from tests.reports.views.imports.page_forms import form, say

WITHOUT_QUARTER = "Kết quả thực hiện các tiêu chí"


def test_a_kind_left_open_is_proposed(office: Client) -> None:
    data = workbook(three(), title="Phụ lục 01. Chỉ tiêu phấn đấu")
    assert preview(office, data, "").kind == TARGETS
    assert preview(office, workbook(three()), "", period="2021Q1").kind == RESULTS


def test_a_kind_that_nothing_tells_has_to_be_chosen(office: Client) -> None:
    response = upload(office, one_cell("Kính gửi Văn phòng"), "")
    assert response.status_code == 422
    assert "Không nhận ra loại bảng trong tệp; hãy chọn loại bảng." in text(response)
    assert not ImportRun.objects.exists()


def test_a_file_without_a_sheet_to_propose_from_keeps_what_was_chosen(
    office: Client,
) -> None:
    data = workbook(three(), title=WITHOUT_QUARTER)
    run = preview(office, data, "", sheet="Trang 9", period="2021Q1")
    assert run.outcome["request"]["period"] == "2021Q1"
    assert "Trang 9" in run.outcome["reading"]["errors"][0]["message"]


def test_a_quarter_that_the_title_lacks_is_chosen_in_place(office: Client) -> None:
    run = preview(office, workbook(three(), title=WITHOUT_QUARTER))
    assert form(office, run).fields["period"] == ""
    say(office, run, {"period": "2021Q1"})
    assert run.outcome["summary"]["period"] == Quarter(2021, 1).label
    assert run.outcome["summary"]["errors"] == 0


def test_a_quarter_that_was_chosen_can_be_chosen_anew(office: Client) -> None:
    run = preview(office, workbook(three()), period="2020Q4")
    assert form(office, run).fields["period"] == "2020Q4"
    say(office, run, {"period": "2021Q1"})
    assert run.outcome["summary"]["errors"] == 0


def test_a_quarter_that_the_title_names_is_not_asked(office: Client) -> None:
    run = preview(office, workbook(three()))
    assert "period" not in form(office, run).fields
