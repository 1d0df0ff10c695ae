"""Đối chiếu: lead agencies confirm or dispute results before they are approved.

An agency sees the criteria that it leads; the office sees all, and reads only. To
everyone else, and for other criteria, these addresses do not exist (404).
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.models import User
from criteria.analytics.assignments import ledger_on
from criteria.analytics.law import Law, LawCriterion, law_on
from criteria.choices import AssignmentRole
from criteria.models import Agency
from ntm_portal.lib import periods
from reports.analytics.review.opinion_values import files_across, read_values_across
from reports.analytics.review.opinions import (
    default_quarter,
    leads_criteria,
    quarters_sent,
    read_progress,
)
from reports.analytics.review.sent_results import SentResult, read_sent
from reports.forms.opinions import Narrowing, OpinionsForm
from reports.models import Quarter
from reports.services.guard import ChangeRefused
from reports.services.opinions import Given, Said, give_opinions
from reports.views.clock import now, today
from reports.views.opinions.rows import Desk, districts_of, tabs_of, troubles_of

CONFLICT, UNPROCESSABLE = 409, 422


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One criterion of a quarter, read for one person."""

    quarter: Quarter
    law: Law
    criterion: LawCriterion
    agency: Agency | None
    leads: tuple[Agency, ...]
    results: tuple[SentResult, ...]

    @property
    def period(self) -> periods.Quarter:
        return self.quarter.period


@require_safe
def opinions(request: HttpRequest) -> HttpResponse:
    """Show how far an agency has looked at its criteria; to the office all agencies."""
    user = _reader(request)
    quarters = quarters_sent()
    asked = [each for each in quarters if each.code == request.GET.get("ky")]
    quarter = next(iter(asked), default_quarter(quarters))
    law = law_on(quarter.period.last_day) if quarter else None
    ledger = ledger_on(quarter.period.last_day) if quarter else None
    progress = (
        read_progress(quarter, law, ledger, agency=user.agency)
        if quarter and law and ledger
        else ()
    )
    is_lead = user.agency is None or bool(progress)
    if not is_lead and not leads_criteria(user.agency_id, on=today(request)):
        raise Http404("Đơn vị không chủ trì tiêu chí nào.")
    context = {
        "quarter": quarter,
        "quarters": quarters,
        "agency": user.agency,
        "progress": progress,
        "silent": [each.agency for each in progress if each.is_silent],
        "waiting": sum(each.waiting for each in progress),
        "ledger": ledger,
    }
    return render(request, "reports/opinions/list.html", context)


def criterion(
    request: HttpRequest, quarter: periods.Quarter, number: int
) -> HttpResponse:
    """Show one criterion in all communes sent in, and take what the agency says."""
    user = _reader(request)
    sheet = _find(user, quarter, number)
    if request.method != "POST":
        return _page(request, sheet, OpinionsForm())
    if sheet.agency is None:
        raise Http404("Chỉ đơn vị chủ trì cho ý kiến.")
    form = OpinionsForm(request.POST, rest=_rest(sheet, sheet.agency))
    if form.errors:
        return _page(request, sheet, form, status=UNPROCESSABLE)
    try:
        given = _give(sheet, sheet.agency, form, by=user)
    except ChangeRefused as refused:
        messages.error(request, str(refused))
        form.keep_only(dict.fromkeys(form.spoken, ""))
        return _page(request, _find(user, quarter, number), form, status=CONFLICT)
    _say(request, given)
    if given.refused:
        form.keep_only(given.refused)
        return _page(request, _find(user, quarter, number), form, status=CONFLICT)
    return redirect(_address(sheet, _narrowing(request)))


def _reader(request: HttpRequest) -> User:
    user = request.user
    if isinstance(user, User) and (user.can_review or user.agency):
        return user
    raise Http404("Trang này dành cho đơn vị chủ trì và Văn phòng Điều phối.")


def _find(user: User, period: periods.Quarter, number: int) -> _Sheet:
    """Return what was sent in of a criterion; 404 unless the person's agency leads."""
    quarter = get_object_or_404(Quarter, pk=period.code)
    law, ledger = law_on(period.last_day), ledger_on(period.last_day)
    criterion = law.by_number.get(number) if law else None
    if law is None or criterion is None or ledger is None:
        raise Http404("Kỳ này không có tiêu chí ấy.")
    leads = {
        duty.agency.code: duty.agency
        for duty in ledger.of_criterion(criterion.id)
        if duty.role == AssignmentRole.LEAD
    }
    if user.agency and user.agency.code not in leads:
        raise Http404("Đơn vị không chủ trì tiêu chí này.")
    return _Sheet(
        quarter=quarter,
        law=law,
        criterion=criterion,
        agency=user.agency,
        leads=tuple(leads.values()),
        results=read_sent(quarter, [criterion]),
    )


def _rest(sheet: _Sheet, agency: Agency) -> list[str]:
    """Return the communes that "confirm the rest" means."""
    return [each.place.code for each in sheet.results if each.waits_for(agency.code)]


def _give(sheet: _Sheet, agency: Agency, form: OpinionsForm, *, by: User) -> Given:
    said = {
        commune: Said(each.verdict, each.note, each.shown.state, each.shown.opinion)
        for commune, each in form.spoken.items()
    }
    return give_opinions(
        quarter_code=sheet.quarter.code,
        number=sheet.criterion.number,
        agency=agency,
        opinions=said,
        by=by,
        at=now(),
    )


def _say(request: HttpRequest, given: Given) -> None:
    if given.stored:
        messages.success(request, f"Đã ghi {given.stored} ý kiến.")
    if not given.stored and not given.refused:
        messages.info(request, "Chưa chọn ý kiến cho xã nào nên không có gì để ghi.")


def _page(
    request: HttpRequest, sheet: _Sheet, form: OpinionsForm, *, status: int = 200
) -> HttpResponse:
    narrowing = _narrowing(request)
    desk = _desk(sheet)
    districts = districts_of(sheet.results, desk, form, narrowing)
    rows = [row for each in districts for row in each.rows]
    context: dict[str, Any] = {
        "sheet": sheet,
        "period": sheet.period,
        "agency": sheet.agency,
        "address": _address(sheet, narrowing),
        "page": _address(sheet),
        "narrowing": narrowing,
        "tabs": tabs_of(sheet.results, desk, narrowing),
        "districts": districts,
        "troubles": troubles_of(form, sheet.results, desk),
        "is_refused": form.is_refused,
        "can_speak": any(row.can_speak for row in rows),
        "rest": sum(row.is_waiting for row in rows),
        "is_filtered": narrowing != Narrowing.ALL,
    }
    return render(request, "reports/opinions/criterion.html", context, status=status)


def _desk(sheet: _Sheet) -> Desk:
    reports = list({each.report.pk: each.report for each in sheet.results}.values())
    return Desk(
        agency=sheet.agency,
        leads=sheet.leads,
        is_locked=sheet.quarter.is_closed,
        values=read_values_across(
            sheet.period,
            sheet.law,
            sheet.criterion,
            reports=reports,
            commune_codes=[each.place.code for each in sheet.results],
        ),
        files=files_across(reports, sheet.criterion),
    )


def _narrowing(request: HttpRequest) -> Narrowing:
    asked = request.GET.get("loc", "")
    return Narrowing(asked) if asked in Narrowing.values else Narrowing.ALL


def _address(sheet: _Sheet, narrowing: Narrowing = Narrowing.ALL) -> str:
    address = reverse("criterion_opinions", args=[sheet.period, sheet.criterion.number])
    return f"{address}?loc={narrowing}" if narrowing else address
