"""A file for a table from its upload to the end: previewed, taken, undone."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from programme.choices import TableRunState
from programme.forms.tables.places import Places
from programme.importing.changes import (
    Outcome,
    Signed,
    Table,
    take_rows,
    undo_changes,
)
from programme.importing.tables import TableReading, read_table
from programme.models import TableRun
from reports.services.files import file_name
from reports.services.guard import ChangeRefused

REASON = "nhập từ tệp"


@transaction.atomic
def keep_file(
    *, table: str, name: str, data: bytes, by: User, at: dt.datetime
) -> TableRun:
    """Keep an uploaded file for its preview; the person's earlier previews go."""
    previews = TableRun.objects.of(table).filter(state=TableRunState.PREVIEW, by=by)
    previews.delete()
    return TableRun.objects.create(
        table=table, file_name=file_name(name), content=data, by=by, at=at
    )


def preview_run(
    run: TableRun, table: Table, *, places: Places, at: dt.datetime
) -> tuple[TableReading, Outcome]:
    """Return what a kept file says and what taking it would do."""
    reading = _read(run, table, places)
    signed = Signed(run.by, at)
    return reading, take_rows(table, reading, signed=signed, is_trial=True)


@transaction.atomic
def apply_run(
    run: TableRun, table: Table, *, places: Places, at: dt.datetime
) -> Outcome:
    """Take a kept file whole, or refuse it whole; raises ChangeRefused when it was."""
    held = TableRun.objects.select_for_update().get(pk=run.pk)
    if held.state != TableRunState.PREVIEW:
        raise ChangeRefused("Tệp này đã nhập rồi.")
    signed = Signed(run.by, at, f"{REASON} “{run.file_name}”")
    outcome = take_rows(table, _read(run, table, places), signed=signed)
    if outcome.problems:
        return outcome
    held.state = TableRunState.APPLIED
    held.at = at
    held.created, held.updated = outcome.created, outcome.updated
    held.unchanged = outcome.unchanged
    held.changes = list(outcome.changes)
    held.save()
    return outcome


@transaction.atomic
def undo_run(run: TableRun, table: Table, *, by: User, at: dt.datetime) -> None:
    """Put back the rows that a file wrote; raises ChangeRefused."""
    held = TableRun.objects.select_for_update().get(pk=run.pk)
    if held.state != TableRunState.APPLIED:
        raise ChangeRefused("Lần nhập này đã hoàn tác, hoặc chưa nhập.")
    signed = Signed(by, at, f"hoàn tác tệp “{run.file_name}”")
    undo_changes(table, held.changes, signed)
    held.state = TableRunState.UNDONE
    held.undone_at, held.undone_by = at, by
    held.save()


def _read(run: TableRun, table: Table, places: Places) -> TableReading:
    return read_table(bytes(run.content), run.file_name, table.columns, places=places)
