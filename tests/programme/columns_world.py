"""A table of every kind of column, for the tests of reading and writing."""

import datetime as dt
from decimal import Decimal

from programme.choices import ColumnKind
from programme.exporting.tables import TableTitle, WrittenRow, write_table
from programme.forms.tables.columns import Column
from programme.forms.tables.places import Places

DAY = dt.date(2021, 3, 20)
COLUMNS = (
    Column("name", "Tên", required=True, max_length=40),
    Column("district", "Huyện", ColumnKind.DISTRICT, required=True),
    Column("commune", "Xã", ColumnKind.COMMUNE, required=True),
    Column("agency", "Đơn vị", ColumnKind.AGENCY),
    Column("people", "Số người", ColumnKind.WHOLE, unit="người"),
    Column("money", "Kinh phí", ColumnKind.DECIMAL, unit="triệu đồng"),
    Column("on", "Ngày", ColumnKind.DATE),
    Column(
        "form",
        "Hình thức",
        ColumnKind.CHOICE,
        choices=(("a", "Hội nghị"), ("b", "Khác")),
    ),
    Column("done", "Đã xong", ColumnKind.YES_NO),
    Column("note", "Ghi chú", is_long=True, max_length=500),
)
ROW = {
    "name": "=1+1 ông Đạt",
    "district": "610",
    "commune": "23344",
    "agency": "SNN",
    "people": 1234,
    "money": Decimal("1234.5"),
    "on": dt.date(2020, 12, 31),
    "form": "b",
    "done": False,
    "note": "dòng một\ndòng hai",
}


def places() -> Places:
    return Places(DAY)


def workbook(*rows: WrittenRow, blank_rows: int = 3) -> bytes:
    return write_table(
        COLUMNS,
        rows,
        title=TableTitle("Bảng thử", made_on=DAY),
        places=places(),
        blank_rows=blank_rows,
    )
