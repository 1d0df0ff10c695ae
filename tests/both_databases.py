"""The whole test suite on SQLite and on PostgreSQL: what ``make test`` runs.

``python -m tests.both_databases [pytest arguments]``. PostgreSQL is the server that
DATABASE_URL names, else a throw-away one. Exit code 0 only when every run passed.
REQUIRE_POSTGRESQL=1 and REQUIRE_BROWSER=1 make a missing server or browser a failure;
MEASURE_COVERAGE=1 measures the run on SQLite, which then takes nearly twice as long.
"""

import contextlib
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import FrameType

import psycopg2

from tests import chromium, postgresql

WORKERS = "2"
COVERAGE = ("--cov", "--cov-report=term:skip-covered")
# What never asks a database says the same on every one: these need no look either.
REPEATED = ("-p", "tests.asking_database")
# A page asks the same of every database: one suffices, and it is that of the real use.
ONE_BROWSER = ("-m", "not browser or everywhere")
WITHOUT_DATABASE = ("tests/lib", "tests/test_house.py", "tests/test_vendor.py")
# What the caller set for a running portal must not decide a test.
OURS = (
    "DATABASE_URL",
    "SECRET_KEY",
    "DEBUG",
    "ALLOWED_HOSTS",
    "REPLICA_URL",
    "CACHE_URL",
    "MEDIA_ROOT",
    "EMAIL_URL",
    # Each worker of each run would compile every test anew.
    "PYTHONDONTWRITEBYTECODE",
)
NO_POSTGRESQL = (
    "không thấy máy chủ PostgreSQL (Debian: apt-get install postgresql)"
    " và DATABASE_URL không nêu máy chủ nào"
)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the suite on one database."""

    database: str
    passed: bool
    seconds: float

    def __str__(self) -> str:
        word = "đạt" if self.passed else "HỎNG"
        return f"{self.database}: {word} ({self.seconds:.0f} giây)"


def main(arguments: Sequence[str]) -> int:
    """Run the suite on every database at hand and say which; return the exit code."""
    # Without this a terminated run would leave its server behind.
    signal.signal(signal.SIGTERM, _exit)
    runs: list[Run] = []
    try:
        with _postgresql_url() as url:
            runs.append(_on_sqlite(arguments, is_only=url is None))
            if url:
                runs.append(_on_postgresql(url, arguments))
    except postgresql.NotStarted as error:
        _say(str(error))
        runs.append(Run("PostgreSQL (không khởi động được)", passed=False, seconds=0))
    _say(*_summary(runs))
    return 0 if _all_good(runs) else 1


def _on_sqlite(arguments: Sequence[str], *, is_only: bool) -> Run:
    # A choice of tests says nothing about the coverage of the whole.
    measured = COVERAGE if os.environ.get("MEASURE_COVERAGE") == "1" else ()
    chosen = arguments or [*measured, *(() if is_only else ONE_BROWSER)]
    name = f"SQLite {sqlite3.sqlite_version}"
    return _pytest(name, chosen, {})


def _on_postgresql(url: str, arguments: Sequence[str]) -> Run:
    ignored = [f"--ignore={path}" for path in WITHOUT_DATABASE]
    chosen = arguments or [*REPEATED, *ignored]
    name = f"PostgreSQL {_server_version(url)}"
    return _pytest(name, chosen, {"DATABASE_URL": url})


def _pytest(database: str, arguments: Sequence[str], extra: dict[str, str]) -> Run:
    _say("", f"=== Kiểm thử trên {database} ===")
    environment = {k: v for k, v in os.environ.items() if k not in OURS} | extra
    command = [sys.executable, "-m", "pytest", "-q", "-n", WORKERS, *arguments]
    started = time.monotonic()
    done = subprocess.run(command, env=environment, check=False)  # noqa: S603
    return Run(database, done.returncode == 0, time.monotonic() - started)


@contextlib.contextmanager
def _postgresql_url() -> Iterator[str | None]:
    """Yield the address of the PostgreSQL to test on; None when there is none."""
    named = os.environ.get("DATABASE_URL", "")
    binaries = postgresql.find_binaries()
    if named.startswith(("postgres:", "postgresql:", "psql:", "pgsql:")):
        yield named
    elif binaries:
        with postgresql.throw_away_server(binaries) as url:
            yield url
    else:
        yield None


def _server_version(url: str) -> str:
    """Return the server's version, such as 15.18."""
    address = re.sub(r"^\w+:", "postgresql:", url)
    with contextlib.closing(psycopg2.connect(address)) as connection:
        version = connection.info.parameter_status("server_version") or "?"
    return version.split()[0]


def _summary(runs: Sequence[Run]) -> Iterator[str]:
    yield ""
    yield from map(str, runs)
    if not _ran_on_postgresql(runs):
        yield f"PostgreSQL: KHÔNG chạy, {NO_POSTGRESQL}."
    if not chromium.find_chromium():
        word = "HỎNG" if chromium.is_required() else "BỎ QUA"
        yield f"Kiểm thử trình duyệt: {word}, {chromium.MISSING}."
    names = ", ".join(run.database for run in runs)
    yield f"Cơ sở dữ liệu đã chạy: {names}"


def _all_good(runs: Sequence[Run]) -> bool:
    wanted = os.environ.get("REQUIRE_POSTGRESQL") == "1"
    has_all = _ran_on_postgresql(runs) or not wanted
    return has_all and all(run.passed for run in runs)


def _ran_on_postgresql(runs: Sequence[Run]) -> bool:
    return any(run.database.startswith("PostgreSQL") for run in runs)


def _say(*lines: str) -> None:
    # pytest writes to the same stream: what we say must not wait in a buffer.
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def _exit(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    try:
        code = main(sys.argv[1:])
    except KeyboardInterrupt:
        code = 128 + signal.SIGINT
    sys.exit(code)
