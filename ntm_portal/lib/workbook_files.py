"""What may be opened as a workbook: the look at a file before its cells are read.

An .xlsx file is a zip archive of XML parts. This module names what a file is when it
is something else, and refuses archives and XML that could exhaust the machine.
"""

import io
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NoReturn
from xml.parsers import expat

MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 64 * 1024 * 1024
MAX_PARTS = 5_000
MAX_CELLS = 200_000
MAX_AREA = 5_000_000
MAX_MERGED = 5_000

SAVE_AS_XLSX = "Hãy mở tệp bằng Excel và lưu lại thành .xlsx."
UNPROTECT = "Hãy bỏ mật khẩu rồi lưu lại."
OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
ENCRYPTED_FLAG = 0x1
CHUNK = 64 * 1024


class UnreadableWorkbook(Exception):
    """The file cannot be read as a workbook; the message says why, in Vietnamese."""


class HostileMarkup(Exception):
    """An XML part declares a document type."""


class SheetOutline:
    """How much a sheet's part holds, found out before its values are read.

    last_row is the last row with a value or a formula; down to it, cells counts the
    stored cells, blank ones with a format included, and area the positions from
    column A to the last cell of each row. merged has references such as "A1:C2".
    """

    def __init__(self, prefix: str) -> None:
        self.is_ordered = True
        self.last_row = 0
        self.cells = 0
        self.area = 0
        self.merged: list[str] = []
        self._prefix = prefix
        self._row = 0
        self._letters = ""
        self._cells = 0
        self._area = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take note of one element, in the order of the part."""
        match tag.removeprefix(self._prefix):
            case "row":
                self._start_row(int(attributes.get("r", self._row + 1)))
            case "c":
                self._start_cell(attributes.get("r", "").rstrip("0123456789"))
            case "v" | "f" | "is":
                self.last_row = self._row
                self.cells = self._cells
                self.area = self._area
            case "mergeCell":
                self.merged.append(attributes["ref"])

    def _start_row(self, row: int) -> None:
        self.is_ordered &= row > self._row
        self._area += row - self._row + _column_number(self._letters)
        self._row = row
        self._letters = ""

    def _start_cell(self, letters: str) -> None:
        self._cells += 1
        if letters:
            self.is_ordered &= _column_number(letters) > _column_number(self._letters)
            self._letters = letters


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A workbook's archive, safe to open, and its sheets' outlines by part."""

    data: bytes
    sheets: Mapping[str, SheetOutline]


def check_workbook_file(data: bytes, *, name: str) -> CheckedFile:
    """Return the archive packed anew from what was checked, with its sheets' outlines.

    Raises UnreadableWorkbook when the bytes are no .xlsx or .xlsm workbook, are
    protected by a password, or unpack to more than a workbook of reports needs.
    A broken archive raises whatever the zip library finds first.
    """
    _check_kind(data, name)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        _check_archive(archive, name)
        _check_content(archive, name)
        checked = _repack(archive)
    _check_sheets(checked.sheets.values(), name)
    return checked


def damaged(name: str) -> UnreadableWorkbook:
    """Return the refusal of a file that claims to be a workbook and is broken."""
    return UnreadableWorkbook(
        f"Tệp “{name}” bị hỏng hoặc không đúng định dạng .xlsx. {SAVE_AS_XLSX}"
    )


def too_large(name: str) -> UnreadableWorkbook:
    """Return the refusal of a workbook with more in it than reports need."""
    return UnreadableWorkbook(
        f"Tệp “{name}” có quá nhiều dữ liệu. Hãy chỉ giữ trang tính cần nhập, xóa các "
        "hàng và cột trống đã định dạng rồi lưu lại thành .xlsx."
    )


def _check_kind(data: bytes, name: str) -> None:
    if not data:
        raise UnreadableWorkbook(f"Tệp “{name}” rỗng, không có dữ liệu.")
    if len(data) > MAX_FILE_BYTES:
        raise too_large(name)
    if data.startswith(OLE_SIGNATURE):
        raise UnreadableWorkbook(f"Tệp “{name}” {_old_office(data)}")
    if not data.startswith(b"PK"):
        raise UnreadableWorkbook(f"Tệp “{name}” {_no_archive(data, name)}")


