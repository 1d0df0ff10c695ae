"""Files chosen as evidence of a cell; what they are is told from their content."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from ntm_portal.lib.file_kinds import KINDS, suffixes_of

MEGABYTE = 1024 * 1024
NO_FILE = "Hãy chọn tệp trước khi gửi."
NOT_TAKEN = "Không nhận được tệp; hãy chọn lại rồi gửi."
ENDINGS = suffixes_of(KINDS)


class FilesInput(forms.FileInput):
    """One field of the page in which several files are chosen."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more uploaded files; an empty one is named where its content is read."""

    def __init__(self, *, label: str, widget: forms.FileInput) -> None:
        widget.attrs |= {"class": "nt-in", "accept": ",".join(ENDINGS)}
        super().__init__(
            label=label,
            widget=widget,
            allow_empty_file=True,
            error_messages=dict.fromkeys(("required", "missing"), NO_FILE)
            | {"invalid": NOT_TAKEN},
        )

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, Sequence) else [data]
        return [
            super(FilesField, self).clean(file, initial) for file in files or [None]
        ]


class EvidenceForm(forms.Form):
    """Files to add to a cell."""

    uploads = FilesField(label="Tệp", widget=FilesInput())

    @property
    def bounds(self) -> str:
        """Say what is taken, for people."""
        size = settings.EVIDENCE_MAX_BYTES // MEGABYTE
        return (
            f"PDF, Word (.docx), Excel (.xlsx), ảnh JPG hoặc PNG; mỗi tệp tối đa "
            f"{size} MB, mỗi ô tối đa {settings.EVIDENCE_MAX_FILES} tệp."
        )


class ReplacementForm(forms.Form):
    """The one file that comes in place of another."""

    uploads = FilesField(label="Tệp mới", widget=forms.FileInput())
