"""Evidence of a cell: files added, replaced and taken away; none is ever deleted.

Several files of one upload are taken all or none.
"""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime

from accounts.models import User
from ntm_portal.lib.thumbnails import thumbnail
from reports.models import Evidence
from reports.models.cells import CellKey
from reports.models.evidence import EvidenceQuerySet
from reports.services.drafts import Draft, check_may_change, locked_draft
from reports.services.files import CheckedFile, Storage, storing
from reports.services.guard import ChangeRefused

SMALL_SUFFIX = ".jpg"


class TooManyFiles(ChangeRefused):
    """The cell would have more files than anybody looks through."""


class AlreadyThere(ChangeRefused):
    """The cell has the very same file."""


class EvidenceGone(ChangeRefused):
    """Somebody has replaced the file or taken it away meanwhile."""


@dataclass(frozen=True, slots=True)
class Added:
    """What was stored, and the names of files that were there already."""

    rows: tuple[Evidence, ...]
    repeated: tuple[str, ...]


def add_evidence(
    *,
    district_code: str,
    quarter_code: str,
    cell: CellKey,
    files: Sequence[CheckedFile],
    by: User,
    at: dt.datetime,
) -> Added:
    """Store files as evidence of a cell, all or none.

    What the cell has already, or what comes twice, is stored once and named. Raises
    ChangeRefused as a change of the cell would, and when the files are too many.
    """
    small = {_digest(file): thumbnail(file.data) for file in files}
    with storing() as storage:
        draft = locked_draft(district_code=district_code, quarter_code=quarter_code)
        check_may_change(draft, [cell], by=by, at=at)
        place = _place(draft, cell)
        here = set(_current(place).values_list("sha256", flat=True))
        new: dict[str, CheckedFile] = {}
        for file in files:
            if _digest(file) not in here:
                new.setdefault(_digest(file), file)
        _check_count(len(here), len(new))
        rows = tuple(
            _stored(storage, file, small[digest], by=by, at=at, **place)
            for digest, file in new.items()
        )
    kept = {id(file) for file in new.values()}
    return Added(rows, tuple(file.name for file in files if id(file) not in kept))


def replace_evidence(
    *, evidence: Evidence, file: CheckedFile, by: User, at: dt.datetime
) -> Evidence:
    """Store a file in place of another one, which stays stored.

    Raises ChangeRefused as a change of the cell would, EvidenceGone when the other
    one is not current any more, AlreadyThere when the cell has the same file.
    """
    small = thumbnail(file.data)
    with storing() as storage:
        place, old = _locked(evidence, by=by, at=at)
        same = _current(place).filter(sha256=_digest(file)).first()
        if same:
            raise AlreadyThere(
                f"Tệp “{file.name}” đã có ở ô này với tên “{same.name}”, gửi ngày "
                f"{_day(same.at)}."
            )
        return _stored(storage, file, small, by=by, at=at, replaces=old, **place)


def remove_evidence(*, evidence: Evidence, by: User, at: dt.datetime) -> None:
    """Mark a file as taken away; it stays stored and can be opened.

    Raises ChangeRefused as a change of the cell would, and EvidenceGone.
    """
    with storing():
        _, row = _locked(evidence, by=by, at=at)
        row.removed_at, row.removed_by = at, by
        row.save(update_fields=["removed_at", "removed_by"])


def _locked(
    evidence: Evidence, *, by: User, at: dt.datetime
) -> tuple[dict[str, Any], Evidence]:
    """Lock the report and return the cell and the row as it is now."""
    report = evidence.report
    draft = locked_draft(
        district_code=report.district_id, quarter_code=report.quarter_id
    )
    cell = evidence.commune_id, evidence.criterion.number
    check_may_change(draft, [cell], by=by, at=at)
    row = Evidence.objects.select_related("removed_by", "replaced_by__by").get(
        pk=evidence.pk
    )
    newer = getattr(row, "replaced_by", None)
    if newer:
        raise EvidenceGone(
            f"Tệp “{row.name}” đã được {newer.by.display_name} thay ngày "
            f"{_day(newer.at)}; hãy xem lại tệp mới."
        )
    if row.removed_by and row.removed_at:
        raise EvidenceGone(
            f"Tệp “{row.name}” đã được {row.removed_by.display_name} gỡ ngày "
            f"{_day(row.removed_at)}."
        )
    return _place(draft, cell), row


def _place(draft: Draft, cell: CellKey) -> dict[str, Any]:
    commune, number = cell
    return {
        "report": draft.report,
        "commune_id": commune,
        "criterion_id": draft.law.by_number[number].id,
    }


def _current(place: dict[str, Any]) -> EvidenceQuerySet:
    return Evidence.objects.filter(**place).current()


def _stored(
    storage: Storage,
    file: CheckedFile,
    small: bytes | None,
    *,
    by: User,
    at: dt.datetime,
    **place: Any,
) -> Evidence:
    path = storage.store_bytes(small, suffix=SMALL_SUFFIX, at=at) if small else ""
    return Evidence.objects.create(
        **place, **storage.store(file, by=by, at=at), thumbnail=path
    )


def _check_count(here: int, new: int) -> None:
    """Replaced and removed files do not count."""
    limit = settings.EVIDENCE_MAX_FILES
    if new and here + new > limit:
        raise TooManyFiles(
            f"Mỗi ô nhận nhiều nhất {limit} tệp; ô này đã có {here}, không nhận thêm "
            f"{new} được. Hãy gộp tài liệu, hoặc gỡ tệp không cần nữa."
        )


def _digest(file: CheckedFile) -> str:
    return hashlib.sha256(file.data).hexdigest()


def _day(at: dt.datetime) -> str:
    return f"{localtime(at):%d/%m/%Y}"
