"""Who may see what is said about a cell, and who is meant by @ in a text."""

import re
from collections.abc import Iterable, Sequence

from django.db.models import Q

from accounts.choices import Role
from accounts.models import REVIEWERS, User
from criteria.analytics.assignments import ledger_on
from criteria.choices import AssignmentRole
from reports.models import Report
from reports.services.guard import ChangeRefused

# An address of e-mail is not a mention: nothing stands before the sign.
MENTION = re.compile(r"(?<![\w@.+-])@(\w[\w.+-]*)")
CLOSING = ".+-"


class UnknownMention(ChangeRefused):
    """Nobody of this name sees the cell.

    Whether there is such an account at all is not told: its name would be known then.
    """


def people_who_see(report: Report, criterion_id: int | None) -> tuple[User, ...]:
    """Return who sees a cell of this criterion, or the report as a whole for None.

    People of the district, the coordination office, and once the report is sent the
    agencies that lead the criterion. One query, three when it is sent.
    """
    who = Q(district_id=report.district_id) | Q(role__in=REVIEWERS)
    if criterion_id is not None and report.state in Report.SENT_STATES:
        who |= Q(role=Role.DEPARTMENT, agency_id__in=_leading(report, criterion_id))
    return tuple(User.objects.filter(who, is_active=True).order_by("role", "username"))


def mentioned(text: str, people: Sequence[User], picked: Iterable[str]) -> list[User]:
    """Return whom a text names with @, and who was picked, each once.

    ``people`` are those who may be named, ``picked`` user names. Raises UnknownMention.
    """
    known = {each.username.casefold(): each for each in people}
    found: dict[int, User] = {}
    strangers: list[str] = []
    for name in (*MENTION.findall(text), *picked):
        user = known.get(name.casefold()) or known.get(name.rstrip(CLOSING).casefold())
        if user is None:
            strangers.append(name.rstrip(CLOSING))
        else:
            found[user.pk] = user
    if strangers:
        raise UnknownMention(
            f"{_listed(strangers)} không có hoặc không xem được nội dung này; hãy chọn "
            "người trong danh sách."
        )
    return list(found.values())


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"@{name}" for name in dict.fromkeys(names))


def _leading(report: Report, criterion_id: int) -> set[str]:
    ledger = ledger_on(report.quarter.period.last_day)
    duties = ledger.of_criterion(criterion_id) if ledger else ()
    return {duty.agency.code for duty in duties if duty.role == AssignmentRole.LEAD}
