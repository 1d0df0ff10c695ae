"""What the register of cooperatives says of indicator 13.1."""

import datetime as dt

import pytest
from django.test import Client

from accounts.choices import Role
from accounts.models import User
from communes.models import Cooperative
from criteria.analytics.values import GivenValue
from reports.analytics.register_hints import cooperative_hints
from reports.models import DraftValue, Quarter

pytestmark = pytest.mark.django_db
COMMUNE, DAY = "23344", dt.date(2020, 12, 31)


def hint(**given):
    Cooperative.objects.create(commune_id=COMMUNE, name="HTX", **given)
    return cooperative_hints(DAY, [COMMUNE]).get(COMMUNE)


def test_a_cooperative_by_the_law_suggests_that_it_is_met():
    found = hint(follows_law_2012=True)
    assert found.words == "theo sổ hợp tác xã: có 1 HTX nông nghiệp theo Luật"
    assert found.value == GivenValue(answer=True)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "có 1 HTX nông nghiệp, chưa rõ theo Luật"),
        ({"follows_law_2012": False}, "không HTX nông nghiệp nào theo Luật"),
        ({"kind": "other", "follows_law_2012": True}, "không HTX nông nghiệp nào"),
    ],
)
def test_others_are_told_and_suggest_nothing(given, words):
    found = hint(**given)
    assert words in found.words
    assert found.value is None


@pytest.mark.parametrize(
    "given", [{"stopped_on": dt.date(2019, 1, 1)}, {"founded_on": dt.date(2021, 1, 1)}]
)
def test_what_does_not_work_on_the_day_is_not_told(given):
    assert hint(follows_law_2012=True, **given) is None


def test_the_officer_takes_what_the_register_says(client: Client):
    Cooperative.objects.create(
        commune_id=COMMUNE, name="HTX", follows_law_2012=True, kind="farming"
    )
    Quarter.objects.create(code="2021Q1", due_on=dt.date(2090, 1, 1))
    client.force_login(
        User.objects.create(username="huyen", role=Role.DISTRICT, district_id="610")
    )
    where = "/bao-cao/2021Q1/610/chi-tieu/13/"
    page = client.get(where)
    assert "theo sổ hợp tác xã: có 1 HTX" in page.content.decode()
    row = next(r for r in page.context["form"].rows if r.slot.register)
    client.post(
        f"{where}luu/",
        {row.name: "", f"{row.name}-s": row.seen_text, "register": row.name},
    )
    value = DraftValue.objects.get(commune_id=COMMUNE)
    assert (value.indicator.code, value.answer) == ("13.1", True)
