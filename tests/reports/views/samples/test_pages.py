"""Drawing a sample, the list, one sample and its sheets."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reports.models import FieldSample, SampledClaim
from tests.reports.review_world import BEFORE, FIRST, QUARTER, SMALL
from tests.reports.sample_world import (
    APPROVED_ON,
    DRAW,
    DRAWN_AT,
    LIST,
    POOL,
    SEED,
    approved,
    as_office,
    claim,
    page_of,
    sampled,
)
from tests.reports.values_world import approved_values, number
from tests.reports.views.entry.addresses import said, text
from tests.world import approve

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture(autouse=True)
def _day_of_the_draw(reference: None) -> Iterator[None]:
    approved()
    with time_machine.travel(DRAWN_AT, tick=False):
        yield


@pytest.fixture
def office(client: Client) -> Client:
    return as_office(client)


def test_the_last_quarter_is_offered_with_a_seed_of_the_day(office: Client) -> None:
    found = text(office.get(LIST))
    assert f'name="seed" value="{SEED}"' in found
    assert f"Quý I/2021 có <b>{POOL}</b> ô đạt đã duyệt để rút" in found
    assert "Chưa rút mẫu nào." in found


def test_another_quarter_can_be_asked_for(office: Client) -> None:
    approve(SMALL, BEFORE, {FIRST: [1]})
    found = text(office.get(f"{LIST}?ky={BEFORE}"))
    assert f'action="{LIST}{BEFORE}/rut/"' in found
    assert "Quý IV/2020 có <b>1</b> ô đạt" in found


@pytest.mark.parametrize("asked", ["2030Q1", "x", ""])
def test_a_quarter_without_results_shows_the_last_one(
    office: Client, asked: str
) -> None:
    assert f'action="{DRAW}"' in text(office.get(LIST, {"ky": asked}))


def test_a_draw_is_kept_and_shown(office: Client) -> None:
    answer = office.post(DRAW, {"size": "4", "seed": SEED}, follow=True)
    sample = FieldSample.objects.get()
    assert answer.redirect_chain == [(page_of(sample), 302)]
    assert said(answer) == [f"Đã rút 4 ô trong {POOL} ô đạt của Quý I/2021."]
    assert (sample.quarter_id, sample.seed, sample.size) == (QUARTER, SEED, 4)
    assert (sample.drawn_at, sample.drawn_by.username) == (DRAWN_AT, "vpdp")
    assert "Số khởi tạo (để rút lại đúng mẫu này)" in text(answer)
    assert f'<b class="nt-mau-hat">{SEED}</b>' in text(answer)
    assert sample.claims_hash in text(answer)


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        ({"size": "7"}, "Quý này chỉ có 6 ô đạt để rút, ít hơn 7 ô cần rút."),
        ({"size": "0"}, "Hãy rút ít nhất 1 ô."),
        ({"size": "501"}, "Mỗi lần rút nhiều nhất 500 ô."),
        ({"size": "ba"}, "Hãy ghi một số nguyên."),
        ({"size": ""}, "Hãy ghi số ô cần rút."),
        ({"seed": " "}, "Hãy ghi số khởi tạo."),
        ({"seed": "\u200b"}, "Hãy ghi số khởi tạo."),
        ({"seed": "s" * 41}, "Số khởi tạo dài quá 40 ký tự."),
    ],
)
def test_a_draw_that_cannot_be_is_refused_and_keeps_what_was_typed(
    office: Client, asked: dict[str, str], fault: str
) -> None:
    typed = {"size": "3", "seed": SEED, **asked}
    answer = office.post(DRAW, typed)
    assert answer.status_code == 422
    assert fault in text(answer)
    assert answer.context["form"].data.dict() == typed
    assert not FieldSample.objects.exists()


def test_the_same_seed_is_refused_the_second_time(office: Client) -> None:
    sampled(3)
    answer = office.post(DRAW, {"size": "5", "seed": SEED})
    assert answer.status_code == 422
    assert f"Quý I/2021 đã rút mẫu với số khởi tạo “{SEED}”" in text(answer)
    assert FieldSample.objects.count() == 1


def test_a_quarter_that_was_never_reported_cannot_be_drawn_from(office: Client) -> None:
    answer = office.post(f"{LIST}2030Q1/rut/", {"size": "1", "seed": SEED})
    assert answer.status_code == 422
    assert "Quý này chỉ có 0 ô đạt để rút" in text(answer)


def test_drawn_again_it_is_said_to_be_the_same(office: Client) -> None:
    address = page_of(sampled(4))
    assert "Giống hệt." not in text(office.get(address))
    assert "Giống hệt." in text(office.get(address, {"rut-lai": "1"}))


def test_drawn_again_from_other_results_it_is_said_to_differ(office: Client) -> None:
    address = page_of(sampled(4))
    approve(SMALL, QUARTER, {FIRST: [1]}, on=DRAWN_AT.date())
    found = text(office.get(address, {"rut-lai": "1"}))
    assert "Khác lần rút đầu." in found
    assert "Tập được rút nay có 2 ô" in found


def test_a_difference_leads_to_the_report_and_changes_nothing(office: Client) -> None:
    sample = sampled()
    SampledClaim.objects.filter(pk=claim(2).pk).update(
        verdict="differs", checked_on=APPROVED_ON, entered_by=sample.drawn_by
    )
    found = text(office.get(page_of(sample)))
    assert "Kết quả kiểm tra không tự đổi số liệu nào." in found
    assert f'<a href="/duyet/{QUARTER}/{SMALL}/">' in found
    assert "Ia Đal tiêu chí 2" in found


def test_a_sheet_of_each_district_has_seed_hash_and_pool(office: Client) -> None:
    sample = sampled()
    found = text(office.get(f"{page_of(sample)}phieu/"))
    assert found.count('<section class="nt-phieu"') == 2
    assert found.count(sample.claims_hash) == 2
    assert f"5 ô của huyện trong 6 ô rút từ {POOL} ô đạt đã duyệt" in found
    assert found.count("☐ không đạt") == POOL
    for column in ("Hiện trạng", "Kết quả", "Ghi chú"):
        assert f'<th scope="col">{column}</th>' in found
    assert "Người kiểm tra" in found


def test_a_sheet_says_when_it_can_no_longer_be_drawn(office: Client) -> None:
    sample = sampled()
    approve(SMALL, QUARTER, {FIRST: [1]}, on=DRAWN_AT.date())
    found = text(office.get(f"{page_of(sample)}phieu/"))
    assert "Rút lại nay không còn giống lần rút này." in found
    assert "ô đạt đã duyệt." not in found


def test_the_list_shows_every_sample_and_the_rate_of_each_district(
    office: Client,
) -> None:
    sample = sampled()
    SampledClaim.objects.filter(pk=claim(1).pk).update(
        verdict="agrees", checked_on=APPROVED_ON
    )
    found = text(office.get(LIST))
    assert f'href="{page_of(sample)}"' in found
    assert "100,0 %" in found
    assert "Huyện Ia H&#x27;Drai" in found


@pytest.mark.parametrize(
    ("address", "count"),
    [("", 24), ("{}/", 7), ("{}/?rut-lai=1", 22), ("{}/phieu/", 22)],
)
def test_the_number_of_queries_does_not_grow(
    office: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
    count: int,
) -> None:
    approve(SMALL, BEFORE, {FIRST: [1]})
    approved_values({(FIRST, "12"): number("90.5")}, quarter=QUARTER)
    sample = sampled()
    with django_assert_num_queries(count):
        office.get(LIST + address.format(sample.pk))
