"""Tasks go out to a workbook and come back unchanged; a bad row is named."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from programme.exporting.tables import TableTitle, WrittenRow, write_table
from programme.forms.tables.places import Places
from programme.importing.changes import Signed, take_rows, undo_changes
from programme.importing.tables import read_table
from programme.importing.task_table import TaskTable
from programme.models import Task
from reports.services.guard import ChangeRefused
from tests.programme import task_world as world
from tests.programme.task_world import AT, TODAY, write

pytestmark = pytest.mark.django_db
NEW = {
    "code": "BS.1",
    "article": "BS",
    "title": "Nhiệm vụ bổ sung",
    "parent": "III.4",
    "lead": "STC",
    "supporting": "SNN, SKHDT",
    "rhythm": "once",
    "starts_on": dt.date(2021, 1, 1),
    "due_on": dt.date(2021, 6, 30),
    "document": "QĐ 1/QĐ-UBND",
    "certainty": "certain",
    "target_count": 3,
    "unit": "văn bản",
}


@pytest.fixture
def table():
    return TaskTable(by=world.office())


def take(table, rows, *, trial=False):
    book = write_table(
        table.columns,
        rows,
        title=TableTitle("Nhiệm vụ", made_on=TODAY),
        places=Places(TODAY),
        blank_rows=2,
    )
    reading = read_table(book, "a.xlsx", table.columns, places=Places(TODAY))
    return take_rows(table, reading, signed=Signed(table.by, AT), is_trial=trial)


def test_all_tasks_come_back_unchanged(table):
    rows = [WrittenRow(*row) for row in table.rows().items()]
    outcome = take(table, rows)
    assert outcome.problems == ()
    assert (outcome.unchanged, outcome.has_changes) == (Task.objects.count(), False)


def test_a_new_task_comes_in_and_can_be_undone(table):
    outcome = take(table, [WrittenRow(None, NEW)])
    row = world.task("BS.1")
    assert (row.parent.code, row.lead_id, row.target_count) == ("III.4", "STC", 3)
    assert {each.pk for each in row.supporting.all()} == {"SNN", "SKHDT"}
    undo_changes(table, outcome.changes, Signed(world.office(), AT))
    assert not Task.objects.filter(code="BS.1").exists()


def test_a_task_that_was_worked_on_is_not_undone_away(table):
    outcome = take(table, [WrittenRow(None, NEW)])
    write("BS.1", by=world.office(), quarter=world.NOW)
    with pytest.raises(ChangeRefused, match="hãy kết thúc chứ không xóa"):
        undo_changes(table, outcome.changes, Signed(world.office(), AT))


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"code": "bs 1"}, "Mã gồm chữ in hoa"),
        ({"parent": "XX"}, "Không có nhiệm vụ mã “XX”"),
        ({"parent": "II.2.2.2-610"}, "nhiều nhất 3 bậc"),
        ({"supporting": "ABC"}, "Không có đơn vị mã ABC"),
        ({"due_on": dt.date(2020, 1, 1)}, "Hạn không thể trước ngày bắt đầu."),
        ({"unit": None}, "phải đi cùng nhau"),
    ],
)
def test_a_row_that_breaks_a_rule_is_named_and_nothing_is_kept(table, changed, why):
    outcome = take(table, [WrittenRow(None, NEW | changed)])
    (problem,) = outcome.problems
    assert why in problem.message
    assert problem.cell
    assert not Task.objects.filter(article="BS").exists()


def test_another_lead_is_for_the_page_of_the_task(table):
    values = dict(table.rows()[world.task().pk]) | {"lead": "STC"}
    outcome = take(table, [WrittenRow(world.task().pk, values)])
    assert "ở trang của nhiệm vụ" in outcome.problems[0].message


def test_the_history_reads_as_the_table_does(table):
    number = world.task().pk
    (state,) = table.past(number)
    assert table.values_of(state)["title"] == world.task().title


def test_the_pages_of_files_take_a_workbook_back(client):
    client.force_login(world.office())
    book = b"".join(client.get("/nhiem-vu/bang-tinh/xuat.xlsx").streaming_content)
    answer = client.post(
        "/nhiem-vu/bang-tinh/nhap/", {"file": SimpleUploadedFile("nv.xlsx", book)}
    )
    preview = client.get(answer.url)
    assert preview.context["outcome"].unchanged == Task.objects.count()
    assert client.post(f"{answer.url}ap-dung/").url == "/nhiem-vu/bang-tinh/"
    assert client.get("/nhiem-vu/bang-tinh/").url == "/nhiem-vu/"


def test_whoever_only_reads_gets_the_rows_but_brings_nothing_in(client):
    client.force_login(world.reader())
    assert client.get("/nhiem-vu/bang-tinh/xuat.xlsx").status_code == 200
    assert client.get("/nhiem-vu/bang-tinh/nhap/").status_code == 404


def test_an_end_before_a_report_is_refused_at_its_cell(table):
    write(quarter=world.LAST)
    ended = {"closed_on": dt.date(2020, 9, 30), "closed_reason": "Xong."}
    values = dict(table.rows()[world.task().pk]) | ended
    (problem,) = take(table, [WrittenRow(world.task().pk, values)]).problems
    assert (problem.header, problem.value) == ("Kết thúc ngày", "30/09/2020")
    assert "đã có báo cáo Quý IV/2020" in problem.message
