"""Evidence of a cell handed in, replaced and taken away on the page of the cell."""

from collections.abc import Callable, Sequence

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from reports.analytics.cell.page import CellPage
from reports.forms.evidence import EvidenceForm, ReplacementForm
from reports.models import Evidence
from reports.services.evidence import (
    Added,
    add_evidence,
    remove_evidence,
    replace_evidence,
)
from reports.services.files import CheckedFile, FileRefused, checked_file
from reports.services.guard import ChangeRefused
from reports.views.cell.page import CONFLICT, UNPROCESSABLE, show_cell, to_cell
from reports.views.cell.scope import at_cell
from reports.views.clock import now
from reports.views.scope import entering_user

PART = "minh-chung"


class FilesRefused(Exception):
    """Some files of an upload are not taken: a sentence for each."""

    def __init__(self, said: Sequence[str]) -> None:
        super().__init__(*said)
        self.said = said


@at_cell
def add(request: HttpRequest, found: CellPage) -> HttpResponse:
    """Keep every file that was chosen, or none of them and say why."""
    if request.method != "POST":
        return to_cell(request, found, part=PART)

    def keep(files: Sequence[CheckedFile]) -> None:
        added = add_evidence(
            district_code=found.report.district_id,
            quarter_code=found.period.code,
            cell=found.key,
            files=files,
            by=entering_user(request),
            at=now(),
        )
        _say(request, added)

    return _hand_in(request, found, EvidenceForm(request.POST, request.FILES), keep)


@at_cell
def replace(request: HttpRequest, found: CellPage, evidence: int) -> HttpResponse:
    """Keep a file in place of another one of the cell."""
    old = _of_cell(found, evidence)
    if request.method != "POST":
        return to_cell(request, found, part=PART)

    def keep(files: Sequence[CheckedFile]) -> None:
        new = replace_evidence(
            evidence=old, file=files[0], by=entering_user(request), at=now()
        )
        messages.success(
            request, f"Đã thay “{old.name}” bằng “{new.name}”; bản cũ vẫn mở được."
        )

    return _hand_in(request, found, ReplacementForm(request.POST, request.FILES), keep)


@at_cell
def remove(request: HttpRequest, found: CellPage, evidence: int) -> HttpResponse:
    """Take a file of the cell away; it stays stored."""
    row = _of_cell(found, evidence)
    if request.method != "POST":
        return to_cell(request, found, part=PART)
    try:
        remove_evidence(evidence=row, by=entering_user(request), at=now())
    except ChangeRefused as refused:
        return _refused(request, found, Form(request.POST), refused)
    messages.success(request, f"Đã gỡ “{row.name}”; tệp vẫn được lưu và mở được.")
    return to_cell(request, found, part=PART)


def _of_cell(found: CellPage, evidence: int) -> Evidence:
    if found.report.pk is None:
        raise Http404("Ô này chưa có minh chứng nào.")
    return get_object_or_404(
        Evidence.objects.select_related("report", "criterion"),
        pk=evidence,
        report=found.report,
        commune_id=found.place.code,
        criterion_id=found.criterion.id,
    )


def _hand_in(
    request: HttpRequest,
    found: CellPage,
    form: Form,
    keep: Callable[[Sequence[CheckedFile]], None],
) -> HttpResponse:
    """Have the files of a form kept; what speaks against one is said on the page."""
    if not form.is_valid():
        return _refused(request, found, form)
    try:
        keep(_checked(form.cleaned_data["uploads"], found))
    except (FilesRefused, ChangeRefused) as refused:
        return _refused(request, found, form, refused)
    return to_cell(request, found, part=PART)


def _checked(uploads: Sequence[UploadedFile], found: CellPage) -> list[CheckedFile]:
    """Read the files, unless the cell is locked anyhow; name every bad one."""
    if found.lock:
        raise ChangeRefused(found.lock)
    limit = settings.EVIDENCE_MAX_FILES
    if len(uploads) > limit:
        raise FilesRefused(
            [f"Mỗi ô nhận nhiều nhất {limit} tệp; đang chọn {len(uploads)} tệp."]
        )
    taken, said = [], []
    for upload in uploads:
        try:
            taken.append(checked_file(upload))
        except FileRefused as refused:
            said.append(str(refused))
    if said and taken:
        said.append("Các tệp còn lại không sao; hãy bỏ tệp hỏng rồi gửi lại cả lượt.")
    if said:
        raise FilesRefused(said)
    return taken


def _refused(
    request: HttpRequest,
    found: CellPage,
    form: Form,
    refused: FilesRefused | ChangeRefused | None = None,
) -> HttpResponse:
    """Show the page with what is wrong, above and beside the files."""
    said = refused.said if isinstance(refused, FilesRefused) else [str(refused or "")]
    form.is_valid()
    for sentence in filter(None, said):
        form.add_error(None, sentence)
    messages.error(
        request, "Minh chứng của ô chưa thay đổi, xem lý do ở mục Minh chứng."
    )
    status = CONFLICT if isinstance(refused, ChangeRefused) else UNPROCESSABLE
    return show_cell(request, found, status=status, evidence_refused=form)


def _say(request: HttpRequest, added: Added) -> None:
    if added.rows:
        messages.success(request, f"Đã lưu {len(added.rows)} tệp minh chứng.")
    for name in added.repeated:
        messages.warning(
            request, f"Tệp “{name}” giống hệt một tệp đã có ở ô này, không lưu thêm."
        )
