"""The report of the province as a page to print, and as a PDF made from it.

WeasyPrint comes with the portal, the library that it draws with (Pango) with the
system: a server may lack it, and then says so.
"""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from dashboards.exporting.facts import Content, Facts
from dashboards.exporting.paper import TEXTS, paper_context
from dashboards.exporting.paper_tables import paper_tables
from dashboards.exporting.pdf_process import NotDrawn, can_draw, draw
from dashboards.exporting.wording import share

TEMPLATE = "dashboards/output_paper.html"
STYLE = settings.BASE_DIR / "static" / "css" / "report-paper.css"
NO_PANGO = (
    "Máy chủ này chưa có thư viện vẽ PDF (Pango). Hãy mở bản in rồi chọn “In” và “Lưu "
    "thành PDF”, hoặc xuất Word."
)
NOT_DRAWN = (
    "Máy chủ không vẽ xong tệp PDF. Hãy thử lại sau ít phút, hoặc mở bản in rồi chọn "
    "“In” và “Lưu thành PDF”."
)


class NoPdf(Exception):
    """The server lacks what a PDF is drawn with; the message says what to do."""


def printed_page(facts: Facts, content: Content, *, is_pdf: bool = False) -> str:
    """Return the report as HTML; a PDF brings its style sheet itself."""
    paper = paper_context(facts, content)
    context: dict[str, Any] = {
        **paper,
        "tables": paper_tables(paper),
        "words": [(title, paper[name]) for name, title in TEXTS.items()],
        "bars": _bars(content),
        "is_pdf": is_pdf,
        "code": facts.code,
    }
    return render_to_string(TEMPLATE, context)


def pdf_report(facts: Facts, content: Content) -> bytes:
    """Return the report as a PDF. Raises NoPdf."""
    if not can_draw():
        raise NoPdf(NO_PANGO)
    try:
        return draw(printed_page(facts, content, is_pdf=True), STYLE)
    except NotDrawn as failed:
        raise NoPdf(NOT_DRAWN) from failed


def _bars(content: Content) -> list[dict[str, Any]]:
    """Return the groups with a target; lengths are percentages of all communes."""
    names = {each["code"]: each["name"] for each in content["law"]["groups"]}
    return [
        {
            "title": f"{row['code']}. {names[row['code']]}",
            "attained": f"{row['attained'] * 100 / row['total']:.3f}%",
            "needed": f"{row['needed'] * 100 / row['total']:.3f}%",
            "said": f"{row['attained']} xã, {share(row['attained'], row['total'])}; "
            f"cần {row['needed']}",
        }
        for row in content["province"]["groups"]
        if row["needed"]
    ]
