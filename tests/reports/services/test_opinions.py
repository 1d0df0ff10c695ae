"""A lead agency confirms or disputes results that wait for approval."""

import pytest
from django.utils import timezone

from reports.choices import ReportState
from reports.models import DraftResult, Opinion, Quarter, Report
from reports.services.drafts import UnknownCell
from reports.services.guard import NotAllowed, QuarterClosed
from reports.services.opinions import NoteMissing, NotLeading, give_opinions
from tests.reports import opinion_world as opinions
from tests.reports.opinion_world import (
    CONFIRMED,
    DISPUTED,
    LATER,
    LEAD,
    LED,
    OTHER,
    SHARED,
    SHARED_CRITERION,
    agency,
    give,
    person,
    said,
    stored,
)
from tests.reports.review_world import (
    AT,
    FIRST,
    MET,
    QUARTER,
    SECOND,
    SMALL,
    THIRD,
    UNMET,
    officer,
    reviewer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def report(db: None) -> Report:
    return opinions.waiting()


def test_opinions_are_kept_with_what_was_judged_who_and_when(report: Report) -> None:
    given = give({FIRST: said(note=" Đã kiểm tra "), THIRD: said(state=UNMET)})
    assert (given.stored, given.refused) == (2, {})
    row = Opinion.objects.get(commune=FIRST)
    assert (row.report, row.agency, row.by, row.at) == (
        report,
        agency(),
        person(),
        AT,
    )
    assert (row.criterion.number, row.state_seen, row.note) == (
        LED,
        MET,
        "Đã kiểm tra",
    )


def test_another_word_is_added_and_the_first_one_stays() -> None:
    give({FIRST: said()})
    seen = Opinion.objects.get().pk
    give({FIRST: said(DISPUTED, "Sai", opinion=seen)}, at=LATER)
    assert stored() == [(FIRST, CONFIRMED, ""), (FIRST, DISPUTED, "Sai")]


def test_the_same_word_again_is_stored_once() -> None:
    give({FIRST: said()})
    given = give({FIRST: said()}, at=LATER)
    assert (given.stored, given.refused, len(stored())) == (1, {}, 1)


def test_a_result_that_changed_meanwhile_comes_back_and_the_others_are_stored() -> None:
    given = give({FIRST: said(state=UNMET), SECOND: said(state=UNMET)})
    assert (given.stored, stored()) == (1, [(SECOND, CONFIRMED, "")])
    assert given.refused.keys() == {FIRST}
    assert "từ “chưa đạt” thành “đạt”" in given.refused[FIRST]


def test_what_a_colleague_said_meanwhile_is_not_overwritten() -> None:
    give({FIRST: said(DISPUTED, "Sai")})
    given = give({FIRST: said()}, at=LATER)
    assert "vừa ghi “không đồng ý”" in given.refused[FIRST]
    assert stored() == [(FIRST, DISPUTED, "Sai")]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ReportState.APPROVED, "đã được duyệt"),
        (ReportState.RETURNED, "không còn chờ duyệt"),
        (ReportState.DRAFT, "không còn chờ duyệt"),
        (ReportState.SIGNING, "không còn chờ duyệt"),
        (ReportState.REOPENED, "không còn chờ duyệt"),
    ],
)
def test_a_report_that_does_not_wait_takes_none_and_is_named(
    state: ReportState, words: str
) -> None:
    opinions.put(state)
    given = give({FIRST: said()})
    assert stored() == []
    assert words in given.refused[FIRST]
    assert "Ia H'Drai" in given.refused[FIRST]


def test_a_district_that_has_sent_nothing_is_refused() -> None:
    assert give({"23344": said()}).refused == {"23344": "Huyện chưa gửi báo cáo."}


def test_only_returned_cells_of_a_report_sent_again_take_opinions(
    report: Report,
) -> None:
    opinions.give_back(report, FIRST)
    given = give({FIRST: said(), SECOND: said(state=UNMET)})
    assert stored() == [(FIRST, CONFIRMED, "")]
    assert "đã được duyệt" in given.refused[SECOND]


def test_a_cell_of_another_criterion_given_back_closes_this_one(
    report: Report,
) -> None:
    opinions.give_back(report, FIRST, 14)
    assert "đã được duyệt" in give({FIRST: said()}).refused[FIRST]


def test_agencies_that_lead_together_speak_each_for_itself() -> None:
    for code in (SHARED, "SNN"):
        given = give({FIRST: said(state=UNMET)}, code=code, number=SHARED_CRITERION)
        assert given.stored == 1
    assert {row.agency_id for row in Opinion.objects.all()} == {SHARED, "SNN"}


def test_an_agency_that_does_not_lead_the_criterion_is_refused() -> None:
    with pytest.raises(NotLeading, match="không chủ trì tiêu chí 5"):
        give({FIRST: said()}, code=OTHER)


@pytest.mark.parametrize("by", [officer, reviewer, lambda: person(OTHER)])
def test_nobody_speaks_for_an_agency_of_others(by: object) -> None:
    with pytest.raises(NotAllowed):
        give({FIRST: said()}, by=by())
    assert stored() == []


def test_a_closed_quarter_takes_none() -> None:
    Quarter.objects.filter(pk=QUARTER).update(closed_at=timezone.now())
    with pytest.raises(QuarterClosed):
        give({FIRST: said()})


def test_a_dispute_without_its_reason_stops_all() -> None:
    with pytest.raises(NoteMissing, match="phải ghi vì sao"):
        give({SECOND: said(state=UNMET), FIRST: said(DISPUTED, "  ")})
    assert stored() == []


@pytest.mark.parametrize(
    ("commune", "number", "quarter"),
    [("99999", LED, QUARTER), (FIRST, 20, QUARTER), (FIRST, LED, "2015Q1")],
)
def test_what_the_quarter_does_not_have_is_refused(
    commune: str, number: int, quarter: str
) -> None:
    with pytest.raises(UnknownCell):
        give_opinions(
            quarter_code=quarter,
            number=number,
            agency=agency(LEAD),
            opinions={commune: said()},
            by=person(LEAD),
            at=AT,
        )


def test_a_cell_that_was_never_judged_is_unknown() -> None:
    DraftResult.objects.all().delete()
    Report.objects.filter(district_id=SMALL).get().latest_base().results.all().delete()
    assert "thành “chưa đánh giá”" in give({FIRST: said()}).refused[FIRST]
