"""Papers of a dossier: handed in, given out, taken off; for who may write of it."""

from typing import cast

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from accounts.models import User
from programme.models import DossierFile, RecognitionDossier
from programme.services.recognition.files import attach_files, detach_file
from programme.services.scope import may_write_place
from programme.views.recognition.dossiers import show_dossier
from reports.forms.evidence import EvidenceForm
from reports.services.files import checked_file
from reports.services.guard import ChangeRefused
from reports.views.clock import now


def attach(request: HttpRequest, key: int) -> HttpResponse:
    """Keep every chosen file, or none of them and say why."""
    found = _dossier(request, key)
    if request.method != "POST":
        return redirect("dossier", key)
    form = EvidenceForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            files = [checked_file(each) for each in form.cleaned_data["uploads"]]
            kept = attach_files(
                dossier=found, files=files, by=cast(User, request.user), at=now()
            )
        except ChangeRefused as refused:
            form.add_error("uploads", str(refused))
        else:
            messages.success(request, f"Đã đính kèm {len(kept)} tệp.")
            return redirect("dossier", key)
    return show_dossier(request, found, file_form=form)


@require_safe
def download(request: HttpRequest, key: int, file: int) -> FileResponse:
    """Answer a paper as it was handed in, to be saved and not shown."""
    found = _file(request, key, file)
    try:
        stream = found.file.open("rb")
    except OSError as lost:
        raise Http404("Tệp không còn trên máy chủ.") from lost
    response = FileResponse(
        stream,
        as_attachment=True,
        filename=found.name,
        content_type=found.content_type,
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def detach(request: HttpRequest, key: int, file: int) -> HttpResponse:
    """Take a paper off; it stays stored."""
    found = _file(request, key, file)
    if request.method == "POST":
        try:
            detach_file(file=found, by=cast(User, request.user), at=now())
        except ChangeRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"Đã gỡ tệp “{found.name}”.")
    return redirect("dossier", key)


def _dossier(request: HttpRequest, key: int) -> RecognitionDossier:
    found = get_object_or_404(RecognitionDossier.objects.with_steps(), pk=key)
    if not may_write_place(cast(User, request.user), found.commune.district_id):
        raise Http404("Hồ sơ của địa bàn khác.")
    return found


def _file(request: HttpRequest, key: int, file: int) -> DossierFile:
    dossier = _dossier(request, key)
    return get_object_or_404(dossier.files.filter(removed_at__isnull=True), pk=file)
