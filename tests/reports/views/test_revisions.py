"""Approved revisions: each can be opened, and held against any other."""

import datetime as dt

import pytest
from django.test import Client

from accounts.choices import Role
from accounts.models import User
from criteria.models import CriteriaSet, Criterion
from reports.choices import ImportKind, ImportState
from reports.models import (
    ImportRun,
    Report,
    Revision,
    RevisionRemark,
    RevisionWords,
)
from tests.reports.log_world import CELL, handed_in, minute
from tests.reports.review_world import (
    AT,
    FIRST,
    QUARTER,
    SECOND,
    SMALL,
    officer,
    reviewer,
)
from tests.reports.views.cell.addresses import words
from tests.world import approve

pytestmark = pytest.mark.django_db
LIST = f"/bao-cao/2020Q4/{SMALL}/ban/"
OLD, NEW = f"/bao-cao/2020Q3/{SMALL}/ban/1/", f"{LIST}1/"
COMPARED = f"{NEW}?so-voi=2020Q3-1"


@pytest.fixture
def reader(client: Client) -> Client:
    """A leader; the second commune won criterion 2 and the first lost 1."""
    approve(SMALL, "2020Q3", {FIRST: [1, 3]}, by=reviewer(), on=dt.date(2020, 10, 5))
    approve(
        SMALL,
        "2020Q4",
        {FIRST: [3], SECOND: [2, 4]},
        by=reviewer(),
        on=dt.date(2021, 1, 7),
    )
    client.force_login(User.objects.create_user("lanhdao", role=Role.LEADER))
    return client


def withdraw() -> None:
    Revision.objects.filter(quarter_id="2020Q4").update(
        withdrawn_on=dt.date(2021, 2, 1), withdrawn_at=AT
    )


def test_the_list_has_every_revision_newest_first(reader: Client) -> None:
    said = words(reader.get(LIST))
    newest, oldest = said.index("Quý IV/2020, bản 1"), said.index("Quý III/2020, bản 1")
    assert newest < oldest
    assert reader.get(LIST).context["lines"][0][0].met == 3


def test_the_list_compares_each_with_the_one_before(reader: Client) -> None:
    html = reader.get(LIST).content.decode()
    assert f'href="{COMPARED}"' in html
    assert f'href="{OLD}?so-voi' not in html


def test_a_district_without_approved_data_says_so(reader: Client) -> None:
    said = words(reader.get("/bao-cao/2020Q4/610/ban/"))
    assert "Huyện chưa có số liệu nào được duyệt." in said


def test_a_revision_says_who_approved_it_and_when(reader: Client) -> None:
    said = words(reader.get(NEW))
    assert "Duyệt ngày 07/01/2021" in said
    assert reviewer().display_name in said
    assert "ô đạt trên 57 3" in said


def test_an_imported_revision_names_its_file(reader: Client) -> None:
    run = ImportRun.objects.create(
        kind=ImportKind.RESULTS,
        state=ImportState.APPLIED,
        file_name="bieu.xlsx",
        content=b"",
        sha256="0",
        at=AT,
    )
    Revision.objects.update(import_run=run)
    assert "bieu.xlsx" in words(reader.get(NEW))


def test_a_withdrawn_revision_is_there_and_says_so(reader: Client) -> None:
    withdraw()
    assert "Bản này đã hoàn tác" in words(reader.get(NEW))
    assert "hoàn tác 01/02/2021" in words(reader.get(LIST))


def test_a_revision_alone_marks_nothing(reader: Client) -> None:
    html = reader.get(NEW).content.decode()
    assert "is-doi" not in html
    assert "Những ô khác nhau" not in html


def test_two_revisions_show_the_cells_that_differ(reader: Client) -> None:
    answer = reader.get(COMPARED)
    changed = [
        (each.cell.place.code, each.cell.criterion.number)
        for each in answer.context["page"].changes
    ]
    assert changed == [(FIRST, 1), (SECOND, 2), (SECOND, 4)]
    html = answer.content.decode()
    assert html.count("is-doi") == 3
    assert html.count("is-doi is-giam") == 1


def test_both_sides_are_counted(reader: Client) -> None:
    page = reader.get(COMPARED).context["page"]
    assert (page.met_there, page.met) == (2, 3)


def test_a_revision_compares_with_a_later_one_too(reader: Client) -> None:
    page = reader.get(f"{OLD}?so-voi=2020Q4-1").context["page"]
    assert (page.met_there, page.met) == (3, 2)


def test_a_withdrawn_revision_can_be_compared(reader: Client) -> None:
    withdraw()
    assert len(reader.get(f"{OLD}?so-voi=2020Q4-1").context["page"].changes) == 3


def test_a_revision_is_the_same_as_itself(reader: Client) -> None:
    assert "Mọi ô như nhau." in words(reader.get(f"{NEW}?so-voi=2020Q4-1"))


@pytest.mark.parametrize("asked", ["2020Q4-9", "2019Q1-1", "x", "2020Q4", "%00"])
def test_a_revision_to_compare_that_is_none_is_said(reader: Client, asked: str) -> None:
    answer = reader.get(f"{NEW}?so-voi={asked}")
    assert answer.status_code == 400
    assert "Huyện không có bản" in words(answer)


