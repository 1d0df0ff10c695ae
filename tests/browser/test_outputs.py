"""The page of an output waits for its file and brings it down once."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from dashboards import tasks
from reports.models import Drawing
from reports.services.drawings import begin_drawing, fail_drawing, finish_drawing
from tests.browser.entry.conftest import sign_in
from tests.dashboards.output_world import office
from tests.dashboards.views.test_output_files import Queue
from tests.world import approve

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def taken() -> Drawing:
    """Take the file into work, as a worker does."""
    drawing = Drawing.objects.get()
    begun = begin_drawing(key=drawing.pk, attempt=drawing.attempt, at=timezone.now())
    assert begun is not None
    return begun


def test_a_file_comes_down_once_when_it_is_ready(
    served: str, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "write_file", Queue())
    approve("618", "2020Q4", {"23535": [1]})
    brought: list[str] = []
    page.on("download", lambda file: brought.append(file.suggested_filename))
    sign_in(page, served, office())
    page.goto("/xuat/")
    page.get_by_label("Tệp", exact=True).select_option("csv")
    page.get_by_role("button", name="Xuất", exact=True).click()
    spoken = page.locator("[data-output-spoken]")
    expect(spoken).to_have_text("Đang chờ…")
    drawing = taken()
    expect(spoken).to_have_text("Đang viết CSV kèm từ điển dữ liệu (.zip)…")
    fail_drawing(drawing=drawing, problem="Hết giấy.", at=timezone.now())
    expect(spoken).to_have_text("Tệp hỏng: Hết giấy.")
    page.get_by_role("button", name="Viết lại").click()
    expect(spoken).to_have_text("Đang chờ…")
    with page.expect_download():
        finish_drawing(drawing=taken(), data=b"PK", suffix=".zip", at=timezone.now())
    expect(spoken).to_have_text("Tệp đã viết xong.")
    assert "moi" not in page.url
    page.reload()
    expect(spoken).to_have_text("Tệp đã viết xong.")
    assert len(brought) == 1
