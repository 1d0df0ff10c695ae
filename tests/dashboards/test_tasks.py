"""The queue in the database, and the worker that takes from it."""

import io
import zipfile

import pytest
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from dashboards import tasks
from dashboards.exporting import apart, files
from dashboards.tasks import STOPPED, order_file, write_file
from ntm_portal.lib import limited
from reports.choices import DrawingState
from reports.models import Drawing
from reports.models.drawings import DRAWN_WITHIN
from tests.dashboards.output_world import draw_here, given_out, office
from tests.world import approve

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture
def made():
    approve("618", "2019Q4", {"23535": [1]})
    return given_out()


@pytest.fixture
def _queued(monkeypatch):
    monkeypatch.setattr(tasks, "write_file", write_file.using(backend="queue"))
    # The connection holds the transaction of the test.
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)


def order(snapshot):
    order_file(snapshot, by=office(), at=timezone.now())


def run_worker():
    """Let a worker do all that waits, as ``db_worker --batch`` does."""
    db_worker.Worker(
        queue_names=["default"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="queue",
        startup_delay=False,
        max_tasks=None,
        worker_id="kiem-thu",
    ).run()


@pytest.mark.usefixtures("_queued")
def test_the_worker_writes_the_file_in_a_process_of_its_own(made):
    order(made)
    order(made)
    assert DBTaskResult.objects.count() == 1
    assert Drawing.objects.get().state == DrawingState.WAITING
    run_worker()
    drawing = Drawing.objects.get()
    assert drawing.state == DrawingState.READY
    with drawing.file.open("rb") as stored:
        names = zipfile.ZipFile(io.BytesIO(stored.read())).namelist()
    assert "ket-qua-2019Q4.csv" in names


@pytest.mark.usefixtures("_queued")
def test_a_worker_that_is_ended_in_the_middle_leaves_a_state_that_says_so(
    made, monkeypatch
):
    def ended(*_args, **_options):
        raise SystemExit(1)

    monkeypatch.setattr(files, "draw_apart", ended)
    order(made)
    run_worker()
    drawing = Drawing.objects.get()
    assert (drawing.state, drawing.problem) == (DrawingState.FAILED, STOPPED)
    monkeypatch.setattr(files, "draw_apart", draw_here)
    order(made)
    run_worker()
    assert Drawing.objects.get().has_file()


def test_an_order_carried_out_already_is_not_carried_out_again(made, monkeypatch):
    monkeypatch.setattr(files, "draw_apart", draw_here)
    order(made)
    before = Drawing.objects.get().file.name
    write_file.enqueue(Drawing.objects.get().pk, 1)
    assert Drawing.objects.get().file.name == before


def test_a_drawing_ends_before_it_is_given_up():
    most = apart.DRAWING.seconds + limited.START + limited.WAIT
    assert most < DRAWN_WITHIN.total_seconds()
