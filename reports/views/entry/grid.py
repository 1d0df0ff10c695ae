"""The grid of a district's quarter: look, save cells, confirm, send.

Cells are saved few at a time by the page's script, which asks for JSON, or all at
once by the plain form. Asked by GET, an act's address leads back to the grid.
"""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.models import User
from ntm_portal.lib import periods
from reports.analytics.entry.grid import Grid, read_grid
from reports.analytics.review.opinions import report_opinions
from reports.analytics.submissions import DueDays
from reports.choices import EventKind
from reports.forms.entry import (
    CellsForm,
    ChangesForm,
    SubmitForm,
    UnchangedForm,
    first_error,
    in_letters,
    in_versions,
)
from reports.services import drafts, saving, workflow
from reports.services.guard import ChangeRefused, NotAllowed, lock_reason
from reports.views.clock import now, today
from reports.views.entry.findings import objections_to, rules_context
from reports.views.entry.saved import saved_answer, told_conflicts
from reports.views.scope import district_in_scope, entering_user

BAD_REQUEST, UNAUTHORIZED, CONFLICT = 400, 401, 409
JSON = "application/json"
SOMEONE_ELSE = (
    "Trình duyệt này vừa đăng nhập bằng tài khoản khác; hãy đăng nhập lại đúng tài "
    "khoản đã gõ các ô này."
)


