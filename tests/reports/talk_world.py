"""People who talk about one cell of a district's quarter, for tests of talk."""

import datetime as dt

from accounts.choices import Role
from accounts.models import User
from criteria.models import Criterion
from reports.choices import ReportState
from reports.models import Comment, Report, ReturnedCell
from reports.services.comments import Said, add_comment
from tests.reports.evidence_world import CELL
from tests.reports.review_world import AT, QUARTER, SMALL, reviewer

PAGE = f"/bao-cao/{QUARTER}/{SMALL}/o/{CELL[0]}/{CELL[1]}/"
WRITE = f"{PAGE}trao-doi/"
REPORT_TALK = f"/bao-cao/{QUARTER}/{SMALL}/trao-doi/"
INBOX, READ = "/hop-thu/", "/hop-thu/da-doc/"


def criterion(number: int = CELL[1]) -> Criterion:
    return Criterion.objects.get(number=number)


def cell(number: int = CELL[1]) -> tuple[str, int]:
    return CELL[0], criterion(number).pk


def minutes(count: int) -> dt.datetime:
    """Return an instant after the reports of the world were sent."""
    return AT + dt.timedelta(minutes=count)


def in_state(state: ReportState) -> Report:
    """Return the report of the small district, in this state."""
    report, _ = Report.objects.update_or_create(
        district_id=SMALL,
        quarter_id=QUARTER,
        defaults={"state": state, "submitted_at": AT},
    )
    return report


def say(
    text: str = "Xin xem lại.",
    *,
    by: User | None = None,
    at: dt.datetime = AT,
    whole: bool = False,
    report: Report | None = None,
    number: int = CELL[1],
    **said: object,
) -> Comment:
    """Write on the cell, or on the whole report; by the office unless told."""
    return add_comment(
        report=report or Report.objects.get(district_id=SMALL, quarter_id=QUARTER),
        cell=None if whole else cell(number),
        said=Said(text, **said),
        by=by or reviewer(),
        at=at,
    )


def give_back(number: int = CELL[1], at: dt.datetime = AT) -> ReturnedCell:
    return ReturnedCell.objects.create(
        report=Report.objects.get(district_id=SMALL, quarter_id=QUARTER),
        commune_id=CELL[0],
        criterion=criterion(number),
        reason="Thiếu biên bản.",
        answer_by=dt.date(2021, 3, 25),
        returned_at=at,
        returned_by=reviewer(),
    )


def leader() -> User:
    return User.objects.create_user("lanhdao", role=Role.LEADER)
