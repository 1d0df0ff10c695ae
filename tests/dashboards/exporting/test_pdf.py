"""A PDF where the server can draw one, a plain word where it cannot."""

import subprocess
import sys
from threading import BoundedSemaphore

import pytest
from PIL import ImageFile

from dashboards.exporting import pdf, pdf_process
from dashboards.exporting.pdf import NoPdf, pdf_report
from dashboards.exporting.pdf_process import can_draw
from tests.dashboards.output_world import given_out, read
from tests.world import approve

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture
def report():
    approve("618", "2019Q4", {"23535": [1]})
    return read(given_out())


@pytest.fixture
def _asked_anew():
    can_draw.cache_clear()
    yield
    can_draw.cache_clear()


@pytest.mark.usefixtures("_asked_anew")
@pytest.mark.parametrize("lacking", ["libpango", "python"])
def test_a_server_without_the_library_says_what_to_do(report, monkeypatch, lacking):
    def missing(command, **_options):
        if lacking == "python":
            raise OSError(lacking)
        return subprocess.CompletedProcess(command, 1)

    monkeypatch.setattr(pdf_process.subprocess, "run", missing)
    assert not can_draw()
    with pytest.raises(NoPdf, match="chưa có thư viện vẽ PDF"):
        pdf_report(*report)


@pytest.mark.usefixtures("_asked_anew")
def test_asking_leaves_the_reading_of_pictures_as_strict_as_it_was():
    can_draw()
    assert not ImageFile.LOAD_TRUNCATED_IMAGES
    assert "weasyprint" not in sys.modules


@pytest.mark.parametrize(
    "failed",
    [
        subprocess.CalledProcessError(1, "ve"),
        subprocess.TimeoutExpired("ve", 60),
        OSError("hết bộ nhớ"),
    ],
)
def test_a_drawing_that_fails_says_so(report, monkeypatch, failed):
    def broken(*_args, **_options):
        raise failed

    monkeypatch.setattr(pdf, "can_draw", lambda: True)
    monkeypatch.setattr(pdf_process.subprocess, "run", broken)
    with pytest.raises(NoPdf, match="không vẽ xong tệp PDF"):
        pdf_report(*report)


def test_a_drawing_does_not_wait_for_others_without_end(report, monkeypatch):
    monkeypatch.setattr(pdf, "can_draw", lambda: True)
    monkeypatch.setattr(pdf_process, "WAIT", 0.01)
    monkeypatch.setattr(pdf_process, "AT_ONCE", BoundedSemaphore(1))
    with pdf_process.AT_ONCE, pytest.raises(NoPdf, match="thử lại sau ít phút"):
        pdf_report(*report)


@pytest.mark.skipif(not can_draw(), reason="máy này không có Pango")
def test_the_drawing_is_that_of_the_process(tmp_path):
    style = tmp_path / "kieu.css"
    style.write_text("p { color: red }")
    assert pdf_process.draw("<p>Đắk Glei</p>", style).startswith(b"%PDF-")
