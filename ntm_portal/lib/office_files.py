"""Documents of Word and Excel since 2007: which program's, whole, without macros."""

import re
import zipfile
import zlib
from collections.abc import Iterable
from typing import Literal
from xml.parsers import expat

from ntm_portal.lib.unfit import Unfit
from ntm_portal.lib.workbooks.archives import Archive, open_archive
from ntm_portal.lib.workbooks.files import Budget, Limits, Refusal
from ntm_portal.lib.workbooks.xml_parts import Attributes, Ends, Starts, parse_part

Program = Literal["word", "excel"]

LIMITS = Limits()
TYPES = "[content_types].xml"
TYPES_MAX = 1024 * 1024
MACRO_PARTS = re.compile(r"vbaproject|vbadata|/macrosheets/|/activex/|\.exe$")
MACRO_TYPE = b"macroenabled"
# The transitional and the strict form of the standard.
NAMESPACES = {
    "word": (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    "excel": (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    ),
}
MAIN_PARTS: dict[Program, tuple[re.Pattern[str], bytes, str]] = {
    "word": (
        re.compile(r"word/document\d*\.xml"),
        b"wordprocessingml.document.main+xml",
        "document",
    ),
    "excel": (
        re.compile(r"xl/workbook\d*\.xml"),
        b"spreadsheetml.sheet.main+xml",
        "workbook",
    ),
}
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


def office_program(data: bytes) -> Program:
    """Return whose document a zip archive is.

    Raises Unfit for other archives, for a document with macros, and for one
    that is broken, protected, or unpacks to far more than a document has.
    """
    try:
        with open_archive(data, LIMITS) as archive:
            return _program(archive)
    except Refusal:
        raise Unfit(
            "có mật khẩu, bị hỏng, hoặc giải nén ra lớn bất thường; hãy mở bằng Word "
            "hoặc Excel rồi lưu lại, hoặc xuất ra PDF"
        ) from None
    except BROKEN:
        raise Unfit(
            "bị hỏng hoặc bị cắt cụt; hãy mở bằng Word hoặc Excel rồi lưu lại"
        ) from None


def _program(archive: Archive) -> Program:
    if TYPES not in archive.paths:
        raise Unfit("là tệp nén; hãy gửi từng tài liệu bên trong")
    types = _types(archive.chunks(TYPES))
    if MACRO_TYPE in types or any(MACRO_PARTS.search(path) for path in archive.paths):
        raise Unfit(
            "có macro hoặc chương trình bên trong; hãy lưu lại thành .docx, .xlsx "
            "không có macro, hoặc xuất ra PDF"
        )
    for program, (path, content_type, root) in MAIN_PARTS.items():
        main = next((part for part in archive.paths if path.fullmatch(part)), "")
        if main and content_type in types:
            _check_root(archive.chunks(main), program, root)
            return program
    raise Unfit("không phải là văn bản Word (.docx) hay sổ tính Excel (.xlsx)")


def _types(chunks: Iterable[bytes]) -> bytes:
    found = b""
    for chunk in chunks:
        found += chunk
        if len(found) > TYPES_MAX:
            raise Unfit("bị hỏng; hãy mở bằng Word hoặc Excel rồi lưu lại")
    return found.lower()


def _check_root(chunks: Iterable[bytes], program: Program, root: str) -> None:
    """Read the main part to its end and refuse one that begins with another tag."""
    reader = _RootReader({f"{space} {root}" for space in NAMESPACES[program]})
    parse_part(chunks, reader, Budget(LIMITS))
    if not reader.found:
        raise Unfit("không phải là văn bản Word (.docx) hay sổ tính Excel (.xlsx)")


class _RootReader:
    """Notes whether one of the tags came by."""

    def __init__(self, tags: set[str]) -> None:
        self.found = False
        self.starts: Starts = dict.fromkeys(tags, self._note)
        self.ends: Ends = {}

    def text(self, piece: str) -> None:
        """Take no notice of the words."""

    def _note(self, _attributes: Attributes) -> None:
        self.found = True
