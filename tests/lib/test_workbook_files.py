import io
import zipfile
import zlib

import pytest
from openpyxl import Workbook

from ntm_portal.lib import workbook_files
from ntm_portal.lib.spreadsheets import UnreadableWorkbook, read_workbook
from tests.lib.workbooks import (
    FIRST_SHEET,
    archive,
    edited,
    parts_of,
    saved,
    with_rows,
    workbook_with,
)

OLE = workbook_files.OLE_SIGNATURE


def refusal(data: bytes, name: str = "bao-cao.xlsx") -> str:
    with pytest.raises(UnreadableWorkbook) as caught:
        read_workbook(data, name=name)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.xlsx", "rỗng"),
        (OLE + b"\0" * 600, "a.xls", "Office cũ"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "mật khẩu"),
        (b"%PDF-1.7\n", "a.pdf", "PDF"),
        (b"\xef\xbb\xbf<html><table>", "a.xls", "trang web"),
        (b"x\xc3\xa3,1\n", "a.CSV", "văn bản"),
        (b"\x89PNG\r\n", "a.xlsx", "không phải là sổ tính"),
        (b"PK\x03\x04 cut", "a.xlsx", "bị hỏng"),
        (archive({"xl/workbook.bin": b"\0"}), "a.xlsb", ".xlsb"),
        (
            archive({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}),
            "a.docx",
            "Word",
        ),
        (archive({"mimetype": "x", "content.xml": "<c/>"}), "a.ods", "OpenDocument"),
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


@pytest.mark.parametrize("data", [OLE + b"\0", b"%PDF", archive({"doc.txt": "x"})])
def test_a_refusal_says_to_save_the_file_as_xlsx(data: bytes) -> None:
    assert "lưu lại thành .xlsx" in refusal(data)


def test_an_archive_with_a_password_is_refused() -> None:
    data = bytearray(archive({"[Content_Types].xml": "<Types/>"}))
    central_directory = data.index(b"PK\x01\x02")
    data[central_directory + 8] |= workbook_files.ENCRYPTED_FLAG
    assert "mật khẩu" in refusal(bytes(data))


def test_a_file_larger_than_an_upload_may_be_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook_files, "MAX_FILE_BYTES", 10)
    assert "quá nhiều dữ liệu" in refusal(workbook_with({"A1": "x"}))


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    bomb = archive(
        {**parts_of(workbook_with({"A1": "x"})), "xl/b.xml": b" " * 70_000_000}
    )
    assert len(bomb) < 1_000_000
    assert "quá nhiều dữ liệu" in refusal(bomb)


def test_an_archive_of_too_many_parts_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook_files, "MAX_PARTS", 3)
    assert "quá nhiều dữ liệu" in refusal(workbook_with({"A1": "x"}))


def test_an_archive_with_a_part_twice_is_refused() -> None:
    stream = io.BytesIO(workbook_with({"A1": "x"}))
    with (
        zipfile.ZipFile(stream, "a") as target,
        pytest.warns(UserWarning, match="Duplicate name"),
    ):
        target.writestr(FIRST_SHEET, b"<worksheet/>")
    assert "bị hỏng" in refusal(stream.getvalue())


def test_no_more_of_a_part_is_unpacked_than_the_archive_declares() -> None:
    text = b"<a>" + b"x" * 1_000_000
    data = archive({"[Content_Types].xml": "<Types/>", "a.xml": text})
    for true, declared in (
        (len(text), 9),
        (zlib.crc32(text), zlib.crc32(text[:9])),
    ):
        data = data.replace(true.to_bytes(4, "little"), declared.to_bytes(4, "little"))
    checked = workbook_files.check_workbook_file(data, name="a.xlsx")
    assert parts_of(checked.data)["a.xml"] == text[:9]


@pytest.mark.parametrize("path", [FIRST_SHEET, "xl/styles.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_part_that_declares_entities_is_refused(path: str, encoding: str) -> None:
    parts = parts_of(workbook_with({"A1": "x"}))
    text = parts[path].decode().split("?>")[-1]
    parts[path] = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        f'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>{text}'
    ).encode(encoding)
    assert "bị hỏng" in refusal(archive(parts))


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
    ],
)
def test_rows_or_columns_out_of_order_are_refused(rows: str) -> None:
    assert "bị hỏng" in refusal(with_rows(rows))


def test_rows_and_cells_without_an_address_follow_each_other() -> None:
    (sheet,) = read_workbook(
        with_rows(
            "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
        ),
        name="a.xlsx",
    )
    assert [sheet.cell(1, 2).shown, sheet.cell(2, 1).shown] == ["2", "3"]


@pytest.mark.parametrize("limit", ["MAX_CELLS", "MAX_AREA", "MAX_MERGED"])
def test_a_sheet_with_more_than_reports_need_is_refused(
    limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbook = Workbook()
    workbook.worksheets[0]["C3"] = "x"
    workbook.worksheets[0].merge_cells("A5:B5")
    data = saved(workbook)
    assert read_workbook(data, name="a.xlsx")
    monkeypatch.setattr(workbook_files, limit, 0)
    assert "quá nhiều dữ liệu" in refusal(data)


def test_formatted_blank_cells_below_the_table_do_not_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    blank = "".join(
        f'<row r="{row}"><c r="XFD{row}" s="0"/></row>' for row in (2, 3, 4)
    )
    data = with_rows(f'<row r="1"><c r="A1"><v>1</v></c></row>{blank}')
    monkeypatch.setattr(workbook_files, "MAX_CELLS", 1)
    monkeypatch.setattr(workbook_files, "MAX_AREA", 20)
    (sheet,) = read_workbook(data, name="a.xlsx")
    assert (sheet.max_row, sheet.max_column) == (1, 1)


def test_formulas_of_other_features_are_no_cells(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="900000"/>'
    extension = '<x:ext xmlns:x="urn:x"><x:f>A1</x:f></x:ext>'
    data = edited(
        with_rows(rows),
        FIRST_SHEET,
        lambda text: text.replace("</worksheet>", f"{extension}</worksheet>"),
    )
    monkeypatch.setattr(workbook_files, "MAX_AREA", 20)
    assert read_workbook(data, name="a.xlsx")
