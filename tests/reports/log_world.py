"""A report in which people wrote, handed in files and imported values of a cell."""

import datetime as dt

from reports.choices import FallCause
from reports.models import Report
from reports.services.evidence import remove_evidence, replace_evidence
from reports.services.fall_causes import set_fall_causes
from reports.services.remarks import RemarkText, set_remark
from reports.services.words import Typed, save_words
from tests.reports.evidence_world import added, checked
from tests.reports.review_world import (
    AT,
    FIRST,
    QUARTER,
    SMALL,
    officer,
    open_quarter,
    reviewer,
)

# A criterion that has indicators, among them one with a number.
CELL = (FIRST, 2)
WHERE = {"district_code": SMALL, "quarter_code": QUARTER}


def minute(number: int) -> dt.datetime:
    return AT + dt.timedelta(minutes=number)


def written(cell: tuple[str, int] = CELL) -> Report:
    """Write a note and write it anew, give a cause, begin the report's words."""
    open_quarter()
    set_remark(
        **WHERE, cell=cell, text=RemarkText("Mưa lũ"), by=officer(), at=minute(1)
    )
    set_remark(
        **WHERE,
        cell=cell,
        text=RemarkText("Mưa bão", seen_at=minute(1)),
        by=reviewer(),
        at=minute(2),
    )
    set_fall_causes(
        **WHERE, causes={cell: FallCause.REAL_DROP}, by=officer(), at=minute(3)
    )
    save_words(
        **WHERE,
        typed=Typed(texts={"proposals": "Cấp thêm vốn"}, version=0),
        by=officer(),
        at=minute(4),
    )
    return Report.objects.get(district_id=SMALL, quarter_id=QUARTER)


def handed_in(cell: tuple[str, int] = CELL) -> Report:
    """Hand in a file, put another one in its place, take that one away."""
    open_quarter()
    (old,) = added(checked("cu.pdf"), cell=cell).rows
    new = replace_evidence(
        evidence=old, file=checked("moi.pdf"), by=reviewer(), at=minute(5)
    )
    remove_evidence(evidence=new, by=officer(), at=minute(6))
    return Report.objects.get(district_id=SMALL, quarter_id=QUARTER)
