"""The report taken away as a workbook, which comes back unchanged."""

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reports.models import Report
from tests.reports.review_world import (
    FIRST,
    LARGE,
    MET,
    QUARTER,
    SECOND,
    SMALL,
    THIRD,
    UNKNOWN,
    UNMET,
    approved_before,
    drafted,
    officer,
    open_quarter,
)
from tests.reports.views.entry.addresses import PAGE, text
from tests.reports.views.entry.draft_acts import (
    EXCEL,
    FILE,
    downloaded,
    posted_by,
    upload,
)


def texts(data: bytes) -> list[str]:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return [str(x) for row in sheet.values for x in row if x is not None]


def test_the_grid_offers_both_ways(district: Client) -> None:
    page = text(district.get(PAGE))
    assert f'action="{EXCEL}" data-cho-luu' in page
    assert f'action="{FILE}" data-cho-luu' in page


def test_the_downloaded_file_has_a_name_and_says_that_it_is_a_draft(
    district: Client,
) -> None:
    response = district.get(EXCEL)
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="bao-cao-{SMALL}-{QUARTER}.xlsx"'
    )
    assert response.headers["Cache-Control"] == "private, no-store"
    found = " ".join(texts(b"".join(response)))
    assert "Bản nháp, chưa duyệt" in found
    assert "Quý I năm 2021" in found


def test_an_approved_report_says_when(district: Client) -> None:
    response = district.get(f"/bao-cao/2020Q4/{SMALL}/excel/")
    found = " ".join(texts(b"".join(response)))
    assert "Đã duyệt ngày 20/01/2021" in found
    assert "chưa duyệt" not in found


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {(FIRST, 2): MET, (SECOND, 3): UNKNOWN},
        {(code, n): UNKNOWN for code in (FIRST, SECOND, THIRD) for n in range(1, 20)},
        {
            (code, n): MET if code == FIRST else UNKNOWN
            for code in (FIRST, SECOND, THIRD)
            for n in range(1, 20)
        },
        {(code, n): UNMET for code in (FIRST, SECOND, THIRD) for n in range(1, 20)},
    ],
    ids=["base", "three states", "all unknown", "no unmet", "all unmet"],
)
def test_what_is_taken_away_comes_back_unchanged(
    district: Client, cells: dict[tuple[str, int], Any]
) -> None:
    if cells:
        drafted(cells)
    page = text(upload(district, downloaded(district)))
    assert "Tệp giống hệt bản nháp: không có ô nào thay đổi." in page


def test_looking_filling_and_taking_away_cost_the_same_for_any_district(
    client: Client,
) -> None:
    open_quarter()
    small, large = (_costs(client, code) for code in (SMALL, LARGE))
    assert small == large


def _costs(client: Client, code: str) -> list[int]:
    """Return the queries of taking a report away, looking at it, bringing it back."""
    approved_before(district=code)
    client.force_login(officer(code))
    address = f"/bao-cao/{QUARTER}/{code}/"
    with CaptureQueriesContext(connection) as away:
        data = b"".join(client.get(f"{address}excel/"))
    file = SimpleUploadedFile("bieu.xlsx", _one_more_met(data))
    with CaptureQueriesContext(connection) as look:
        preview = client.post(f"{address}nap/", {"file": file, "sheet": ""})
    with CaptureQueriesContext(connection) as back:
        client.post(f"{address}nap/ghi/", posted_by(preview))
    assert Report.objects.get(district_id=code).changes.count() == 1
    return [len(away), len(look), len(back)]


def _one_more_met(data: bytes) -> bytes:
    """Return a downloaded file with the first chưa đạt made đạt."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    next(cell for cell in cells if cell.value in ("C", "c", "–", "0", 0)).value = "x"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
