"""Period and as-of day that a page of figures is asked for: ?ky and ?tai-ngay."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

from criteria.models import CriteriaSet
from dashboards.analytics.span import Span, data_span
from dashboards.forms import ADDRESS_NAMES, PeriodForm
from ntm_portal.lib.periods import Quarter
from reports.views.clock import today


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was asked, with defaults in place of what was absent or wrong.

    ``problems`` are sentences for the page, which then answers 400. ``query``
    carries the choice to other pages of figures ("" when nothing was asked).
    ``day`` is the working date, ``typed_day`` what stands in the box of the day.
    ``has_data`` is False as long as nothing at all is approved.
    """

    period: Quarter
    as_of: dt.date | None
    unapproved: bool
    quarters: tuple[Quarter, ...]
    day: dt.date
    typed_day: str
    problems: tuple[str, ...]
    query: str
    has_data: bool

    @property
    def status(self) -> int:
        return 400 if self.problems else 200

    def earlier(self, code: str) -> Quarter | None:
        """Return the offered quarter of that code if it lies before the period."""
        before = {each.code: each for each in self.quarters if each < self.period}
        return before.get(code)

    @property
    def label(self) -> str:
        """The moment in words: Quý IV/2019, số duyệt đến 15/01/2020."""
        if self.as_of is None:
            return self.period.label
        return f"{self.period.label}, số duyệt đến {self.as_of:%d/%m/%Y}"


def chosen_period(request: HttpRequest) -> Chosen:
    """Read the choice of a request; never raises. One query to three.

    The default period is the latest quarter with approved data (on the day asked,
    if there was any by then), else the quarter of the working date.
    """
    return _chosen(request)


def second_period(request: HttpRequest, first: Chosen) -> Chosen:
    """Read ``?ky2`` and ``?tai-ngay2``, by default the quarter before the first.

    Its ``query`` names the period whether it was asked for or not. Two queries more
    than of the first.
    """
    before = first.period.previous()
    has_law = CriteriaSet.objects.in_force(before.last_day).exists()
    return _chosen(request, suffix="2", default=before if has_law else first.period)


def _chosen(
    request: HttpRequest, *, suffix: str = "", default: Quarter | None = None
) -> Chosen:
    day = today(request)
    current = Quarter.of(day)
    span = data_span()
    latest = max(current, span.last) if span else current
    quarters = span.quarters(current) if span else (current,)
    form = PeriodForm(request.GET, latest=latest, today=day, suffix=suffix)
    form.is_valid()
    as_of: dt.date | None = form.cleaned_data.get("as_of")
    asked: Quarter | None = form.cleaned_data.get("period")
    problems = [str(text) for each in form.errors.values() for text in each]
    if asked and not CriteriaSet.objects.in_force(asked.last_day).exists():
        problems.append(f"Chưa có bộ tiêu chí nào có hiệu lực ở {asked.label}.")
        asked = None
    period = asked or default or _default(span, as_of, current)
    return Chosen(
        period=period,
        as_of=as_of,
        unapproved=bool(form.cleaned_data.get("unapproved")),
        quarters=tuple(sorted({*quarters, period}, reverse=True)),
        day=day,
        typed_day=_typed_day(form),
        problems=tuple(problems),
        query=_query(asked or default, as_of),
        has_data=span is not None,
    )


def _default(span: Span | None, as_of: dt.date | None, current: Quarter) -> Quarter:
    if span is None:
        return current
    known = data_span(as_of) if as_of else None
    return known.last if known else span.last


def _typed_day(form: PeriodForm) -> str:
    day: dt.date | None = form.cleaned_data.get("as_of")
    return f"{day:%d/%m/%Y}" if day else str(form["as_of"].value() or "")


def _query(period: Quarter | None, as_of: dt.date | None) -> str:
    asked = {}
    if period:
        asked[ADDRESS_NAMES["period"]] = period.code
    if as_of:
        asked[ADDRESS_NAMES["as_of"]] = as_of.isoformat()
    return f"?{urlencode(asked)}" if asked else ""
