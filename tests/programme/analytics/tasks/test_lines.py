"""Who is overdue and who is silent, on any day."""

import datetime as dt

import pytest

from ntm_portal.lib.periods import Quarter
from programme.analytics.tasks.calendar import calendar_of
from programme.analytics.tasks.lines import code_key, read_lines
from programme.analytics.tasks.pages import (
    OVERDUE,
    SILENT,
    board_of,
    counts_of,
    narrowed,
)
from programme.choices import TaskRhythm, TaskState
from programme.models import Meeting, Task
from programme.services.tasks.editing import Handover, save_task
from programme.services.tasks.reports import review_report
from tests.programme import task_world as world
from tests.programme.task_world import AT, LAST, NOW, TODAY, write

pytestmark = pytest.mark.django_db


def line(code=world.CODE, *, on=TODAY, **asked):
    (found,) = read_lines(Task.objects.filter(code=code).with_bodies(), on=on, **asked)
    return found


def change(code=world.CODE, **fields):
    Task.objects.filter(code=code).update(**fields)


@pytest.mark.parametrize(
    ("rhythm", "asked"),
    [
        (TaskRhythm.QUARTERLY, "2020Q3"),
        (TaskRhythm.CONTINUOUS, "2020Q3"),
        (TaskRhythm.HALF_YEARLY, "2020Q2"),
        (TaskRhythm.YEARLY, "2019Q4"),
    ],
)
def test_the_rhythm_tells_of_which_quarter_a_report_is_wanted(rhythm, asked):
    change(rhythm=rhythm)
    assert line(on=dt.date(2020, 10, 5)).asked.code == asked


def test_a_task_is_silent_until_its_body_sends():
    assert line().is_silent
    write(is_sent=False)
    assert line().is_silent
    write()
    assert not line().is_silent


def test_a_report_given_back_is_no_silence():
    review_report(report=write(), reason="Thiếu.", by=world.office(), at=AT)
    found = line()
    assert (found.is_silent, found.is_returned, found.state) == (False, True, None)


def test_nobody_is_silent_before_the_first_quarter_has_ended():
    assert not line(on=dt.date(2019, 12, 1)).is_silent


def test_a_heading_is_never_silent():
    assert not line(world.HEADING).is_silent


def test_a_single_thing_that_is_done_is_asked_no_more():
    write(quarter=Quarter(2020, 2), state=TaskState.DONE)
    found = line()
    assert (found.asked, found.is_silent) == (LAST, False)


def test_a_lasting_task_is_asked_again_every_quarter():
    change(rhythm=TaskRhythm.CONTINUOUS)
    write(quarter=Quarter(2020, 2), state=TaskState.DONE)
    assert line().is_silent


def test_overdue_counts_from_the_deadline_until_it_is_done():
    change(due_on=dt.date(2021, 3, 10))
    assert (line().days_over, line().is_overdue) == (10, True)
    write(state=TaskState.DONE)
    assert not line().is_overdue


def test_a_quarter_that_is_asked_for_shows_what_was_known_of_it():
    write(quarter=Quarter(2020, 3), state=TaskState.NOT_STARTED)
    write(quarter=LAST, state=TaskState.DOING)
    assert line(quarter=Quarter(2020, 3)).state == TaskState.NOT_STARTED
    assert line().state == TaskState.DOING


def test_the_quarter_that_still_runs_is_not_silent():
    assert not line(quarter=NOW).is_silent


def test_overdue_and_silent_come_first():
    change("III.6.3", due_on=dt.date(2021, 1, 31))
    write()
    codes = ["III.4", "III.5.1", "III.6.3"]
    lines = read_lines(Task.objects.filter(code__in=codes), on=TODAY)
    assert [each.task.code for each in lines] == ["III.6.3", "III.5.1", "III.4"]


def test_as_of_a_past_instant_later_reports_are_unknown():
    write(at=AT)
    before = line(as_of=AT - dt.timedelta(days=1))
    after = line(as_of=AT + dt.timedelta(seconds=1))
    assert (before.told, after.state) == (None, TaskState.DOING)


