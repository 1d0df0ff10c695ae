"""What was written, handed in and imported stands in the log of the report too."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reports.analytics.past.log_entries import LogEntry
from tests.reports.log_world import CELL, handed_in, minute, written
from tests.reports.review_world import (
    FIRST,
    QUARTER,
    SECOND,
    SMALL,
    officer,
    open_quarter,
    reviewer,
)
from tests.reports.values_world import (
    NO,
    NO_DATA,
    YES,
    approved_values,
    number,
    values_run,
)

pytestmark = pytest.mark.django_db
LOG = f"/bao-cao/{QUARTER}/{SMALL}/nhat-ky/"


@pytest.fixture
def office(client: Client) -> Client:
    open_quarter()
    client.force_login(reviewer())
    return client


def entries(client: Client, asked: str = "") -> list[LogEntry]:
    return list(client.get(f"{LOG}{asked}").context["entries"])


def told(found: list[LogEntry]) -> list[tuple[str, str, str, str]]:
    return [(each.subject, each.before, each.after, each.way) for each in found]


def test_texts_are_there_with_who_wrote_them(office: Client) -> None:
    written()
    found = entries(office)
    assert told(found) == [
        ("kiến nghị", "", "Cấp thêm vốn", "viết phần lời"),
        ("vì sao không còn đạt", "", "thực sự giảm", "ghi ở danh sách ô giảm"),
        ("ghi chú", "Mưa lũ", "Mưa bão", "ghi ở ô"),
        ("ghi chú", "", "Mưa lũ", "ghi ở ô"),
    ]
    assert [(each.commune, each.number) for each in found[:2]] == [("", None), CELL]
    assert found[2].person == reviewer().display_name
    page = office.get(LOG).content.decode()
    assert "Kiến nghị" in page
    assert "Cấp thêm vốn" in page


def test_files_are_there_as_they_came_and_went(office: Client) -> None:
    handed_in()
    found = entries(office)
    assert told(found) == [
        ("minh chứng", "moi.pdf", "", "gỡ tệp"),
        ("minh chứng", "cu.pdf", "moi.pdf", "thay tệp"),
        ("minh chứng", "", "cu.pdf", "thêm tệp"),
    ]
    assert {(each.commune, each.number, each.place) for each in found} == {
        (*CELL, "Ia Đal")
    }
    assert found[0].at == minute(6)


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("?cach=cell", 2),
        ("?cach=causes", 1),
        ("?cach=words", 1),
        ("?cach=evidence", 3),
        (f"?xa={FIRST}", 6),
        ("?tc=2&cach=evidence", 3),
        ("?tc=3", 0),
    ],
)
def test_they_are_narrowed_as_asked(office: Client, asked: str, count: int) -> None:
    written()
    handed_in()
    assert len(entries(office, asked)) == count


def test_they_are_narrowed_to_a_person(office: Client) -> None:
    written()
    handed_in()
    assert len(entries(office, f"?nguoi={reviewer().pk}")) == 2


def imported() -> None:
    """Import values twice; the second time only some are others."""
    first = {
        (FIRST, "2.1"): number("50"),
        (FIRST, "17.1"): number("50", "20"),
        (FIRST, "1.1"): YES,
        (SECOND, "1.1"): YES,
        (SECOND, "2.1"): number("0"),
    }
    approved_values(first, quarter=QUARTER, run=values_run("mot.xlsx"), at=minute(1))
    second = {
        **first,
        (FIRST, "17.1"): number("50", "25"),
        (SECOND, "1.1"): NO,
        (SECOND, "2.1"): NO_DATA,
        (SECOND, "2.2"): number("3"),
    }
    revision = approved_values(
        second, quarter=QUARTER, run=values_run("hai.xlsx"), at=minute(2)
    )
    revision.withdrawn_on, revision.withdrawn_at = dt.date(2021, 5, 1), minute(3)
    revision.save()
    revision.import_run.undone_by = officer()
    revision.import_run.save()


def test_values_that_an_import_changed_are_there(office: Client) -> None:
    imported()
    found = entries(office, "?cach=import")
    assert {each for each in told(found) if each[1]} == {
        (
            "chỉ tiêu 17.1",
            "50 %; nước sạch 20 %",
            "50 %; nước sạch 25 %",
            "nhập từ tệp",
        ),
        ("chỉ tiêu 1.1", "đạt", "chưa đạt", "nhập từ tệp"),
        ("chỉ tiêu 2.1", "0 %", "không có số liệu", "nhập từ tệp"),
    }
    assert len(found) == 5 + 4
    assert {each.detail for each in found} == {"mot.xlsx", "hai.xlsx"}


def test_an_undone_import_of_values_is_a_step(office: Client) -> None:
    imported()
    (undone,) = entries(office, "?cach=step")
    assert (undone.way, undone.detail) == (
        "hoàn tác lần nhập",
        "giá trị chỉ tiêu: hai.xlsx",
    )
    assert (undone.person, undone.at) == (officer().display_name, minute(3))


def test_the_queries_do_not_grow_with_the_log(office: Client) -> None:
    written()
    handed_in()
    imported()
    with CaptureQueriesContext(connection) as few:
        office.get(LOG)
    handed_in((SECOND, 3))
    given = {(SECOND, "2.1"): number("9"), (SECOND, "2.2"): number("9")}
    approved_values(given, quarter=QUARTER, run=values_run("ba.xlsx"))
    with CaptureQueriesContext(connection) as many:
        office.get(LOG)
    assert len(many) == len(few) <= 24
