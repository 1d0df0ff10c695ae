"""An output may be of one district: its own figures, without the province's targets."""

import io
import json

import pytest
from django.core.management import call_command

from dashboards.analytics.outputs.comparing import compare, content_of
from dashboards.analytics.outputs.reading import NothingToGiveOut
from reports.models import RevisionWords
from tests.dashboards.output_world import given_out
from tests.world import approve

pytestmark = pytest.mark.usefixtures("reference")

DAL, DOM = "23535", "23537"
DISTRICT = "618"
# What the figures of the province have had from the first: their hash is for good.
PROVINCE_KEYS = {
    *("as_of", "base", "communes", "deadlines", "districts", "gained", "is_demo"),
    *("law", "lost", "nearest", "period", "plan", "province", "recognised", "report"),
    *("shape", "sources", "trend", "words"),
}


@pytest.fixture
def two_districts():
    told = approve("610", "2019Q4", {})
    RevisionWords.objects.create(revision=told, difficulties="Đường lầy lội.")
    approve(DISTRICT, "2019Q3", {DAL: [1]})
    approve(DISTRICT, "2019Q4", {DAL: [18, 19], DOM: [18]})


def test_the_figures_are_those_of_the_command(two_districts):
    made = content_of(given_out(district=DISTRICT))
    out = io.StringIO()
    options = ("--period", "2019Q4", "--district", DISTRICT, "--json")
    call_command("attainment", *options, stdout=out)
    said = json.loads(out.getvalue())
    province = made["province"]
    for key in ("communes", "not_reported", "criteria_met_total", "bands", "criteria"):
        assert province[key] == said[key], key
    names = ("code", "attained", "total", "needed", "short", "reached")
    shown, told = (
        [[group[name] for name in names] for group in groups]
        for groups in (province["groups"], said["groups"])
    )
    assert shown == told
    assert {tuple(row[3:]) for row in shown} == {(None, None, None)}


def test_nothing_of_another_district_is_in_it(two_districts):
    made = content_of(given_out(district=DISTRICT))
    assert made["district"]["title"] == "huyện Ia H'Drai"
    assert {each["district"] for each in made["communes"]} == {DISTRICT}
    assert [each["code"] for each in made["districts"]] == [DISTRICT]
    assert [each["district"] for each in made["sources"]] == [DISTRICT]
    assert made["words"] == []
    assert [each["commune"] for each in made["lost"]] == [DAL]
    assert made["base"]["communes"] == made["province"]["communes"] == 3


def test_what_comes_later_does_not_change_it(two_districts):
    made = given_out(district=DISTRICT)
    approve(DISTRICT, "2019Q4", {})
    approve("610", "2019Q4", {})
    assert compare(made).is_same
    assert given_out(district=DISTRICT).sha256 != made.sha256


def test_another_district_s_approval_leaves_it_as_it_is(two_districts):
    before = given_out(district=DISTRICT)
    approve("610", "2019Q4", {"23377": [1]})
    assert given_out(district=DISTRICT).sha256 == before.sha256


def test_a_district_without_data_has_nothing_to_give_out(two_districts):
    with pytest.raises(NothingToGiveOut, match=r"của huyện Ngọc Hồi của Quý IV/2019\."):
        given_out(district="611")


def test_the_province_s_figures_have_the_shape_that_they_had(two_districts):
    made = content_of(given_out())
    assert made["shape"] == 1
    assert made.keys() == PROVINCE_KEYS


def test_the_command_says_which_district(two_districts):
    made = given_out(district=DISTRICT)
    out = io.StringIO()
    call_command("reproduce", made.code, stdout=out)
    assert f"Bản xuất {made.code} (huyện Ia H'Drai)" in out.getvalue()
