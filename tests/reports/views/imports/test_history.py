"""The list of all runs."""

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reports.choices import ImportState
from reports.models import ImportRun
from tests.reports.importing.files import (
    AT,
    RESULTS,
    TARGETS,
    TARGETS_2019,
    bring,
    sample_bytes,
    three,
    workbook,
)
from tests.reports.views.imports.acts import LIST, text


def test_the_history_is_narrowed_by_kind_and_state(office: Client) -> None:
    bring(workbook(three()))
    bring(sample_bytes(TARGETS_2019), TARGETS)
    found = office.get(LIST, {"loai": "targets", "tinh_trang": "applied"})
    assert [run.kind for run in found.context["runs"]] == ["targets"]
    none = office.get(LIST, {"tinh_trang": "undone"})
    assert "Không có lần nhập nào khớp bộ lọc." in text(none)
    wrong = office.get(LIST, {"loai": "khac", "trang": "999"})
    assert "Không có loại này." in text(wrong)


def test_the_history_has_pages(office: Client) -> None:
    for number in range(21):
        ImportRun.objects.create(
            kind=RESULTS,
            state=ImportState.APPLIED,
            file_name=f"{number}.xlsx",
            content=b"",
            at=AT,
            outcome={"summary": {"period": "", "read": 0, "errors": 0}},
        )
    first = office.get(LIST)
    assert "Trang <b>1</b>/2" in text(first)
    assert "20.xlsx" in text(first)
    assert "0.xlsx" in text(office.get(LIST, {"trang": 2}))


def test_the_list_takes_the_same_queries_for_any_number_of_runs(
    office: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for size in (1, 5):
        for number in range(size):
            bring(workbook(three(first=(number + 1,))))
        with django_assert_num_queries(7):
            office.get(LIST)