def _old_office(data: bytes) -> str:
    if ENCRYPTED_STREAM in data:
        return f"được bảo vệ bằng mật khẩu. {UNPROTECT}"
    return f"ở định dạng Office cũ (.xls, .doc). {SAVE_AS_XLSX}"


def _no_archive(data: bytes, name: str) -> str:
    head = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(b"%pdf"):
        return f"là tệp PDF, không phải sổ tính. {SAVE_AS_XLSX}"
    if head.startswith(b"<"):
        return f"là trang web hoặc XML, không phải .xlsx. {SAVE_AS_XLSX}"
    if name.lower().endswith((".csv", ".tsv", ".txt")):
        return f"là tệp văn bản, không phải .xlsx. {SAVE_AS_XLSX}"
    return f"không phải là sổ tính Excel. {SAVE_AS_XLSX}"


def _check_archive(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & ENCRYPTED_FLAG for part in parts):
        raise UnreadableWorkbook(f"Tệp “{name}” được bảo vệ bằng mật khẩu. {UNPROTECT}")
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED_BYTES:
        raise too_large(name)
    if len({part.filename for part in parts}) < len(parts):
        raise damaged(name)


def _check_content(archive: zipfile.ZipFile, name: str) -> None:
    paths = archive.namelist()
    if "xl/workbook.bin" in paths:
        _refuse(name, "ở định dạng .xlsb")
    if "[Content_Types].xml" in paths:
        if any(path.startswith(("word/", "ppt/")) for path in paths):
            _refuse(name, "là văn bản Word hoặc PowerPoint, không phải sổ tính")
        return
    if "mimetype" in paths and "content.xml" in paths:
        _refuse(name, "ở định dạng OpenDocument (.ods, .odt)")
    _refuse(name, "là tệp nén, không phải sổ tính")


def _refuse(name: str, what: str) -> NoReturn:
    raise UnreadableWorkbook(f"Tệp “{name}” {what}. {SAVE_AS_XLSX}")


def _repack(archive: zipfile.ZipFile) -> CheckedFile:
    packed = io.BytesIO()
    sheets: dict[str, SheetOutline] = {}
    with zipfile.ZipFile(packed, "w") as clean:
        for part in archive.infolist():
            content = _content(archive, part)
            clean.writestr(part.filename, content)
            if outline := _outline(content):
                sheets[part.filename] = outline
    return CheckedFile(packed.getvalue(), sheets)


def _content(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    # Piece by piece no more is unpacked than the archive declares; at once, a part
    # that declares too little would fill the memory before it is cut.
    with archive.open(part) as stream:
        return b"".join(iter(lambda: stream.read(CHUNK), b""))


def _check_sheets(sheets: Collection[SheetOutline], name: str) -> None:
    # Rows and columns out of order would be skipped without a word.
    if not all(sheet.is_ordered for sheet in sheets):
        raise damaged(name)
    if (
        sum(sheet.cells for sheet in sheets) > MAX_CELLS
        or sum(sheet.area for sheet in sheets) > MAX_AREA
        or sum(len(sheet.merged) for sheet in sheets) > MAX_MERGED
    ):
        raise too_large(name)


def _outline(content: bytes) -> SheetOutline | None:
    """Return the outline of one part, None when it is no sheet."""
    outlines: list[SheetOutline] = []
    parser = expat.ParserCreate()

    def start_root(tag: str, _attributes: Mapping[str, str]) -> None:
        parser.StartElementHandler = None
        prefix, is_sheet, _rest = tag.partition("worksheet")
        if is_sheet:
            outlines.append(SheetOutline(prefix))
            parser.StartElementHandler = outlines[0].start

    parser.StartElementHandler = start_root
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.ParseFile(io.BytesIO(content))
    except expat.ExpatError:
        # Pictures and macros are no XML; half a sheet must not pass for a whole one.
        if outlines:
            raise
    return outlines[0] if outlines else None


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _refuse_doctype(*_declaration: object) -> None:
    # Only a document type can declare entities, which may expand without end or
    # name other files; no spreadsheet program writes one.
    raise HostileMarkup
