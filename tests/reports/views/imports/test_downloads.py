"""Forms and current data out again: for whom, of which quarter, under which name."""

import datetime as dt

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.choices import Role
from accounts.models import User
from reports.choices import ImportKind
from tests.reports.exporting.books import changes_nothing, opened, record, row_of
from tests.reports.importing.files import (
    DUTIES,
    RESULTS,
    TARGETS,
    TARGETS_2019,
    bring,
    read,
    sample_bytes,
)
from tests.reports.review_world import FIRST, QUARTER, SMALL, officer
from tests.reports.views.imports.acts import LIST, text
from tests.world import approve

FORM, EXPORT = f"{LIST}mau", f"{LIST}so-lieu"
INDICATORS = ImportKind.INDICATORS
ADDRESSES = [f"{way}/{kind}/" for way in (FORM, EXPORT) for kind in ImportKind]


def data(response: HttpResponse) -> bytes:
    assert response.status_code == 200
    return b"".join(response)


def name(response: HttpResponse) -> str:
    return response.headers["Content-Disposition"].split('filename="')[1].rstrip('"')


@pytest.fixture
def world(db: None) -> None:
    """One district with results and values, and both appendixes."""
    approve(SMALL, "2020Q4", {FIRST: [1]})
    approve(SMALL, QUARTER, {FIRST: [1, 2]})
    record()
    bring(sample_bytes(TARGETS_2019), TARGETS)


@pytest.mark.parametrize(
    ("kind", "form", "export"),
    [
        (RESULTS, "mau-ket-qua-2021Q1.xlsx", "ket-qua-2021Q1.xlsx"),
        (TARGETS, "mau-phu-luc-01.xlsx", "phu-luc-01.xlsx"),
        (DUTIES, "mau-phu-luc-02.xlsx", "phu-luc-02.xlsx"),
        (INDICATORS, "mau-chi-tieu-2021Q1.xlsx", "chi-tieu-2021Q1.xlsx"),
    ],
)
def test_both_files_of_a_kind_are_named_and_come_back_unchanged(
    office: Client, world: None, kind: ImportKind, form: str, export: str
) -> None:
    for way, expected in ((FORM, form), (EXPORT, export)):
        response = office.get(f"{way}/{kind}/")
        assert changes_nothing(read(data(response), kind))
        assert name(response) == expected
        assert response.headers["Cache-Control"] == "private, no-store"


def test_another_quarter_may_be_chosen(office: Client, world: None) -> None:
    response = office.get(f"{EXPORT}/results/", {"ky": "2020Q4"})
    assert name(response) == "ket-qua-2020Q4.xlsx"
    assert row_of(opened(data(response)), "Ia Đal")[:3] == ["x", "C", "C"]


def test_appendixes_have_no_quarter(office: Client, world: None) -> None:
    response = office.get(f"{EXPORT}/targets/", {"ky": "2020Q4"})
    assert name(response) == "phu-luc-01.xlsx"


def test_without_data_the_form_is_that_of_the_quarter_of_today(
    office: Client,
) -> None:
    response = office.get(f"{FORM}/results/")
    assert name(response) == "mau-ket-qua-2021Q2.xlsx"


@pytest.mark.parametrize(
    ("quarter", "message"),
    [
        ("2021Q3", "Quý III/2021 chưa bắt đầu."),
        ("quy-1", "“quy-1” không phải là quý, ví dụ đúng: 2019Q4."),
        ("2019Q2", "Chưa có kết quả nào được duyệt của Quý II/2019."),
        ("2010Q2", "Chưa có bộ tiêu chí nào có hiệu lực ngày 30/06/2010."),
    ],
)
def test_what_cannot_be_had_is_explained_on_the_page_of_imports(
    office: Client, quarter: str, message: str
) -> None:
    response = office.get(f"{EXPORT}/results/", {"ky": quarter}, follow=True)
    assert response.redirect_chain == [(LIST, 302)]
    assert message in text(response)


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_but_the_office_takes_files_away(
    client: Client, db: None, address: str
) -> None:
    assert client.get(address).status_code == 302
    agency = User.objects.create(
        username="so.sxd", role=Role.DEPARTMENT, agency_id="SXD"
    )
    for stranger in (officer(), agency):
        client.force_login(stranger)
        assert client.get(address).status_code == 404


def test_an_unknown_kind_is_not_there(office: Client) -> None:
    assert office.get(f"{FORM}/khac/").status_code == 404
    assert office.get(f"{EXPORT}/khac/").status_code == 404


@pytest.mark.parametrize("address", ADDRESSES)
def test_files_are_only_asked_for(office: Client, address: str) -> None:
    assert office.post(address).status_code == 405


@pytest.mark.parametrize("kind", list(ImportKind))
def test_a_file_takes_the_same_queries_for_any_data(
    office: Client, world: None, kind: ImportKind
) -> None:
    counts = []
    for district in ("610", "613"):
        with CaptureQueriesContext(connection) as queries:
            office.get(f"{FORM}/{kind}/")
        counts.append(len(queries))
        approve(district, QUARTER)
    assert counts[0] == counts[1] <= 13


def test_the_page_offers_both_files_of_every_kind(office: Client) -> None:
    page = office.get(LIST).content.decode()
    for kind in ImportKind:
        assert f'formaction="{FORM}/{kind}/"' in page
        assert f'formaction="{EXPORT}/{kind}/"' in page
    assert page.count('<option value="2021Q1">Quý I/2021</option>') >= 1


@pytest.mark.parametrize(("day", "criteria"), [("2020-01-14", 1), ("15/01/2020", 2)])
def test_an_export_as_of_a_day_leaves_out_what_was_approved_later(
    office: Client, day: str, criteria: int
) -> None:
    approve(SMALL, "2019Q4", {FIRST: [1]}, on=dt.date(2020, 1, 10))
    approve(SMALL, "2019Q4", {FIRST: [1, 2]}, on=dt.date(2020, 1, 15))
    answer = office.get(f"{EXPORT}/{RESULTS}/?ky=2019Q4&tai-ngay={day}")
    marks = row_of(opened(data(answer)), "Ia Đal")[:19]
    assert marks.count("x") == criteria
    assert "-den-2020-01-1" in name(answer)


@pytest.mark.parametrize("day", ["2020-13-01", "hôm nay", "2999-01-01"])
def test_an_export_of_a_day_that_is_none_says_so(
    office: Client, world: None, day: str
) -> None:
    answer = office.get(f"{EXPORT}/{RESULTS}/?tai-ngay={day}", follow=True)
    assert "Ngày tính đến" in text(answer)
