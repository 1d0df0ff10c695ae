"""The page of results: one section under each heading of the second level."""

import re


def with_section(page: str, section: str) -> str:
    """Return the page with this section in the place of the one of that heading.

    A new section goes to the end. Both end with a newline.
    """
    parts = re.split(r"(?m)^(?=## )", page)
    heading = _heading(section)
    kept = [section if _heading(part) == heading else part for part in parts]
    if section not in kept:
        kept.append(section)
    return "\n".join(part.rstrip("\n") + "\n" for part in kept)


def _heading(part: str) -> str:
    return part.partition("\n")[0]
