"""Measure on throw-away databases and write bench/RESULTS.md.

``python -m bench`` measures everything, ``python -m bench officers`` only the load of
twenty officers. Exits with 1 when that load met an error or lost a change.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from bench import national, officers
from bench.results import with_section

RESULTS = Path(__file__).resolve().parent / "RESULTS.md"
FAILED = "Tải thử hai mươi cán bộ KHÔNG ĐẠT: có lỗi hoặc mất thay đổi; xem ở trên.\n"


def main() -> int:
    options = _options()
    load = officers.Options(
        seconds=options.seconds, seed=options.seed, workers=options.workers
    )
    if options.what == "officers":
        page = RESULTS.read_text(encoding="utf-8")
    else:
        page = _everything_else()
    measured = officers.report(load)
    RESULTS.write_text(with_section(page, measured.text), encoding="utf-8")
    sys.stdout.write(measured.text)
    if not measured.is_good:
        sys.stderr.write(FAILED)
    return 0 if measured.is_good else 1


def _everything_else() -> str:
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
    sys.stdout.write(f"{report}\n")
    return report


def _options() -> argparse.Namespace:
    usual = officers.Options()
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("what", nargs="?", choices=("all", "officers"), default="all")
    parser.add_argument("--seconds", type=int, default=usual.seconds)
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--workers", type=int, default=usual.workers)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
