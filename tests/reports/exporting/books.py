"""Exported workbooks opened again, and worlds that are awkward to export."""

import datetime as dt
import io
from collections.abc import Iterator, Mapping
from decimal import Decimal

import openpyxl
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from criteria.analytics.values import GivenValue
from criteria.models import Indicator
from ntm_portal.lib.periods import Quarter
from reports import models
from reports.choices import ImportKind
from reports.exporting.current import Wanted, current_workbook
from reports.importing.readings import Reading
from reports.models import IndicatorRevision, IndicatorValue
from reports.services.indicator_values import record_values
from reports.services.revisions import Approval
from tests.reports.importing.files import AT, ON, read
from tests.reports.review_world import FIRST, QUARTER, SECOND, SMALL, THIRD

WHOLE = range(1, 20)
FORMS = {"form": True, "export": False}
# Every way in which a value may be stored, by commune and code.
VALUES: Mapping[tuple[str, str], GivenValue] = {
    (FIRST, "1.1"): GivenValue(answer=True),
    (SECOND, "1.1"): GivenValue(answer=False),
    (THIRD, "1.1"): GivenValue(is_no_data=True),
    (FIRST, "2.1"): GivenValue(Decimal("98.123456")),
    (SECOND, "2.1"): GivenValue(Decimal(0)),
    (FIRST, "9.1"): GivenValue(answer=True),
    (SECOND, "9.1"): GivenValue(answer=False),
    (FIRST, "10"): GivenValue(Decimal("123456789012.123")),
    (SECOND, "10"): GivenValue(Decimal("1234.5")),
    (THIRD, "10"): GivenValue(Decimal("0.000001")),
    (FIRST, "11"): GivenValue(Decimal("0.5")),
    (FIRST, "17.1"): GivenValue(Decimal("95.5"), Decimal("60.25")),
    (SECOND, "17.1"): GivenValue(None, Decimal(40)),
    (THIRD, "17.1"): GivenValue(is_no_data=True),
}


def wanted(quarter: str = QUARTER, *, on: dt.date = ON, is_form: bool = True) -> Wanted:
    return Wanted(Quarter.parse(quarter), on, is_form)


def exported(kind: ImportKind, asked: Wanted | None = None) -> bytes:
    return current_workbook(kind, asked or wanted())


def sheet(kind: ImportKind, asked: Wanted | None = None) -> Worksheet:
    """Return the table of an exported workbook."""
    return opened(exported(kind, asked))


def opened(data: bytes) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


def cells(found: Worksheet) -> Iterator[Cell]:
    """Yield the cells with a value."""
    for row in found.iter_rows():
        yield from (cell for cell in row if cell.value is not None)


def row_of(found: Worksheet, name: str) -> list[object]:
    """Return what the commune of a name has beside it."""
    row = next(cell.row for cell in cells(found) if cell.value == name)
    return [cell.value for cell in found[row]][2:]


def back(kind: ImportKind, asked: Wanted | None = None) -> Reading:
    """Read what was exported as an import of the kind."""
    chosen = asked or wanted()
    return read(exported(kind, chosen), kind, on=chosen.on)


def changes_nothing(reading: Reading) -> bool:
    """Say whether every cell was read and stays as it is; faults are shown."""
    assert reading.errors == ()
    assert reading.counts.read == reading.counts.unchanged > 0
    assert reading.changes is not None
    return reading.changes.is_empty


def record(
    values: Mapping[tuple[str, str], GivenValue] = VALUES, *, is_demo: bool = False
) -> IndicatorRevision:
    """Approve values of the small district for the quarter."""
    ids = dict(Indicator.objects.values_list("code", "pk"))
    quarter, _ = models.Quarter.objects.get_or_create(code=QUARTER)
    rows = [
        IndicatorValue(
            commune_id=commune,
            indicator_id=ids[code],
            number=value.number,
            second_number=value.second_number,
            answer=value.answer,
            is_no_data=value.is_no_data,
        )
        for (commune, code), value in values.items()
    ]
    approval = Approval(on=ON, at=AT, is_demo=is_demo)
    return record_values(quarter=quarter, districts={SMALL: rows}, approval=approval)[
        SMALL
    ]
