"""What others made is committed as they published it."""

import hashlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "static" / "vendor" / "SHA256SUMS"
SUMS = {
    name: checksum
    for checksum, name in (
        line.split(maxsplit=1) for line in LIST.read_text(encoding="utf-8").splitlines()
    )
}
OUR_OWN = {".md", ".py"}


@pytest.mark.parametrize("name", SUMS)
def test_a_vendored_file_has_its_checksum(name: str) -> None:
    content = (ROOT / name).read_bytes()
    assert hashlib.sha256(content).hexdigest() == SUMS[name]


def test_every_vendored_file_is_listed() -> None:
    committed = {
        str(path.relative_to(ROOT))
        for folder in ("static/fonts", "static/vendor", "tests/vendor")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix not in OUR_OWN and path != LIST
    }
    assert committed == set(SUMS)
