"""A quarter that can be sampled, and a sample drawn from it as the page does."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.test import Client

from ntm_portal.lib.periods import Quarter
from reports.analytics.samples.checked import claim_rows
from reports.analytics.samples.claims import read_claims
from reports.analytics.samples.drawing import claims_hash, draw
from reports.models import FieldSample, SampledClaim
from reports.services.samples import keep_sample
from tests.reports.review_world import FIRST, LARGE, QUARTER, SECOND, SMALL, reviewer
from tests.world import approve

SEED = "KT-2021Q1-20210420"
DRAWN_AT = dt.datetime(2021, 4, 20, 9, 40, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
APPROVED_ON = dt.date(2021, 4, 10)
# Five claims of one district, one of another.
POOL = 6
OTHER = "23344"
LIST = "/kiem-tra/"
DRAW = f"{LIST}{QUARTER}/rut/"


def approved() -> None:
    approve(SMALL, QUARTER, {FIRST: [1, 2, 3], SECOND: [4, 5]}, on=APPROVED_ON)
    approve(LARGE, QUARTER, {OTHER: [18]}, on=APPROVED_ON)


def sampled(size: int = POOL, *, seed: str = SEED) -> FieldSample:
    """Draw a sample of the quarter as it is approved on the day of the draw."""
    claims = read_claims(Quarter.parse(QUARTER), as_of=DRAWN_AT.date())
    return keep_sample(
        quarter_code=QUARTER,
        seed=seed,
        claims_hash=claims_hash(claims.rows),
        drawn=claim_rows(draw(claims.rows, size=size, seed=seed)),
        by=reviewer(),
        at=DRAWN_AT,
    )


def claim(number: int, commune: str = FIRST) -> SampledClaim:
    return SampledClaim.objects.get(commune_id=commune, criterion__number=number)


def page_of(sample: FieldSample) -> str:
    return f"{LIST}{sample.pk}/"


def results_of(sample: FieldSample, district: str = SMALL) -> str:
    return f"{page_of(sample)}ket-qua/{district}/"


def as_office(client: Client) -> Client:
    client.force_login(reviewer())
    return client
