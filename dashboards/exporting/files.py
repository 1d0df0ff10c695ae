"""The file of a snapshot, written anew from the figures that it keeps."""

from dataclasses import dataclass

from dashboards.exporting.apart import NotDrawn, can_draw_pdf, draw_apart
from dashboards.exporting.pdf import NO_PANGO
from dashboards.exporting.word import BadTemplate
from ntm_portal.lib.canonical import sha256_of
from ntm_portal.lib.file_kinds import DOCX, PDF, XLSX
from ntm_portal.lib.text import fold
from reports.choices import OutputFormat, ReportKind
from reports.models import ReportTemplate, Snapshot

NAMES = {
    ReportKind.QUARTER: "bao-cao-quy",
    ReportKind.HALF: "bao-cao-6-thang",
    ReportKind.YEAR: "bao-cao-nam",
}
TYPES = {
    OutputFormat.WORD: (".docx", DOCX.content_type),
    OutputFormat.EXCEL: (".xlsx", XLSX.content_type),
    OutputFormat.PDF: (".pdf", PDF.content_type),
    OutputFormat.CSV: (".zip", "application/zip"),
}


class NotIntact(Exception):
    """The stored figures are not those that the hash was taken of."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the file of an output is called and is; ``suffix`` begins with the dot."""

    name: str
    suffix: str
    content_type: str


def file_facts(snapshot: Snapshot) -> FileFacts:
    """Name the file: bao-cao-nam-huyen-dak-glei-2020Q4-0012.docx."""
    suffix, content_type = TYPES[OutputFormat(snapshot.format)]
    words = [NAMES[ReportKind(snapshot.kind)]]
    if snapshot.district:
        words += [fold(word) for word in snapshot.district.title.split()]
    name = "-".join([*words, snapshot.code]) + suffix
    return FileFacts(name, suffix, content_type)


def output_file(snapshot: Snapshot) -> bytes:
    """Draw the file. Raises NotIntact, BadTemplate or NotDrawn."""
    if sha256_of(snapshot.figures) != snapshot.sha256:
        raise NotIntact(
            f"Số liệu lưu của bản xuất {snapshot.code} không còn đúng với mã băm của "
            "nó; hãy báo quản trị."
        )
    if snapshot.format == OutputFormat.PDF and not can_draw_pdf():
        raise NotDrawn(NO_PANGO)
    template = template_bytes(snapshot.template) if snapshot.template else None
    return draw_apart(snapshot, template=template)


def template_bytes(template: ReportTemplate) -> bytes:
    """Return the office's template. Raises BadTemplate."""
    try:
        with template.file.open("rb") as stored:
            data: bytes = stored.read()
    except OSError as lost:
        raise BadTemplate(f"{template} không còn trên máy chủ.") from lost
    return data
