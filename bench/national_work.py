"""The national workbook brought in by the portal, by its floor, and row by row."""

import datetime as dt
import io
import time
from pathlib import Path

import python_calamine
import xlsxwriter
from django.db import connection, transaction
from import_export.formats.base_formats import XLSX
from import_export.resources import modelresource_factory

from bench import national_shape as shape
from reports.choices import ImportKind
from reports.importing.readings import ImportRequest
from reports.importing.runs import apply_reading, read_appendix
from reports.models import Result

COPY_OUT = (
    "COPY (SELECT revision_id, commune_id, criterion_id, state"
    " FROM reports_result ORDER BY id) TO STDOUT"
)
COPY_IN = (
    "COPY reports_result (revision_id, commune_id, criterion_id, state) FROM STDIN"
)
STOCK_COLUMNS = ("id", "revision", "commune", "criterion", "state")
STOCK_ROWS = 2_000

Measures = dict[str, float]


def portal(path: Path) -> Measures:
    """Bring the workbook in as the page and the command do."""
    _execute("TRUNCATE reports_importrun, reports_revision CASCADE")
    on = dt.date.fromisoformat(shape.APPROVED_ON)
    at = dt.datetime.combine(on, dt.time(), dt.UTC)
    clock = _Clock()
    request = ImportRequest(path.read_bytes(), path.name, ImportKind.RESULTS, on)
    reading = read_appendix(request)
    clock.has_read()
    apply_reading(reading, by=None, at=at)
    return clock.has_written(shape.RESULTS)


def floor(path: Path) -> Measures:
    """Read the same cells and copy the rows that the portal has made of them."""
    rows = io.StringIO()
    _copy(COPY_OUT, rows)
    _execute("TRUNCATE reports_result")
    rows.seek(0)
    clock = _Clock()
    python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python()
    clock.has_read()
    with transaction.atomic():
        _copy(COPY_IN, rows)
    return clock.has_written(shape.RESULTS)


def stock(path: Path) -> Measures:
    """Bring a sample of the rows in with django-import-export as it comes."""
    _write_long(path)
    _execute("TRUNCATE reports_result")
    clock = _Clock()
    rows = XLSX().create_dataset(path.read_bytes())
    clock.has_read()
    modelresource_factory(Result)().import_data(rows, raise_errors=True)
    return {**clock.has_written(STOCK_ROWS), "rows": STOCK_ROWS}


def _write_long(path: Path) -> None:
    """Write one result a row, the only form that django-import-export reads."""
    rows = Result.objects.order_by("pk").values_list(
        "revision_id", "commune_id", "criterion_id", "state"
    )
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, STOCK_COLUMNS)
        for number, row in enumerate(rows[:STOCK_ROWS], start=1):
            sheet.write_row(number, 1, row)


class _Clock:
    """The seconds of reading and of writing, from the moment it is made."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._read = 0.0

    def has_read(self) -> None:
        self._read = time.perf_counter() - self._started

    def has_written(self, count: int) -> Measures:
        """Return the measures; raises RuntimeError unless so many rows are stored."""
        seconds = time.perf_counter() - self._started
        if Result.objects.count() != count:
            raise RuntimeError("The rows measured are not the rows stored.")
        written = seconds - self._read
        return {"seconds": seconds, "read": self._read, "written": written}


def _execute(command: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(command)


def _copy(command: str, file: io.StringIO) -> None:
    with connection.cursor() as cursor:
        cursor.copy_expert(command, file)
