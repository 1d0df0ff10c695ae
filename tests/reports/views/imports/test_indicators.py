"""Values of indicators go through the page like every other kind."""

import pytest
from django.test import Client

from reports.analytics.indicator_values import standing_values
from reports.choices import ImportKind, ImportState
from reports.models import ImportRun
from tests.reports.importing.indicators.files import Form, indicators_file
from tests.reports.review_world import reviewer
from tests.reports.views.imports.acts import act, text, upload

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture
def office(client: Client) -> Client:
    client.force_login(reviewer())
    return client


def uploaded(client: Client, form: Form | None = None) -> tuple[ImportRun, str]:
    """Upload a file without saying its kind; return the preview and its page."""
    page = text(upload(client, indicators_file(form), kind=""))
    return ImportRun.objects.latest("pk"), page


def test_the_kind_is_proposed_and_the_file_applied_and_undone(office: Client) -> None:
    run, page = uploaded(office)
    assert run.kind == ImportKind.INDICATORS
    assert "Giá trị chỉ tiêu, Quý I/2021" in page
    act(office, run, "nhap")
    run.refresh_from_db()
    assert run.state == ImportState.APPLIED
    assert list(standing_values("2021Q1")) == ["618"]
    act(office, run, "hoan-tac", reason="nhập nhầm")
    run.refresh_from_db()
    assert run.state == ImportState.UNDONE
    assert standing_values("2021Q1") == {}


def test_a_column_that_is_only_close_is_asked_on_the_page(office: Client) -> None:
    header = ("TT", "Xã", "2.1", "Tỷ lệ hộ dùng điện an toàn", "1.1", "10")
    run, page = uploaded(office, Form(header=header))
    assert "Không rõ cột D là chỉ tiêu nào" in page
    assert "4.2. Tỷ lệ hộ sử dụng điện thường xuyên, an toàn từ các nguồn" in page
    act(office, run, "nhap")
    run.refresh_from_db()
    assert run.state == ImportState.PREVIEW
