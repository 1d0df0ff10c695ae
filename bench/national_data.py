"""The country that is measured: its places in the database, its workbook on disk."""

import io
import platform
from pathlib import Path
from typing import Any

import xlsxwriter
from django.core.management import call_command
from django.db import connection

from bench import national_shape as shape
from communes.choices import DistrictKind, UnitKind
from communes.models import Commune, CommunePeriod, District

SOURCE = "số liệu tạo ra để đo"
TITLES = (
    "TỔNG HỢP KẾT QUẢ THỰC HIỆN CÁC TIÊU CHÍ NÔNG THÔN MỚI",
    "Quý III năm 2019",
)
SIGNS = {True: "Đ", False: "C"}


def prepare(path: Path) -> dict[str, Any]:
    """Fill an empty database and write the workbook; return what measured it."""
    call_command("migrate", verbosity=0)
    call_command("load_reference", stdout=io.StringIO())
    _create_places()
    _write_workbook(path)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0].split()[0]
    return {"python": platform.python_version(), "postgresql": version}


def _create_places() -> None:
    District.objects.bulk_create(
        District(
            code=shape.district_code(number),
            name=shape.district_name(number),
            kind=DistrictKind.DISTRICT,
            source=SOURCE,
        )
        for number in range(shape.DISTRICTS)
    )
    communes = Commune.objects.bulk_create(
        Commune(
            code=shape.commune_code(number),
            district_id=shape.district_code(shape.district_of(number)),
            name=shape.commune_name(number),
            source=SOURCE,
        )
        for number in range(shape.COMMUNES)
    )
    CommunePeriod.objects.bulk_create(
        CommunePeriod(
            commune=commune, name=commune.name, kind=UnitKind.COMMUNE, source=SOURCE
        )
        for commune in communes
    )


def _write_workbook(path: Path) -> None:
    criteria = range(1, shape.CRITERIA + 1)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Kết quả")
        for row, title in enumerate(TITLES):
            sheet.write(row, 0, title)
        numbered = (f"Tiêu chí {number}" for number in criteria)
        sheet.write_row(len(TITLES) + 1, 0, ["STT", "Huyện, xã", *numbered, "Tổng số"])
        row, last = len(TITLES) + 2, -1
        for commune in range(shape.COMMUNES):
            district = shape.district_of(commune)
            if district != last:
                sheet.write(row, 1, f"Huyện {shape.district_name(district)}")
                row, last, order = row + 1, district, 0
            order += 1
            met = [shape.is_met(commune, number) for number in criteria]
            signs = (SIGNS[each] for each in met)
            name = f"Xã {shape.commune_name(commune)}"
            sheet.write_row(row, 0, [order, name, *signs, sum(met)])
            row += 1
