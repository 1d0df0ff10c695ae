"""Files as people hand them in: small, sound ones of every kind, and a zip to bend."""

import io
import zipfile
from collections.abc import Mapping

import docx
import xlsxwriter
from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200)


def docx_file(text: str = "Biên bản họp thôn") -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def xlsx_file() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.add_worksheet().write(0, 0, "Danh sách hộ nghèo")
    return file.getvalue()


def picture(format_name: str = "JPEG", size: tuple[int, int] = (40, 30)) -> bytes:
    """Return a picture of many colours, so that no piece of it is empty."""
    file = io.BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(file, format_name)
    return file.getvalue()


def zipped(parts: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    return file.getvalue()


def with_parts(document: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return an archive with parts added or replaced."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**found, **parts})