@require_safe
def report(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> HttpResponse:
    """Show the grid; nothing is written by looking at it."""
    return _page(request, find_grid(request, quarter, district))


@login_not_required
def save_cells(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> HttpResponse:
    """Store changed cells, but for those that somebody else changed meanwhile."""
    if not request.user.is_authenticated:
        return sign_in_first(request, quarter, district)
    district_in_scope(request, quarter, district)
    if request.method != "POST":
        return to_grid(quarter, district)
    by = entering_user(request)
    form = (ChangesForm if "lines" in request.POST else CellsForm)(request.POST)
    if not form.is_valid():
        return _refused(request, quarter, district, first_error(form), BAD_REQUEST)
    try:
        saved = _store(form, quarter, district, by=by)
    except ChangeRefused as refused:
        return _refused(request, quarter, district, str(refused), CONFLICT)
    if wants_json(request):
        return JsonResponse(saved_answer(saved, by=by, at=now()))
    _tell_saved(request, saved, len(form.changes))
    return to_grid(quarter, district)


def declare_unchanged(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> HttpResponse:
    """State that nothing changed in the quarter; changed cells are given up."""
    grid = find_grid(request, quarter, district)
    form = UnchangedForm(request.POST)
    if request.method != "POST":
        return to_grid(quarter, district)
    if grid.base is None:
        messages.error(request, "Huyện chưa có quý nào được duyệt để giữ nguyên.")
    elif not form.is_valid():
        messages.error(request, "Trang này đã cũ, hãy tải lại rồi xác nhận.")
    elif _do(
        request,
        quarter,
        district,
        drafts.declare_unchanged,
        at=now(),
        seen=form.cleaned_data["seen"],
    ):
        messages.success(request, f"Đã ghi: {quarter.label} không thay đổi.")
    return to_grid(quarter, district)


def accept_base(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> HttpResponse:
    """Take note of cells that followed a base which has changed."""
    district_in_scope(request, quarter, district)
    if request.method == "POST":
        _do(request, quarter, district, drafts.accept_base, at=now())
    return to_grid(quarter, district)


def submit(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> HttpResponse:
    """Send the report to the coordination office."""
    place = district_in_scope(request, quarter, district)
    form = SubmitForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return to_grid(quarter, district)
    confirmed = form.cleaned_data["unknown_confirmed"]
    if _do(
        request,
        quarter,
        district,
        workflow.submit_report,
        at=now(),
        unknown_confirmed=confirmed,
        objections=objections_to,
    ):
        messages.success(
            request,
            f"Đã gửi báo cáo {quarter.label} của {place.title} tới Văn phòng Điều phối "
            "nông thôn mới tỉnh.",
        )
    return to_grid(quarter, district)


def find_grid(request: HttpRequest, quarter: periods.Quarter, district: str) -> Grid:
    """Return the grid that is asked for; 404 outside of the person's scope."""
    grid = read_grid(
        period=quarter, district=district_in_scope(request, quarter, district)
    )
    if grid is None:
        raise Http404(f"Chưa có bộ tiêu chí nào có hiệu lực ở {quarter.label}.")
    return grid


def sign_in_first(
    request: HttpRequest, quarter: periods.Quarter, district: str
) -> HttpResponse:
    """Answer a person whose session has ended, with the way back to the grid."""
    response = redirect_to_login(_address(quarter, district), reverse("login"))
    if not wants_json(request):
        return response
    said = {"message": "Phiên đăng nhập đã hết hạn.", "login": response["Location"]}
    return JsonResponse(said, status=UNAUTHORIZED)


def wants_json(request: HttpRequest) -> bool:
    """Whether the page's script asks; a browser by itself prefers a page."""
    return request.get_preferred_type(["text/html", JSON]) == JSON


def _page(request: HttpRequest, grid: Grid, *, status: int = 200) -> HttpResponse:
    user = entering_user(request)
    due = DueDays([grid.report.quarter]).of(
        grid.report.district_id, grid.report.quarter
    )
    lock = lock_reason(grid.report, by=user, on=today(request))
    context = {
        **rules_context(grid, lock=lock, reader=user),
        "is_on_behalf": user.can_review,
        "states": in_letters(cell.state for cell in grid.cells),
        "before": in_letters(cell.before for cell in grid.cells),
        "versions": in_versions(cell.version for cell in grid.cells),
        "drawn": in_letters(cell.state for cell in grid.open_cells),
        "drawn_versions": in_versions(cell.version for cell in grid.open_cells),
        # For any cell: XA and 0 stand for its commune and number.
        "cell_address": reverse(
            "report_cell", args=[grid.period, grid.report.district_id, "XA", 0]
        ),
        **_opinions(grid),
        "sent_to_head": next(
            (each.pk for each in grid.events if each.kind == EventKind.SENT_TO_HEAD),
            None,
        ),
        "due": due,
        "days_left": (due.on - today(request)).days if due.on else None,
        "storage_key": f"{user.pk}/{grid.period}/{grid.report.district_id}",
    }
    return render(request, "reports/entry/report.html", context, status=status)


def _opinions(grid: Grid) -> dict[str, object]:
    """Return what lead agencies said of the cells, and how it counts."""
    found = report_opinions(
        grid.report, {(c.place.code, c.criterion.number): c.state for c in grid.cells}
    )
    fitting = [each for said in found.values() for each in said if not each.is_outdated]
    disputed = sum(each.is_disputed for each in fitting)
    return {
        "opinions": found,
        "disputed": disputed,
        "confirmed": len(fitting) - disputed,
    }


def _store(
    form: CellsForm | ChangesForm,
    quarter: periods.Quarter,
    district: str,
    *,
    by: User,
) -> saving.Saved:
    if form.cleaned_data["person"] not in (None, by.pk):
        raise NotAllowed(SOMEONE_ELSE)
    return saving.save_changes(
        district_code=district,
        quarter_code=quarter.code,
        changes=[saving.Change(*row) for row in form.changes],
        by=by,
        at=now(),
    )


def _tell_saved(request: HttpRequest, saved: saving.Saved, count: int) -> None:
    """Say on the plain page what was saved, and each cell that was not."""
    messages.success(request, f"Đã lưu {count - len(saved.conflicts)} ô.")
    for said in told_conflicts(saved, by=entering_user(request)):
        messages.warning(request, said)


def _refused(
    request: HttpRequest,
    quarter: periods.Quarter,
    district: str,
    message: str,
    status: int,
) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"message": message}, status=status)
    messages.error(request, message)
    return _page(request, find_grid(request, quarter, district), status=status)


def _do(
    request: HttpRequest,
    quarter: periods.Quarter,
    district: str,
    act: Callable[..., object],
    **details: object,
) -> bool:
    """Call a service for the report; say why when it refuses."""
    try:
        act(
            district_code=district,
            quarter_code=quarter.code,
            by=entering_user(request),
            **details,
        )
    except ChangeRefused as refused:
        for sentence in refused.sentences:
            messages.error(request, sentence)
        return False
    return True


def _address(quarter: periods.Quarter, district: str) -> str:
    return reverse("report", args=[quarter, district])


def to_grid(quarter: periods.Quarter, district: str) -> HttpResponse:
    """Lead back to the grid."""
    return redirect(_address(quarter, district))
