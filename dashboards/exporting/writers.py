"""The bytes of a file of each kind, from the figures that a snapshot keeps."""

from collections.abc import Callable

from django.conf import settings

from dashboards.analytics.outputs.comparing import content_of
from dashboards.exporting.csv_files import csv_archive
from dashboards.exporting.facts import Content, Facts, facts_of
from dashboards.exporting.pdf import pdf_report
from dashboards.exporting.word import word_report
from dashboards.exporting.workbook import workbook
from reports.choices import OutputFormat
from reports.models import Snapshot

WRITERS: dict[OutputFormat, Callable[[Facts, Content], bytes]] = {
    OutputFormat.EXCEL: workbook,
    OutputFormat.PDF: pdf_report,
    OutputFormat.CSV: csv_archive,
}


def written(snapshot: Snapshot, *, template: bytes | None = None) -> bytes:
    """Write the file; Word with this template, None for our own. Raises BadTemplate.

    It asks no database: the figures are all there.
    """
    content = content_of(snapshot)
    facts = facts_of(snapshot, content)
    form = OutputFormat(snapshot.format)
    if form is not OutputFormat.WORD:
        return WRITERS[form](facts, content)
    return word_report(facts, content, template=template or own_template(facts))


def own_template(facts: Facts) -> bytes:
    """Return the portal's own template for the province or for one district."""
    is_district = facts.is_district
    path = settings.DISTRICT_TEMPLATE if is_district else settings.PROVINCE_TEMPLATE
    data: bytes = path.read_bytes()
    return data
