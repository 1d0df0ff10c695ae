"""Which sheets of capital are owed on a day, for the daily round."""

from django.db.models import OuterRef, Subquery

from communes.models import District
from programme.choices import CapitalState, CapitalStep
from programme.models import CapitalEvent, CapitalReport, CapitalRevision
from programme.services.capital.reminders import ABOUT
from reports.analytics.submissions import DueDays
from reports.models import Quarter
from reports.services.digests import Owed

WORDS = {
    CapitalState.DRAFT: "đang nhập",
    CapitalState.RETURNED: "bị trả lại",
}
Key = tuple[str, str]


def owed_capital() -> list[Owed]:
    """Return the sheets of open quarters that districts have still to send.

    As with reports: due on the same day, nothing of a closed quarter, and what the
    office opened again is not asked for.
    """
    opened = list(Quarter.objects.filter(due_on__isnull=False, closed_at__isnull=True))
    days, states = DueDays(opened), _states(opened)
    owed = []
    for district in District.objects.all():
        for quarter in opened:
            state = states.get((district.code, quarter.code), "")
            due = days.of(district.code, quarter).on
            if due is None or (state and state not in WORDS):
                continue
            owed.append(
                Owed(
                    district=district,
                    quarter=quarter,
                    due_on=due,
                    word=WORDS[CapitalState(state)] if state else "chưa bắt đầu",
                    was_sent=state == CapitalState.RETURNED,
                    about=ABOUT,
                )
            )
    return owed


def _states(quarters: list[Quarter]) -> dict[Key, str]:
    """Return where sheets stand; approved from a file or opened again is approved."""
    last = CapitalEvent.objects.filter(report=OuterRef("pk")).order_by("-at", "-pk")
    approved = CapitalRevision.objects.standing().filter(quarter__in=quarters)
    keys = approved.values_list("district_id", "quarter_id")
    states: dict[Key, str] = dict.fromkeys(keys, CapitalState.APPROVED)
    reports = CapitalReport.objects.filter(quarter__in=quarters)
    for report in reports.annotate(last=Subquery(last.values("step")[:1])):
        is_reopened = report.last == CapitalStep.REOPENED
        state = CapitalState.APPROVED if is_reopened else report.state
        states[report.district_id, report.quarter_id] = state
    return states
