"""Mẫu Word: the office's own templates of the province's reports."""

import io
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from dashboards.exporting.apart import unknown_fields_apart
from dashboards.exporting.files import template_bytes
from dashboards.exporting.template_fields import FIELDS, LISTS
from dashboards.exporting.word import BadTemplate
from dashboards.forms import TemplateForm
from ntm_portal.lib.file_kinds import DOCX
from reports.choices import ReportKind
from reports.models import ReportTemplate
from reports.services.files import FileRefused, checked_file
from reports.services.outputs import (
    TemplateUnfit,
    add_template,
    use_own_template,
    use_template,
)
from reports.views.clock import now

UNPROCESSABLE = 422


def templates_page(request: HttpRequest) -> HttpResponse:
    """List the templates with what is wrong with each; take a new one."""
    user = _keeper(request)
    bound = request.method == "POST"
    form = (
        TemplateForm(request.POST, request.FILES)
        if bound
        else TemplateForm(initial={"kind": ReportKind.YEAR})
    )
    if bound and form.is_valid() and _taken(request, form, user):
        return redirect("output_templates")
    rows = ReportTemplate.objects.select_related("by__district", "by__agency")
    found = list(rows)
    context: dict[str, Any] = {
        "form": form,
        "kinds": [
            (kind, [each for each in found if each.kind == kind]) for kind in ReportKind
        ],
        "fields": FIELDS.items(),
        "lists": LISTS.items(),
    }
    status = UNPROCESSABLE if bound else 200
    return render(request, "dashboards/output_templates.html", context, status=status)


@require_POST
def use(request: HttpRequest, key: int) -> HttpResponse:
    """Put a template to use, or say why not."""
    _keeper(request)
    template = get_object_or_404(ReportTemplate, pk=key)
    try:
        use_template(template=template)
    except TemplateUnfit as unfit:
        messages.error(request, str(unfit))
    else:
        messages.success(request, f"Từ nay dùng {template}.")
    return redirect("output_templates")


@require_POST
def use_own(request: HttpRequest, kind: str) -> HttpResponse:
    """Go back to the portal's own template for a report."""
    _keeper(request)
    if kind not in ReportKind.values:
        raise Http404("Không có loại báo cáo này.")
    use_own_template(kind=ReportKind(kind))
    messages.success(request, f"{ReportKind(kind).label}: từ nay dùng mẫu của cổng.")
    return redirect("output_templates")


@require_safe
def download(request: HttpRequest, key: int) -> HttpResponse | FileResponse:
    """Answer a template as it was handed in."""
    _keeper(request)
    template = get_object_or_404(ReportTemplate, pk=key)
    try:
        data = template_bytes(template)
    except BadTemplate as lost:
        messages.error(request, str(lost))
        return redirect("output_templates")
    return _answer(data, template.name)


@require_safe
def download_own(request: HttpRequest) -> FileResponse:
    """Answer the portal's own template, to start one's own from."""
    _keeper(request)
    path = settings.PROVINCE_TEMPLATE
    return _answer(path.read_bytes(), path.name)


def _keeper(request: HttpRequest) -> User:
    if not isinstance(request.user, User) or not request.user.can_review:
        raise Http404("Trang này dành cho Văn phòng Điều phối.")
    return request.user


def _taken(request: HttpRequest, form: TemplateForm, user: User) -> bool:
    """Check and keep the template; False, with the form saying why, otherwise."""
    try:
        file = checked_file(form.cleaned_data["upload"], allowed=(DOCX,))
        unknown = unknown_fields_apart(file.data)
        template = add_template(
            kind=ReportKind(form.cleaned_data["kind"]),
            file=file,
            unknown=unknown,
            by=user,
            at=now(),
        )
    except (FileRefused, BadTemplate) as refused:
        form.add_error("upload", str(refused))
        return False
    if unknown:
        messages.error(
            request,
            f"Đã giữ {template}, nhưng chưa dùng được: không báo cáo nào có trường "
            f"{', '.join(unknown)}.",
        )
    else:
        messages.success(
            request,
            f"Đã giữ {template}; mọi trường đều có. Bấm “Dùng mẫu này” để dùng.",
        )
    return True


def _answer(data: bytes, name: str) -> FileResponse:
    response = FileResponse(
        io.BytesIO(data),
        as_attachment=True,
        filename=name,
        content_type=DOCX.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
