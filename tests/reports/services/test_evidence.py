"""Evidence: kept all or none, replaced without losing the old one, never deleted."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage

from accounts.choices import Role
from accounts.models import User
from reports.models import Evidence, Quarter, Report
from reports.services import evidence as service
from reports.services.evidence import (
    AlreadyThere,
    EvidenceGone,
    TooManyFiles,
    remove_evidence,
    replace_evidence,
)
from reports.services.guard import (
    AlreadyApproved,
    ChangeRefused,
    NotAllowed,
    OutOfScope,
    Overdue,
    QuarterClosed,
    WaitsForOffice,
)
from tests.handed_in import picture
from tests.reports.evidence_world import (
    added,
    checked,
    content,
    files_on_disk,
    one_file,
)
from tests.reports.review_world import (
    AT,
    FIRST,
    MET,
    QUARTER,
    SECOND,
    SMALL,
    officer,
    open_quarter,
    reviewer,
    submitted,
)

LATER = AT + dt.timedelta(days=2)


@pytest.fixture(autouse=True)
def _quarter(db: None, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    open_quarter()


def current() -> list[str]:
    return list(Evidence.objects.current().values_list("name", flat=True))


def test_a_file_is_kept_with_who_and_when():
    row = one_file("Biên bản.pdf")
    assert (row.name, row.content_type) == ("Biên bản.pdf", "application/pdf")
    assert (row.by, row.at) == (officer(), AT)
    assert content(row.file) == checked("Biên bản.pdf").data
    assert row.size == row.file.size
    assert not row.thumbnail


def test_a_picture_gets_a_small_one_beside_it():
    row = one_file("duong.jpg", picture("JPEG", (800, 600)))
    assert len(files_on_disk()) == 2
    assert content(row.thumbnail).startswith(b"\xff\xd8\xff")


def test_several_files_come_at_once_in_their_order():
    added(checked("b.pdf"), checked("a.pdf"))
    assert current() == ["b.pdf", "a.pdf"]


def test_the_same_file_is_told_and_not_kept_twice():
    one_file("a.pdf")
    twice = added(checked("lại.pdf", checked("a.pdf").data), checked("b.pdf"))
    assert twice.repeated == ("lại.pdf",)
    assert current() == ["a.pdf", "b.pdf"]
    assert len(files_on_disk()) == 2


def test_one_file_chosen_twice_is_kept_once():
    same = checked("b.pdf", checked("a.pdf").data)
    assert added(checked("a.pdf"), same).repeated == ("b.pdf",)
    assert current() == ["a.pdf"]


def test_another_cell_may_have_the_same_file():
    one_file("a.pdf")
    assert added(checked("a.pdf"), cell=(SECOND, 5)).repeated == ()


def test_a_file_taken_away_may_come_again():
    row = one_file("a.pdf")
    remove_evidence(evidence=row, by=officer(), at=AT)
    one_file("a.pdf")
    assert current() == ["a.pdf"]


def test_more_files_than_a_cell_takes_are_refused_together(settings):
    settings.EVIDENCE_MAX_FILES = 2
    one_file("a.pdf")
    with pytest.raises(TooManyFiles, match="đã có 1, không nhận thêm 2 được"):
        added(checked("b.pdf"), checked("c.pdf"))
    assert current() == ["a.pdf"]
    assert len(files_on_disk()) == 1


def test_a_replaced_file_stays_stored():
    old = one_file("cu.pdf")
    new = replace_evidence(
        evidence=old, file=checked("moi.pdf"), by=reviewer(), at=LATER
    )
    assert current() == ["moi.pdf"]
    assert (new.replaces, new.by, new.at) == (old, reviewer(), LATER)
    assert content(old.file) == checked("cu.pdf").data


def test_a_replaced_file_is_not_replaced_again():
    old = one_file("cu.pdf")
    replace_evidence(evidence=old, file=checked("moi.pdf"), by=officer(), at=AT)
    with pytest.raises(EvidenceGone, match=r"đã được UBND .* thay ngày 20/03/2021"):
        replace_evidence(evidence=old, file=checked("ba.pdf"), by=officer(), at=LATER)
    with pytest.raises(EvidenceGone):
        remove_evidence(evidence=old, by=officer(), at=LATER)
    assert len(files_on_disk()) == 2


def test_a_file_is_not_replaced_by_one_that_the_cell_has():
    one_file("a.pdf")
    row = one_file("b.pdf")
    with pytest.raises(AlreadyThere, match=r"với tên “a\.pdf”, gửi ngày 20/03/2021"):
        replace_evidence(evidence=row, file=checked("a.pdf"), by=officer(), at=LATER)


def test_a_removed_file_stays_stored_and_says_who_and_when():
    row = one_file("a.pdf")
    remove_evidence(evidence=row, by=reviewer(), at=LATER)
    row.refresh_from_db()
    assert (row.removed_by, row.removed_at) == (reviewer(), LATER)
    assert current() == []
    assert content(row.file) == checked("a.pdf").data
    with pytest.raises(EvidenceGone, match="đã được vpdp gỡ ngày 22/03/2021"):
        remove_evidence(evidence=row, by=officer(), at=LATER)


def test_nothing_stays_when_storing_fails_midway(monkeypatch):
    store = default_storage.save

    def full(path: str, content: object) -> str:
        if len(files_on_disk()) == 2:
            raise OSError("No space left on device")
        return store(path, content)

    monkeypatch.setattr(default_storage, "save", full)
    with pytest.raises(OSError, match="No space"):
        added(checked("a.pdf"), checked("b.pdf"), checked("c.pdf"))
    assert files_on_disk() == []
    assert not Evidence.objects.exists()
    assert not Report.objects.exists()


def test_the_picture_is_made_before_the_report_is_locked(monkeypatch):
    monkeypatch.setattr(service, "locked_draft", None)
    monkeypatch.setattr(service, "thumbnail", lambda data: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        one_file("a.jpg", picture())


def _closed() -> None:
    Quarter.objects.filter(code=QUARTER).update(closed_at=AT)


def _overdue() -> None:
    open_quarter(due_on=dt.date(2021, 3, 1))


def _sent() -> None:
    submitted({(FIRST, 5): MET})


def _approved() -> None:
    Report.objects.create(district_id=SMALL, quarter_id=QUARTER, state="approved")


@pytest.mark.parametrize(
    ("happened", "refusal"),
    [
        (_closed, QuarterClosed),
        (_overdue, Overdue),
        (_sent, WaitsForOffice),
        (_approved, AlreadyApproved),
    ],
)
def test_a_locked_report_takes_no_file(happened, refusal):
    happened()
    with pytest.raises(refusal):
        one_file()
    assert files_on_disk() == []


def test_a_locked_report_keeps_its_files_as_they_are():
    row = one_file()
    Report.objects.update(state="approved")
    with pytest.raises(AlreadyApproved):
        replace_evidence(evidence=row, file=checked("b.pdf"), by=officer(), at=AT)
    with pytest.raises(AlreadyApproved):
        remove_evidence(evidence=row, by=officer(), at=AT)
    assert current() == ["quyet-dinh.pdf"]
    assert len(files_on_disk()) == 1


@pytest.mark.parametrize("district", ["610", "613"])
def test_another_district_adds_nothing(district):
    with pytest.raises(OutOfScope):
        added(by=officer(district))
    assert files_on_disk() == []


def test_a_leader_adds_nothing():
    with pytest.raises(NotAllowed):
        added(by=User.objects.create(username="lanhdao", role=Role.LEADER))
    assert files_on_disk() == []


@pytest.mark.parametrize("cell", [("23344", 5), (FIRST, 20)])
def test_a_cell_that_the_report_does_not_have_takes_nothing(cell):
    with pytest.raises(ChangeRefused, match="không có ô"):
        added(cell=cell)
    assert files_on_disk() == []
