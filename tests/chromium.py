"""Where the browser of the browser tests is."""

import os
import shutil

MISSING = "máy này không có Chromium (Debian: apt-get install chromium)"


def find_chromium() -> str | None:
    """Return the path of the system's Chromium; None when there is none."""
    return shutil.which("chromium")


def is_required() -> bool:
    """Say whether a missing browser fails the tests instead of skipping them."""
    return os.environ.get("REQUIRE_BROWSER") == "1"
