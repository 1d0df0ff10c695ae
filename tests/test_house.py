"""The house keeps its own size: small files, small functions."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (
    "ntm_portal",
    "communes",
    "criteria",
    "accounts",
    "reports",
    "programme",
    "dashboards",
    "tests",
    "bench",
)
FILES = [
    path
    for folder in FOLDERS
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]
BROWSER_TESTS = sorted((ROOT / "tests" / "browser").rglob("test_*.py"))


@pytest.mark.parametrize("path", BROWSER_TESTS, ids=lambda path: path.name)
def test_a_browser_test_says_that_it_is_one(path: Path) -> None:
    """Without the mark it would run on a database where it need not."""
    assert "pytest.mark.browser" in path.read_text(encoding="utf-8")


def test_only_browser_tests_take_a_page() -> None:
    """The name is the browser's: such a test is run among those that empty tables."""
    taken = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if "browser" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        if "page" in [argument.arg for argument in node.args.args]
    ]
    assert taken == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_file_and_functions_are_small(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    lengths = [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert source.count("\n") <= 300
    assert max(lengths, default=0) <= 40
