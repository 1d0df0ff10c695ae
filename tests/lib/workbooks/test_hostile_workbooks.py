"""A hostile file is refused before it costs much time or memory."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lib.workbooks.hostile_workbooks import HOSTILE

ROOT = Path(__file__).resolve().parents[3]
SECONDS = 5
MEGABYTES = 300
# A process of its own, which has held nothing but the files, one after the other.
READ_EACH = r"""
import json, re, sys, time
from pathlib import Path
from ntm_portal.lib.spreadsheets import UnreadableWorkbook, read_workbook

for line in sys.stdin:
    path = Path(line.rstrip("\n"))
    data = path.read_bytes()
    start = time.process_time()
    try:
        message = str(read_workbook(data, name=path.name))[:200]
    except UnreadableWorkbook as refusal:
        message = str(refusal)
    seconds = time.process_time() - start
    # What the system's other figure says is that of the parent, too.
    peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    print(json.dumps([message, seconds, int(peak[1]) / 1024]), flush=True)
"""


@pytest.fixture(scope="module")
def reader() -> Iterator[subprocess.Popen[str]]:
    """A process that answers the path of a file with how the reading went.

    It says the message, the seconds of work, and the megabytes at most so far.
    """
    with subprocess.Popen(  # noqa: S603 - our own interpreter and text
        [sys.executable, "-c", READ_EACH],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait() == 0


def answer(reader: subprocess.Popen[str], path: Path) -> tuple[str, float, float]:
    assert reader.stdin is not None
    assert reader.stdout is not None
    reader.stdin.write(f"{path}\n")
    reader.stdin.flush()
    message, seconds, peak = json.loads(reader.stdout.readline())
    return message, seconds, peak


@pytest.mark.no_cover
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason(
    name: str, reader: subprocess.Popen[str], tmp_path: Path
) -> None:
    write, words = HOSTILE[name]
    path = tmp_path / (f"{name}.csv" if name.startswith("csv") else f"{name}.xlsx")
    path.write_bytes(write())
    message, seconds, peak = answer(reader, path)
    assert words in message
    assert seconds < SECONDS
    assert peak < MEGABYTES
