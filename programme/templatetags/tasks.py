"""What waits for a person among the tasks, for pages below the programme."""

import datetime as dt
from dataclasses import dataclass

from django import template

from accounts.models import User
from programme.analytics.tasks.lines import read_lines
from programme.analytics.tasks.pages import RETURNED, SILENT, WAITING, narrowed
from programme.models import Task
from programme.services.scope import body_of

register = template.Library()


@dataclass(frozen=True, slots=True)
class WaitingTasks:
    """Own tasks without a report; for the office those given back or to be looked at.

    Others read of what was given back line by line: analytics.returned.
    """

    body: str
    silent: int
    returned: int
    to_review: int

    def __bool__(self) -> bool:
        return bool(self.silent or self.returned or self.to_review)


@register.simple_tag
def waiting_tasks(user: User, today: dt.date) -> WaitingTasks | None:
    """Return what of the tasks waits for a person. Three queries at most."""
    body = body_of(user)
    if not body and not user.can_review:
        return None
    tasks = Task.objects.filter(lead__isnull=False).running(today)
    if not user.can_review:
        tasks = tasks.filter(lead=body)
    lines = read_lines(tasks.with_bodies(), on=today)
    own = [line for line in lines if line.lead and line.lead.code == body]
    return WaitingTasks(
        body=body,
        silent=len(narrowed(own, SILENT)),
        returned=len(narrowed(own, RETURNED)) if user.can_review else 0,
        to_review=len(narrowed(lines, WAITING)) if user.can_review else 0,
    )
