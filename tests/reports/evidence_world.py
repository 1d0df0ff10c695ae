"""A district's quarter in which one cell gets evidence, for tests of evidence."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.fields.files import FieldFile

from accounts.choices import Role
from accounts.models import User
from criteria.analytics.assignments import ledger_on
from criteria.models import Criterion
from ntm_portal.lib import periods
from reports.models import Evidence
from reports.services.evidence import Added, add_evidence
from reports.services.files import CheckedFile, checked_file
from tests import handed_in
from tests.reports.review_world import AT, FIRST, QUARTER, SMALL, officer

CELL = (FIRST, 5)
CELL_PAGE = f"/bao-cao/{QUARTER}/{SMALL}/o/{FIRST}/5/"
ADD = f"{CELL_PAGE}minh-chung/"
FRAGMENT = {"X-Requested-With": "fragment"}


def upload(
    name: str = "quyet-dinh.pdf", data: bytes | None = None
) -> SimpleUploadedFile:
    """Return a sound PDF, different under each name, or the given content."""
    body = handed_in.PDF.replace(b"<<>>", f"<</T({name})>>".encode(), 1)
    return SimpleUploadedFile(name, body if data is None else data)


def checked(name: str = "quyet-dinh.pdf", data: bytes | None = None) -> CheckedFile:
    return checked_file(upload(name, data))


def added(
    *files: CheckedFile,
    district: str = SMALL,
    quarter: str = QUARTER,
    cell: tuple[str, int] = CELL,
    by: User | None = None,
) -> Added:
    return add_evidence(
        district_code=district,
        quarter_code=quarter,
        cell=cell,
        files=files or [checked()],
        by=by or officer(district),
        at=AT,
    )


def one_file(name: str = "quyet-dinh.pdf", data: bytes | None = None) -> Evidence:
    """Store one file in the cell and return its row."""
    return added(checked(name, data)).rows[0]


def content(file: FieldFile) -> bytes:
    with file.open("rb") as opened:
        return bytes(opened.read())


def files_on_disk() -> list[Path]:
    """Return every file below MEDIA_ROOT."""
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def department(*, leads: bool) -> User:
    """Return somebody of an agency that leads the cell's criterion, or does not."""
    day = periods.Quarter.parse(QUARTER).last_day
    ledger = ledger_on(day)
    criterion = Criterion.objects.get(number=CELL[1])
    agencies: Sequence[object] = [each.agency for each in ledger.duties]
    agency = next(
        each for each in agencies if (criterion.id in ledger.led_by(each.code)) is leads
    )
    return User.objects.create(username="so", role=Role.DEPARTMENT, agency=agency)
