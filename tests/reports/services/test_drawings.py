"""The file of an output is asked for once, taken by one worker, kept for a while."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from reports.choices import DrawingState
from reports.models import Drawing
from reports.models.drawings import ATTENDED_WITHIN, DRAWN_WITHIN, WAITS_AT_MOST
from reports.services import drawings
from reports.services.drawings import (
    TooManyFiles,
    ask_drawing,
    begin_drawing,
    fail_drawing,
    finish_drawing,
    forget_old_files,
)
from tests.dashboards.output_world import given_out, office
from tests.world import approve

pytestmark = pytest.mark.usefixtures("reference")

NOW = timezone.now()
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def made():
    approve("618", "2019Q4", {"23535": [1]})
    return given_out()


def asked(snapshot, at=NOW):
    return ask_drawing(snapshot=snapshot, by=office(), at=at)


def begun(drawing, at=NOW):
    return begin_drawing(key=drawing.pk, attempt=drawing.attempt, at=at)


def finished(drawing, data=b"tep"):
    finish_drawing(drawing=drawing, data=data, suffix=".zip", at=NOW)
    return Drawing.objects.get(pk=drawing.pk)


def test_a_file_that_is_under_way_or_there_is_not_asked_for_twice(made):
    first = asked(made)
    assert asked(made, NOW + SECOND) is None
    begun(first)
    assert asked(made, NOW + SECOND) is None
    assert finished(Drawing.objects.get()).has_file()
    assert asked(made, NOW + SECOND) is None


def test_a_file_that_is_lost_is_asked_for_again(made):
    kept = finished(begun(asked(made)))
    default_storage.delete(kept.file.name)
    again = asked(made)
    assert (again.pk, again.attempt, again.state) == (kept.pk, 2, DrawingState.WAITING)


def test_one_worker_takes_a_file(made):
    drawing = asked(made)
    assert begun(drawing).state == DrawingState.DRAWING
    assert begun(drawing) is None


def test_a_failure_is_written_down_and_the_file_may_be_asked_for_again(made):
    drawing = begun(asked(made))
    fail_drawing(drawing=drawing, problem="Mẫu hỏng. " * 99, at=NOW)
    failed = Drawing.objects.get()
    assert failed.state == DrawingState.FAILED
    assert failed.problem.startswith("Mẫu hỏng.")
    assert asked(made).problem == ""


def test_a_file_whose_worker_was_ended_may_be_asked_for_again(made):
    begun(asked(made))
    assert asked(made, NOW + DRAWN_WITHIN - SECOND) is None
    assert asked(made, NOW + DRAWN_WITHIN).attempt == 2


def test_who_writes_for_an_earlier_order_writes_for_nobody(made):
    late = begun(asked(made))
    asked(made, NOW + DRAWN_WITHIN)
    finish_drawing(drawing=late, data=b"cu", suffix=".zip", at=NOW)
    fail_drawing(drawing=late, problem="cũ", at=NOW)
    current = Drawing.objects.get()
    assert (current.state, current.problem) == (DrawingState.WAITING, "")


def test_what_waits_without_a_worker_may_be_asked_for_again(made):
    asked(made)
    assert asked(made, NOW + ATTENDED_WITHIN - SECOND) is None
    assert asked(made, NOW + ATTENDED_WITHIN).attempt == 2


def test_while_another_file_is_written_the_waiting_one_is_attended(made):
    asked(made)
    begun(asked(given_out()), at=NOW + SECOND)
    assert asked(made, NOW + ATTENDED_WITHIN) is None
    assert asked(made, NOW + WAITS_AT_MOST).attempt == 2


def test_three_files_of_one_person_are_under_way_at_most(made):
    for _each in range(3):
        asked(given_out())
    with pytest.raises(TooManyFiles, match="Bạn đang có 3 tệp chưa viết xong"):
        asked(made)
    finished(begun(Drawing.objects.first()))
    assert asked(made)


def test_more_files_than_an_hour_allows_are_refused(made, monkeypatch):
    monkeypatch.setattr(drawings, "PER_SPAN", 2)
    for _each in range(2):
        finished(begun(asked(given_out())))
    with pytest.raises(TooManyFiles, match="Bạn đã xuất 2 tệp trong một giờ"):
        asked(made)
    assert asked(made, NOW + drawings.SPAN + SECOND)


def test_old_files_and_too_many_are_removed(
    made, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(drawings, "KEPT", 1)
    old = finished(begun(asked(made, NOW - drawings.KEPT_FOR - SECOND)))
    before = finished(begun(asked(given_out(), NOW - SECOND)))
    newest = finished(begun(asked(given_out())))
    with django_capture_on_commit_callbacks(execute=True):
        forget_old_files(at=NOW)
    assert [each.pk for each in Drawing.objects.all()] == [newest.pk]
    stored = [default_storage.exists(each.file.name) for each in (old, before, newest)]
    assert stored == [False, False, True]


@pytest.mark.django_db(transaction=True)
def test_two_people_who_ask_for_the_first_time_at_once_get_one_file(made):
    together = Barrier(2, timeout=20)
    people = [
        office(),
        User.objects.create_user("lanhdao", role=Role.LEADER),
    ]

    def ask(person):
        try:
            together.wait()
            found = ask_drawing(snapshot=made, by=person, at=NOW)
            return found is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(ask, people)) == [False, True]
    assert Drawing.objects.count() == 1
