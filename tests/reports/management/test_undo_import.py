"""The command that undoes an import."""

import io

import pytest
from django.core.management import CommandError, call_command

from reports.choices import ImportState
from reports.models import ImportRun
from tests.reports.importing.files import bring, three, workbook

pytestmark = pytest.mark.usefixtures("reference")


def undo(run: int) -> str:
    stream = io.StringIO()
    call_command("undo_import", str(run), stdout=stream)
    return stream.getvalue()


def test_a_run_is_undone_once() -> None:
    run = bring(workbook(three())).run
    assert run is not None
    assert f"Đã hoàn tác lần nhập số {run.pk}" in undo(run.pk)
    run.refresh_from_db()
    assert run.state == ImportState.UNDONE
    with pytest.raises(CommandError, match="đã được hoàn tác") as refusal:
        undo(run.pk)
    assert refusal.value.returncode == 1


@pytest.mark.parametrize("run", [0, 99, 10**30])
def test_a_run_that_does_not_exist_exits_with_2(run: int) -> None:
    with pytest.raises(CommandError, match="Không có lần nhập") as refusal:
        undo(run)
    assert refusal.value.returncode == 2
    assert not ImportRun.objects.exists()
