"""No page carries inline code or looks: a strict content policy must hold."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
FORBIDDEN = {
    "a style attribute": re.compile(r"\sstyle\s*="),
    "a style element": re.compile(r"<style\b"),
    "an event attribute": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "a script without a file": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*json)"),
    "an address of another host": re.compile(r"(?:src|href)=\"(?:https?:)?//"),
}


@pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda p: p.relative_to(ROOT).as_posix()
)
def test_a_template_has_no_inline_code_and_asks_no_other_host(path):
    text = path.read_text(encoding="utf-8")
    assert [name for name, rule in FORBIDDEN.items() if rule.search(text)] == []
