"""Measure on throw-away databases and write bench/RESULTS.md."""

import os
import sys
import tempfile
from pathlib import Path

from bench import national

RESULTS = Path(__file__).resolve().parent / "RESULTS.md"


def main() -> None:
    # Before Django is loaded here: see bench.national.
    country = national.report()
    with tempfile.TemporaryDirectory(prefix="ntm-bench-") as folder:
        # Read by the settings, so both must stand before Django starts.
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        os.environ["DEBUG"] = "1"
        os.environ["DJANGO_SETTINGS_MODULE"] = "ntm_portal.settings"
        import django

        django.setup()
        from bench import measures

        report = f"{measures.report()}\n{country}"
    RESULTS.write_text(report, encoding="utf-8")
    sys.stdout.write(report)


if __name__ == "__main__":
    main()
