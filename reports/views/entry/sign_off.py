"""The first level: the head of a district signs a report, or gives it back.

To everyone but the heads of that district these addresses do not exist (404).
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.models import User
from ntm_portal.lib import periods
from reports.forms.review import GiveBackForm, SignForm
from reports.services.guard import ChangeRefused
from reports.services.sign_off import give_back, sign_report
from reports.views.clock import now
from reports.views.scope import district_in_scope


def sign(request: HttpRequest, quarter: periods.Quarter, district: str) -> HttpResponse:
    """Send the report on to the coordination office."""
    by = _head(request, quarter, district)
    form = SignForm(request.POST)
    if request.method == "POST" and _is_whole(request, form):
        try:
            sign_report(
                district_code=district,
                quarter_code=quarter.code,
                by=by,
                at=now(),
                seen=form.cleaned_data["seen"],
            )
        except ChangeRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(
                request, f"Đã ký duyệt và gửi báo cáo {quarter.label} lên tỉnh."
            )
    return redirect("report", quarter, district)


def send_back(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> HttpResponse:
    """Give the report back to the officers with a written reason."""
    by = _head(request, quarter, district)
    form = GiveBackForm(request.POST)
    if request.method == "POST" and _is_whole(request, form):
        try:
            give_back(
                district_code=district,
                quarter_code=quarter.code,
                by=by,
                at=now(),
                reason=form.cleaned_data["reason"],
                seen=form.cleaned_data["seen"],
            )
        except ChangeRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "Đã trả báo cáo lại cho cán bộ huyện sửa.")
    return redirect("report", quarter, district)


def _is_whole(request: HttpRequest, form: SignForm) -> bool:
    """Whether everything was sent along; say what is missing."""
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, str(error))
    return form.is_valid()


def _head(request: HttpRequest, quarter: periods.Quarter, district: str) -> User:
    district_in_scope(request, quarter, district)
    if not isinstance(request.user, User) or not request.user.is_head:
        raise Http404("Bước này dành cho lãnh đạo huyện.")
    return request.user
