"""What may be read as a workbook: its limits, and the refusals in words.

A file is judged by what is in it, not by its name. The readers of the single formats
raise Refusal; only ntm_portal.lib.spreadsheets knows the file's name.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from ntm_portal.lib.text import format_number

MEGABYTE = 1024 * 1024
SAVE_AS_XLSX = "Hãy mở tệp bằng Excel hoặc LibreOffice và lưu lại thành .xlsx."
OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")

ArchiveKind = Literal["excel", "opendocument"]


class UnreadableWorkbook(Exception):
    """The file cannot be read as a workbook; the message says why, in Vietnamese."""


class Refusal(Exception):
    """The file is refused; the message goes on after “Tệp …”, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a workbook may hold before it is refused.

    Sizes are bytes, of the file and of all its parts unpacked; ``max_ratio`` is the
    greatest unpacked ÷ packed size of an archive that unpacks to more than
    ``free_unpacked`` (an honest table of equal marks packs fifty times and more). Rows,
    columns and ``max_cells`` count cells with a value or a formula, for each sheet,
    ``max_area`` the rectangle from A1 around them. ``max_all_cells``, ``max_elements``
    and ``max_characters`` hold for the whole workbook: XML elements or records
    that are read, blank formatted cells among them, and the characters of texts.
    """

    max_bytes: int = 20 * MEGABYTE
    max_unpacked: int = 200 * MEGABYTE
    max_ratio: int = 100
    free_unpacked: int = 10 * MEGABYTE
    max_parts: int = 5_000
    max_sheets: int = 500
    max_rows: int = 200_000
    max_columns: int = 500
    max_cells: int = 200_000
    max_area: int = 5_000_000
    max_merged: int = 5_000
    max_elements: int = 2_000_000
    max_characters: int = 20_000_000

    @property
    def max_all_cells(self) -> int:
        """Return how many cells all sheets may have: as many as two and a half."""
        return self.max_cells * 5 // 2


DEFAULT_LIMITS = Limits()


def damaged() -> Refusal:
    """Return the refusal of a file that claims to be a workbook and is broken."""
    return Refusal(f"bị hỏng hoặc không đúng định dạng của sổ tính. {SAVE_AS_XLSX}")


def protected() -> Refusal:
    return Refusal("được bảo vệ bằng mật khẩu. Hãy bỏ mật khẩu rồi lưu lại.")


def too_large(what: str) -> Refusal:
    """Return the refusal of a workbook with more in it than reports need."""
    return Refusal(
        f"có quá nhiều dữ liệu: {what}. Hãy chỉ giữ trang tính cần nhập, xóa các hàng "
        "và cột thừa rồi lưu lại."
    )


def too_many(limit: int, of_what: str) -> Refusal:
    return too_large(f"hơn {format_number(limit)} {of_what}")


def other_kind(what: str) -> Refusal:
    """Return the refusal of a file that is something else."""
    return Refusal(f"{what}. {SAVE_AS_XLSX}")


class Budget:
    """How much of everything one workbook may still have."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._cells = 0
        self._elements = 0
        self._texts = 0
        self._characters = 0

    def spend_elements(self, count: int) -> None:
        self._elements += count
        if self._elements > self.limits.max_elements:
            raise too_many(self.limits.max_elements, "phần tử, kể cả ô trống có khung")

    def spend_cells(self, count: int) -> None:
        """Count the cells of a sheet that was read."""
        self._cells += count
        if self._cells > self.limits.max_all_cells:
            raise too_many(self.limits.max_all_cells, "ô có dữ liệu")

    def spend_text(self) -> None:
        """Count one of the texts that the cells of a workbook share."""
        self._texts += 1
        if self._texts > self.limits.max_all_cells:
            raise too_many(self.limits.max_all_cells, "chuỗi chữ")

    def spend_characters(self, count: int) -> None:
        self._characters += count
        if self._characters > self.limits.max_characters:
            raise too_many(self.limits.max_characters, "ký tự")


def check_size(data: bytes, limits: Limits) -> None:
    if not data:
        raise Refusal("rỗng, không có dữ liệu.")
    if len(data) > limits.max_bytes:
        raise too_large(f"lớn hơn {limits.max_bytes // MEGABYTE} MB")


def archive_kind(paths: Collection[str], mimetype: bytes) -> ArchiveKind:
    """Return which program's archive this is.

    ``paths`` are those of its parts, in lower case, ``mimetype`` the beginning of the
    part of that name. Raises Refusal for other programs' archives.
    """
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "opendocument"
    if mimetype.startswith(b"application/vnd."):
        raise other_kind("là văn bản OpenDocument, không phải sổ tính")
    if "xl/workbook.bin" in paths:
        raise other_kind("ở định dạng .xlsb")
    if any(path.startswith(("word/", "ppt/")) for path in paths):
        raise other_kind("là văn bản Word hoặc PowerPoint, không phải sổ tính")
    if "[content_types].xml" in paths:
        return "excel"
    raise other_kind("là tệp nén, không phải sổ tính")


def check_is_text(data: bytes) -> None:
    """Refuse the files that are neither an archive nor a table in plain text."""
    head = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(b"%pdf"):
        raise other_kind("là tệp PDF, không phải sổ tính")
    if head.startswith(b"<"):
        raise other_kind("là trang web hoặc XML, không phải sổ tính")
    if head.startswith(b"{\\rtf"):
        raise other_kind("là văn bản Word, không phải sổ tính")
