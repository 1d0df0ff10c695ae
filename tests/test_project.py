"""Promises of the project's own papers."""

import re
import subprocess
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
TARGETS = ("setup", "run", "test", "lint", "types", "layers", "check", "bench", "all")
PINNED = re.compile(r"^[A-Za-z0-9_.\[\]-]+==[0-9][^\s]*\s+# \S.+$")


@pytest.fixture(scope="module")
def make_help() -> str:
    done = subprocess.run(
        ["make", "--no-print-directory", "help"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("target", TARGETS)
def test_make_help_explains_the_target(make_help: str, target: str) -> None:
    assert re.search(rf"^  make {target} +\S", make_help, re.MULTILINE)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_and_argues_its_case(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    packages = [line for line in lines if line and not line.startswith(("#", "-r "))]
    assert packages
    assert [line for line in packages if not PINNED.match(line)] == []


def test_what_a_pinned_package_needs_is_pinned_too() -> None:
    pinned = {
        canonicalize_name(line.split("==")[0].split("[")[0])
        for name in ("requirements.txt", "requirements-dev.txt")
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines()
        if "==" in line
    }
    needed = {
        canonicalize_name(requirement.name)
        for name in pinned
        for requirement in map(Requirement, requires(name) or ())
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
    }
    assert needed - pinned == set()
