"""The report of the province as a page to print, and as a PDF made from it.

WeasyPrint comes with the portal, the library that it draws with (Pango) with the
system: a server may lack it, and then says so.
"""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from jinja2.sandbox import SandboxedEnvironment

from dashboards.exporting.facts import Content, Facts
from dashboards.exporting.paper import TEXTS, paper_context
from dashboards.exporting.paper_forms import DISTRICT_FORM, PROVINCE_FORM, Form
from dashboards.exporting.paper_tables import paper_tables
from dashboards.exporting.wording import share

# The page escapes what it is given.
SENTENCES = SandboxedEnvironment(autoescape=False)
TEMPLATE = "dashboards/output_paper.html"
STYLE = settings.BASE_DIR / "static" / "css" / "report-paper.css"
NO_PANGO = (
    "Máy chủ này chưa có thư viện vẽ PDF (Pango). Hãy mở bản in rồi chọn “In” và “Lưu "
    "thành PDF”, hoặc xuất Word."
)


def printed_page(facts: Facts, content: Content, *, is_pdf: bool = False) -> str:
    """Return the report as HTML; a PDF brings its style sheet itself."""
    paper = paper_context(facts, content)
    form = DISTRICT_FORM if facts.is_district else PROVINCE_FORM
    context: dict[str, Any] = {
        **paper,
        "form": form,
        **_said(form, paper),
        "near_lines": [form.near.format_map(each) for each in paper["near"]],
        "tables": paper_tables(paper, form),
        "words": [(title, paper[name]) for name, title in TEXTS.items()],
        "bars": _bars(content),
        "is_pdf": is_pdf,
        "code": facts.code,
    }
    return render_to_string(TEMPLATE, context)


def _said(form: Form, paper: dict[str, Any]) -> dict[str, str]:
    """Return the sentences of the form with their fields filled in, as Word does."""
    wanted = {name: name for name in ("where", "source", "receiver")}
    return {
        key: SENTENCES.from_string(getattr(form, name)).render(paper)
        for key, name in (wanted | {"silent_said": "silent"}).items()
    }


def pdf_report(facts: Facts, content: Content) -> bytes:
    """Return the report as a PDF; only in a process of its own (see apart.py)."""
    return page_as_pdf(printed_page(facts, content, is_pdf=True))


def page_as_pdf(html: str) -> bytes:
    """Return a page on the report's paper; only in a process of its own."""
    from weasyprint import CSS, HTML  # type: ignore[import-untyped]
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

    fonts = FontConfiguration()
    sheet = CSS(filename=str(STYLE), font_config=fonts)
    page = HTML(string=html)
    data: bytes = page.write_pdf(stylesheets=[sheet], font_config=fonts)
    return data


def _bars(content: Content) -> list[dict[str, Any]]:
    """Return the groups with a target, all of one district; lengths are percentages."""
    names = {each["code"]: each["name"] for each in content["law"]["groups"]}
    return [
        {
            "title": f"{row['code']}. {names[row['code']]}",
            "attained": f"{row['attained'] * 100 / row['total']:.3f}%",
            "needed": f"{row['needed'] * 100 / row['total']:.3f}%"
            if row["needed"]
            else "",
            "said": f"{row['attained']} xã, {share(row['attained'], row['total'])}"
            + (f"; cần {row['needed']}" if row["needed"] else ""),
        }
        for row in content["province"]["groups"]
        if row["needed"] or content.get("district")
    ]
