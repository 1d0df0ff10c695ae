"""A hostile file is refused before it costs much time or memory."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.lib.workbooks.hostile_workbooks import HOSTILE

ROOT = Path(__file__).resolve().parents[3]
SECONDS = 5
MEGABYTES = 300
# A process of its own, which has held nothing but the files, one after the other.
READ_ALL = r"""
import json, re, sys, time
from pathlib import Path
from ntm_portal.lib.spreadsheets import UnreadableWorkbook, read_workbook

for path in map(Path, sys.argv[1:]):
    data = path.read_bytes()
    start = time.process_time()
    try:
        message = str(read_workbook(data, name=path.name))[:200]
    except UnreadableWorkbook as refusal:
        message = str(refusal)
    seconds = time.process_time() - start
    # What the system's other figure says is that of the parent, too.
    peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    print(json.dumps([path.stem, message, seconds, int(peak[1]) / 1024]))
"""

Outcome = tuple[str, float, float]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Return each file's message, seconds of work, and megabytes at most so far."""
    folder = tmp_path_factory.mktemp("hostile")
    paths = []
    for name, (write, _words) in HOSTILE.items():
        suffix = ".csv" if name.startswith("csv") else ".xlsx"
        paths.append(folder / f"{name}{suffix}")
        paths[-1].write_bytes(write())
    done = subprocess.run(  # noqa: S603 - our own interpreter and text
        [sys.executable, "-c", READ_ALL, *map(str, paths)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.stderr
    lines = map(json.loads, done.stdout.splitlines())
    return {name: (message, spent, peak) for name, message, spent, peak in lines}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason(
    name: str, outcomes: dict[str, Outcome]
) -> None:
    message, seconds, peak = outcomes[name]
    assert HOSTILE[name][1] in message
    assert seconds < SECONDS
    assert peak < MEGABYTES
