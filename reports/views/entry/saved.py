"""What the grid's script and the plain page are told after saving."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils.timezone import localtime

from accounts.models import User
from communes.analytics.places import programme_communes
from reports.choices import Door, ReportState, ResultState
from reports.forms.entry import LETTERS, in_letters, in_versions
from reports.models import Report, ReturnedCell
from reports.services.saving import Conflict, Saved

BASE_MOVED = {True: "nhập tệp số liệu", False: "duyệt số liệu gốc"}


def saved_answer(saved: Saved, *, by: User, at: dt.datetime) -> dict[str, Any]:
    """Return every cell after saving, row by row as on the page, and conflicts."""
    draft = saved.draft
    keys = [(commune, n) for commune in draft.communes for n in draft.law.by_number]
    unknown = ResultState.UNKNOWN
    return {
        "states": in_letters(draft.state(cell) for cell in keys),
        "before": in_letters(draft.base.get(cell, unknown) for cell in keys),
        "versions": in_versions(saved.versions.get(cell, 0) for cell in keys),
        "returned": list(_to_answer(draft.report)),
        "conflicts": [_conflict(each, saved, by) for each in saved.conflicts],
        "saved_at": f"{localtime(at):%H:%M}",
    }


def told_conflicts(saved: Saved, *, by: User) -> Iterator[str]:
    """Yield a sentence for each change that was not stored, with both values."""
    if not saved.conflicts:
        return
    report = saved.draft.report
    places = programme_communes(
        report.quarter.period.last_day, district_code=report.district_id
    )
    names = {place.code: place.name for place in places}
    for each in saved.conflicts:
        commune, number = each.cell
        who, when, door = _origin(each, saved, by)
        criterion = saved.draft.law.by_number[number].title
        yield (
            f"Chưa lưu {names[commune]}, {criterion}: anh/chị chọn "
            f"“{each.mine.label}”, nhưng {who} vừa ghi “{each.theirs.label}” lúc "
            f"{when} ({door}). Hãy chọn lại nếu vẫn muốn đổi."
        )


def _to_answer(report: Report) -> Iterator[str]:
    """Yield the cells whose return still waits for an answer, none elsewhere."""
    if report.state == ReportState.RETURNED:
        waiting = ReturnedCell.objects.filter(report=report).unanswered()
        for cell in waiting.values_list("commune_id", "criterion__number"):
            yield "{}-{}".format(*cell)


def _conflict(conflict: Conflict, saved: Saved, by: User) -> dict[str, object]:
    who, when, door = _origin(conflict, saved, by)
    return {
        "key": "{}-{}".format(*conflict.cell),
        "mine": LETTERS[conflict.mine],
        "theirs": LETTERS[conflict.theirs],
        "version": conflict.version,
        "by": who,
        "at": when,
        "door": door,
    }


def _origin(conflict: Conflict, saved: Saved, by: User) -> tuple[str, str, str]:
    """Return who wrote the other value, when, and by which door."""
    row = conflict.row
    if row:
        who = "chính anh/chị ở cửa sổ khác" if row.by_id == by.pk else str(row.by)
        return who, _said(row.at), Door(row.door).label
    revision = saved.draft.revision
    if revision is None:
        return "Văn phòng Điều phối", "", BASE_MOVED[True]
    approved_by = revision.approved_by
    who = str(approved_by) if approved_by else "Văn phòng Điều phối"
    return who, _said(revision.recorded_at), BASE_MOVED[bool(revision.import_run_id)]


def _said(at: dt.datetime) -> str:
    return f"{localtime(at):%H:%M ngày %d/%m/%Y}"
