"""A revision is written whole or not at all, and numbered in order."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communes.analytics.places import programme_communes
from criteria.analytics.law import law_on
from ntm_portal.lib import periods
from reports.choices import ResultState
from reports.models import CommuneSummary, Quarter, Result, Revision
from reports.services.revisions import (
    Approval,
    IncompleteDistrict,
    record_revision,
    record_revisions,
)
from tests.world import approve

pytestmark = pytest.mark.django_db
PERIOD = periods.Quarter(2019, 3)
AT = dt.datetime(2019, 10, 1, tzinfo=dt.UTC)


def whole(code: str) -> dict[str, dict[int, ResultState]]:
    places = programme_communes(PERIOD.last_day, district_code=code)
    return {each.code: dict.fromkeys(range(1, 20), ResultState.MET) for each in places}


@pytest.fixture
def cells():
    return whole("618")


def record(cells):
    quarter, _ = Quarter.objects.get_or_create(code=PERIOD.code)
    return record_revision(
        district_code="618",
        quarter=quarter,
        law=law_on(PERIOD.last_day),
        cells=cells,
        approval=Approval(on=AT.date(), at=AT),
    )


def test_a_revision_keeps_every_cell_and_one_summary_for_each_commune(cells):
    revision = record(cells)
    assert Result.objects.filter(revision=revision).count() == 57
    assert CommuneSummary.objects.filter(revision=revision).count() == 3


def test_a_district_without_one_commune_is_refused(cells):
    cells.popitem()
    with pytest.raises(IncompleteDistrict):
        record(cells)
    assert not Revision.objects.exists()


def test_a_commune_of_another_district_is_refused(cells):
    cells["23344"] = dict.fromkeys(range(1, 20), ResultState.MET)
    with pytest.raises(IncompleteDistrict):
        record(cells)


def test_a_commune_without_one_criterion_is_refused(cells):
    cells["23535"].pop(19)
    with pytest.raises(IncompleteDistrict):
        record(cells)


def test_revisions_of_a_quarter_are_numbered_in_order(cells):
    approve("618", "2019Q3")
    assert record(cells).number == 2


def test_another_quarter_begins_its_own_numbers(cells):
    approve("618", "2019Q2")
    assert record(cells).number == 1


def record_all(districts):
    quarter, _ = Quarter.objects.get_or_create(code=PERIOD.code)
    return record_revisions(
        quarter=quarter,
        law=law_on(PERIOD.last_day),
        districts=districts,
        approval=Approval(on=AT.date(), at=AT),
    )


def test_each_of_several_districts_gets_its_own_cells_and_number():
    approve("618", "2019Q3")
    written = record_all({code: whole(code) for code in ("610", "618")})
    assert {code: each.number for code, each in written.items()} == {
        "610": 1,
        "618": 2,
    }
    for code, revision in written.items():
        assert revision.district_id == code
        communes = set(whole(code))
        assert {commune for commune, _ in revision.cells()} == communes
        assert {each.commune_id for each in revision.summaries.all()} == communes


def test_one_incomplete_district_leaves_none_of_several(cells):
    cells.popitem()
    with pytest.raises(IncompleteDistrict, match="618"):
        record_all({"610": whole("610"), "618": cells})
    assert not Revision.objects.exists()


def test_more_districts_are_not_asked_about_one_by_one():
    questions = []
    for codes in (["618"], ["608", "610", "611", "618"]):
        districts = {code: whole(code) for code in codes}
        with CaptureQueriesContext(connection) as asked:
            record_all(districts)
        sent = [query["sql"] for query in asked]
        questions.append([sql for sql in sent if sql.startswith("SELECT")])
    one, several = questions
    assert len(one) == len(several)
