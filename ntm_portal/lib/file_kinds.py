"""What a file that a person hands in really is, told from its content alone.

The name only has to agree with the content: it never decides. Documents are unpacked
and pictures decoded within bounds.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePath

from ntm_portal.lib.office_files import office_program
from ntm_portal.lib.pictures import check_picture
from ntm_portal.lib.unfit import Unfit
from ntm_portal.lib.workbooks.files import OLE_SIGNATURE, ZIP_SIGNATURES

PDF_SIGNATURE = b"%PDF-"
JPG_SIGNATURE = b"\xff\xd8\xff"
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Programs write something after the mark of the end, never much.
PDF_TAIL = 2048

# What people mistake for a document, by how it begins.
OTHER_CONTENT = (
    (b"MZ", "là một chương trình, không phải tài liệu"),
    (b"\x7fELF", "là một chương trình, không phải tài liệu"),
    (b"#!", "là một chương trình, không phải tài liệu"),
    (b"{\\rtf", "là văn bản RTF; hãy lưu lại thành .docx hoặc PDF"),
    (b"Rar!", "là tệp nén; hãy gửi từng tài liệu bên trong"),
    (b"7z\xbc\xaf", "là tệp nén; hãy gửi từng tài liệu bên trong"),
    (b"\x1f\x8b", "là tệp nén; hãy gửi từng tài liệu bên trong"),
    (b"GIF8", "là ảnh GIF; hãy lưu lại thành .jpg hoặc .png"),
    (b"BM", "là ảnh BMP; hãy lưu lại thành .jpg hoặc .png"),
    (b"II*\x00", "là ảnh TIFF; hãy lưu lại thành .jpg, .png hoặc PDF"),
    (b"MM\x00*", "là ảnh TIFF; hãy lưu lại thành .jpg, .png hoặc PDF"),
    (b"<", "là trang web hoặc XML, không phải tài liệu"),
)
OLD_OFFICE = (
    "là tệp Word, Excel đời cũ (.doc, .xls) hoặc có mật khẩu; hãy mở ra, bỏ mật khẩu "
    "và lưu lại thành .docx, .xlsx hoặc PDF"
)
PHONE_PICTURE = "là ảnh HEIC hoặc video của điện thoại; hãy chuyển thành ảnh .jpg"
PHONE_MARK = b"ftyp"


class FileRefused(Exception):
    """The file is not taken; the message says why and what to do, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its name to people, endings with the dot, MIME type.

    The first ending is the one that files are stored under.
    """

    label: str
    suffixes: tuple[str, ...]
    content_type: str


OFFICE_TYPE = "application/vnd.openxmlformats-officedocument"
PDF = FileKind("PDF", (".pdf",), "application/pdf")
DOCX = FileKind("Word", (".docx",), f"{OFFICE_TYPE}.wordprocessingml.document")
XLSX = FileKind("Excel", (".xlsx",), f"{OFFICE_TYPE}.spreadsheetml.sheet")
JPG = FileKind("ảnh JPG", (".jpg", ".jpeg"), "image/jpeg")
PNG = FileKind("ảnh PNG", (".png",), "image/png")
KINDS = (PDF, DOCX, XLSX, JPG, PNG)
PROGRAMS = {"word": DOCX, "excel": XLSX}


def suffixes_of(kinds: Collection[FileKind]) -> list[str]:
    """Return the endings of names, such as ``.pdf``, in the order of the kinds."""
    return [suffix for kind in kinds for suffix in kind.suffixes]


def recognise(
    data: bytes, *, name: str, allowed: Collection[FileKind] = KINDS
) -> FileKind:
    """Return the kind of a whole file that is sound and of one of the allowed kinds.

    Raises FileRefused for anything else, a name whose ending says another kind
    among it.
    """
    try:
        kind = _kind(data)
    except Unfit as refusal:
        raise FileRefused(f"Tệp “{name}” {refusal}.") from None
    endings = ", ".join(suffixes_of(allowed))
    if kind not in allowed:
        raise FileRefused(
            f"Tệp “{name}” là tệp {kind.label}; ở đây chỉ nhận {endings}."
        )
    if PurePath(name).suffix.lower() not in kind.suffixes:
        raise FileRefused(
            f"Tệp “{name}” bên trong là tệp {kind.label} nhưng tên không có đuôi "
            f"{kind.suffixes[0]}; hãy kiểm tra lại đúng tệp rồi đổi tên."
        )
    return kind


def _kind(data: bytes) -> FileKind:
    if not data:
        raise Unfit("rỗng, không có dữ liệu")
    if data.startswith(PDF_SIGNATURE):
        _check_pdf(data)
        return PDF
    if data.startswith(JPG_SIGNATURE):
        check_picture(data, "JPEG")
        return JPG
    if data.startswith(PNG_SIGNATURE):
        check_picture(data, "PNG")
        return PNG
    if data.startswith(ZIP_SIGNATURES):
        return PROGRAMS[office_program(data)]
    raise Unfit(_what_else(data))


def _check_pdf(data: bytes) -> None:
    if b"%%EOF" not in data[-PDF_TAIL:]:
        raise Unfit("là tệp PDF bị cắt cụt; hãy quét hoặc xuất lại")


def _what_else(data: bytes) -> str:
    """Say what a file is that is none of the kinds."""
    if data.startswith(OLE_SIGNATURE):
        return OLD_OFFICE
    if data[4:8] == PHONE_MARK:
        return PHONE_PICTURE
    head = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    for beginning, what in OTHER_CONTENT:
        if head.startswith(beginning):
            return what
    endings = ", ".join(suffixes_of(KINDS))
    return f"không phải là một tệp {endings}, dù tên là gì"
