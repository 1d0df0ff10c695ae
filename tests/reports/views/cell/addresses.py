"""Addresses of the page of a cell, and short ways to read its answers."""

import datetime as dt
import re

from django.http import HttpResponse

from criteria.models import Criterion
from reports.choices import ReportState
from reports.models import Report, ReturnedCell
from tests.reports.review_world import AT, FIRST, QUARTER, SMALL, reviewer

REPORT = f"/bao-cao/{QUARTER}/{SMALL}/"
PAGE = f"{REPORT}o/{FIRST}/1/"
STATE, REMARK, ANSWER = (f"{PAGE}{act}/" for act in ("ket-qua", "ghi-chu", "tra-loi"))
ACTS = (STATE, REMARK, ANSWER)
SCRIPT = {"X-Requested-With": "fragment"}


def words(response: HttpResponse) -> str:
    """Return what a person reads on a page."""
    html = re.sub(r"<(svg|script|style).*?</\1>", "", response.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def give_back(number: int = 1, reason: str = "Không khớp biên bản.") -> ReturnedCell:
    """Return one cell of the report that stands."""
    report = Report.objects.get(district_id=SMALL, quarter_id=QUARTER)
    Report.objects.filter(pk=report.pk).update(state=ReportState.RETURNED)
    return ReturnedCell.objects.create(
        report=report,
        commune_id=FIRST,
        criterion=Criterion.objects.get(number=number),
        reason=reason,
        answer_by=dt.date(2021, 3, 25),
        returned_at=AT,
        returned_by=reviewer(),
    )
