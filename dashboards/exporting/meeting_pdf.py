"""The papers of a meeting as a PDF; the server may lack what it is drawn with."""

from django.template.loader import render_to_string

from dashboards.exporting.apart import NotDrawn, can_draw_pdf, pdf_apart
from dashboards.exporting.facts import ILLUSTRATION
from dashboards.exporting.meeting_paper import Papers
from dashboards.exporting.pdf import NO_PANGO

TEMPLATE = "dashboards/meeting_paper.html"


def meeting_pdf(papers: Papers) -> bytes:
    """Return the papers as a PDF. Raises NotDrawn."""
    if not can_draw_pdf():
        raise NotDrawn(NO_PANGO)
    context = {"papers": papers, "illustration": ILLUSTRATION if papers.is_demo else ""}
    return pdf_apart(render_to_string(TEMPLATE, context))
