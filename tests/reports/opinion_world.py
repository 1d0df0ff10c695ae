"""Reports that wait for approval, and people of the agencies that lead criteria."""

import datetime as dt
from collections.abc import Mapping

from accounts.choices import Role
from accounts.models import User
from criteria.models import Agency, Criterion
from reports.choices import OpinionVerdict, ReportState, ResultState
from reports.models import Opinion, Report, ReturnedCell
from reports.services.opinions import Given, Said, give_opinions
from tests.reports import review_world as world
from tests.reports.review_world import FIRST, MET, QUARTER, SECOND, SMALL, UNMET

LEAD, SHARED, OTHER = "SGDDT", "SYT", "CTK"
LED, SHARED_CRITERION = 5, 17
CONFIRMED, DISPUTED = OpinionVerdict.CONFIRMED, OpinionVerdict.DISPUTED
LATER = world.AT + dt.timedelta(hours=1)
CELLS = {(FIRST, LED): MET, (SECOND, LED): UNMET}


def agency(code: str = LEAD) -> Agency:
    return Agency.objects.get(code=code)


def person(code: str = LEAD) -> User:
    user, _ = User.objects.get_or_create(
        username=f"so.{code.lower()}", role=Role.DEPARTMENT, agency=agency(code)
    )
    return user


def waiting() -> Report:
    """Send the report of a small district: one commune up to đạt, one down from it."""
    world.open_quarter()
    world.approved_before({SECOND: [LED], FIRST: [14]})
    return world.submitted(CELLS)


def said(
    verdict: OpinionVerdict = CONFIRMED,
    note: str = "",
    *,
    state: ResultState = MET,
    opinion: int = 0,
) -> Said:
    return Said(verdict, note, state, opinion)


def give(
    opinions: Mapping[str, Said],
    *,
    code: str = LEAD,
    number: int = LED,
    by: User | None = None,
    at: dt.datetime = world.AT,
) -> Given:
    return give_opinions(
        quarter_code=QUARTER,
        number=number,
        agency=agency(code),
        opinions=opinions,
        by=by or person(code),
        at=at,
    )


def stored() -> list[tuple[str, str, str]]:
    """Return commune, verdict and note of every opinion, oldest first."""
    rows = Opinion.objects.order_by("pk")
    return list(rows.values_list("commune_id", "verdict", "note"))


def put(state: ReportState, district: str = SMALL) -> None:
    Report.objects.filter(district_id=district).update(
        state=state, submitted_at=world.AT
    )


def give_back(report: Report, commune: str, number: int = LED) -> ReturnedCell:
    """Mark a cell as given back: the others of the report were approved."""
    return ReturnedCell.objects.create(
        report=report,
        commune_id=commune,
        criterion=Criterion.objects.get(number=number),
        reason="Chưa rõ",
        answer_by=dt.date(2021, 3, 31),
        returned_at=world.AT,
        returned_by=world.reviewer(),
    )


def sent_by(district: str) -> Report:
    """Let one district send its report of the quarter as unchanged."""
    world.open_quarter()
    world.approved_before(district=district)
    return world.submitted({}, district=district)
