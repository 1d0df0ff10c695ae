"""Static files of a copy that people use: hashed, compressed, kept by the browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.templatetags.static import static
from django.test import Client, override_settings

SMALL_SET = ["admin", "css", "fonts", "import_export", "js", "vendor"]


@pytest.fixture
def _collected(tmp_path: Path) -> Iterator[None]:
    """Collect what ``make run`` collects (one file of it) into a folder."""
    backend = {"BACKEND": "ntm_portal.static_files.CollectedFiles"}
    with override_settings(
        DEBUG=True,
        STATIC_ROOT=tmp_path,
        STORAGES={"staticfiles": backend},
        WHITENOISE_AUTOREFRESH=False,
        WHITENOISE_USE_FINDERS=False,
    ):
        call_command("collectstatic", interactive=False, verbosity=0, ignore=SMALL_SET)
        yield


@pytest.mark.django_db
@pytest.mark.usefixtures("_collected")
def test_a_collected_file_is_named_after_its_content_in_development_too() -> None:
    address = static("icon.svg")
    assert address != "/static/icon.svg"
    response = Client().get(address, headers={"Accept-Encoding": "gzip, br"})
    assert response["Content-Encoding"] == "br"
    assert "immutable" in response["Cache-Control"]
    response.close()
