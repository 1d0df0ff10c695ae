"""Runs one of our own modules in a process of its own, with limits of time and memory.

What it works on may come from anybody and never end: the process ends all the same,
and the one that asked goes on. It gets no secrets of the portal and no database.
"""

import os
import resource
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore

ROOT = Path(__file__).resolve().parents[2]
# The answer is a sentence why not; there was too little memory.
REFUSED, NO_MEMORY = 3, 4
# Seconds that Python and Django take to start with, before the time counts.
START = 10
# More at once would only take the processors away from the pages, and whoever waits
# keeps a thread from them: seconds until asked to come again.
AT_ONCE, WAIT = BoundedSemaphore(2), 15
SECRETS = ("SECRET_KEY", "ALLOWED_HOSTS", "CACHE_URL", "EMAIL_URL", "REPLICA_URL")
OWN = {"DEBUG": "1", "DATABASE_URL": "sqlite://:memory:", "OPENBLAS_NUM_THREADS": "1"}
MEGABYTE = 1024 * 1024


class Refused(Exception):
    """The work cannot be done; the message says why, in Vietnamese."""


class Unfinished(Exception):
    """The process failed, or there was no room for it."""


class NoTurn(Unfinished):
    """Too many others are at work: asking again later may do."""


class OverTime(Unfinished):
    """The process was ended after its time."""


class OverMemory(Unfinished):
    """The process needed more memory than it may have."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of work and megabytes of memory."""

    seconds: int
    megabytes: int


def run_limited(module: str, work: str, data: bytes, *, limits: Limits) -> bytes:
    """Give the module a piece of work with its data and return its answer.

    Raises Refused, NoTurn, OverTime, OverMemory or Unfinished.
    """
    numbers = (str(limits.seconds), str(limits.megabytes))
    command = [sys.executable, "-m", module, work, *numbers]
    if not AT_ONCE.acquire(timeout=WAIT):
        raise NoTurn(f"Không tới lượt trong {WAIT} giây.")
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command,
            input=data,
            capture_output=True,
            timeout=limits.seconds + START,
            check=False,
            cwd=ROOT,
            env=_environment(),
        )
    except subprocess.TimeoutExpired as late:
        raise OverTime(str(late)) from late
    except OSError as failed:
        raise Unfinished(str(failed)) from failed
    finally:
        AT_ONCE.release()
    return _answer(done)


def limit_self(seconds: str, megabytes: str) -> None:
    """Take the limits on; the process is ended by the system when they are over."""
    size, time = int(megabytes) * MEGABYTE, int(seconds) + START
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (time, time))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Even when the one that asked is gone.
    signal.alarm(time + START)


def _environment() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in SECRETS}
    return kept | OWN


def _answer(done: subprocess.CompletedProcess[bytes]) -> bytes:
    if done.returncode == 0:
        return done.stdout
    if done.returncode == REFUSED:
        raise Refused(done.stdout.decode())
    if done.returncode in (-signal.SIGXCPU, -signal.SIGALRM, -signal.SIGKILL):
        raise OverTime(f"Dừng bởi tín hiệu {-done.returncode}.")
    if done.returncode == NO_MEMORY:
        raise OverMemory("Hết bộ nhớ được dùng.")
    raise Unfinished(done.stderr.decode(errors="replace")[-2000:])
