"""Questions of a file answered on its page, which then reads the file again."""

from typing import Any

import pytest
from django.test import Client

from accounts.choices import Role
from accounts.models import User
from communes.models import CommuneVariant
from reports.choices import ImportState
from reports.importing.runs import REMEMBERED
from reports.models import ImportRun, Revision, SheetLayout
from tests.reports.importing.asking import (
    CLOSE,
    CLOSE_KEY,
    MEANT,
    UNNAMED_KEY,
    bring_asked,
    close_indicator,
    close_name,
    hidden,
    in_old_letters,
    unnamed_column,
)
from tests.reports.importing.files import (
    RESULTS,
    TARGETS,
    TITLE,
    books,
    bring,
    three,
    workbook,
)
from tests.reports.importing.indicators.files import INDICATORS
from tests.reports.review_world import officer, reviewer
from tests.reports.views.imports.acts import LIST, act, preview, text, upload
from tests.reports.views.imports.page_forms import REREAD, form, say

NOTE = ("Ghi chú của văn phòng", [["nội dung"]])


def kept(run: ImportRun) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the outcome and the answers that a run has now."""
    run.refresh_from_db()
    return run.outcome, run.outcome["request"]["answers"]


def test_a_question_is_answered_in_place(office: Client) -> None:
    run = preview(office, workbook(close_name()))
    page = text(office.get(f"{LIST}{run.pk}/"))
    assert "Còn 1 câu hỏi cần trả lời" in page
    assert f"{LIST}{run.pk}/nhap/" not in page
    response = say(office, run, {CLOSE_KEY: MEANT})
    assert response.redirect_chain == [(f"{LIST}{run.pk}/#ket-luan", 302)]
    assert "Nhập được." in text(response)
    assert f"{LIST}{run.pk}/nhap/" in text(response)
    assert kept(run)[1] == {CLOSE_KEY: MEANT}


def test_an_answer_is_remembered_only_when_the_file_is_applied(office: Client) -> None:
    run = preview(office, workbook(close_name()))
    say(office, run, {CLOSE_KEY: MEANT})
    assert not CommuneVariant.objects.filter(name=CLOSE).exists()
    assert "Đã nhập: 57 ô mới" in text(act(office, run, "nhap"))
    assert CommuneVariant.objects.get(name=CLOSE).commune_id == MEANT


def test_a_file_with_a_question_cannot_be_applied(office: Client) -> None:
    run = preview(office, workbook(close_name()))
    assert "Chưa nhập được" in text(act(office, run, "nhap"))
    assert not Revision.objects.exists()


def test_a_question_left_open_stays_a_question(office: Client) -> None:
    run = preview(office, workbook(close_name()))
    say(office, run, {CLOSE_KEY: ""})
    assert [each["key"] for each in kept(run)[0]["questions"]] == [CLOSE_KEY]


def test_the_form_sent_untouched_changes_nothing(office: Client) -> None:
    for data in (workbook(three()), unnamed_column(three())):
        run = preview(office, data)
        before = run.outcome
        say(office, run, {})
        assert run.outcome == before


def test_an_answer_beside_a_choice_of_sheets_is_kept(office: Client) -> None:
    data = books({"Ghi chú": NOTE, "Biểu": (TITLE, close_name())})
    run = preview(office, data)
    say(office, run, {CLOSE_KEY: MEANT})
    outcome, answers = kept(run)
    assert (answers, outcome["questions"]) == ({CLOSE_KEY: MEANT}, [])


def test_another_sheet_can_be_chosen_and_the_first_again(office: Client) -> None:
    data = books({"Quý I": (TITLE, three()), "Nháp": (TITLE, three(first=(3,)))})
    run = preview(office, data, sheet="Nháp")
    assert form(office, run).fields["sheet"] == ""
    for sheet in ("Quý I", "Nháp"):
        say(office, run, {"sheet": sheet})
        assert run.sheet == sheet


def test_a_hidden_sheet_that_was_named_stays_the_one_that_is_read(
    office: Client,
) -> None:
    sheets = {"Quý I": (TITLE, three()), "Nháp": NOTE, "Ẩn": (TITLE, close_name())}
    run = preview(office, hidden(books(sheets), "Ẩn"), sheet="Ẩn")
    assert form(office, run).choices["sheet"] == ["", "Quý I", "Nháp"]
    say(office, run, {CLOSE_KEY: MEANT})
    assert (run.sheet, run.outcome["summary"]["errors"]) == ("Ẩn", 0)


def test_two_sheets_of_one_kind_are_chosen_from(office: Client) -> None:
    run = preview(
        office, books({"Quý I": (TITLE, three()), "Nháp": (TITLE, close_name())})
    )
    assert form(office, run).choices["sheet"] == ["Quý I", "Nháp", ""]
    say(office, run, {"sheet": "Nháp"})
    assert run.sheet == "Nháp"
    say(office, run, {CLOSE_KEY: MEANT})
    say(office, run, {"sheet": "Quý I"})
    assert kept(run)[1] == {}


def test_a_file_of_the_wrong_kind_is_read_as_the_other(office: Client) -> None:
    run = preview(office, workbook(three()), TARGETS)
    say(office, run, {"kind": RESULTS})
    assert (run.kind, run.outcome["summary"]["errors"]) == (RESULTS, 0)


def test_a_file_of_the_wrong_kind_claims_no_encoding(office: Client) -> None:
    run = preview(office, in_old_letters(three()), TARGETS)
    assert "Bảng mã" not in text(office.get(f"{LIST}{run.pk}/"))


def test_the_encoding_is_confirmed_with_cells_to_judge_by(office: Client) -> None:
    run = preview(office, in_old_letters(three()))
    page = text(office.get(f"{LIST}{run.pk}/"))
    assert "<td>Ia §al</td> <td><b>Ia Đal</b></td>" in page
    assert "TCVN3 (ABC), như đã đọc thử" in page
    assert "Nhập được." in text(say(office, run, {"encoding": "tcvn3"}))


def test_a_column_that_is_skipped_is_no_question_any_more(office: Client) -> None:
    run = preview(office, close_indicator(), INDICATORS)
    say(office, run, {"column:D": "ignore"})
    assert run.outcome["questions"] == []
    assert "Nhập được." in text(office.get(f"{LIST}{run.pk}/"))


def test_a_column_is_chosen_and_remembered_for_the_next_file(office: Client) -> None:
    run = preview(office, unnamed_column(three()))
    say(office, run, {UNNAMED_KEY: "5"})
    assert kept(run)[1] == {UNNAMED_KEY: "5"}
    assert not SheetLayout.objects.exists()
    act(office, run, "nhap")
    assert SheetLayout.objects.get().roles == {"G": "5"}
    assert REMEMBERED in text(upload(office, unnamed_column(three(first=(5,)))))


def test_a_remembered_column_can_be_read_as_headed_again(office: Client) -> None:
    bring_asked(workbook(three()), {"column:V": "ignore"})
    run = preview(office, workbook(three(first=(1, 2, 3))))
    say(office, run, {"column:V": "total"})
    assert REMEMBERED not in text(act(office, run, "nhap"))
    assert SheetLayout.objects.get().roles == {"V": "total"}


def test_what_was_answered_can_be_taken_back(office: Client) -> None:
    run = preview(office, workbook(close_name()))
    assert 'name="bo"' not in text(office.get(f"{LIST}{run.pk}/"))
    assert 'name="bo"' in text(say(office, run, {CLOSE_KEY: MEANT}))
    act(office, run, REREAD, bo="1")
    outcome, answers = kept(run)
    assert answers == {}
    assert [each["key"] for each in outcome["questions"]] == [CLOSE_KEY]


@pytest.mark.parametrize(
    "said",
    [
        {CLOSE_KEY: "23537"},
        {CLOSE_KEY: "<b>"},
        {"column:C": "99"},
        {"sheet": "Trang 9"},
        {"period": "2021Q3"},
    ],
)
def test_an_answer_outside_the_choices_changes_nothing(
    office: Client, said: dict[str, str]
) -> None:
    run = preview(office, workbook(close_name()))
    before = run.outcome
    response = act(office, run, REREAD, **said)
    assert "Câu trả lời không nằm trong các lựa chọn" in text(response)
    assert kept(run)[0] == before


def test_an_answer_to_what_is_not_asked_is_not_taken(office: Client) -> None:
    run = preview(office, workbook(three()))
    act(office, run, REREAD, **{"unit:B5": "23537", "kind": "targets", "asks": ""})
    assert kept(run)[1] == {}
    assert run.kind == RESULTS


def test_asked_by_get_the_page_of_the_run_answers(office: Client) -> None:
    run = preview(office, workbook(close_name()))
    response = office.get(f"{LIST}{run.pk}/{REREAD}/", {CLOSE_KEY: MEANT})
    assert (response.status_code, response["Location"]) == (302, f"{LIST}{run.pk}/")
    assert kept(run)[1] == {}


def test_a_run_that_was_decided_on_is_not_read_again(office: Client) -> None:
    run = preview(office, workbook(three()))
    act(office, run, "nhap")
    run.refresh_from_db()
    before = run.outcome
    for said in ({}, {"bo": "1"}):
        assert "đã được xử lý" in text(act(office, run, REREAD, **said))
    assert kept(run)[0] == before
    assert run.state == ImportState.APPLIED
    assert f"{REREAD}/" not in text(office.get(f"{LIST}{run.pk}/"))


@pytest.mark.usefixtures("reference")
def test_for_everybody_else_there_is_nothing_to_answer(client: Client) -> None:
    run = bring(workbook(three())).run
    assert run is not None
    for user in (officer(), User.objects.create(username="ld", role=Role.LEADER)):
        client.force_login(user)
        address = f"{LIST}{run.pk}/{REREAD}/"
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    client.force_login(reviewer())
    assert client.post(f"{LIST}{run.pk + 1}/{REREAD}/").status_code == 404


def test_what_a_file_holds_is_never_markup(office: Client) -> None:
    name = "Ia Đal<b>x"
    page = text(upload(office, workbook(close_name(name))))
    assert "Ia Đal&lt;b&gt;x" in page
    assert name not in page
