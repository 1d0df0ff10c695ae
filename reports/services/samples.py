"""Samples for checks in the field: a draw is kept, then what was found is entered.

What is found changes no figure: a result is only ever corrected through its report.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from ntm_portal.lib.prose import clean_prose
from ntm_portal.lib.text import clean
from reports.models import FieldSample, Quarter, SampledClaim
from reports.services.guard import ChangeRefused, check_reviewer


class SeedTaken(ChangeRefused):
    """The quarter already has a sample of this seed: it would be the same one."""


class FindingsRefused(ChangeRefused):
    """Some findings cannot be; ``faults`` has the message by id of the claim."""

    def __init__(self, faults: Mapping[int, str]) -> None:
        super().__init__("Chưa ghi kết quả nào: hãy sửa các ô được đánh dấu.")
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found of one claim; a blank verdict takes an earlier one back."""

    verdict: str
    checked_on: dt.date | None
    note: str


@transaction.atomic
def keep_sample(
    *,
    quarter_code: str,
    seed: str,
    claims_hash: str,
    drawn: Sequence[SampledClaim],
    by: User,
    at: dt.datetime,
) -> FieldSample:
    """Keep a draw with its claims, unsaved rows in the order of the draw.

    Raises NotAllowed, and SeedTaken when the quarter was drawn with the seed before.
    """
    check_reviewer(by)
    seed = clean(seed)
    quarter = Quarter.objects.select_for_update().get(code=quarter_code)
    if FieldSample.objects.filter(quarter=quarter, seed=seed).exists():
        raise SeedTaken(
            f"{quarter.period.label} đã rút mẫu với số khởi tạo “{seed}”: cùng số ấy "
            "thì rút ra cùng các ô. Hãy mở mẫu ấy, hoặc đổi số khởi tạo."
        )
    sample = FieldSample.objects.create(
        quarter=quarter,
        seed=seed,
        size=len(drawn),
        claims_hash=claims_hash,
        drawn_at=at,
        drawn_by=by,
    )
    for position, claim in enumerate(drawn, start=1):
        claim.sample, claim.position = sample, position
    SampledClaim.objects.bulk_create(drawn)
    return sample


@transaction.atomic
def enter_findings(
    *,
    sample: FieldSample,
    findings: Mapping[int, Finding],
    seen: dt.datetime | None,
    by: User,
    at: dt.datetime,
) -> int:
    """Write what was found, by id of the claim; return how many claims changed.

    ``seen`` is when the last of the findings was entered that the person saw. All or
    none. Raises NotAllowed, and FindingsRefused for a day after today or before the
    quarter, a verdict without a day, a claim of another sample, and one that
    somebody else entered since.
    """
    check_reviewer(by)
    FieldSample.objects.select_for_update().get(pk=sample.pk)
    rows = SampledClaim.objects.filter(sample=sample).in_bulk(list(findings))
    changed, faults = [], {}
    for pk, finding in findings.items():
        row = rows.get(pk)
        if row is None:
            faults[pk] = "Ô này không thuộc mẫu."
        elif not _is_left(row, finding, seen):
            fault = _fault(finding, first=sample.quarter.period.first_day, at=at)
            if fault or _is_newer(row, seen):
                faults[pk] = fault or _theirs(row)
            row.verdict, row.checked_on = finding.verdict, finding.checked_on
            row.note = clean_prose(finding.note)
            row.entered_at, row.entered_by = at, by
            changed.append(row)
    if faults:
        raise FindingsRefused(faults)
    fields = ["verdict", "checked_on", "note", "entered_at", "entered_by"]
    SampledClaim.objects.bulk_update(changed, fields)
    return len(changed)


def _is_left(row: SampledClaim, finding: Finding, seen: dt.datetime | None) -> bool:
    """Tell whether the person left the line as it was, or as they saw it: blank."""
    given = finding.verdict, finding.checked_on, clean_prose(finding.note)
    if given == (row.verdict, row.checked_on, row.note):
        return True
    return given == ("", None, "") and _is_newer(row, seen)


def _is_newer(row: SampledClaim, seen: dt.datetime | None) -> bool:
    return row.entered_at is not None and (seen is None or row.entered_at > seen)


def _fault(finding: Finding, *, first: dt.date, at: dt.datetime) -> str:
    day = finding.checked_on
    if not finding.verdict:
        return "Hãy chọn kết quả kiểm tra, hoặc xóa ngày." if day else ""
    if day is None:
        return "Hãy ghi ngày kiểm tra."
    if day > localdate(at):
        return f"Ngày {day:%d/%m/%Y} chưa tới; hôm nay là {localdate(at):%d/%m/%Y}."
    if day < first:
        return f"Ngày {day:%d/%m/%Y} trước khi quý bắt đầu ({first:%d/%m/%Y})."
    return ""


def _theirs(row: SampledClaim) -> str:
    who = row.entered_by.display_name if row.entered_by else "người khác"
    what = row.get_verdict_display() or "bỏ trống"
    return (
        f"{who} vừa nhập “{what}”"
        + (f" ngày {row.checked_on:%d/%m/%Y}" if row.checked_on else "")
        + ". Ghi lần nữa nếu muốn thay bằng kết quả của bạn."
    )
