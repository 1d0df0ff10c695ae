"""What people of the illustration say about a cell."""

from django.db import transaction

from accounts.models import User
from criteria.choices import SetSubject
from criteria.models import Criterion
from reports.management.demo.moments import LAST, moment, takes_work
from reports.models import Comment
from reports.services.comments import Said, add_comment, finish_follow_up
from reports.services.drafts import locked_draft

ASKED_IN, ASKED = "610", ("23350", 5)


@transaction.atomic
def load_demo_talk(*, office: User, department: User) -> bool:
    """Let the office ask about a cell; the department answers, and it is done."""
    if Comment.objects.exists() or not takes_work(ASKED_IN):
        return False
    asked = locked_draft(district_code=ASKED_IN, quarter_code=LAST.code).report
    cell = ASKED[0], _criterion(ASKED[1])
    question = add_comment(
        report=asked,
        cell=cell,
        said=Said(
            f"@{department.username} đề nghị Sở xác nhận số trường đạt chuẩn cơ sở vật "
            "chất của xã (minh họa).",
            needs_follow_up=True,
        ),
        by=office,
        at=moment(29, 8, 20),
    )
    add_comment(
        report=asked,
        cell=cell,
        said=Said("@vpdp Sở đã đối chiếu hồ sơ, số liệu của huyện là đúng (minh họa)."),
        by=department,
        at=moment(1, 15, 45, month=2),
    )
    finish_follow_up(question, by=office, at=moment(2, 9, month=2))
    return True


def _criterion(number: int) -> int:
    """Return the criterion of xã: villages may have one of the same number."""
    rows = Criterion.objects.filter(criteria_set__subject=SetSubject.COMMUNE)
    return rows.get(number=number).pk
