"""What stands around every page: requests that are too large."""

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

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
