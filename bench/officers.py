"""Twenty officers who save at once and five readers, on PostgreSQL and gunicorn.

The portal runs as ``make run`` starts it, with the demonstration's data. Afterwards
the log is held against what the officers were told (bench.officers_ledger). This
module stays free of Django, for the people and the server must not share a process.
"""

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.officers_browser import Browser
from bench.officers_ledger import Audit, Row, compare
from bench.officers_people import Officer, Reader
from bench.officers_report import NO_SERVER, Outcome, Setting, heading, lines
from tests import postgresql

PORTS = range(8291, 8300)
THREADS = 8
PASSWORD = "ntm-demo"  # noqa: S105
START_PATIENCE, LOG_SHOWN = 60.0, 4000
LEADERS, OFFICE = 2, 3


@dataclass(frozen=True, slots=True)
class Options:
    """For how long, with which seed of chances, and with how many processes."""

    seconds: int = 60
    seed: int = 2021
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Report:
    """A section in Markdown, and whether everything was as it must be."""

    text: str
    is_good: bool


def report(options: Options) -> Report:
    """Measure on a throw-away server; nothing is measured where none is installed."""
    binaries = postgresql.find_binaries()
    if binaries is None:
        return Report(f"{heading()}\n\n{NO_SERVER}\n", is_good=True)
    with (
        tempfile.TemporaryDirectory(prefix="ntm-bench-") as folder,
        postgresql.throw_away_server(binaries) as url,
    ):
        setting, outcome = _measure(options, url, Path(folder) / "log")
    text = "\n".join(lines(setting, outcome)) + "\n"
    return Report(text, is_good=outcome.is_good)


def _measure(options: Options, url: str, log: Path) -> tuple[Setting, Outcome]:
    environment = os.environ | {
        "DATABASE_URL": url,
        "DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "ntm_portal.settings",
    }
    world = _step("prepare", environment)
    with _portal(options, environment, log) as port:
        officers = _officers(port, world, options.seed)
        readers = _readers(port, world, options.seed)
        seconds = _run_all([*officers, *readers], options.seconds)
    audit = _step("audit", environment)
    browsers = [each.browser for each in officers] + [each.browser for each in readers]
    cells = [cell for each in officers for cell in each.cells]
    answers = [answer for each in officers for answer in each.tally.answers]
    outcome = Outcome(
        timings=[timing for each in browsers for timing in each.timings],
        tallies=[each.tally for each in officers],
        comparison=compare(answers, _audit(audit, cells)),
        deadlocks=audit["deadlocks"],
        seconds=seconds,
        said=log.read_text(errors="replace")[-LOG_SHOWN:],
    )
    setting = Setting(
        python=world["python"],
        postgresql=world["postgresql"],
        workers=options.workers,
        threads=THREADS,
        seconds=options.seconds,
        seed=options.seed,
        officers=len(officers),
        districts=len(world["officers"]),
        readers=len(readers),
    )
    return setting, outcome


def _step(name: str, environment: Mapping[str, str]) -> Any:
    command = [sys.executable, "-m", "bench.officers_steps", name]
    done = subprocess.run(  # noqa: S603
        command, env=environment, stdout=subprocess.PIPE, check=True
    )
    return json.loads(done.stdout)


@contextlib.contextmanager
def _portal(
    options: Options, environment: Mapping[str, str], log: Path
) -> Iterator[int]:
    """Start gunicorn and yield its port; what it says goes to the log."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "ntm_portal.wsgi:application"]
    command += ["--bind", f"127.0.0.1:{port}", "--workers", str(options.workers)]
    command += ["--threads", str(THREADS), "--no-control-socket"]
    command += ["--log-level", "warning"]
    with log.open("wb") as stream:
        server = subprocess.Popen(  # noqa: S603
            command, env=environment, stdout=stream, stderr=subprocess.STDOUT
        )
        try:
            _wait(port, server)
            yield port
        finally:
            server.terminate()
            server.wait()


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_PATIENCE
    while time.monotonic() < end and server.poll() is None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=START_PATIENCE)
        try:
            line.request("GET", "/healthz")
            if line.getresponse().status == http.client.OK:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            line.close()
    raise RuntimeError("The portal did not start.")


def _officers(port: int, world: Mapping[str, Any], seed: int) -> list[Officer]:
    return [
        Officer(
            _signed_in(port, name),
            name,
            f"/bao-cao/{world['quarter']}/{district}/",
            seed=f"{seed}/{name}",
        )
        for district, names in world["officers"].items()
        for name in names
    ]


def _readers(port: int, world: Mapping[str, Any], seed: int) -> list[Reader]:
    districts = list(world["officers"])
    public = {
        "tổng quan": ["/"],
        "trang huyện": [f"/huyen/{each}/" for each in districts],
        "trang tiêu chí": [f"/tieu-chi/{each}/" for each in world["criteria"]],
    }
    office = {
        **public,
        "hàng chờ duyệt": ["/duyet/"],
        "xem lưới": [f"/bao-cao/{world['quarter']}/{each}/" for each in districts],
    }
    people = [("lanhdao", public)] * LEADERS + [("vpdp", office)] * OFFICE
    return [
        Reader(_signed_in(port, name), pages, seed=f"{seed}/{name}/{number}")
        for number, (name, pages) in enumerate(people)
    ]


def _signed_in(port: int, name: str) -> Browser:
    browser = Browser(port)
    browser.sign_in(name, PASSWORD)
    return browser


def _run_all(people: Sequence[Officer | Reader], seconds: int) -> float:
    """Let everybody work at once and return how long it took until all had ended."""
    fallen: list[BaseException] = []

    def work(person: Officer | Reader) -> None:
        try:
            person.work(until)
        except Exception as failed:
            fallen.append(failed)

    threads = [threading.Thread(target=work, args=[each]) for each in people]
    started = time.perf_counter()
    until = started + seconds
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if fallen:
        raise fallen[0]
    return time.perf_counter() - started


def _audit(told: Mapping[str, Any], cells: Sequence[str]) -> Audit:
    """Cells that nobody has assessed yet have no row: they are “chưa đánh giá”."""
    return Audit(
        rows=[Row(**row) for row in told["rows"]],
        start={cell: told["start"].get(cell, "k") for cell in cells},
        final={cell: told["final"].get(cell, "k") for cell in cells},
    )


def _free_port() -> int:
    for port in PORTS:
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
    raise RuntimeError(f"No port of {PORTS.start}-{PORTS.stop - 1} is free.")
