"""Entering what was found, many claims at once."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reports.models import FieldSample, SampledClaim
from tests.reports.review_world import SECOND
from tests.reports.sample_world import (
    DRAWN_AT,
    approved,
    as_office,
    claim,
    page_of,
    results_of,
    sampled,
)
from tests.reports.views.entry.addresses import said, text

pytestmark = pytest.mark.usefixtures("reference")
NOW = DRAWN_AT + timedelta(days=10)


@pytest.fixture(autouse=True)
def _later() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def sample(reference: None) -> FieldSample:
    approved()
    return sampled()


@pytest.fixture
def office(client: Client) -> Client:
    return as_office(client)


def line(
    row: SampledClaim, verdict: str, day: str = "", note: str = ""
) -> dict[str, str]:
    name = f"o{row.pk}"
    return {
        f"{name}-verdict": verdict,
        f"{name}-checked_on": day,
        f"{name}-note": note,
    }


def test_many_results_are_entered_at_once_with_one_day(
    office: Client, sample: FieldSample
) -> None:
    typed = {
        "chung-day": "28/04/2021",
        **line(claim(1), "agrees"),
        **line(claim(2), "differs", "29/04/2021", "Đường thôn 3 chưa làm."),
        **line(claim(4, SECOND), "not_checked"),
    }
    answer = office.post(results_of(sample), typed, follow=True)
    assert answer.redirect_chain == [(page_of(sample), 302)]
    assert said(answer) == ["Đã ghi kết quả của 3 ô."]
    rows = SampledClaim.objects.exclude(verdict="").order_by("commune", "criterion")
    found = [(row.verdict, f"{row.checked_on:%d/%m}", row.note) for row in rows]
    assert found == [
        ("agrees", "28/04", ""),
        ("differs", "29/04", "Đường thôn 3 chưa làm."),
        ("not_checked", "28/04", ""),
    ]
    assert claim(3).checked_on is None


def test_entered_results_are_there_to_be_changed(
    office: Client, sample: FieldSample
) -> None:
    office.post(results_of(sample), line(claim(1), "agrees", "28/04/2021", "Đủ."))
    found = text(office.get(results_of(sample)))
    assert '<option value="agrees" selected>' in found
    assert 'value="28/04/2021"' in found
    assert "Đủ.</textarea>" in found


def test_nothing_typed_changes_nothing(office: Client, sample: FieldSample) -> None:
    answer = office.post(results_of(sample), {"chung-day": "28/04/2021"}, follow=True)
    assert said(answer) == ["Không có gì thay đổi."]


@pytest.mark.parametrize(
    ("verdict", "day", "fault"),
    [
        ("agrees", "31/02/2021", "Hãy ghi một ngày có thật"),
        ("agrees", "01/05/2021", "Ngày 01/05/2021 chưa tới"),
        ("agrees", "31/12/2020", "trước khi quý bắt đầu (01/01/2021)"),
        ("agrees", "", "Hãy ghi ngày kiểm tra."),
        ("", "28/04/2021", "Hãy chọn kết quả kiểm tra"),
        ("maybe", "28/04/2021", "Hãy chọn một kết quả trong danh sách."),
    ],
)
def test_one_fault_keeps_everything_typed_and_writes_nothing(
    office: Client, sample: FieldSample, verdict: str, day: str, fault: str
) -> None:
    typed = {
        **line(claim(1), verdict, day, "Ghi tại chỗ."),
        **line(claim(2), "differs", "28/04/2021", "Đường hỏng."),
    }
    answer = office.post(results_of(sample), typed)
    found = text(answer)
    assert answer.status_code == 422
    assert fault in found
    assert "Có 1 chỗ cần sửa" in found
    assert "Ghi tại chỗ.</textarea>" in found
    assert "Đường hỏng.</textarea>" in found
    assert f'value="{day}"' in found
    assert not SampledClaim.objects.exclude(verdict="").exists()


def test_a_bad_common_day_is_one_fault(office: Client, sample: FieldSample) -> None:
    typed = {"chung-day": "hôm qua", **line(claim(1), "agrees")}
    answer = office.post(results_of(sample), typed)
    assert answer.status_code == 422
    assert "Có 1 chỗ cần sửa" in text(answer)
    assert 'value="hôm qua"' in text(answer)


def test_results_entered_meanwhile_are_told_and_then_may_be_replaced(
    office: Client, sample: FieldSample
) -> None:
    seen = office.get(results_of(sample)).context["form"].seen_text
    office.post(results_of(sample), line(claim(1), "agrees", "28/04/2021"))
    typed = {"chung-seen": seen, **line(claim(1), "differs", "29/04/2021")}
    answer = office.post(results_of(sample), typed)
    assert answer.status_code == 422
    assert "vừa nhập “đúng là đạt” ngày 28/04/2021" in text(answer)
    told = {**typed, "chung-seen": answer.context["form"].seen_text}
    assert office.post(results_of(sample), told).status_code == 302
    assert claim(1).verdict == "differs"


def test_another_fault_does_not_hide_what_was_entered_meanwhile(
    office: Client, sample: FieldSample
) -> None:
    office.post(results_of(sample), line(claim(1), "agrees", "28/04/2021"))
    typed = {"chung-seen": "", **line(claim(1), "differs", "hôm qua")}
    answer = office.post(results_of(sample), typed)
    assert answer.context["form"].seen_text == ""


def test_a_garbled_moment_counts_as_none_seen(
    office: Client, sample: FieldSample
) -> None:
    typed = {"chung-seen": "x", **line(claim(1), "agrees", "28/04/2021")}
    assert office.post(results_of(sample), typed).status_code == 302


def test_the_number_of_queries_is_fixed(
    office: Client,
    sample: FieldSample,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(7):
        office.get(results_of(sample))
    typed = {
        **line(claim(1), "agrees", "28/04/2021"),
        **line(claim(2), "agrees", "28/04/2021"),
    }
    with django_assert_num_queries(10):
        office.post(results_of(sample), typed)
