"""The undo of an import: what it would do, why it may not be, and doing it."""

from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reports.models import ImportRun, Report, Revision
from tests.reports.importing.files import (
    DUTIES,
    DUTIES_2019,
    ON,
    RESULTS_2019,
    TARGETS,
    TARGETS_2019,
    bring,
    sample_bytes,
    three,
    workbook,
)
from tests.reports.review_world import officer
from tests.reports.views.imports.acts import LIST, act, preview, text
from tests.world import approve


def applied(office: Client, met: tuple[int, ...] = (1, 2)) -> ImportRun:
    run = preview(office, workbook(three(first=met)))
    act(office, run, "nhap")
    return run


def asked(office: Client, run: ImportRun) -> str:
    return unescape(text(office.get(f"{LIST}{run.pk}/hoan-tac/")))


def test_the_page_names_what_is_withdrawn_and_what_holds_again(office: Client) -> None:
    applied(office)
    page = asked(office, applied(office, (1, 2, 3)))
    assert "Huyện Ia H'Drai" in page
    assert "Quý I/2021, bản 2" in page
    assert "Quý I/2021, bản 1" in page
    assert "1 ô trở lại như trước" in page
    assert "7 → 6" in page


def test_the_page_says_that_a_district_will_have_no_data(office: Client) -> None:
    page = asked(office, applied(office))
    assert "chưa có số liệu" in page
    assert "6 → chưa có" in page


def test_undo_asks_for_a_reason_and_keeps_it(office: Client) -> None:
    run = applied(office)
    assert act(office, run, "hoan-tac", reason=" ").status_code == 422
    response = act(office, run, "hoan-tac", reason="nhầm quý")
    assert "Đã hoàn tác" in text(response)
    assert "nhầm quý" in text(response)
    assert not Revision.objects.standing(None).exists()


def test_the_history_says_when_and_why_a_run_was_undone(office: Client) -> None:
    run = applied(office)
    act(office, run, "hoan-tac", reason="nhầm quý")
    assert "15/04/2021: nhầm quý" in text(office.get(LIST))


def test_a_refused_undo_is_told_before_anyone_asks(office: Client) -> None:
    run = applied(office)
    approve("618", "2021Q1", on=ON)
    page = asked(office, run)
    assert "Huyện Ia H'Drai: đã có bản duyệt sau lần nhập này" in page
    assert "Hoàn tác lần nhập này" not in page


def test_an_undo_that_is_refused_meanwhile_says_why(office: Client) -> None:
    run = applied(office)
    approve("618", "2021Q1", on=ON)
    said = text(act(office, run, "hoan-tac", reason="nhầm"))
    assert "đã có bản duyệt sau lần nhập này" in said


def test_there_is_nothing_to_undo_in_a_preview(office: Client) -> None:
    run = preview(office, workbook(three()))
    assert "không còn gì để hoàn tác" in text(act(office, run, "hoan-tac"))


def test_looking_at_the_page_changes_nothing(office: Client) -> None:
    run = applied(office)
    asked(office, run)
    assert Revision.objects.standing(None).count() == 1


@pytest.mark.parametrize(
    ("name", "kind", "before"),
    [
        (TARGETS_2019, TARGETS, "phụ lục trở lại chưa có"),
        (DUTIES_2019, DUTIES, "phiên bản 1"),
    ],
)
def test_an_appendix_names_the_version_that_holds_again(
    office: Client, name: str, kind: str, before: str
) -> None:
    run = preview(office, sample_bytes(name), kind)
    act(office, run, "nhap")
    page = asked(office, run).replace("<b>", "").replace("</b>", "")
    assert before in page
    assert "Có hiệu lực trở lại" in page


def test_for_a_district_the_page_does_not_exist(client: Client, db: None) -> None:
    run = bring(workbook(three())).run
    assert run is not None
    client.force_login(officer())
    assert client.get(f"{LIST}{run.pk}/hoan-tac/").status_code == 404


def test_the_page_takes_the_same_queries_for_a_whole_province(
    office: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    one, province = applied(office), preview(office, sample_bytes(RESULTS_2019))
    act(office, province, "nhap")
    Report.objects.bulk_create(
        Report(district_id=revision.district_id, quarter_id=revision.quarter_id)
        for revision in Revision.objects.all()
    )
    for run in (one, province):
        with django_assert_num_queries(15):
            office.get(f"{LIST}{run.pk}/hoan-tac/")
