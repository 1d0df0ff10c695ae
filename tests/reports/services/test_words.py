"""The four texts of a report: kept field by field, never silently written over."""

import datetime as dt
from collections.abc import Collection

import pytest

from accounts.models import User
from reports.models import Report, ReportWords, RevisionWords, TextChange
from reports.services.guard import OutOfScope, ReportLocked
from reports.services.words import (
    TextTooLong,
    Typed,
    UnknownText,
    WordsMoved,
    freeze_words,
    save_words,
)
from tests.reports.review_world import (
    QUARTER,
    SMALL,
    approved_before,
    officer,
    open_quarter,
    reviewer,
    submitted,
)
from tests.world import approve

AT = dt.datetime(2021, 3, 20, 9, 40, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _opened(db: None) -> None:
    open_quarter()


def save(
    version: int = 0,
    *,
    by: User | None = None,
    at: dt.datetime = AT,
    seen: dict[str, Collection[str]] | None = None,
    **texts: str,
) -> ReportWords:
    return save_words(
        district_code=SMALL,
        quarter_code=QUARTER,
        typed=Typed(texts=texts, version=version, seen=seen or {}),
        by=by or officer(),
        at=at,
    )


def log() -> list[tuple[str, str, str]]:
    rows = TextChange.objects.order_by("pk")
    return list(rows.values_list("part", "before", "after"))


def stored() -> ReportWords:
    return ReportWords.objects.get()


def test_the_first_save_begins_the_report_and_its_texts() -> None:
    words = save(highlights="Xã đạt", proposals="Cấp vốn")
    assert (words.version, words.highlights, words.difficulties) == (1, "Xã đạt", "")
    assert (words.changed_by, words.changed_at) == (officer(), AT)
    assert words.report == Report.objects.get()


def test_only_the_texts_that_are_sent_change() -> None:
    save(highlights="Một", proposals="Hai")
    save(1, highlights="Ba")
    assert (stored().highlights, stored().proposals) == ("Ba", "Hai")
    assert stored().version == 2


def test_a_text_is_cleaned_before_it_is_kept() -> None:
    save(highlights="  a\x00\r\nb \n")
    assert stored().highlights == "a\nb"


def test_saving_the_same_text_again_is_no_new_version() -> None:
    save(highlights="Một")
    assert save(1, highlights="Một\n").version == 1


def test_a_text_changed_by_somebody_else_is_not_written_over() -> None:
    save(highlights="Gốc")
    save(1, by=reviewer(), highlights="Của Văn phòng")
    with pytest.raises(WordsMoved) as moved:
        save(1, seen={"highlights": ["Gốc"]}, highlights="Của huyện")
    assert moved.value.fields == ("highlights",)
    assert moved.value.now.highlights == stored().highlights == "Của Văn phòng"
    assert "“Kết quả nổi bật” vừa được vpdp sửa" in str(moved.value)


def test_one_moved_text_keeps_the_others_of_the_save_back() -> None:
    save(highlights="Gốc", proposals="Gốc")
    save(1, by=reviewer(), highlights="Khác")
    seen = {"highlights": ["Gốc"], "proposals": ["Gốc"]}
    with pytest.raises(WordsMoved):
        save(1, seen=seen, highlights="Của tôi", proposals="Của tôi")
    assert stored().proposals == "Gốc"


def test_two_people_on_two_texts_do_not_disturb_each_other() -> None:
    save(highlights="Gốc", proposals="Gốc")
    save(1, by=reviewer(), highlights="Khác")
    words = save(1, seen={"proposals": ["Gốc"]}, proposals="Của tôi")
    assert (words.highlights, words.proposals, words.version) == ("Khác", "Của tôi", 3)


def test_one_s_own_text_in_another_window_is_not_written_over_either() -> None:
    save(highlights="Gốc")
    save(1, highlights="Cửa sổ kia")
    with pytest.raises(WordsMoved, match="chính anh/chị ở cửa sổ khác"):
        save(1, seen={"highlights": ["Gốc"]}, highlights="Cửa sổ này")


def test_a_save_whose_answer_was_lost_goes_on_from_what_it_sent() -> None:
    save(highlights="Gốc")
    save(1, highlights="Gửi lần một")
    seen = {"highlights": ["Gốc", "Gửi lần một"]}
    assert save(1, seen=seen, highlights="Gửi lần hai").highlights == "Gửi lần hai"


def test_the_longest_text_is_kept_and_a_longer_one_refused() -> None:
    save(highlights="đ" * 20_000)
    with pytest.raises(TextTooLong, match=r"20\.001 ký tự, tối đa 20\.000"):
        save(1, highlights="đ" * 20_001)
    assert len(stored().highlights) == 20_000


def test_a_text_that_no_report_has_is_refused() -> None:
    with pytest.raises(UnknownText):
        save(version_of_evil="x")
    assert not ReportWords.objects.exists()


def test_a_report_that_was_sent_is_closed() -> None:
    approved_before()
    submitted({})
    with pytest.raises(ReportLocked):
        save(highlights="Muộn")
    assert not ReportWords.objects.exists()


def test_another_district_is_refused() -> None:
    with pytest.raises(OutOfScope):
        save(by=officer("610"), highlights="Lạ")


def test_texts_by_the_office_are_marked_as_entered_on_behalf() -> None:
    save(highlights="Huyện")
    assert not Report.objects.get().entered_on_behalf
    save(1, by=reviewer(), highlights="Văn phòng")
    assert Report.objects.get().entered_on_behalf


def test_texts_that_change_are_logged_with_their_person() -> None:
    save(highlights="Một", proposals="Hai")
    save(1, by=reviewer(), highlights="Một", proposals="Ba")
    assert log() == [
        ("highlights", "", "Một"),
        ("proposals", "", "Hai"),
        ("proposals", "Hai", "Ba"),
    ]
    last = TextChange.objects.latest("pk")
    assert (last.by, last.at, last.door) == (reviewer(), AT, "words")
    assert (last.report, last.commune, last.criterion) == (
        Report.objects.get(),
        None,
        None,
    )


def test_what_one_person_writes_on_and_on_is_one_change() -> None:
    save(highlights="Một")
    for minute in range(1, 25):
        save(minute, at=AT + dt.timedelta(minutes=minute), highlights="đ" * minute)
    assert log() == [("highlights", "", "đ" * 24)]
    assert TextChange.objects.get().at == AT + dt.timedelta(minutes=24)


def test_after_a_pause_or_another_person_a_new_change_begins() -> None:
    save(highlights="Một")
    save(1, at=AT + dt.timedelta(minutes=11), highlights="Hai")
    save(2, at=AT + dt.timedelta(minutes=12), by=reviewer(), highlights="Ba")
    save(3, at=AT + dt.timedelta(minutes=13), highlights="Bốn")
    assert [after for _, _, after in log()] == ["Một", "Hai", "Ba", "Bốn"]


def test_a_text_that_is_taken_back_leaves_both_changes() -> None:
    save(highlights="Một")
    save(1, highlights="")
    assert log() == [("highlights", "", "Một"), ("highlights", "Một", "")]


def test_a_text_that_is_not_kept_is_not_logged() -> None:
    with pytest.raises(TextTooLong):
        save(highlights="đ" * 20_001)
    assert log() == []


def test_approval_keeps_a_copy_of_the_texts() -> None:
    words = save(highlights="Một", next_tasks="Hai")
    revision = approve(SMALL, QUARTER)
    frozen = freeze_words(report=words.report, revision=revision)
    save(1, highlights="Sửa sau")
    assert frozen == RevisionWords.objects.get(revision=revision)
    frozen.refresh_from_db()
    assert (frozen.highlights, frozen.next_tasks) == ("Một", "Hai")


def test_a_report_without_texts_freezes_none() -> None:
    approved_before()
    report = submitted({})
    assert freeze_words(report=report, revision=approve(SMALL, QUARTER)) is None
    assert not RevisionWords.objects.exists()
