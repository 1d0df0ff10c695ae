"""An officer of a district, the quarter it owes, and a place for files."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.reports.views.entry.conftest import _morning, district

__all__ = ["_morning", "district"]


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path
