"""What a person has said of a file, kept for the next one like it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from accounts.models import User
from communes.services.variants import remember_commune, remember_district
from reports.choices import ImportKind
from reports.importing.readings import ImportRequest, Reading
from reports.importing.tables.column_choices import COLUMN_KEY
from reports.models import SheetLayout
from reports.services.learning import Learned


def columns_said(request: ImportRequest) -> dict[str, str]:
    """Return what a request says of columns: the key of each to its role."""
    said = request.answers.items()
    return {key: role for key, role in said if key.startswith(COLUMN_KEY)}


def remembered_columns(kind: ImportKind, fingerprint: str) -> dict[str, str]:
    """Return what was said of the columns of a layout, as answers."""
    if not fingerprint:
        return {}
    found = SheetLayout.objects.filter(kind=kind, fingerprint=fingerprint).first()
    roles: Mapping[str, str] = found.roles if found else {}
    return {f"{COLUMN_KEY}{letters}": role for letters, role in roles.items()}


def remember(reading: Reading, *, by: User | None, at: dt.datetime) -> Learned:
    """Keep the spellings that answers have explained, and the choices of columns.

    Returns what was not known before.
    """
    communes, districts = [], []
    for lesson in reading.lessons:
        said = {"code": lesson.code, "written": lesson.written}
        if lesson.is_district and remember_district(**said):
            districts.append((lesson.code, lesson.written))
        elif not lesson.is_district and remember_commune(**said):
            communes.append((lesson.code, lesson.written))
    learned = Learned(communes=tuple(communes), districts=tuple(districts))
    said = columns_said(reading.request)
    if not (said and reading.fingerprint):
        return learned
    roles = {key.removeprefix(COLUMN_KEY): role for key, role in said.items()}
    return _remember_layout(learned, reading, roles, by=by, at=at)


def _remember_layout(
    learned: Learned,
    reading: Reading,
    roles: dict[str, str],
    *,
    by: User | None,
    at: dt.datetime,
) -> Learned:
    kind, fingerprint = reading.request.kind, reading.fingerprint
    known = SheetLayout.objects.filter(kind=kind, fingerprint=fingerprint).first()
    if known and known.roles == roles:
        return learned
    SheetLayout.objects.update_or_create(
        kind=kind,
        fingerprint=fingerprint,
        defaults={"roles": roles, "at": at, "by": by},
    )
    return replace(
        learned,
        fingerprint=reading.fingerprint,
        before=known.roles if known else None,
        after=roles,
    )
