"""The database of the load test: who works in it, and what it keeps afterwards."""

import io
import platform
from typing import Any

from django.core.management import call_command
from django.db import connection

from accounts.choices import Role
from accounts.models import User
from criteria.models import Criterion
from reports.choices import ResultState
from reports.forms.entry import LETTERS
from reports.models import Report, ResultChange
from reports.models.reports import CellStates

QUARTER = "2021Q1"


def prepare() -> dict[str, Any]:
    """Load the demonstration into an empty database, with two officers a district.

    Returns them by the code of their district, what readers can open, and versions.
    """
    call_command("migrate", verbosity=0)
    for command in ("load_reference", "load_demo"):
        call_command(command, stdout=io.StringIO())
    officers = _officers()
    numbers = Criterion.objects.values_list("number", flat=True).distinct()
    _asked("ANALYZE", is_answered=False)
    return {
        "quarter": QUARTER,
        "officers": officers,
        "criteria": sorted(numbers),
        "python": platform.python_version(),
        "postgresql": _asked("SHOW server_version").split()[0],
    }


def audit() -> dict[str, Any]:
    """Return the log, every cell before and after it, and the server's deadlocks."""
    rows = ResultChange.objects.select_related("by", "criterion").order_by("pk")
    start: dict[str, str] = {}
    final: dict[str, str] = {}
    for report in Report.objects.filter(quarter_id=QUARTER):
        base = report.latest_base()
        cells = base.cells() if base else {}
        start |= _in_letters(cells)
        final |= _in_letters({**cells, **report.changed_cells()})
    deadlocks = _asked("SELECT sum(deadlocks)::bigint FROM pg_stat_database")
    return {
        "rows": [_row(row) for row in rows],
        "start": start,
        "final": final,
        "deadlocks": int(deadlocks),
    }


def _officers() -> dict[str, list[str]]:
    """Give each officer of the demonstration a colleague with the same password."""
    first = User.objects.filter(role=Role.DISTRICT, username__startswith="huyen.")
    second = User.objects.bulk_create(
        User(
            username=f"{each.username}.2",
            password=each.password,
            role=Role.DISTRICT,
            district_id=each.district_id,
        )
        for each in first.order_by("username")
    )
    return {
        each.district_id: [each.username.removesuffix(".2"), each.username]
        for each in second
        if each.district_id
    }


def _in_letters(cells: CellStates) -> dict[str, str]:
    return {
        f"{code}-{number}": LETTERS[state] for (code, number), state in cells.items()
    }


def _row(row: ResultChange) -> dict[str, object]:
    return {
        "key": row.pk,
        "officer": row.by.username,
        "cell": f"{row.commune_id}-{row.criterion.number}",
        "before": LETTERS[ResultState(row.before)],
        "after": LETTERS[ResultState(row.after)],
        "door": row.door,
    }


def _asked(command: str, *, is_answered: bool = True) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(command)
        return cursor.fetchone()[0] if is_answered else None
