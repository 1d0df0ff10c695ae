"""Work outside of requests: files of outputs, written by ``manage.py db_worker``."""

import datetime as dt
import logging

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from dashboards.exporting.apart import NotDrawn
from dashboards.exporting.files import NotIntact, file_facts, output_file
from dashboards.exporting.word import BadTemplate
from reports.models import Drawing, Snapshot
from reports.services.drawings import (
    ask_drawing,
    begin_drawing,
    fail_drawing,
    finish_drawing,
    forget_old_files,
)

logger = logging.getLogger(__name__)
STOPPED = "Việc viết tệp đã dừng giữa chừng."
# What the queue keeps of work that is done.
QUEUE_KEEPS = dt.timedelta(days=7)


@transaction.atomic
def order_file(snapshot: Snapshot, *, by: User, at: dt.datetime) -> None:
    """Have the file written unless it is there or under way. Raises TooManyFiles."""
    drawing = ask_drawing(snapshot=snapshot, by=by, at=at)
    if drawing is not None:
        write_file.enqueue(drawing.pk, drawing.attempt)


@task()
def write_file(key: int, attempt: int) -> None:
    """Write a file that waits; an order that was given twice is carried out once."""
    drawing = begin_drawing(key=key, attempt=attempt, at=timezone.now())
    if drawing is None:
        return
    try:
        _write(drawing)
    except (BadTemplate, NotDrawn, NotIntact) as problem:
        logger.warning("%s: %s", drawing, problem.__cause__ or problem)
        fail_drawing(drawing=drawing, problem=str(problem), at=timezone.now())
    except BaseException:
        fail_drawing(drawing=drawing, problem=STOPPED, at=timezone.now())
        raise
    forget_old_files(at=timezone.now())
    before = timezone.now() - QUEUE_KEEPS
    # What a killed worker had taken never finishes.
    old = Q(finished_at__lt=before) | Q(finished_at=None, started_at__lt=before)
    DBTaskResult.objects.filter(old).delete()


def _write(drawing: Drawing) -> None:
    data = output_file(drawing.snapshot)
    suffix = file_facts(drawing.snapshot).suffix
    finish_drawing(drawing=drawing, data=data, suffix=suffix, at=timezone.now())
