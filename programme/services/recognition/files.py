"""Papers of a dossier of recognition: attached, and taken off without being lost."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from programme.models import DossierFile, RecognitionDossier
from programme.services.scope import check_place
from reports.services.files import CheckedFile, storing
from reports.services.guard import ChangeRefused

MAX_FILES = 30


def attach_files(
    *,
    dossier: RecognitionDossier,
    files: Sequence[CheckedFile],
    by: User,
    at: dt.datetime,
) -> list[DossierFile]:
    """Attach papers to a dossier that is not finished. All of them, or none."""
    check_place(by, dossier.commune.district_id)
    with storing() as storage:
        row = RecognitionDossier.objects.select_for_update().get(pk=dossier.pk)
        _check_unfinished(row, by)
        kept = row.files.filter(removed_at__isnull=True).count()
        if kept + len(files) > MAX_FILES:
            raise ChangeRefused(f"Mỗi hồ sơ nhận nhiều nhất {MAX_FILES} tệp.")
        return [
            DossierFile.objects.create(dossier=row, **storage.store(each, by=by, at=at))
            for each in files
        ]


@transaction.atomic
def detach_file(*, file: DossierFile, by: User, at: dt.datetime) -> None:
    """Take a paper off a dossier that is not finished; it stays stored."""
    check_place(by, file.dossier.commune.district_id)
    row = RecognitionDossier.objects.select_for_update().get(pk=file.dossier_id)
    _check_unfinished(row, by)
    if file.removed_at is None:
        file.removed_at = at
        file.save(update_fields=["removed_at"])


def _check_unfinished(dossier: RecognitionDossier, by: User) -> None:
    if not dossier.is_under_way and not by.can_review:
        raise ChangeRefused(
            f"Hồ sơ đã xong ({dossier.get_state_display().lower()}), không thêm hay gỡ "
            "tệp được nữa."
        )
