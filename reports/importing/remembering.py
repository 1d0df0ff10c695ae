"""What a person has said of a file, kept for the next one like it."""

import datetime as dt
from collections.abc import Mapping

from accounts.models import User
from communes.services.variants import remember_commune, remember_district
from reports.choices import ImportKind
from reports.importing.column_choices import COLUMN_KEY
from reports.importing.readings import ImportRequest, Reading
from reports.models import SheetLayout


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


def remember(reading: Reading, *, by: User | None, at: dt.datetime) -> None:
    """Keep the spellings that answers have explained, and the choices of columns."""
    for lesson in reading.lessons:
        keep = remember_district if lesson.is_district else remember_commune
        keep(code=lesson.code, written=lesson.written)
    said = columns_said(reading.request)
    if said and reading.fingerprint:
        roles = {key.removeprefix(COLUMN_KEY): role for key, role in said.items()}
        SheetLayout.objects.update_or_create(
            kind=reading.request.kind,
            fingerprint=reading.fingerprint,
            defaults={"roles": roles, "at": at, "by": by},
        )
