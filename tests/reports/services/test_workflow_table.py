"""Every state of a report, every role, every step: allowed, or refused with what."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from accounts.choices import Role
from accounts.models import User
from criteria.models import Agency
from reports.choices import EventKind, ReportState
from reports.models import Quarter, Report, ReportEvent
from reports.services import decisions, drafts, guard, returns, sign_off, workflow
from reports.services.decisions import Seen
from reports.services.guard import ChangeRefused
from reports.services.returns import Answer, Demand
from tests.reports.review_world import (
    AT,
    FIRST,
    LARGE,
    MET,
    QUARTER,
    SECOND,
    SMALL,
    UNMET,
    approved_before,
    no_objections,
    open_quarter,
)
from tests.reports.services.workflow_table import TABLE

pytestmark = pytest.mark.django_db

WORDS: dict[type[ChangeRefused], str] = {
    guard.NotAllowed: "role",
    guard.OutOfScope: "scope",
    guard.NotOpened: "unopened",
    guard.Overdue: "overdue",
    guard.QuarterClosed: "closed",
    guard.WaitsForHead: "at-head",
    guard.WaitsForOffice: "at-office",
    guard.AlreadyApproved: "approved",
    guard.CellsClosed: "cells",
    decisions.WrongState: "state",
    returns.NothingReturned: "nothing",
    workflow.NotReady: "unready",
}

WHERE = {"district_code": SMALL, "quarter_code": QUARTER}
OTHER_CELL, RETURNED = (FIRST, 7), (SECOND, 1)
DEMAND = Demand("Thiếu biên bản", AT.date())


def people() -> dict[str, User]:
    """Return one person of each column."""
    of = {"role": Role.DISTRICT, "district_id": SMALL}
    sent = {
        "officer": of,
        "other": {**of, "district_id": LARGE},
        "head": {**of, "is_head": True},
        "office": {"role": Role.OFFICE},
        "admin": {"role": Role.ADMIN},
        "department": {"role": Role.DEPARTMENT, "agency": Agency.objects.first()},
        "leader": {"role": Role.LEADER},
    }
    return {
        name: User.objects.create(username=name, **scope)
        for name, scope in sent.items()
    }


def seen() -> Seen:
    base = Report.objects.get(district=SMALL).latest_base()
    return Seen(base.pk if base else None)


def sent_to_head() -> int:
    events = ReportEvent.objects.filter(kind=EventKind.SENT_TO_HEAD)
    return max(events.values_list("pk", flat=True), default=0)


STEPS: dict[str, Callable[..., Any]] = {
    "edit": lambda do: drafts.set_cells(**do, cells={OTHER_CELL: MET}),
    "edit-returned": lambda do: drafts.set_cells(**do, cells={RETURNED: MET}),
    "unchanged": lambda do: drafts.declare_unchanged(**do),
    "submit": lambda do: workflow.submit_report(
        **do, unknown_confirmed=True, objections=no_objections
    ),
    "sign": lambda do: sign_off.sign_report(**do, seen=sent_to_head()),
    "give-back": lambda do: sign_off.give_back(
        **do, reason="Sai số", seen=sent_to_head()
    ),
    "approve": lambda do: workflow.approve_report(**do, on=AT.date(), seen=seen()),
    "return": lambda do: workflow.return_report(**do, reason="Sai số"),
    "return-cells": lambda do: returns.return_cells(
        **do, cells={RETURNED: DEMAND}, seen=seen()
    ),
    "answer": lambda do: returns.answer_cell(
        **do, cell=RETURNED, answer=Answer("Đã sửa")
    ),
    "reopen": lambda do: workflow.reopen_report(**do, reason="Sai số"),
    "close": lambda do: workflow.close_quarter(
        quarter_code=QUARTER, by=do["by"], at=do["at"]
    ),
}


def bring_to(state: str, who: dict[str, User]) -> None:
    """Bring the small district's report to a state, by the steps that lead there."""
    cells = {(FIRST, 1): MET, RETURNED: UNMET}
    drafts.set_cells(**WHERE, cells=cells, by=who["officer"], at=AT)
    ways = {
        "signing": [("officer", "submit")],
        "submitted": [("head", "submit")],
        "returned": [("head", "submit"), ("office", "return")],
        "returned, one cell": [("head", "submit"), ("office", "return-cells")],
        "approved": [("head", "submit"), ("office", "approve")],
        "reopened": [("head", "submit"), ("office", "approve"), ("office", "reopen")],
        "submitted, quarter closed": [("head", "submit"), ("office", "close")],
    }
    for name, step in ways.get(state, ()):
        STEPS[step]({**WHERE, "by": who[name], "at": AT})
    if state == "draft, overdue":
        open_quarter(due_on=AT.date() - dt.timedelta(days=1))
    if state == "draft, quarter never opened":
        Quarter.objects.filter(code=QUARTER).update(due_on=None)


def outcome(step: str, by: User) -> str:
    """Try a step and take it back; return "+" or the word of its refusal."""
    try:
        with transaction.atomic():
            STEPS[step]({**WHERE, "by": by, "at": AT})
            transaction.set_rollback(True)
    except ChangeRefused as refused:
        return WORDS[type(refused)]
    return "+"


def rows(table: str) -> dict[str, dict[str, str]]:
    """Read a written table: step to column to word."""
    head, *lines = (line.split() for line in table.strip().splitlines())
    return {name: dict(zip(head, words, strict=True)) for name, *words in lines}


@pytest.mark.no_cover
@pytest.mark.parametrize("state", TABLE)
def test_every_step_of_every_role_is_allowed_or_refused_as_written(
    state: str, settings: Any
) -> None:
    settings.DISTRICT_SIGN_OFF = True
    open_quarter()
    approved_before({SECOND: [1]})
    who = people()
    bring_to(state, who)
    written = rows(TABLE[state])
    found = {
        step: {name: outcome(step, who[name]) for name in columns}
        for step, columns in written.items()
    }
    assert found == written


def test_the_table_has_every_state_every_step_and_every_role() -> None:
    assert {state.split(",")[0] for state in TABLE} == set(ReportState)
    for table in map(rows, TABLE.values()):
        assert table.keys() >= STEPS.keys() - {"edit-returned"}
        assert all(len(columns) == 7 for columns in table.values())