def test_before_a_handover_the_old_body_answers():
    row = world.task()
    row.lead_id = world.OTHER
    save_task(
        task=row,
        supporting=(),
        handover=Handover(dt.date(2021, 1, 1), "QĐ 01"),
        by=world.office(),
        at=AT,
    )
    assert line(on=dt.date(2020, 12, 31)).lead.code == world.BODY
    assert line().lead.code == world.OTHER


def test_codes_sort_by_their_numbers():
    assert sorted(["II.2.10", "II.2.9", "II.2.9-SNN"], key=code_key) == [
        "II.2.9",
        "II.2.9-SNN",
        "II.2.10",
    ]


def test_every_line_stands_in_one_column_of_the_board():
    write(state=TaskState.STUCK, difficulty="Thiếu vốn.")
    lines = read_lines(Task.objects.filter(article="III.4"), on=TODAY)
    board = {each.key: len(each.lines) for each in board_of(lines)}
    assert board == {"chua-bao-cao": 0, "todo": 0, "doing": 0, "stuck": 1, "done": 0}


def test_counts_and_narrowing_agree():
    change(due_on=dt.date(2021, 1, 31))
    lines = read_lines(Task.objects.filter(article="III.5"), on=TODAY)
    counts = counts_of(lines)
    assert counts.silent == len(narrowed(lines, SILENT)) == 3
    assert counts.overdue == len(narrowed(lines, OVERDUE)) == 0


def test_the_calendar_counts_what_is_asked_and_sent_by_body(django_assert_num_queries):
    change(due_on=dt.date(2020, 11, 30))
    write()
    tasks = list(Task.objects.filter(lead=world.BODY).with_bodies())
    with django_assert_num_queries(2):
        calendar = calendar_of(tasks, 2020, on=TODAY)
    last = calendar.quarters[3]
    assert (last.total.sent, last.total.asked) == (1, len(tasks))
    assert [task.code for task in last.months[1].due] == ["III.4"]
    ((body, quarters),) = calendar.bodies
    assert (body.code, quarters[3].missing) == (world.BODY, len(tasks) - 1)


def test_a_month_of_the_calendar_has_its_deadlines_in_order_and_its_meetings():
    change(due_on=dt.date(2020, 11, 30))
    change("III.5.1", due_on=dt.date(2020, 11, 2))
    planned = Meeting.objects.create(planned_on=dt.date(2020, 11, 5))
    held = Meeting.objects.create(
        planned_on=dt.date(2020, 10, 1),
        held_on=dt.date(2020, 11, 3),
        state="held",
        agenda="{}",
        agenda_sha256="x",
    )
    Meeting.objects.create(planned_on=dt.date(2021, 11, 5))
    tasks = list(Task.objects.filter(due_on__isnull=False).with_bodies())
    meetings = list(Meeting.objects.of_year(2020))
    calendar = calendar_of(tasks, 2020, on=TODAY, meetings=meetings)
    month = calendar.month(11)
    assert [task.code for task in month.due] == ["III.5.1", "III.4"]
    assert month.meetings == (held, planned)
    assert not calendar.month(10).meetings
    assert {body.code: count for body, count in calendar.missing(4)} == {
        world.BODY: 1,
        world.task("III.5.1").lead_id: 1,
    }


def test_the_calendar_asks_no_more_for_what_was_done():
    write(quarter=Quarter(2020, 3), state=TaskState.DONE)
    tasks = list(Task.objects.filter(code=world.CODE).with_bodies())
    calendar = calendar_of(tasks, 2020, on=TODAY)
    asked = [quarter.total.asked for quarter in calendar.quarters]
    assert asked == [1, 1, 1, 0]


def test_lines_cost_three_queries_however_many(django_assert_num_queries):
    write()
    with django_assert_num_queries(3):
        read_lines(Task.objects.with_bodies(), on=TODAY)
