"""What is refused as a workbook, and what is said of it."""

import io
import struct
import zipfile
import zlib

import pytest

from ntm_portal.lib.spreadsheets import UnreadableWorkbook, read_workbook
from ntm_portal.lib.workbooks.archives import ENCRYPTED_FLAG, open_archive
from ntm_portal.lib.workbooks.files import DEFAULT_LIMITS, OLE_SIGNATURE
from tests.lib.workbooks.books import (
    FIRST_SHEET,
    ODS_MIMETYPE,
    archive,
    cell,
    compound,
    edited,
    old_workbook,
    opendocument,
    parts_of,
    record,
    row,
    table,
    with_rows,
    workbook_with,
)

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MANIFEST = '<manifest:manifest xmlns:manifest="m"><manifest:encryption-data/>'
TEXT_MIMETYPE = "application/vnd.oasis.opendocument.text"


def refusal(data: bytes, name: str = "bao-cao.xlsx") -> str:
    with pytest.raises(UnreadableWorkbook) as caught:
        read_workbook(data, name=name)
    return str(caught.value)


def as_document(workbook: bytes) -> bytes:
    """Return a compound file whose only stream is that of a text document."""
    name, other = (
        word.encode("utf-16-le").ljust(64, b"\0")
        for word in ("Workbook", "WordDocument")
    )
    length = struct.pack("<H", len("WordDocument") * 2 + 2)
    at = workbook.index(name)
    return workbook[:at] + other + length + workbook[at + 66 :]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.xlsx", "rỗng"),
        (OLE_SIGNATURE + b"\0" * 600, "a.xls", "bị hỏng"),
        (OLE_SIGNATURE + ENCRYPTED, "a.xlsx", "mật khẩu"),
        (as_document(compound(b"\0" * 5000)), "a.doc", "Word"),
        (b"%PDF-1.7\n", "a.pdf", "PDF"),
        (b"\xef\xbb\xbf<html><table>", "a.xls", "trang web"),
        (b"{\\rtf1 a}", "a.xls", "Word"),
        (b"x\xc3\xa3,1\n", "a.xlsx", "văn bản không có đuôi"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a.xlsx", "không phải là sổ tính"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a.csv", "không phải là sổ tính"),
        (b"PK\x03\x04 cut", "a.xlsx", "bị hỏng"),
        (archive({"xl/workbook.bin": b"\0"}), "a.xlsb", ".xlsb"),
        (
            archive({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}),
            "a.docx",
            "Word",
        ),
        (archive({"mimetype": TEXT_MIMETYPE, "content.xml": "<c/>"}), "a.odt", "văn"),
        (archive({"mimetype": ODS_MIMETYPE}), "a.ods", "bị hỏng"),
        (archive({"doc.txt": "x"}), "a.zip", "tệp nén"),
        (archive({"[Content_Types].xml": "<Types/>"}), "a.xlsx", "bị hỏng"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_by_what_it_is(
    data: bytes, name: str, words: str
) -> None:
    message = refusal(data, name)
    assert words in message
    assert f"“{name}”" in message


@pytest.mark.parametrize(
    "data", [OLE_SIGNATURE + b"\0", b"%PDF", archive({"doc.txt": "x"})]
)
def test_a_refusal_says_to_save_the_file_as_xlsx(data: bytes) -> None:
    assert "lưu lại thành .xlsx" in refusal(data)


@pytest.mark.parametrize(
    "data",
    [
        old_workbook(record(0x203, b"\0" * 14)).replace(
            # The record that tells of the key stands where the sheets are listed.
            record(0x85, b"\0")[:2],
            record(0x2F, b"\0")[:2],
        ),
        archive(
            {
                "mimetype": ODS_MIMETYPE,
                "content.xml": b"\x8f\x12",
                "META-INF/manifest.xml": MANIFEST,
            }
        ),
        archive(
            {
                "mimetype": ODS_MIMETYPE,
                "encrypted-package": b"\x8f\x12",
                "META-INF/manifest.xml": MANIFEST,
            }
        ),
    ],
    ids=["xls", "ods", "ods-as-a-whole"],
)
def test_a_workbook_with_a_password_is_refused(data: bytes) -> None:
    assert "mật khẩu" in refusal(data)


def test_an_archive_with_a_password_is_refused() -> None:
    data = bytearray(archive({"[Content_Types].xml": "<Types/>"}))
    central_directory = data.index(b"PK\x01\x02")
    data[central_directory + 8] |= ENCRYPTED_FLAG
    assert "mật khẩu" in refusal(bytes(data))


def test_an_archive_with_a_part_twice_is_refused() -> None:
    stream = io.BytesIO(workbook_with({"A1": "x"}))
    with (
        zipfile.ZipFile(stream, "a") as target,
        pytest.warns(UserWarning, match="Duplicate name"),
    ):
        target.writestr(FIRST_SHEET, b"<worksheet/>")
    assert "bị hỏng" in refusal(stream.getvalue())


def test_an_archive_packed_in_an_unusual_way_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_BZIP2) as target:
        for path, content in parts_of(workbook_with({"A1": "x"})).items():
            target.writestr(path, content)
    assert "bị hỏng" in refusal(stream.getvalue())


