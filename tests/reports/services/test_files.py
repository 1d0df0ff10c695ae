"""Files of reports: checked before they are kept, gone when the work fails."""

import datetime as dt
import hashlib
import unicodedata
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile

from ntm_portal.lib import file_kinds
from reports.models import SignedPaper
from reports.services.files import FileRefused, checked_file, file_name, storing
from tests import handed_in
from tests.reports.review_world import drafted, officer

AT = dt.datetime(2021, 3, 31, 23, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def upload(data: bytes = handed_in.PDF, name: str = "Tờ ký.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_a_stored_file_has_a_random_name_and_says_what_it_is(media: Path) -> None:
    with storing() as storage:
        fields = storage.store(checked_file(upload()), by=officer(), at=AT)
        paper = SignedPaper.objects.create(
            report=drafted({}), number="1", signed_on=AT, signer="A", **fields
        )
    [path] = files(media)
    assert path.parent == media / "bao-cao/2021/04"
    assert path.suffix == ".pdf"
    assert len(path.stem) == 32
    assert path.read_bytes() == handed_in.PDF
    assert (paper.name, paper.size) == ("Tờ ký.pdf", len(handed_in.PDF))
    assert paper.content_type == "application/pdf"
    assert paper.sha256 == hashlib.sha256(handed_in.PDF).hexdigest()


@pytest.mark.django_db
def test_a_file_goes_again_when_its_work_fails(media: Path) -> None:
    def fail() -> None:
        with storing() as storage:
            storage.store(checked_file(upload()), by=officer(), at=AT)
            storage.store_bytes(b"x", suffix=".jpg", at=AT)
            assert len(files(media)) == 2
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert files(media) == []


def test_a_file_above_the_limit_is_refused_unread(settings: LazySettings) -> None:
    settings.EVIDENCE_MAX_BYTES = 1024 * 1024
    large = upload(b"x" * (1024 * 1024 + 1))
    with pytest.raises(FileRefused, match="lớn hơn 1 MB"):
        checked_file(large)
    assert large.tell() == 0


def test_a_file_of_another_kind_is_refused() -> None:
    with pytest.raises(FileRefused, match="là một chương trình"):
        checked_file(upload(handed_in.EXE))
    with pytest.raises(FileRefused, match="chỉ nhận"):
        checked_file(upload(handed_in.docx_file(), "a.docx"), allowed=[file_kinds.PDF])


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/Tờ  trình.pdf", "Tờ trình.pdf"),
        ("C:\\Users\\an\\anh.jpg", "anh.jpg"),
        (unicodedata.normalize("NFD", "Quyết định.pdf"), "Quyết định.pdf"),
        ("a\x00b\r\n.pdf", "ab .pdf"),
        ("‮fdp.exe", "fdp.exe"),
        ("", "tệp không tên"),
        ("x" * 300 + ".docx", "x" * 195 + ".docx"),
    ],
)
def test_a_name_is_for_people_and_has_no_folder(name: str, kept: str) -> None:
    assert file_name(name) == kept
