"""What a handed-in file is, by its content: sound ones, and hostile ones."""

import io
import struct
import zlib

import pytest
from PIL import Image

from ntm_portal.lib import file_kinds
from ntm_portal.lib.file_kinds import FileRefused, recognise
from tests import handed_in
from tests.handed_in import docx_file, picture, with_parts, xlsx_file, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BOMB = bytes(30 * 1024 * 1024)


def refusal(data: bytes, name: str, **options: object) -> str:
    with pytest.raises(FileRefused) as refused:
        recognise(data, name=name, **options)
    return str(refused.value)


def png_of(width: int, height: int) -> bytes:
    """Return a PNG that claims a size and has no picture."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        checked = kind + body
        return (
            struct.pack(">I", len(body))
            + checked
            + struct.pack(">I", zlib.crc32(checked))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(b""))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + pixels + chunk(b"IEND", b"")


def progressive(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Image.new("L", (width, height)).save(file, "JPEG", progressive=True, quality=1)
    return file.getvalue()


def test_a_progressive_picture_may_have_fewer_points() -> None:
    assert "30 triệu điểm ảnh" in refusal(progressive(6200, 5000), "to.jpg")
    assert recognise(progressive(60, 50), name="nho.jpg") == file_kinds.JPG


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (handed_in.PDF, "Quyết định.PDF", file_kinds.PDF),
        (docx_file(), "bien-ban.docx", file_kinds.DOCX),
        (xlsx_file(), "ho-ngheo.xlsx", file_kinds.XLSX),
        (picture("JPEG"), "duong.jpg", file_kinds.JPG),
        (picture("JPEG"), "DUONG.JPEG", file_kinds.JPG),
        (picture("PNG"), "duong.png", file_kinds.PNG),
    ],
)
def test_a_sound_file_is_known_by_its_content(data, name, kind):
    assert recognise(data, name=name) is kind


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (handed_in.EXE, "bao-cao.pdf", "là một chương trình"),
        (b"\x7fELF" + bytes(90), "anh.jpg", "là một chương trình"),
        (b"", "rong.pdf", "rỗng"),
        (handed_in.PDF[:-8], "cut.pdf", "PDF bị cắt cụt"),
        (OLE, "cu.docx", "đời cũ (.doc, .xls) hoặc có mật khẩu"),
        (b"<html><script>", "trang.pdf", "là trang web"),
        (b"\xef\xbb\xbf <svg onload=x>", "anh.png", "là trang web"),
        (b"GIF89a" + bytes(20), "anh.png", "là ảnh GIF"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(20), "anh.jpg", "là ảnh HEIC"),
        (b"%!PS-Adobe", "x.pdf", "không phải là một tệp .pdf"),
        (picture("JPEG", (400, 300))[:-4000], "cut.jpg", "bị cắt cụt"),
        (picture("PNG", (400, 300))[:-4000], "cut.png", "bị cắt cụt"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "gia.jpg", "là ảnh bị hỏng"),
        (png_of(60_000, 60_000), "bom.png", "triệu điểm ảnh"),
        (png_of(10_000, 9_000), "to.png", "triệu điểm ảnh"),
    ],
)
def test_what_is_no_such_file_is_refused_in_words(data, name, said):
    message = refusal(data, name)
    assert message.startswith(f"Tệp “{name}” ")
    assert said in message


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (handed_in.PDF, "bao-cao.docx", "bên trong là tệp PDF"),
        (docx_file(), "bao-cao.xlsx", "bên trong là tệp Word"),
        (handed_in.PDF, "bao-cao.pdf.exe", "tên không có đuôi .pdf"),
        (picture(), "khong-duoi", "tên không có đuôi .jpg"),
    ],
)
def test_a_name_that_says_another_kind_is_refused(data, name, said):
    assert said in refusal(data, name)


def test_a_kind_that_is_not_asked_for_is_refused():
    message = refusal(docx_file(), "a.docx", allowed=[file_kinds.PDF, file_kinds.JPG])
    assert "là tệp Word; ở đây chỉ nhận .pdf, .jpg, .jpeg." in message


@pytest.mark.parametrize(
    "parts",
    [
        {"word/vbaProject.bin": b"x"},
        {"word/activeX/activeX1.xml": b"<x/>"},
        {"word/embeddings/virus.exe": b"MZ"},
    ],
)
def test_a_document_with_macros_or_programs_is_refused(parts):
    assert "có macro" in refusal(with_parts(docx_file(), parts), "a.docx")


def test_a_macro_document_renamed_to_docx_is_refused_by_its_declared_type():
    types = b"<Types>application/vnd.ms-word.document.macroEnabled.main+xml</Types>"
    forged = with_parts(docx_file(), {"[Content_Types].xml": types})
    assert "có macro" in refusal(forged, "a.docx")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zipped({"a.txt": b"x"}), "là tệp nén"),
        (zipped({"[Content_Types].xml": b"<Types/>"}), "không phải là văn bản Word"),
        (
            with_parts(docx_file(), {"word/document.xml": b"<html/>"}),
            "không phải là văn bản Word",
        ),
        (with_parts(docx_file(), {"word/document.xml": b"<w:"}), "bị hỏng"),
        (
            with_parts(
                docx_file(),
                {"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'},
            ),
            "lớn bất thường",
        ),
        (docx_file()[:-200], "bị hỏng"),
        (docx_file()[:2000] + docx_file()[-2000:], "bị hỏng"),
        (b"PK\x03\x04" + bytes(300), "bị hỏng"),
        (
            with_parts(docx_file(), {"[Content_Types].xml": bytes(2 * 1024 * 1024)}),
            "bị hỏng",
        ),
    ],
)
def test_an_archive_that_is_no_document_is_refused(data, said):
    assert said in refusal(data, "a.docx")


def test_a_document_that_unpacks_without_end_is_refused():
    bomb = with_parts(docx_file(), {"word/media/anh.bin": BOMB})
    assert len(bomb) < 1024 * 1024
    assert "giải nén ra lớn bất thường" in refusal(bomb, "a.docx")
