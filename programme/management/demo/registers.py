"""Rows of the registers for the demonstration: a few of every kind, the same always."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from simple_history.utils import bulk_create_with_history

from communes.analytics.places import Place, programme_communes
from criteria.models import Agency
from programme.choices import ColumnKind, PlaceLevel
from programme.models import RegisterField, RegisterKind, RegisterRecord

NOTE = "số liệu minh họa"
# How many rows a kind gets, and how far apart their communes stand.
ROWS, APART = 12, 7
BODIES = ("HLHPN", "TDOAN", "HND", "MTTQ", "SNN", "VPDP")
TITLES = {
    "giao-uoc": "Giao ước chung sức xây dựng nông thôn mới năm {year}",
    "tuyen-truyen": "Phổ biến Nghị quyết 01-NQ/TU, đợt {number}",
    "dao-tao": "Lớp nghiệp vụ nông thôn mới số {number}",
    "tham-quan": "Học tập mô hình nông thôn mới, chuyến {number}",
    "can-bo": "Cán bộ mẫu {number}",
    "mo-hinh": "Mô hình mẫu {number}",
    "nha-tam": "Xóa nhà tạm năm {year}",
    "xa-nang-cao": "Đăng ký xã nâng cao năm {year}",
    "xa-kieu-mau": "Đăng ký xã kiểu mẫu năm {year}",
    "khu-dan-cu": "Khu dân cư mẫu {number}",
    "ocop": "Sản phẩm mẫu {number}",
    "co-che": "Văn bản mẫu {number} về xây dựng nông thôn mới",
    "kiem-tra": "Kiểm tra thực hiện Chương trình, cuộc {number}",
}


def load_demo_records(*, on: dt.date, at: dt.datetime) -> int:
    """Add rows of every register that comes with the portal; return how many."""
    if RegisterRecord.objects.filter(is_sample=True).exists():
        return 0
    places = programme_communes(on)
    agencies = set(Agency.objects.values_list("code", flat=True))
    bodies = [code for code in BODIES if code in agencies] or sorted(agencies)[:1]
    fields: dict[str, list[RegisterField]] = {}
    for field in RegisterField.objects.in_use():
        fields.setdefault(field.kind_id, []).append(field)
    rows = [
        row
        for kind in RegisterKind.objects.in_use().filter(code__in=TITLES)
        for row in _rows(kind, fields.get(kind.pk, []), places, bodies)
    ]
    bulk_create_with_history(rows, RegisterRecord, default_date=at)
    return len(rows)


def _rows(
    kind: RegisterKind,
    fields: Iterable[RegisterField],
    places: Sequence[Place],
    bodies: Sequence[str],
) -> Iterator[RegisterRecord]:
    own = list(fields)
    for number in range(1, ROWS + 1):
        place = places[(number * APART + kind.position) % len(places)]
        begun = dt.date(2018 + number % 3, 1 + number % 12, 1 + number * 2 % 28)
        is_below = kind.place_level in (PlaceLevel.COMMUNE, PlaceLevel.VILLAGE)
        yield RegisterRecord(
            kind=kind,
            title=TITLES[kind.pk].format(number=number, year=begun.year),
            district_id=place.district_code if kind.has_place else None,
            commune_id=place.code if is_below else None,
            agency_id=bodies[number % len(bodies)] if kind.body_label else None,
            on=begun if kind.on_label else None,
            values={each.code: _value(each, number) for each in own},
            note=NOTE,
            is_sample=True,
        )


def _value(field: RegisterField, number: int) -> Any:
    match field.type:
        case ColumnKind.WHOLE:
            # What is a part of what stands before it, is not more.
            return max(1, 60 - field.position) * (1 + number % 4)
        case ColumnKind.DECIMAL:
            return f"{Decimal(number * 25) / 2:f}"
        case ColumnKind.DATE:
            return dt.date(2020, 1 + number % 12, 10).isoformat()
        case ColumnKind.CHOICE:
            return field.choices[number % len(field.choices)]
        case ColumnKind.YES_NO:
            return number % 3 != 0
        case _:
            return f"mẫu {number}"
