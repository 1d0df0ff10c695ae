"""The command ``attainment``: a contract with other programs."""

import datetime as dt
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.world import approve

pytestmark = pytest.mark.django_db

SAMPLE = Path(__file__).parents[3] / "fixtures/appendix/ket-qua-2019Q3-plain.json"
DISTRICTS = ("608", "610", "611", "612", "613", "614", "615", "616", "617", "618")


def attainment(*options):
    out = io.StringIO()
    call_command("attainment", *options, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_the_object_of_a_district_is_exactly_this():
    approve("618", "2019Q2", {"23535": range(1, 20), "23537": [1, 18, 19]})
    found = attainment("--period", "2019Q3", "--district", "618")
    criteria = found.pop("criteria")
    assert criteria[0] == {"number": 1, "attained": 2, "total": 3}
    assert [each["number"] for each in criteria] == list(range(1, 20))
    groups = found.pop("groups")
    assert groups[0] == {
        "code": "I",
        "attained": 2,
        "total": 3,
        "needed": None,
        "short": None,
        "target_percent": None,
        "deadline": None,
        "reached": None,
    }
    assert groups[4] == {
        "code": "V",
        "attained": 2,
        "total": 3,
        "needed": None,
        "short": None,
        "target_percent": 100,
        "deadline": "2019-12-31",
        "reached": None,
    }
    assert found == {
        "period": "2019Q3",
        "as_of": None,
        "communes": 3,
        "not_reported": 0,
        "criteria_met_total": 22,
        "average": 7.3333,
        "bands": {"19": 1, "15-18": 0, "10-14": 0, "5-9": 0, "0-4": 2},
        "carried": [{"district": "618", "from": "2019Q2"}],
    }


def test_the_object_of_the_province_has_the_targets():
    approve("618", "2019Q3", {"23535": [18, 19]})
    found = attainment("--period", "2019Q3")
    assert found["groups"][1:] == [
        _group("II", 43, 50, "2020-12-31"),
        _group("III", 26, 30, "2020-12-31"),
        _group("IV", 43, 50, "2020-12-31"),
        _group("V", 85, 100, "2019-12-31", attained=1),
    ]
    assert (found["communes"], found["not_reported"]) == (85, 82)


def _group(code, needed, percent, deadline, *, attained=0):
    return {
        "code": code,
        "attained": attained,
        "total": 85,
        "needed": needed,
        "short": needed - attained,
        "target_percent": percent,
        "deadline": deadline,
        "reached": False,
    }


def test_the_sample_of_the_third_quarter_gives_its_published_figures():
    sample = json.loads(SAMPLE.read_text(encoding="utf-8"))
    for district in DISTRICTS:
        approve(district, "2019Q3", sample["met"])
    found = attainment("--period", "2019Q3")
    assert found["criteria_met_total"] == sample["criteria_met_total"] == 1040
    assert found["average"] == 12.2353
    assert found["bands"] == sample["bands"]
    attained = {each["code"]: each["attained"] for each in found["groups"]}
    assert attained == sample["groups"]
    by_number = {str(each["number"]): each["attained"] for each in found["criteria"]}
    assert by_number == sample["criteria"]


def test_without_data_everything_is_zero_and_the_average_null():
    found = attainment("--period", "2019Q4")
    assert (found["communes"], found["not_reported"]) == (85, 85)
    assert (found["criteria_met_total"], found["average"]) == (0, None)
    assert set(found["bands"].values()) == {0}
    assert found["carried"] == []


def test_an_as_of_day_leaves_out_what_was_approved_later():
    approve("618", "2019Q3", {"23535": [1]}, on=dt.date(2019, 10, 15))
    before = attainment("--period", "2019Q3", "--as-of", "2019-10-14")
    after = attainment("--period", "2019Q3", "--as-of", "2019-10-15")
    assert (before["as_of"], before["criteria_met_total"]) == ("2019-10-14", 0)
    assert after["criteria_met_total"] == 1


def test_only_the_districts_of_the_province_are_carried():
    approve("618", "2019Q2")
    approve("614", "2019Q1")
    carried = attainment("--period", "2019Q3")["carried"]
    assert carried == [
        {"district": "614", "from": "2019Q1"},
        {"district": "618", "from": "2019Q2"},
    ]
    assert attainment("--period", "2019Q3", "--district", "610")["carried"] == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--period", "2019"], "không phải là quý"),
        (["--period", "2016Q3"], "Chưa có bộ tiêu chí"),
        (["--period", "2019Q3", "--district", "999"], "Không có huyện"),
        (["--period", "2019Q3", "--as-of", "15/01/2020"], "không phải là ngày"),
        (["--period", "2019Q3", "--as-of", "2020-02-30"], "không phải là ngày"),
    ],
)
def test_wrong_usage_ends_with_two_and_says_why(options, words):
    with pytest.raises(CommandError, match=words) as refused:
        call_command("attainment", *options)
    assert refused.value.returncode == 2


def test_without_json_people_read_a_table():
    approve("618", "2019Q2", {"23535": range(1, 20)})
    out = io.StringIO()
    call_command("attainment", "--period", "2019Q3", stdout=out)
    text = out.getvalue()
    assert "Quý III/2019: 85 xã, 82 xã chưa có số liệu đã duyệt" in text
    assert "bình quân 0,22 tiêu chí/xã" in text
    assert "Huyện 618 dùng số Quý II/2019." in text


def test_the_table_has_no_average_without_data():
    out = io.StringIO()
    options = ["--period", "2019Q3", "--as-of", "2019-10-01"]
    call_command("attainment", *options, stdout=out)
    assert "tính đến ngày 01/10/2019" in out.getvalue()
    assert "bình quân – tiêu chí/xã" in out.getvalue()


def test_the_table_shows_an_average_of_zero_where_no_criterion_is_met():
    approve("618", "2019Q3")
    out = io.StringIO()
    call_command("attainment", "--period", "2019Q3", "--district", "618", stdout=out)
    assert "bình quân 0,00 tiêu chí/xã" in out.getvalue()
