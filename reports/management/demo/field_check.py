"""The field check of the illustration: a sample that is drawn and partly checked."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from reports.analytics.samples.checked import claim_rows
from reports.analytics.samples.claims import read_claims
from reports.analytics.samples.drawing import claims_hash, draw
from reports.choices import CheckVerdict
from reports.management.demo.moments import LAST, moment
from reports.models import FieldSample
from reports.services.samples import Finding, enter_findings, keep_sample

SEED, SIZE = "minh-hoa-2020Q4", 20
# What was found of the claims that are drawn first; the others are still to be checked.
FOUND = (
    *[(CheckVerdict.AGREES, "")] * 9,
    (CheckVerdict.DIFFERS, "Hồ sơ chưa đủ, thực tế chưa đạt (minh họa)."),
    *[(CheckVerdict.AGREES, "")] * 3,
    (CheckVerdict.NOT_CHECKED, "Đường vào xã bị sạt lở (minh họa)."),
)


@transaction.atomic
def draw_demo_sample(*, office: User) -> bool:
    """Draw a sample of the quarter and enter what was found of a part of it."""
    if FieldSample.objects.filter(quarter_id=LAST.code).exists():
        return False
    at = moment(5, 8, 30, month=2)
    claims = read_claims(LAST, as_of=at.date()).rows
    if len(claims) < SIZE:
        return False
    sample = keep_sample(
        quarter_code=LAST.code,
        seed=SEED,
        claims_hash=claims_hash(claims),
        drawn=claim_rows(draw(claims, size=SIZE, seed=SEED)),
        by=office,
        at=at,
    )
    rows = sample.claims.order_by("position").values_list("pk", flat=True)
    enter_findings(
        sample=sample,
        findings={
            pk: Finding(verdict, dt.date(2021, 2, 24), note)
            for pk, (verdict, note) in zip(rows, FOUND, strict=False)
        },
        seen=None,
        by=office,
        at=moment(26, 16, 20, month=2),
    )
    return True