def test_communes_of_one_side_only_are_named_and_not_compared(
    reader: Client,
) -> None:
    approve("613", "2019Q2", {"23473": [1]})
    approve("613", "2019Q3")
    later = reader.get("/bao-cao/2019Q3/613/ban/1/?so-voi=2019Q2-1")
    assert later.context["page"].only_there == ("Đăk Long",)
    assert "Chỉ bản kia có: Đăk Long" in words(later)
    sooner = reader.get("/bao-cao/2019Q2/613/ban/1/?so-voi=2019Q3-1")
    assert sooner.context["page"].only_here == ("Đăk Long",)
    assert sooner.context["page"].changes == ()


def test_the_words_are_those_that_were_approved(reader: Client) -> None:
    old, new = Revision.objects.order_by("quarter_id")
    RevisionWords.objects.create(
        revision=old, highlights="Quý ba tốt", proposals="Như cũ"
    )
    RevisionWords.objects.create(
        revision=new, highlights="Quý bốn tốt", proposals="Như cũ"
    )
    assert "Quý bốn tốt" in words(reader.get(NEW))
    assert "Quý ba tốt" not in words(reader.get(NEW))
    said = words(reader.get(COMPARED))
    assert "Quý ba tốt" in said
    assert said.count("Bản kia viết khác") == 1


def test_the_remarks_are_those_that_were_approved(reader: Client) -> None:
    RevisionRemark.objects.create(
        revision=Revision.objects.get(quarter_id="2020Q4"),
        commune_id=FIRST,
        criterion=Criterion.objects.get(number=1),
        note="Lũ cuốn.",
        fall_cause="real_drop",
    )
    said = words(reader.get(NEW))
    assert "Ia Đal, tiêu chí 1. Quy hoạch Vì sao không còn đạt thực sự giảm" in said
    assert "Lũ cuốn." in said


def test_the_evidence_is_that_of_the_approval(client: Client) -> None:
    handed_in(CELL)
    report = Report.objects.get(quarter_id=QUARTER)
    revision = approve(SMALL, QUARTER, at=minute(5) - dt.timedelta(seconds=1))
    page = f"/bao-cao/{QUARTER}/{SMALL}/ban/{revision.number}/"
    client.force_login(officer())
    said = words(client.get(page))
    assert "Minh chứng khi duyệt 1 ô có tệp Ia Đal" in said
    assert "cu.pdf" in said
    assert "Thay bởi vpdp ngày 20/03/2021" in said
    assert "moi.pdf" not in said
    assert report.evidence_set.count() == 2


@pytest.mark.parametrize("who", ["lanhdao", "huyen.610"])
def test_who_sees_no_evidence_is_not_told_of_any(reader: Client, who: str) -> None:
    handed_in(CELL)
    approve(SMALL, QUARTER)
    officer("610")
    reader.force_login(User.objects.get(username=who))
    said = words(reader.get(f"/bao-cao/{QUARTER}/{SMALL}/ban/1/"))
    assert "Minh chứng khi duyệt" not in said
    assert "cu.pdf" not in said


@pytest.mark.parametrize(
    "address",
    [
        f"{LIST}2/",
        f"/bao-cao/2019Q1/{SMALL}/ban/1/",
        "/bao-cao/2020Q4/999/ban/1/",
        "/bao-cao/2020Q4/999/ban/",
        f"{LIST}99999999999999999999/",
    ],
)
def test_what_does_not_exist_is_not_found(reader: Client, address: str) -> None:
    assert reader.get(address).status_code == 404


def test_a_revision_without_a_law_is_not_found(reader: Client) -> None:
    CriteriaSet.objects.update(valid_from=dt.date(2090, 1, 1))
    assert reader.get(NEW).status_code == 404


@pytest.mark.parametrize("address", [LIST, NEW])
def test_a_stranger_is_sent_to_sign_in(client: Client, address: str) -> None:
    assert client.get(address).headers["Location"].startswith("/dang-nhap/")


@pytest.mark.parametrize("address", [LIST, COMPARED])
def test_approved_figures_are_open_to_another_district(
    reader: Client, client: Client, address: str
) -> None:
    client.force_login(officer("610"))
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(("address", "queries"), [(LIST, 8), (COMPARED, 15)])
def test_the_queries_do_not_grow_with_the_revisions(
    reader: Client, django_assert_max_num_queries: object, address: str, queries: int
) -> None:
    for quarter in ("2019Q3", "2019Q4", "2020Q1"):
        approve(SMALL, quarter, by=officer())
    with django_assert_max_num_queries(queries):
        reader.get(address)


def test_the_queries_do_not_grow_with_the_evidence(
    client: Client, django_assert_max_num_queries: object
) -> None:
    handed_in(CELL)
    handed_in((SECOND, 3))
    approve(SMALL, QUARTER, at=minute(5) - dt.timedelta(seconds=1))
    client.force_login(officer())
    with django_assert_max_num_queries(15):
        client.get(f"/bao-cao/{QUARTER}/{SMALL}/ban/1/")
