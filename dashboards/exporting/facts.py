"""What every file says of itself: period, day, number, whether it is made up."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localtime

from ntm_portal.lib.periods import ROMAN, Quarter
from reports.choices import ReportKind
from reports.models import Snapshot

ILLUSTRATION = "SỐ LIỆU MINH HỌA – không phải số chính thức của tỉnh"

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Facts:
    """The snapshot in words; ``is_demo`` says that some figures are made up.

    ``place`` is what it is of, as inside a sentence.
    """

    code: str
    kind: ReportKind
    period: Quarter
    as_of: dt.date | None
    read_at: dt.datetime
    sha256: str
    is_demo: bool
    base: Quarter | None
    place: str = "toàn tỉnh"
    is_district: bool = False

    @property
    def named(self) -> str:
        """Name the time that the report is of, inside a sentence."""
        return {
            ReportKind.QUARTER: f"Quý {ROMAN[self.period.number - 1]} năm "
            f"{self.period.year}",
            ReportKind.HALF: f"6 tháng đầu năm {self.period.year}",
            ReportKind.YEAR: f"năm {self.period.year}",
        }[self.kind]

    @property
    def base_named(self) -> str:
        """Name what is compared with, "" without any data of it."""
        if self.base is None:
            return ""
        if self.kind is ReportKind.QUARTER:
            return self.base.label
        return f"cuối năm {self.base.year}"

    @property
    def as_of_text(self) -> str:
        if self.as_of is None:
            return f"số duyệt đến {localtime(self.read_at):%H:%M ngày %d/%m/%Y}"
        return f"số duyệt đến hết ngày {self.as_of:%d/%m/%Y}"

    @property
    def line(self) -> str:
        """What stands at the foot of every page."""
        return (
            f"{self.period.label}, {self.place}; {self.as_of_text}; bản xuất "
            f"{self.code}, SHA-256 {self.sha256[:12]}"
        )


def facts_of(snapshot: Snapshot, content: Content) -> Facts:
    base = content["base"]
    district = content.get("district")
    return Facts(
        code=snapshot.code,
        kind=ReportKind(snapshot.kind),
        period=snapshot.quarter,
        as_of=snapshot.as_of,
        read_at=snapshot.read_at,
        sha256=snapshot.sha256,
        is_demo=content["is_demo"],
        base=Quarter.parse(base["period"]) if base else None,
        place=district["title"] if district else "toàn tỉnh",
        is_district=district is not None,
    )
