"""Which cell of which report is asked for, and who may see it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from accounts.choices import Role
from accounts.models import User
from communes.models import District
from criteria.analytics.assignments import ledger_on
from criteria.analytics.law import LawCriterion
from criteria.models import Agency
from ntm_portal.lib import periods
from reports.analytics.cell.page import CellPage, read_cell
from reports.models import Report
from reports.services import guard
from reports.services.guard import ChangeRefused
from reports.views.clock import today
from reports.views.scope import district_in_scope

More = ParamSpec("More")


def at_cell(
    view: Callable[Concatenate[HttpRequest, CellPage, More], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give a view the cell that its address names; 404 outside the person's scope."""

    @wraps(view)
    def of_address(
        request: HttpRequest,
        quarter: periods.Quarter,
        district: str,
        commune: str,
        number: int,
        *args: More.args,
        **kwargs: More.kwargs,
    ) -> HttpResponse:
        found = find_cell(request, quarter, district, commune, number)
        return view(request, found, *args, **kwargs)

    return of_address


def find_cell(
    request: HttpRequest,
    quarter: periods.Quarter,
    district: str,
    commune: str,
    number: int,
) -> CellPage:
    """Return the cell that is asked for; 404 outside of the person's scope.

    Departments see submitted and approved results of the criteria that they lead.
    """
    department = department_of(request)
    place = (
        get_object_or_404(District, pk=district)
        if department
        else district_in_scope(request, quarter, district)
    )
    found = read_cell(period=quarter, district=place, commune=commune, number=number)
    if found is None:
        raise Http404("Báo cáo này không có ô ấy.")
    if department and not _is_shown_to(department, found):
        raise Http404("Ô này không thuộc phạm vi của đơn vị.")
    return replace(found, lock=_lock(request, found))


def found_again(request: HttpRequest, found: CellPage) -> CellPage:
    """Return the cell as it is after a change."""
    return find_cell(request, *found.address)


def department_of(request: HttpRequest) -> Agency | None:
    """Return the agency of a person who reads for one, None of everybody else."""
    user = request.user
    if isinstance(user, User) and user.role == Role.DEPARTMENT:
        return user.agency
    return None


def _is_shown_to(department: Agency, found: CellPage) -> bool:
    return found.report.state in Report.SENT_STATES and leads(
        department, found.criterion, on=found.period.last_day
    )


def leads(department: Agency, criterion: LawCriterion, *, on: dt.date) -> bool:
    """Whether an agency leads a criterion on a day."""
    ledger = ledger_on(on)
    return ledger is not None and criterion.id in ledger.led_by(department.code)


def _lock(request: HttpRequest, found: CellPage) -> str:
    user = cast(User, request.user)
    try:
        guard.check_may_edit(found.report, by=user, on=today(request))
        guard.check_cells_open(found.report, [found.key])
    except ChangeRefused as refused:
        return str(refused)
    return ""
