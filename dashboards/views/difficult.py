"""Xã đặc biệt khó khăn: communes of khu vực III against the rule of leaving it."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from communes.analytics.areas import area_lives
from communes.analytics.places import districts_by_code
from dashboards.analytics.programme.difficult import Facts, difficult_page
from dashboards.views.frame import frame, series_or_404
from dashboards.views.period import chosen_period
from programme.analytics.capital.year import YearCapital, year_capital
from programme.analytics.exit_rules import exit_rule_on
from reports.analytics.attainment import Figures


def difficult_communes(request: HttpRequest) -> HttpResponse:
    """Show what difficult communes meet and lack, the nearest to leaving first.

    Areas and the rule follow their own dates; an as-of day filters results only.
    """
    chosen = chosen_period(request)
    series = series_or_404(chosen)
    districts = districts_by_code()
    day = chosen.period.last_day
    areas = area_lives()
    money = year_capital(chosen.period, chosen.as_of) if areas else None
    facts = Facts(areas=areas, rule=exit_rule_on(day), money=_money(money, series[-1]))
    context = frame(chosen, series[-1], districts) | {
        "rule": facts.rule_of(series[-1]),
        "other_rule": facts.rule,
        "page": difficult_page(series, facts, districts),
        "money_year": chosen.period.year if facts.money else None,
    }
    return render(request, "dashboards/difficult.html", context, status=chosen.status)


def _money(year: YearCapital | None, figures: Figures) -> dict[str, Decimal]:
    """Return what the communes were given in the year, by code, where it is known."""
    if year is None:
        return {}
    found = {
        each.place.code: year.of_commune(each.place.code, each.place.district_code)
        for each in figures.communes
    }
    return {code: amount for code, amount in found.items() if amount is not None}