@pytest.mark.parametrize("path", [FIRST_SHEET, "xl/styles.xml", "customXml/item.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_part_that_declares_entities_is_refused(path: str, encoding: str) -> None:
    parts = parts_of(workbook_with({"A1": "x"}))
    text = parts.get(path, b"<a/>").decode().split("?>")[-1]
    parts[path] = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        f'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>{text}'
    ).encode(encoding)
    assert "bị hỏng" in refusal(archive(parts))


def test_an_opendocument_part_that_declares_entities_is_refused() -> None:
    data = opendocument(table(row(cell("x"))))
    declared = edited(data, "content.xml", lambda text: f"<!DOCTYPE a []>{text}")
    assert "bị hỏng" in refusal(declared)


def test_no_more_than_its_beginning_is_read_of_a_part_without_cells() -> None:
    parts = parts_of(workbook_with({"A1": "x"}))
    data = archive({**parts, "xl/drawings/drawing1.xml": b"<a>" + b"\xff" * 100})
    assert read_workbook(data, name="a.xlsx")


def test_a_sheet_cut_short_is_refused_and_not_read_by_half() -> None:
    data = workbook_with({"A1": "một", "A2": "hai"})
    cut = edited(data, FIRST_SHEET, lambda text: text[: text.index('<row r="2"')])
    assert "bị hỏng" in refusal(cut)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="1A"><v>1</v></c></row>',
        '<row r="1"><c t="s"><v>0</v></c></row>',
        '<row r="1"><c><v>một</v></c></row>',
    ],
)
def test_cells_that_are_not_where_or_what_they_claim_are_refused(rows: str) -> None:
    assert "bị hỏng" in refusal(with_rows(rows))


def test_rows_and_cells_without_an_address_follow_each_other() -> None:
    (sheet,) = read_workbook(
        with_rows(
            "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
        ),
        name="a.xlsx",
    )
    assert [sheet.cell(1, 2).shown, sheet.cell(2, 1).shown] == ["2", "3"]


def test_a_column_merged_without_rows_is_refused() -> None:
    data = edited(
        workbook_with({"A1": "x"}),
        FIRST_SHEET,
        lambda text: text.replace(
            "</sheetData>",
            '</sheetData><mergeCells><mergeCell ref="A:A"/></mergeCells>',
        ),
    )
    assert "bị hỏng" in refusal(data)


def test_no_more_of_a_part_is_unpacked_than_the_archive_declares() -> None:
    text = b"<a>" + b"x" * 1_000_000
    data = archive({"a.xml": text})
    for true, declared in (
        (len(text), 9),
        (zlib.crc32(text), zlib.crc32(text[:9])),
    ):
        data = data.replace(true.to_bytes(4, "little"), declared.to_bytes(4, "little"))
    with open_archive(data, DEFAULT_LIMITS) as opened:
        assert b"".join(opened.chunks("a.xml")) == text[:9]
