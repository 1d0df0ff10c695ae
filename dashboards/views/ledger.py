"""Sổ trách nhiệm: what each body and its head answer for, and one page for each."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from communes.analytics.places import districts_by_code
from criteria.analytics.assignments import Ledger, ledger_on
from criteria.choices import AgencyKind
from criteria.models import Agency
from dashboards.analytics.ledger.criteria import a_year_before, answered, uncovered
from dashboards.analytics.ledger.lines import LedgerLine, Moment, ledger_lines
from dashboards.analytics.span import data_span
from dashboards.views.frame import frame, series_or_404
from dashboards.views.period import Chosen, chosen_period
from reports.analytics.attainment import Figures

GROUPS = ("Sở, ngành, đoàn thể", "Ủy ban nhân dân cấp huyện")


@require_safe
def ledger_list(request: HttpRequest) -> HttpResponse:
    """All bodies, worst first; departments and district committees apart."""
    chosen = chosen_period(request)
    found = _Found(chosen)
    lines = found.lines(list(Agency.objects.all()))
    context = found.context | {
        "groups": tuple(
            (name, [line for line in lines if line.is_district is is_district])
            for name, is_district in zip(GROUPS, (False, True), strict=True)
        ),
        "uncovered": uncovered(found.figures, found.ledger),
    }
    return render(request, "dashboards/ledger.html", context, status=chosen.status)


@require_safe
def ledger(request: HttpRequest, code: str) -> HttpResponse:
    """One body on one sheet of paper."""
    chosen = chosen_period(request)
    agency = get_object_or_404(Agency, code=code)
    found = _Found(chosen)
    (line,) = found.lines([agency])
    context = found.context | {
        "line": line,
        "agency": agency,
        "is_district": agency.kind == AgencyKind.DISTRICT,
        "criteria": answered(
            agency, found.figures, found.past, found.ledger, districts_by_code()
        ),
    }
    return render(request, "dashboards/ledger_body.html", context, status=chosen.status)


class _Found:
    """The figures, the assignments and the moment that a request asks for."""

    def __init__(self, chosen: Chosen) -> None:
        series = series_or_404(chosen)
        self.figures: Figures = series[-1]
        self.past: Figures | None = a_year_before(series)
        self.ledger: Ledger | None = ledger_on(chosen.period.last_day)
        self.moment = _moment(chosen)
        self.context: dict[str, Any] = frame(
            chosen, self.figures, districts_by_code()
        ) | {
            "ledger": self.ledger,
            "past": self.past,
            "moment": self.moment,
            "year_before": chosen.period.shift(-4),
        }

    def lines(self, agencies: list[Agency]) -> tuple[LedgerLine, ...]:
        return ledger_lines(agencies, self.figures, self.past, self.ledger, self.moment)


def _moment(chosen: Chosen) -> Moment:
    """Return the day of the ledger: as asked, at the end of a past period, or today.

    The latest period with data is followed by work that is not approved yet: with it
    the ledger is of today.
    """
    day: dt.date = chosen.as_of or chosen.day
    span = data_span()
    if chosen.as_of is None and span and chosen.period < span.last:
        day = chosen.period.last_day
    return Moment(day, is_past=day < chosen.day)
