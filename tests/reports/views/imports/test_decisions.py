"""Looking at an uploaded file, applying, discarding and undoing it."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.choices import Role
from accounts.models import User
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import figures_at
from reports.choices import ImportState
from reports.models import ImportRun, Revision
from tests.reports.importing.files import (
    DUTIES,
    DUTIES_2019,
    ON,
    RESULTS_2019,
    TARGETS,
    TARGETS_2019,
    bring,
    edited,
    sample_bytes,
    three,
    workbook,
)
from tests.reports.review_world import officer, reviewer
from tests.reports.views.imports.acts import LIST, STEPS, act, preview, text, upload


def everybody_else() -> list[User]:
    return [
        officer(),
        User.objects.create(username="lanhdao", role=Role.LEADER),
        User.objects.create(username="so.snn", role=Role.DEPARTMENT, agency_id="SNN"),
    ]


@pytest.mark.usefixtures("reference")
def test_for_everybody_else_the_pages_do_not_exist(client: Client) -> None:
    run = bring(workbook(three())).run
    assert run is not None
    for user in everybody_else():
        client.force_login(user)
        for step in ("", f"{run.pk}/", *(f"{run.pk}/{x}/" for x in STEPS)):
            assert client.get(f"{LIST}{step}").status_code == 404
            assert client.post(f"{LIST}{step}").status_code == 404
    run.refresh_from_db()
    assert run.state == ImportState.APPLIED


def test_strangers_are_sent_to_the_login(client: Client, reference: None) -> None:
    assert client.get(LIST).status_code == 302


def test_an_admin_imports_too(client: Client, reference: None) -> None:
    client.force_login(User.objects.create(username="admin", role=Role.ADMIN))
    assert client.get(LIST).status_code == 200


def test_an_upload_leads_to_a_preview_and_writes_nothing(office: Client) -> None:
    response = upload(office, workbook(three()))
    run = ImportRun.objects.get()
    assert response.redirect_chain == [(f"{LIST}{run.pk}/", 302)]
    assert "Nhập được." in text(response)
    assert run.state == ImportState.PREVIEW
    assert not Revision.objects.exists()


def test_a_preview_shows_counts_that_add_up(office: Client) -> None:
    response = upload(office, workbook(three()))
    page = response.context["page"]
    assert sum(count for _, count in page.tallies) == page.read == 57
    assert sum(count for _, count in page.fates) == 57
    assert "51 ô để trống được hiểu là chưa đạt" in text(response)


def test_applying_writes_the_file_and_shows_what_was_done(office: Client) -> None:
    run = preview(office, workbook(three()))
    response = act(office, run, "nhap")
    assert "Đã nhập: 57 ô mới" in text(response)
    assert response.redirect_chain == [(f"{LIST}{run.pk}/", 302)]
    assert figures_at(Quarter(2021, 1)).criteria_met_total == 6
    assert Revision.objects.get().approved_by == reviewer()
    assert Revision.objects.get().approved_on == ON


def test_a_file_with_errors_cannot_be_applied(office: Client) -> None:
    run = preview(office, edited(RESULTS_2019, {"G24": "đạt?"}))
    page = text(office.get(f"{LIST}{run.pk}/"))
    assert 'aria-disabled="true"' in page
    assert f"{LIST}{run.pk}/nhap/" not in page
    assert "Chưa nhập được" in text(act(office, run, "nhap"))
    assert not Revision.objects.exists()


def test_a_problem_is_shown_with_address_header_row_and_value(office: Client) -> None:
    run = preview(office, edited(RESULTS_2019, {"G24": "đạt?"}))
    page = office.get(f"{LIST}{run.pk}/")
    told = page.context["page"].errors[0]
    assert (told.cell, told.name, told.value) == ("G24", "Đắk Man", "đạt?")
    assert told.header.endswith("5. Trường học")
    assert 'id="loi-G24"' in text(page)
    assert 'id="o-G24"' in text(page)


def test_a_file_that_changes_nothing_leaves_no_run(office: Client) -> None:
    bring(workbook(three()))
    response = act(office, preview(office, workbook(three())), "nhap")
    assert "không có ô nào thay đổi" in text(response)
    assert ImportRun.objects.count() == 1


def test_a_preview_is_applied_only_once(office: Client) -> None:
    run = preview(office, workbook(three()))
    act(office, run, "nhap")
    assert "đã được xử lý" in text(act(office, run, "nhap"))
    assert Revision.objects.count() == 1


def test_a_preview_can_be_discarded(office: Client) -> None:
    run = preview(office, workbook(three()))
    assert "Đã bỏ tệp bieu.xlsx" in text(act(office, run, "bo"))
    assert not ImportRun.objects.exists()
    assert act(office, run, "nhap").status_code == 404


def test_an_applied_run_cannot_be_discarded(office: Client) -> None:
    run = preview(office, workbook(three()))
    act(office, run, "nhap")
    assert "đã được xử lý" in text(act(office, run, "bo"))
    assert ImportRun.objects.exists()


def test_asked_by_get_an_act_leads_back_to_its_page(office: Client) -> None:
    run = preview(office, workbook(three()))
    for step in ("nhap", "bo"):
        response = office.get(f"{LIST}{run.pk}/{step}/")
        assert response["Location"] == f"{LIST}{run.pk}/"
    assert ImportRun.objects.get().state == ImportState.PREVIEW


@pytest.mark.parametrize(
    ("name", "kind", "word"),
    [
        (TARGETS_2019, TARGETS, "ô kế hoạch 2020"),
        (DUTIES_2019, DUTIES, "phân công chủ trì"),
    ],
)
def test_the_other_appendixes_have_their_preview(
    office: Client, name: str, kind: str, word: str
) -> None:
    run = preview(office, sample_bytes(name), kind)
    assert word in text(office.get(f"{LIST}{run.pk}/"))
    assert "Đã nhập" in text(act(office, run, "nhap"))


def test_a_preview_takes_few_queries_for_a_whole_province(
    office: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    run = preview(office, sample_bytes(RESULTS_2019))
    with django_assert_num_queries(6):
        office.get(f"{LIST}{run.pk}/")
