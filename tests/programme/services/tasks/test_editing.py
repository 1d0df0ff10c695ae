"""The decision's tasks are loaded; the office gives out, hands over and ends them."""

import datetime as dt
import shutil

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from criteria.models import Agency
from ntm_portal.lib.catalogue import read_catalogue
from programme.choices import TaskCertainty, TaskRhythm
from programme.models import Task, TaskHandover, TaskReport
from programme.services.tasks.editing import (
    Handover,
    HandoverIncomplete,
    close_task,
    reopen_task,
    save_task,
)
from programme.services.tasks.reference import load_tasks
from reports.services.guard import ChangeRefused, NotAllowed
from tests.programme import task_world as world
from tests.programme.task_world import AT

pytestmark = pytest.mark.django_db
FOLDER = settings.FIXTURE_DIR / "reference"
ON = dt.date(2021, 1, 1)


def save(row, *, handover=None, by=None, supporting=()):
    return save_task(
        task=row,
        supporting=supporting,
        handover=handover,
        by=by or world.office(),
        at=AT,
    )


def test_every_article_of_the_two_parts_has_its_tasks():
    articles = set(Task.objects.filter(parent=None).values_list("code", flat=True))
    assert articles == {
        *(f"II.2.{number}" for number in range(1, 7)),
        *(f"III.{number}" for number in range(1, 7)),
    }


def test_every_task_of_the_decision_is_led_or_parted():
    lost = Task.objects.filter(lead=None, parts=None)
    assert not lost.exists()


def test_what_districts_do_is_one_part_for_each_of_them():
    parts = Task.objects.filter(parent__code="III.3")
    assert parts.count() == 10
    assert all(part.lead.district_id for part in parts)


def test_no_deadline_is_invented_and_rhythms_are_those_of_the_text():
    assert not Task.objects.filter(due_on__isnull=False).exists()
    yearly = Task.objects.filter(rhythm=TaskRhythm.YEARLY, parent__parent=None)
    assert {task.code for task in yearly} == {"II.2.4.1", "III.2.3"}
    assert world.task("III.6.1").rhythm == TaskRhythm.HALF_YEARLY


def test_a_lead_that_the_text_only_implies_is_marked():
    assert world.task("II.2.5.2").certainty == TaskCertainty.IMPLIED
    assert world.task("III.4").certainty == TaskCertainty.CERTAIN


def test_loading_again_leaves_edited_tasks_alone():
    row = world.task()
    row.title = "Sửa"
    row.save()
    before = Task.objects.count(), Task.history.count()
    load_tasks(FOLDER, at=AT)
    assert world.task().title == "Sửa"
    assert (Task.objects.count(), Task.history.count()) == before


def test_a_deadline_and_a_count_in_the_catalogue_are_taken(tmp_path):
    rows = (FOLDER / "tasks.csv").read_text(encoding="utf-8").splitlines()
    header = rows[0].split(",")
    shutil.copy(FOLDER / "agencies.csv", tmp_path)
    row = dict.fromkeys(header, "") | {
        "code": "III.9",
        "article": "III.9",
        "title": "Thử",
        "lead": "SNN",
        "rhythm": "once",
        "certainty": "certain",
        "due_on": "2020-12-31",
        "target_count": "4",
        "unit": "văn bản",
    }
    text = "\n".join([rows[0], ",".join(row[name] for name in header)])
    (tmp_path / "tasks.csv").write_text(text, encoding="utf-8")
    load_tasks(tmp_path, at=AT)
    found = world.task("III.9")
    assert (found.due_on, found.target_count) == (dt.date(2020, 12, 31), 4)


def test_the_catalogue_names_only_bodies_that_exist():
    known = {*Agency.objects.values_list("code", flat=True), "UBND*", ""}
    for row in read_catalogue(FOLDER / "tasks.csv"):
        assert {row["lead"], *row["support"].split()} <= known


def test_a_new_lead_takes_a_day_and_a_document():
    row = world.task()
    row.lead_id = world.OTHER
    with pytest.raises(HandoverIncomplete):
        save(row)
    assert world.task().lead_id == world.BODY
    save(row, handover=Handover(ON, "QĐ 01"))
    handover = TaskHandover.objects.get()
    assert (handover.before_id, handover.after_id, handover.on) == (
        world.BODY,
        world.OTHER,
        ON,
    )


def test_only_the_office_gives_out_tasks():
    with pytest.raises(NotAllowed):
        save(world.task(), by=world.department())


def test_a_change_is_kept_with_who_made_it():
    row = world.task()
    row.title = "Khác"
    save(row, supporting=Agency.objects.filter(code="SNN"))
    last = world.task().history.latest("history_id")
    assert (last.title, last.history_user) == ("Khác", world.office())
    assert [each.code for each in world.task().supporting.all()] == ["SNN"]


def test_a_task_is_ended_with_a_reason_and_opened_again():
    row = close_task(
        task=world.task(), on=ON, reason="Đã ban hành.", by=world.office(), at=AT
    )
    assert row.closed_on == ON
    with pytest.raises(ChangeRefused, match="đã kết thúc"):
        close_task(task=row, on=ON, reason="Nữa", by=world.office(), at=AT)
    assert reopen_task(task=row, by=world.office(), at=AT).closed_on is None
    with pytest.raises(ChangeRefused, match="đang mở"):
        reopen_task(task=row, by=world.office(), at=AT)


def test_no_task_ends_before_it_begins():
    with pytest.raises(ChangeRefused, match="trước ngày bắt đầu"):
        close_task(
            task=world.task(),
            on=dt.date(2019, 1, 1),
            reason="Sớm",
            by=world.office(),
            at=AT,
        )


def end(on):
    return close_task(
        task=world.task(), on=on, reason="Xong.", by=world.office(), at=AT
    )


def test_no_task_ends_before_the_quarter_of_a_report_that_it_has():
    world.write(quarter=world.LAST)
    with pytest.raises(ChangeRefused, match=r"báo cáo Quý IV/2020.*trước 01/10/2020"):
        end(dt.date(2020, 9, 30))
    assert end(dt.date(2020, 10, 1)).closed_on


def test_a_report_that_was_given_back_holds_no_end_up():
    world.write(quarter=world.LAST)
    TaskReport.objects.update(stage="returned", return_reason="Thiếu số liệu")
    assert end(dt.date(2020, 9, 30)).closed_on


@pytest.mark.parametrize(
    ("days", "field", "why"),
    [
        ({"starts_on": dt.date(2021, 1, 1)}, "starts_on", "báo cáo Quý IV/2020"),
        ({"closed_on": dt.date(2020, 9, 30)}, "closed_on", "báo cáo Quý IV/2020"),
        ({"closed_on": dt.date(2019, 1, 1)}, "closed_on", "trước ngày bắt đầu"),
    ],
)
def test_no_change_of_days_leaves_a_report_outside_of_its_task(days, field, why):
    world.write(quarter=world.LAST)
    row = world.task()
    row.closed_reason = "Xong." if "closed_on" in days else ""
    for name, day in days.items():
        setattr(row, name, day)
    with pytest.raises(ValidationError) as refused:
        save(row)
    assert why in " ".join(refused.value.message_dict[field])
    assert world.task().closed_on is None


def test_a_task_that_is_over_begins_no_later_than_it_ended():
    row = end(dt.date(2020, 10, 1))
    row.starts_on = dt.date(2020, 10, 2)
    with pytest.raises(ValidationError) as refused:
        save(row)
    assert list(refused.value.message_dict) == ["starts_on"]
