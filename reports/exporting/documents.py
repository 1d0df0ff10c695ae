"""Titles of the appendixes: what a document is called, and what it is not yet."""

ILLUSTRATION = "SỐ LIỆU MINH HỌA"


def document_line(document: str, appendix: str) -> str:
    """Return the line of a title that names a document: "(kèm theo …)".

    The appendix's own name is left out: it stands above. "" when nothing is left.
    """
    rest = document.removeprefix(appendix).strip()
    is_whole = rest.startswith("(") and rest.endswith(")")
    return rest if is_whole or not rest else f"({rest.removeprefix('(')})"
