"""Who may see what is said about a cell, and who is meant by @ in a text."""

import re
from collections.abc import Iterable, Sequence

from django.db.models import Q

from accounts.choices import Role
from accounts.models import REVIEWERS, User
from criteria.analytics.assignments import ledger_on
from criteria.choices import AssignmentRole
from reports.choices import ReportState
from reports.models import Report
from reports.services.guard import ChangeRefused

# When the agencies that lead a criterion see its results.
SENT_STATES = (ReportState.SUBMITTED, ReportState.APPROVED)
# An address of e-mail is not a mention: nothing stands before the sign.
MENTION = re.compile(r"(?<![\w@.+-])@(\w[\w.+-]*)")
CLOSING = ".+-"


class UnknownMention(ChangeRefused):
    """There is no account of this name."""


class MentionOutOfSight(ChangeRefused):
    """The account may not see the cell, and would not find the comment."""


def people_who_see(report: Report, criterion_id: int | None) -> tuple[User, ...]:
    """Return who sees a cell of this criterion, or the report as a whole for None.

    People of the district, the coordination office, and once the report is sent the
    agencies that lead the criterion. One query, three when it is sent.
    """
    who = Q(district_id=report.district_id) | Q(role__in=REVIEWERS)
    if criterion_id is not None and report.state in SENT_STATES:
        who |= Q(role=Role.DEPARTMENT, agency_id__in=_leading(report, criterion_id))
    return tuple(User.objects.filter(who, is_active=True).order_by("role", "username"))


def mentioned(text: str, people: Sequence[User], picked: Iterable[str]) -> list[User]:
    """Return whom a text names with @, and who was picked, each once.

    ``people`` are those who may be named, ``picked`` user names. Raises UnknownMention
    or MentionOutOfSight; one query then.
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
        _refuse(strangers)
    return list(found.values())


def _refuse(names: Sequence[str]) -> None:
    anyone = Q()
    for name in names:
        anyone |= Q(username__iexact=name)
    accounts = {
        name.casefold()
        for name in User.objects.filter(anyone).values_list("username", flat=True)
    }
    unknown = [name for name in names if name.casefold() not in accounts]
    if unknown:
        raise UnknownMention(
            f"Không có tài khoản {_listed(unknown)}. Hãy sửa tên sau dấu @, hoặc chọn "
            "người trong danh sách."
        )
    raise MentionOutOfSight(
        f"{_listed(names)} không xem được nội dung này nên không nhắc đến được."
    )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"@{name}" for name in dict.fromkeys(names))


def _leading(report: Report, criterion_id: int) -> set[str]:
    ledger = ledger_on(report.quarter.period.last_day)
    duties = ledger.of_criterion(criterion_id) if ledger else ()
    return {duty.agency.code for duty in duties if duty.role == AssignmentRole.LEAD}
