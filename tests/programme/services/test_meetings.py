"""Meetings planned, held with a frozen agenda, and conclusions that become tasks."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from criteria.models import Agency
from ntm_portal.lib.canonical import sha256_of
from programme.analytics.meetings import months_after, next_meeting
from programme.models import Conclusion, Meeting, Task
from programme.services.meetings import (
    Decided,
    Held,
    conclude,
    correct_conclusion,
    hold_meeting,
    remove_conclusion,
    remove_meeting,
    save_meeting,
    unhold_meeting,
)
from programme.services.tasks.editing import Handover, save_task
from reports.services.guard import ChangeRefused, NotAllowed
from tests.programme import task_world

pytestmark = pytest.mark.django_db

TODAY = dt.date(2021, 3, 20)
DAY = dt.date(2020, 7, 10)
AGENDA = '{"day":"2020-07-10"}'


@pytest.fixture
def office():
    return User.objects.create_user("vpdp", role=Role.OFFICE)


@pytest.fixture
def meeting(office):
    return save_meeting(meeting=Meeting(planned_on=DAY), by=office, at=timezone.now())


@pytest.fixture
def held(meeting, office):
    return hold(meeting, office)


def of_meetings():
    return Task.objects.filter(code__startswith="BCD.")


def hold(meeting, by, on=DAY):
    return hold_meeting(
        meeting=meeting, held=Held(on, AGENDA), by=by, at=timezone.now(), today=TODAY
    )


def decide(meeting, by, text="Hoàn thành tiêu chí 17 ở Đắk Tô", due=TODAY):
    agency = Agency.objects.get(pk="SYT")
    return conclude(
        meeting=meeting, decided=Decided(text, agency, due), by=by, at=timezone.now()
    )


def test_only_the_office_plans_a_meeting():
    officer = User.objects.create_user("h", role=Role.DISTRICT, district_id="618")
    with pytest.raises(NotAllowed):
        save_meeting(meeting=Meeting(planned_on=DAY), by=officer, at=timezone.now())


@pytest.mark.usefixtures("meeting")
def test_two_meetings_are_not_planned_on_one_day(office):
    with pytest.raises(ChangeRefused, match="Đã có cuộc họp dự kiến"):
        save_meeting(meeting=Meeting(planned_on=DAY), by=office, at=timezone.now())


def test_a_held_meeting_keeps_its_agenda_with_its_hash(held):
    assert (held.agenda, held.agenda_sha256) == (AGENDA, sha256_of(AGENDA))


def test_the_agenda_of_a_held_meeting_does_not_change(held, office):
    held.agenda, held.minutes = "{}", "Biên bản"
    save_meeting(meeting=held, by=office, at=timezone.now())
    kept = Meeting.objects.get()
    assert (kept.agenda, kept.minutes) == (AGENDA, "Biên bản")


def test_a_meeting_is_not_held_twice_nor_on_a_day_to_come(meeting, office):
    with pytest.raises(ChangeRefused, match="chưa tới"):
        hold(meeting, office, on=dt.date(2021, 3, 21))
    hold(meeting, office)
    with pytest.raises(ChangeRefused, match="đã ghi họp"):
        hold(meeting, office)


def test_a_held_meeting_is_not_removed_a_planned_one_is(meeting, office):
    hold(meeting, office)
    with pytest.raises(ChangeRefused):
        remove_meeting(meeting=meeting, by=office, at=timezone.now())
    unhold_meeting(meeting=meeting, by=office, at=timezone.now())
    remove_meeting(meeting=meeting, by=office, at=timezone.now())
    assert Meeting.history.first().history_type == "-"


def test_a_conclusion_becomes_a_task_of_its_body_with_its_day(held, office):
    made = decide(held, office)
    task = of_meetings().get()
    assert made.task == task
    assert (task.code, task.lead_id, task.due_on) == ("BCD.20200710.1", "SYT", TODAY)
    assert task.document == "Kết luận họp Ban Chỉ đạo ngày 10/07/2020"


def test_a_long_conclusion_is_whole_in_what_its_task_expects(held, office):
    text = "dài " * 200
    decide(held, office, text=text)
    task = of_meetings().get()
    assert (len(task.title) <= 300, task.expected) == (True, text)


def test_a_planned_meeting_has_no_conclusions(meeting, office):
    with pytest.raises(ChangeRefused, match="chưa ghi đã họp"):
        decide(meeting, office)
    assert not of_meetings().exists()


def test_a_conclusion_is_not_due_before_its_meeting(held, office):
    with pytest.raises(ChangeRefused, match="trước ngày họp"):
        decide(held, office, due=dt.date(2020, 7, 9))
    assert not of_meetings().exists()


def test_a_corrected_conclusion_corrects_its_task(held, office):
    made = decide(held, office)
    day = dt.date(2021, 6, 30)
    correct_conclusion(
        conclusion=made, text="Câu mới", due_on=day, by=office, at=timezone.now()
    )
    task = of_meetings().get()
    assert (task.title, task.due_on) == ("Câu mới", day)
    assert task.history.count() == 2


def test_a_removed_conclusion_leaves_its_task_closed_and_its_number_free(held, office):
    made = decide(held, office)
    remove_conclusion(conclusion=made, by=office, at=timezone.now())
    assert not Conclusion.objects.exists()
    assert of_meetings().get().closed_reason == "Kết luận ghi nhầm, đã bỏ"
    assert decide(held, office).number == 2


def test_with_a_conclusion_a_meeting_stays_held(held, office):
    decide(held, office)
    with pytest.raises(ChangeRefused, match="đã có kết luận"):
        unhold_meeting(meeting=held, by=office, at=timezone.now())


def test_the_next_meeting_is_due_six_months_after_the_last(held):
    coming = next_meeting(TODAY)
    assert (coming.due_on, coming.is_overdue) == (dt.date(2021, 1, 10), True)
    assert coming.days_left == -69
    assert coming.last == held


def test_before_any_meeting_it_is_due_six_months_after_the_decision(meeting):
    coming = next_meeting(dt.date(2020, 1, 1))
    assert coming.due_on == dt.date(2020, 5, 25)
    assert (coming.planned, coming.is_planned_late) == (meeting, True)


@pytest.mark.parametrize(
    ("day", "after"),
    [("2020-08-31", "2021-02-28"), ("2019-12-15", "2020-06-15")],
)
def test_six_months_later_is_the_same_day_or_the_last_of_the_month(day, after):
    found = months_after(dt.date.fromisoformat(day), 6)
    assert found.isoformat() == after


def test_a_planned_day_that_is_over_is_no_coming_meeting(meeting):
    assert next_meeting(DAY + dt.timedelta(days=1)).planned is None


def test_the_same_conclusion_sent_twice_is_one(held, office):
    decide(held, office)
    with pytest.raises(ChangeRefused, match="đã ghi rồi"):
        decide(held, office)
    assert of_meetings().count() == 1


@pytest.mark.parametrize("field", ["lead", "due_on"])
def test_the_task_of_a_conclusion_keeps_a_body_and_a_day(held, office, field):
    task = decide(held, office).task
    setattr(task, field, None)
    with pytest.raises(ValidationError) as refused:
        save_task(
            task=task,
            supporting=(),
            handover=Handover(TODAY, "QĐ 01"),
            by=office,
            at=timezone.now(),
        )
    assert "kết luận họp" in refused.value.message_dict[field][0]


def test_a_removed_conclusion_ends_its_task_no_earlier_than_a_report(held, office):
    made = decide(held, office)
    task_world.write(made.task.code, by=office, quarter=task_world.LAST)
    remove_conclusion(conclusion=made, by=office, at=timezone.now())
    assert of_meetings().get().closed_on == task_world.LAST.first_day
