"""Tasks as a list, as a board, as a calendar."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.choices import Role
from accounts.models import User
from criteria.models import Agency
from ntm_portal.lib.periods import Quarter
from programme.analytics.meetings import next_meeting
from programme.analytics.tasks.calendar import calendar_of
from programme.analytics.tasks.lines import TaskLine, read_lines
from programme.analytics.tasks.pages import board_of, counts_of, narrowed
from programme.models import Meeting, Task
from programme.views.filters import TaskFilter
from reports.views.clock import today

LINES = 60
CARDS = 24
QUARTERS_BACK = 8
MONTHS = range(1, 13)


@require_safe
def task_list(request: HttpRequest) -> HttpResponse:
    """List the tasks that bodies answer for, overdue and silent ones first."""
    chosen = _filter(request)
    lines = _lines(request, chosen)
    shown = narrowed(lines, chosen.condition)
    page = Paginator(shown, LINES).get_page(request.GET.get("trang"))
    context = _frame(request, chosen, lines) | {"page": page, "shown": len(shown)}
    return render(request, "programme/tasks/list.html", context)


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Show the same tasks by where they stand."""
    chosen = _filter(request)
    lines = _lines(request, chosen)
    context = _frame(request, chosen, lines) | {
        "columns": board_of(narrowed(lines, chosen.condition)),
        "cards": CARDS,
    }
    return render(request, "programme/tasks/board.html", context)


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Show what a year asks for, one of its months whole, and every body."""
    on = today(request)
    years = _years(on)
    year = _asked(request, "nam", years, default=on.year)
    month = _asked(request, "thang", MONTHS, default=on.month if year == on.year else 1)
    tasks = Task.objects.filter(lead__isnull=False).with_bodies()
    meetings = list(Meeting.objects.of_year(year))
    found = calendar_of(list(tasks), year, on=on, meetings=meetings)
    quarter = Quarter.of(dt.date(year, month, 1))
    context = {
        "calendar": found,
        "years": years,
        "this_month": on.replace(day=1),
        "month": found.month(month),
        "quarter": found.quarters[quarter.number - 1],
        "missing": found.missing(quarter.number),
        "coming": next_meeting(on),
    }
    return render(request, "programme/tasks/calendar.html", context)


def own_body(user: object) -> Agency | None:
    """Return the body whose tasks are the person's own, None for who has none."""
    if not isinstance(user, User):
        return None
    if user.role == Role.DISTRICT:
        return Agency.objects.filter(district_id=user.district_id).first()
    return user.agency


def _years(on: dt.date) -> range:
    first = Task.objects.order_by("starts_on").values_list("starts_on", flat=True)[:1]
    return range(min((day.year for day in first), default=on.year), on.year + 2)


def _asked(request: HttpRequest, name: str, offered: range, *, default: int) -> int:
    """Return the number that is asked for, the default for what is not offered."""
    asked = request.GET.get(name, "")
    return int(asked) if asked in {str(each) for each in offered} else default


def _filter(request: HttpRequest) -> TaskFilter:
    tasks = Task.objects.filter(lead__isnull=False).with_bodies()
    return TaskFilter(request.GET, queryset=tasks)


def _lines(request: HttpRequest, chosen: TaskFilter) -> Sequence[TaskLine]:
    on = today(request)
    running = chosen.qs & Task.objects.running(on)
    return read_lines(running, on=on, quarter=chosen.quarter)


def _frame(
    request: HttpRequest, chosen: TaskFilter, lines: Sequence[TaskLine]
) -> dict[str, Any]:
    on = today(request)
    last = Quarter.of(on).previous()
    return {
        "filter": chosen,
        "counts": counts_of(lines),
        "last": chosen.quarter or last,
        "quarters": _quarters(on, chosen.quarter),
        "own": own_body(request.user),
        "is_narrow": any(request.GET.get(name) for name in chosen.filters),
    }


def _quarters(on: dt.date, asked: Quarter | None) -> list[Quarter]:
    offered = {Quarter.of(on).shift(-back) for back in range(QUARTERS_BACK)}
    return sorted(offered | ({asked} if asked else set()), reverse=True)
