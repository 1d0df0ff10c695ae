"""The report of the province as a Word document, from a template."""

import io
from typing import Any
from zipfile import BadZipFile

import jinja2
from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage  # type: ignore[import-untyped]
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

from dashboards.exporting.chart import target_chart
from dashboards.exporting.facts import Content, Facts
from dashboards.exporting.paper import paper_context

CHART_WIDTH = Mm(160)
# What opening and filling in somebody's template may meet.
BROKEN = (
    jinja2.TemplateError,
    PackageNotFoundError,
    XMLSyntaxError,
    BadZipFile,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


class BadTemplate(Exception):
    """The template cannot be filled in; the message says why, in Vietnamese."""


def word_report(facts: Facts, content: Content, *, template: bytes) -> bytes:
    """Return the report as a .docx; the template is trusted with values only.

    Raises BadTemplate.
    """
    try:
        document = DocxTemplate(io.BytesIO(template))
        chart = io.BytesIO(target_chart(content))
        context: dict[str, Any] = {
            **paper_context(facts, content),
            "chart": InlineImage(document, chart, width=CHART_WIDTH),
        }
        document.render(
            context, jinja_env=SandboxedEnvironment(autoescape=True), autoescape=True
        )
        file = io.BytesIO()
        document.save(file)
    except BROKEN as broken:
        raise BadTemplate(f"Không điền được mẫu Word: {broken}.") from broken
    return file.getvalue()
