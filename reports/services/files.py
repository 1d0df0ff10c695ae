"""Files that people hand in: checked by their content, kept outside the web root.

Nothing stays half stored: files go again when the transaction they belong to fails.
"""

import datetime as dt
import hashlib
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localtime

from accounts.models import User
from ntm_portal.lib import file_kinds
from ntm_portal.lib.file_kinds import KINDS, FileKind
from ntm_portal.lib.text import clean
from reports.services.guard import ChangeRefused

MEGABYTE = 1024 * 1024
NAME_MAX = 200
FOLDER = "bao-cao/%Y/%m"


class FileRefused(ChangeRefused):
    """The file is too large or not of a kind that is taken."""


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file of a known kind, whole in memory; ``name`` is for people only."""

    name: str
    kind: FileKind
    data: bytes


class Storage:
    """Keeps files for one transaction; see ``storing``."""

    def __init__(self) -> None:
        self._stored: list[str] = []

    def store(self, file: CheckedFile, *, by: User, at: dt.datetime) -> dict[str, Any]:
        """Store the file and return the fields of a StoredFile row."""
        suffix = file.kind.suffixes[0]
        return {
            "file": self.store_bytes(file.data, suffix=suffix, at=at),
            "name": file.name,
            "content_type": file.kind.content_type,
            "size": len(file.data),
            "sha256": hashlib.sha256(file.data).hexdigest(),
            "by": by,
            "at": at,
        }

    def store_bytes(
        self, data: bytes, *, suffix: str, at: dt.datetime, folder: str = FOLDER
    ) -> str:
        """Store content under a random name and return its path in the storage."""
        path = f"{localtime(at).strftime(folder)}/{uuid.uuid4().hex}{suffix}"
        # Before writing: a full disk leaves half a file.
        self._stored.append(path)
        return default_storage.save(path, ContentFile(data))

    def remove_all(self) -> None:
        for path in self._stored:
            default_storage.delete(path)


@contextmanager
def storing() -> Iterator[Storage]:
    """Run one transaction; when it fails, what was stored in it is removed again.

    It must be the outermost transaction of the work.
    """
    storage = Storage()
    try:
        with transaction.atomic():
            yield storage
    except BaseException:
        storage.remove_all()
        raise


def checked_file(
    upload: UploadedFile, *, allowed: Collection[FileKind] = KINDS
) -> CheckedFile:
    """Read an uploaded file whole and tell its kind.

    Raises FileRefused when it is larger than EVIDENCE_MAX_BYTES (asked before
    reading) or none of the allowed kinds.
    """
    name = file_name(upload.name or "")
    limit = settings.EVIDENCE_MAX_BYTES
    if (upload.size or 0) > limit:
        raise FileRefused(
            f"Tệp “{name}” lớn hơn {limit // MEGABYTE} MB; hãy nén ảnh, quét ở độ nét "
            "thấp hơn hoặc chia nhỏ tài liệu."
        )
    data = upload.read()
    try:
        kind = file_kinds.recognise(data, name=name, allowed=allowed)
    except file_kinds.FileRefused as refused:
        raise FileRefused(str(refused)) from None
    return CheckedFile(name=name, kind=kind, data=data)


def file_name(name: str) -> str:
    """Return a name in NFC without folders, at most 200 characters, ending kept."""
    last = clean(name.replace("\\", "/").rsplit("/", maxsplit=1)[-1])
    shown = "".join(char for char in last if char.isprintable())
    suffix = PurePath(shown).suffix[:NAME_MAX]
    stem = shown.removesuffix(suffix)[: NAME_MAX - len(suffix)]
    return stem + suffix or "tệp không tên"
