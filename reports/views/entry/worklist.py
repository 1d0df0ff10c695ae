"""Báo cáo của tôi: what a district owes, or where every district stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from communes.models import District
from reports.analytics.entry.worklist import (
    approved_quarters,
    districts_at,
    next_task,
    quarters_to_report,
    read_tasks,
)
from reports.analytics.returned_work import returned_work
from reports.forms.worklist import WorklistFilter
from reports.views.clock import today
from reports.views.opened import opened_quarters, picked
from reports.views.scope import entering_user


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """A district's own quarters; for the office all districts of one quarter."""
    user = entering_user(request)
    if user.district:
        return _of_district(request, user, user.district)
    return _of_all(request)


def _of_district(request: HttpRequest, user: User, district: District) -> HttpResponse:
    opened_quarters(request)
    pairs = [(district, quarter) for quarter in quarters_to_report(district)]
    tasks = read_tasks(pairs, today=today(request))
    context = {
        "district": district,
        "is_own": True,
        "next_task": next_task(tasks),
        "tasks": [task for task in tasks if not task.is_approved],
        "approved": approved_quarters(district),
        "returned": returned_work(user),
    }
    return render(request, "reports/entry/report_list.html", context)


def _of_all(request: HttpRequest) -> HttpResponse:
    opened = opened_quarters(request)
    quarter = picked(opened, request.GET.get("ky"))
    if quarter is None:
        return render(request, "reports/entry/report_list.html", {"quarter": None})
    found = WorklistFilter(
        {**request.GET.dict(), "ky": request.GET.get("ky") or quarter.code},
        queryset=districts_at(quarter).order_by("code"),
        quarters=[(each.code, each.report_name) for each in opened],
        districts=[(each.code, each.full_name) for each in District.objects.all()],
    )
    tasks = read_tasks([(each, quarter) for each in found.qs], today=today(request))
    context = {"quarter": quarter, "filter": found, "tasks": tasks}
    return render(request, "reports/entry/report_list.html", context)
