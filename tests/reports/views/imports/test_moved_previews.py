"""What a person was shown is what is written, or nothing is."""

import pytest
from django.test import Client

from accounts.models import User
from reports.importing.answers import answered
from reports.importing.runs import (
    PreviewMoved,
    apply_reading,
    keep_preview,
    read_appendix,
    renew_preview,
    request_of,
)
from reports.models import ImportRun, Revision
from tests.reports.importing.asking import asked
from tests.reports.importing.files import AT, TARGETS, bring, three, workbook
from tests.reports.importing.files import ON as DAY
from tests.reports.review_world import reviewer
from tests.reports.views.imports.acts import LIST, act, hidden, preview, text
from tests.reports.views.imports.page_forms import say
from tests.world import approve

pytestmark = pytest.mark.usefixtures("reference")

UNTITLED = workbook(three(), title="Kết quả thực hiện các tiêu chí")
MOVED = "Bản xem trước đã đổi"


def apply_as_shown(client: Client, run: ImportRun, shown: dict[str, str]) -> str:
    """Press the button of a page that was opened earlier."""
    return text(client.post(f"{LIST}{run.pk}/nhap/", shown, follow=True))


def shown(client: Client, run: ImportRun) -> dict[str, str]:
    return hidden(client, run, f"{LIST}{run.pk}/nhap/")


def test_an_answer_that_was_given_after_the_page_was_opened_is_not_applied(
    office: Client,
) -> None:
    run = preview(office, UNTITLED)
    say(office, run, {"period": "2020Q4"})
    seen = shown(office, run)
    say(office, run, {"period": "2021Q1"})
    assert MOVED in apply_as_shown(office, run, seen)
    assert not Revision.objects.exists()


def test_what_another_file_has_brought_meanwhile_is_not_written_over(
    office: Client,
) -> None:
    run = preview(office, workbook(three()))
    seen = shown(office, run)
    bring(workbook(three(first=(3,))))
    page = apply_as_shown(office, run, seen)
    assert MOVED in page
    assert Revision.objects.count() == 1
    assert "3 ô mới hoặc sửa" in page.replace("<b>", "").replace("</b>", "")


def test_a_moved_preview_may_be_applied_after_another_look(office: Client) -> None:
    run = preview(office, workbook(three()))
    seen = shown(office, run)
    approve("618", "2021Q1", on=DAY)
    assert MOVED in apply_as_shown(office, run, seen)
    assert "Đã nhập" in text(act(office, run, "nhap"))
    assert Revision.objects.count() == 2


def test_a_page_without_the_mark_of_what_it_shows_applies_nothing(
    office: Client,
) -> None:
    run = preview(office, workbook(three()))
    assert MOVED in apply_as_shown(office, run, {})
    assert MOVED in apply_as_shown(office, run, {"stamp": "x"})
    assert not Revision.objects.exists()


@pytest.fixture
def by(db: None) -> User:
    return reviewer()


def test_a_preview_that_was_read_again_in_between_is_not_applied(by: User) -> None:
    run = keep_preview(read_appendix(asked(UNTITLED, period="2020Q4")), by=by, at=AT)
    reading = read_appendix(request_of(run))
    other = ImportRun.objects.get()
    renew_preview(other, read_appendix(answered(request_of(run), {"period": "2021Q1"})))
    with pytest.raises(PreviewMoved):
        apply_reading(reading, by=by, at=AT, preview=run)
    assert not Revision.objects.exists()


def test_two_answers_at_once_do_not_write_over_each_other(by: User) -> None:
    run = keep_preview(read_appendix(asked(UNTITLED)), by=by, at=AT)
    first = read_appendix(answered(request_of(run), {"period": "2020Q4"}))
    second = read_appendix(answered(request_of(run), {"period": "2021Q1"}))
    renew_preview(ImportRun.objects.get(), first)
    with pytest.raises(PreviewMoved):
        renew_preview(run, second)
    assert ImportRun.objects.get().outcome["request"]["period"] == "2020Q4"


def test_the_kind_of_a_preview_is_part_of_what_was_seen(by: User) -> None:
    run = keep_preview(read_appendix(asked(UNTITLED)), by=by, at=AT)
    other = ImportRun.objects.get()
    renew_preview(other, read_appendix(answered(request_of(run), {"kind": TARGETS})))
    with pytest.raises(PreviewMoved):
        renew_preview(run, read_appendix(request_of(run)))
