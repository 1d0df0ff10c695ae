"""What stands around every page: too large requests, compressed answers."""

import gzip
import io

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from ntm_portal.middleware import CompressedText

JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def _limit(settings: LazySettings) -> None:
    settings.REQUEST_MAX_BYTES = 1000


@pytest.mark.django_db
def test_a_request_that_says_it_is_too_large_gets_a_page() -> None:
    large = SimpleUploadedFile("to.pdf", b"x" * 2000)
    response = Client().post("/dang-nhap/", {"upload": large})
    assert response.status_code == 413
    assert "Mỗi tệp tối đa 20 MB" in response.content.decode()


@pytest.mark.django_db
def test_a_script_that_sends_too_much_gets_a_message() -> None:
    response = Client().post("/dang-nhap/", {"x": "x" * 2000}, headers=JSON)
    assert response.status_code == 413
    assert "tối đa 20 MB" in response.json()["message"]


@pytest.mark.django_db
@pytest.mark.parametrize("said", ["", "khong", "500"])
def test_other_requests_go_on(said: str) -> None:
    response = Client().get("/dang-nhap/", CONTENT_LENGTH=said)
    assert response.status_code == 200


GZIP = {"Accept-Encoding": "gzip, deflate, br"}


def answered(response: HttpResponseBase) -> HttpResponseBase:
    """Return what the middleware makes of the answer of a browser's request."""
    request = RequestFactory().get("/", headers=GZIP)
    return CompressedText(lambda _: response)(request)  # type: ignore[arg-type, return-value]


@pytest.mark.django_db
def test_a_page_goes_out_compressed() -> None:
    plain, small = Client().get("/dang-nhap/"), Client(headers=GZIP).get("/dang-nhap/")
    assert small["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small["Vary"]
    assert len(small.content) < len(plain.content) / 2
    assert "Đăng nhập" in gzip.decompress(small.content).decode()


def test_the_length_of_an_answer_gives_nothing_away() -> None:
    sizes = {len(answered(HttpResponse("bí mật " * 100)).content) for _ in range(20)}  # type: ignore[attr-defined]
    assert len(sizes) > 1


def test_a_file_taken_away_is_sent_as_it_is() -> None:
    book = HttpResponse(b"x" * 900, content_type="application/vnd.ms-excel")
    scan = FileResponse(io.BytesIO(b"x" * 900), content_type="text/plain")
    assert not answered(book).has_header("Content-Encoding")
    assert answered(scan)["Content-Length"] == "900"
