"""A draw is kept once; what was found is written whole, by those who may."""

import datetime as dt

import pytest

from reports.choices import CheckVerdict
from reports.models import FieldSample, SampledClaim
from reports.services.guard import NotAllowed
from reports.services.samples import (
    Finding,
    FindingsRefused,
    SeedTaken,
    enter_findings,
    keep_sample,
)
from tests.reports.review_world import QUARTER, SECOND, officer, reviewer
from tests.reports.sample_world import DRAWN_AT, SEED, approved, claim, sampled

DAY = dt.date(2021, 4, 28)
LATER = dt.datetime(2021, 5, 4, 8, 0, tzinfo=dt.UTC)
TRUE = Finding(CheckVerdict.AGREES, DAY, "")
FALSE = Finding(CheckVerdict.DIFFERS, DAY, "Đường thôn 3 chưa làm.")

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture
def sample(reference: None) -> FieldSample:
    approved()
    return sampled()


def enter(
    sample: FieldSample,
    findings: dict[int, Finding],
    *,
    seen: dt.datetime | None = None,
    at: dt.datetime = LATER,
) -> int:
    return enter_findings(
        sample=sample, findings=findings, seen=seen, by=reviewer(), at=at
    )


def refusal(sample: FieldSample, pk: int, finding: Finding) -> str:
    with pytest.raises(FindingsRefused) as refused:
        enter(sample, {pk: finding})
    return refused.value.faults[pk]


def test_a_sample_is_kept_with_its_seed_hash_and_order(sample: FieldSample) -> None:
    sample.refresh_from_db()
    assert (sample.seed, sample.size, sample.drawn_at) == (SEED, 6, DRAWN_AT)
    assert len(sample.claims_hash) == 64
    positions = sample.claims.values_list("position", flat=True)
    assert list(positions) == [1, 2, 3, 4, 5, 6]


def test_a_seed_is_used_once_in_a_quarter(sample: FieldSample) -> None:
    with pytest.raises(SeedTaken, match="đã rút mẫu với số khởi tạo"):
        sampled(3)
    sampled(3, seed=f"{SEED}-2")
    assert FieldSample.objects.count() == 2


def test_a_seed_is_the_same_however_its_marks_are_composed(sample: FieldSample) -> None:
    sampled(1, seed="Bốc thăm 7")
    with pytest.raises(SeedTaken):
        sampled(1, seed="Bốc thăm  7")


def test_only_the_office_keeps_and_enters(sample: FieldSample) -> None:
    with pytest.raises(NotAllowed):
        keep_sample(
            quarter_code=QUARTER,
            seed="khác",
            claims_hash="0" * 64,
            drawn=[],
            by=officer(),
            at=DRAWN_AT,
        )
    with pytest.raises(NotAllowed):
        enter_findings(
            sample=sample,
            findings={claim(1).pk: TRUE},
            seen=None,
            by=officer(),
            at=LATER,
        )
    assert not SampledClaim.objects.exclude(verdict="").exists()


def test_findings_are_written_with_who_and_when(sample: FieldSample) -> None:
    first, second = claim(1), claim(4, SECOND)
    assert enter(sample, {first.pk: TRUE, second.pk: FALSE}) == 2
    row = claim(4, SECOND)
    assert (row.verdict, row.checked_on) == ("differs", DAY)
    assert row.note == "Đường thôn 3 chưa làm."
    assert (row.entered_by, row.entered_at) == (reviewer(), LATER)


def test_what_did_not_change_is_not_written_again(sample: FieldSample) -> None:
    blank = Finding("", None, "")
    enter(sample, {claim(1).pk: TRUE, claim(2).pk: blank})
    later = LATER + dt.timedelta(hours=1)
    assert enter(sample, {claim(1).pk: TRUE}, at=later) == 0
    assert claim(1).entered_at == LATER
    assert claim(2).entered_at is None


def test_a_finding_can_be_taken_back(sample: FieldSample) -> None:
    enter(sample, {claim(1).pk: TRUE})
    assert enter(sample, {claim(1).pk: Finding("", None, "")}, seen=LATER) == 1
    assert (claim(1).verdict, claim(1).checked_on) == ("", None)


@pytest.mark.parametrize(
    ("finding", "fault"),
    [
        (Finding("agrees", dt.date(2021, 5, 5), ""), "Ngày 05/05/2021 chưa tới"),
        (Finding("agrees", dt.date(2020, 12, 31), ""), "trước khi quý bắt đầu"),
        (Finding("not_checked", None, ""), "Hãy ghi ngày kiểm tra."),
        (Finding("", DAY, ""), "Hãy chọn kết quả kiểm tra, hoặc xóa ngày."),
    ],
)
def test_a_finding_that_cannot_be_is_refused(
    sample: FieldSample, finding: Finding, fault: str
) -> None:
    assert fault in refusal(sample, claim(1).pk, finding)


@pytest.mark.parametrize("day", [dt.date(2021, 1, 1), dt.date(2021, 5, 4)])
def test_the_first_day_of_the_quarter_and_today_are_good_days(
    sample: FieldSample, day: dt.date
) -> None:
    assert enter(sample, {claim(1).pk: Finding("agrees", day, "")}) == 1


def test_one_fault_and_nothing_is_written(sample: FieldSample) -> None:
    late = Finding("agrees", dt.date(2021, 5, 5), "")
    with pytest.raises(FindingsRefused) as refused:
        enter(sample, {claim(1).pk: TRUE, claim(2).pk: late})
    assert list(refused.value.faults) == [claim(2).pk]
    assert claim(1).verdict == ""


def test_a_claim_of_another_sample_is_refused(sample: FieldSample) -> None:
    other = sampled(1, seed="khác").claims.get()
    assert refusal(sample, other.pk, TRUE) == "Ô này không thuộc mẫu."


def test_what_somebody_else_entered_is_not_written_over_unseen(
    sample: FieldSample,
) -> None:
    enter(sample, {claim(1).pk: TRUE})
    fault = refusal(sample, claim(1).pk, FALSE)
    assert "vừa nhập “đúng là đạt” ngày 28/04/2021" in fault
    assert enter(sample, {claim(1).pk: FALSE}, seen=LATER) == 1


def test_a_line_left_blank_leaves_what_somebody_else_entered(
    sample: FieldSample,
) -> None:
    enter(sample, {claim(1).pk: TRUE})
    findings = {claim(1).pk: Finding("", None, ""), claim(2).pk: TRUE}
    assert enter(sample, findings) == 1
    assert claim(1).verdict == "agrees"
