"""What a sheet's title says of the document that it belongs to."""

import re

from reports.importing.tables.labels import words

LONGEST = 120
DECISION = re.compile(r"\bquyet dinh so\b")
SAMPLE = re.compile(r"\bmau\b")


def document_name(title: str, appendix: str) -> str:
    """Return the appendix with the line of the title that names its decision."""
    lines = [line.strip().strip("()") for line in title.splitlines()]
    found = next((line for line in lines if DECISION.search(words(line))), "")
    name = f"{appendix} ({found})" if found else appendix
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def is_sample(title: str) -> bool:
    """Say whether the title calls the document a sample (mẫu)."""
    return SAMPLE.search(words(title)) is not None
