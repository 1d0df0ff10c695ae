"""Ai chưa gửi: who has sent the report, whom to phone, and until when they may.

For the office, the admin and leaders; to everyone else the addresses do not exist
(404). Leaders read only.
"""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.choices import Role
from accounts.models import User
from ntm_portal.lib import periods
from reports.analytics.board import read_board
from reports.forms.deadlines import DeadlineForm, ExceptionForm
from reports.models import Quarter
from reports.services.deadlines import grant_exception
from reports.services.guard import ChangeRefused
from reports.services.openings import default_due_on, set_deadline
from reports.views.clock import now, today
from reports.views.opened import opened_quarters, picked

UNPROCESSABLE = 422


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Show one quarter by district and the last quarters side by side."""
    _reader(request)
    return _page(request, request.GET.get("ky"))


def deadline(request: HttpRequest) -> HttpResponse:
    """Open a quarter or move its deadline."""
    by = _office(request)
    if request.method != "POST":
        return redirect("board")
    form = DeadlineForm(
        request.POST, quarters=_openable(request, opened_quarters(request))
    )
    if not form.is_valid():
        return _page(request, request.POST.get("quarter"), refused=form)
    asked = form.cleaned_data
    try:
        quarter = set_deadline(
            quarter_code=asked["quarter"], due_on=asked["due_on"], by=by, at=now()
        )
    except ChangeRefused as refused:
        form.add_error(None, str(refused))
        return _page(request, asked["quarter"], refused=form)
    messages.success(
        request, f"{quarter.report_name}: hạn chung {quarter.due_on:%d/%m/%Y}."
    )
    return _to(quarter.code)


def exception(request: HttpRequest) -> HttpResponse:
    """Give one district another deadline, with the reason."""
    by = _office(request)
    if request.method != "POST":
        return redirect("board")
    form = ExceptionForm(request.POST, quarters=_named(opened_quarters(request)))
    if not form.is_valid():
        return _page(request, request.POST.get("quarter"), refused=form)
    asked = form.cleaned_data
    try:
        given = grant_exception(
            district_code=asked["district"].code,
            quarter_code=asked["quarter"],
            due_on=asked["due_on"],
            reason=asked["reason"],
            by=by,
            at=now(),
        )
    except ChangeRefused as refused:
        form.add_error(None, str(refused))
        return _page(request, asked["quarter"], refused=form)
    messages.success(
        request, f"{given.district.full_name}: hạn riêng {given.due_on:%d/%m/%Y}."
    )
    return _to(asked["quarter"])


def _reader(request: HttpRequest) -> User:
    user = request.user
    if isinstance(user, User) and (user.can_review or user.role == Role.LEADER):
        return user
    raise Http404("Trang này dành cho Văn phòng Điều phối và lãnh đạo.")


def _office(request: HttpRequest) -> User:
    user = _reader(request)
    if not user.can_review:
        raise Http404("Chỉ Văn phòng Điều phối đặt hạn báo cáo.")
    return user


def _named(quarters: Sequence[Quarter]) -> list[tuple[str, str]]:
    return [(each.code, each.report_name) for each in quarters]


def _openable(request: HttpRequest, opened: Sequence[Quarter]) -> list[tuple[str, str]]:
    """Return the quarters whose deadline may be set: those about now, and open ones."""
    current = periods.Quarter.of(today(request))
    near = [Quarter(code=current.shift(step).code) for step in (1, 0, -1)]
    found = {each.code: each for each in [*near, *opened] if not each.is_closed}
    closed = {each.code for each in opened if each.is_closed}
    return _named(
        [found[code] for code in sorted(found, reverse=True) if code not in closed]
    )


def _page(
    request: HttpRequest, asked: str | None, *, refused: Form | None = None
) -> HttpResponse:
    """Answer with the page, and with the form whose words were not accepted."""
    opened = opened_quarters(request)
    quarter = picked(opened, asked)
    openable = _openable(request, opened)
    context = {
        "board": read_board(quarter, opened, on=today(request)) if quarter else None,
        "quarter": quarter,
        "opened": opened,
        "has_forms": isinstance(request.user, User) and request.user.can_review,
        "due_day": settings.REPORT_DUE_DAY,
        "deadline_form": refused
        if isinstance(refused, DeadlineForm)
        else _deadline_form(request, quarter, openable),
        "exception_form": refused
        if isinstance(refused, ExceptionForm)
        else ExceptionForm(
            quarters=_named(opened),
            initial={"quarter": quarter.code} if quarter else {},
        ),
    }
    status = UNPROCESSABLE if refused else 200
    return render(request, "reports/board/board.html", context, status=status)


def _deadline_form(
    request: HttpRequest, quarter: Quarter | None, openable: list[tuple[str, str]]
) -> DeadlineForm:
    """Return the form as it stands: the quarter's day, or what the setting proposes."""
    period = quarter.period if quarter else periods.Quarter.of(today(request))
    due_on: dt.date = (
        quarter.due_on if quarter and quarter.due_on else None
    ) or default_due_on(period, settings.REPORT_DUE_DAY)
    return DeadlineForm(
        quarters=openable, initial={"quarter": period.code, "due_on": due_on}
    )


def _to(quarter_code: str) -> HttpResponse:
    return redirect(f"{reverse('board')}?ky={quarter_code}")
