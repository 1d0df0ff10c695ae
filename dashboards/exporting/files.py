"""The file of a snapshot, written anew from the figures that it keeps."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from dashboards.analytics.outputs.comparing import content_of
from dashboards.exporting.csv_files import csv_archive
from dashboards.exporting.facts import Content, Facts, facts_of
from dashboards.exporting.pdf import pdf_report
from dashboards.exporting.word import BadTemplate, word_report
from dashboards.exporting.workbook import workbook
from ntm_portal.lib.canonical import sha256_of
from ntm_portal.lib.file_kinds import DOCX, PDF, XLSX
from reports.choices import OutputFormat, ReportKind
from reports.models import ReportTemplate, Snapshot

NAMES = {
    ReportKind.QUARTER: "bao-cao-quy",
    ReportKind.HALF: "bao-cao-6-thang",
    ReportKind.YEAR: "bao-cao-nam",
}
TYPES = {
    OutputFormat.WORD: ("docx", DOCX.content_type),
    OutputFormat.EXCEL: ("xlsx", XLSX.content_type),
    OutputFormat.PDF: ("pdf", PDF.content_type),
    OutputFormat.CSV: ("zip", "application/zip"),
}
WRITERS: dict[OutputFormat, Callable[[Facts, Content], bytes]] = {
    OutputFormat.EXCEL: workbook,
    OutputFormat.PDF: pdf_report,
    OutputFormat.CSV: csv_archive,
}


class NotIntact(Exception):
    """The stored figures are not those that the hash was taken of."""


@dataclass(frozen=True, slots=True)
class OutputFile:
    name: str
    content_type: str
    data: bytes


def output_file(snapshot: Snapshot) -> OutputFile:
    """Write the file. Raises NotIntact, BadTemplate or NoPdf."""
    if sha256_of(snapshot.figures) != snapshot.sha256:
        raise NotIntact(
            f"Số liệu lưu của bản xuất {snapshot.code} không còn đúng với mã băm của "
            "nó; hãy báo quản trị."
        )
    content = content_of(snapshot)
    facts = facts_of(snapshot, content)
    form = OutputFormat(snapshot.format)
    ending, content_type = TYPES[form]
    if form is OutputFormat.WORD:
        template = template_bytes(snapshot.template)
        data = word_report(facts, content, template=template)
    else:
        data = WRITERS[form](facts, content)
    name = f"{NAMES[facts.kind]}-{snapshot.code}.{ending}"
    return OutputFile(name, content_type, data)


def template_bytes(template: ReportTemplate | None) -> bytes:
    """Return the office's template, the portal's own for None. Raises BadTemplate."""
    if template is None:
        return settings.PROVINCE_TEMPLATE.read_bytes()
    try:
        with template.file.open("rb") as stored:
            data: bytes = stored.read()
    except OSError as lost:
        raise BadTemplate(f"{template} không còn trên máy chủ.") from lost
    return data
