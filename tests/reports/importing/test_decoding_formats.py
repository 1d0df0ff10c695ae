"""Old encodings in every format of a file, with and without fonts."""

from collections.abc import Callable

import pytest

from ntm_portal.lib.spreadsheets import read_workbook
from ntm_portal.lib.text import Encoding
from reports.importing.decoding import decode_sheet, samples_of
from tests.lib.test_legacy_text import in_tcvn3, in_vni
from tests.lib.workbooks.test_spreadsheet_formats import windows_1258
from tests.reports.importing.tables.layout_files import FORMATS, Book
from tests.reports.importing.test_decoding import shown


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
@pytest.mark.parametrize(
    ("font", "text"), [(".VnTime", "Xốp"), ("VNI-Times", "Xèp"), ("Arial", "Xèp")]
)
def test_the_font_is_evidence_in_every_format_that_keeps_it(
    kind: str, font: str, text: str
) -> None:
    data = FORMATS[kind](Book([["Xèp"]], font=font))
    (sheet,) = read_workbook(data, name=f"bieu.{kind}")
    assert shown(decode_sheet(sheet)[0]) == [text]


@pytest.mark.parametrize("encoding", [None, "windows-1258"])
def test_a_table_in_plain_text_of_windows_1258_is_unicode_once_read(
    encoding: Encoding | None,
) -> None:
    text = (
        "Huyện, xã;Tiêu chí\nĐắk Hà;Đạt\nNgọk Réo;Chưa đạt\nIa Tơi;Không có số liệu\n"
    )
    (sheet,) = read_workbook(windows_1258(text), name="bieu.csv")
    decoded, found = decode_sheet(sheet, encoding)
    assert "\n".join(shown(decoded)) == text.replace(";", "\n").rstrip()
    assert found == "windows-1258"
    assert samples_of(sheet, decoded) == ()


@pytest.mark.parametrize(("encode", "encoding"), [(in_tcvn3, "tcvn3"), (in_vni, "vni")])
def test_a_table_in_plain_text_typed_in_an_old_font_is_told_without_it(
    encode: Callable[[str], str], encoding: str
) -> None:
    names = ["Đắk Long", "Ngọk Réo", "Ia Tơi", "Chưa đạt", "Hòa Bình"]
    data = encode("\n".join(names)).encode("latin-1")
    (sheet,) = read_workbook(data, name="bieu.csv")
    decoded, found = decode_sheet(sheet)
    assert shown(decoded) == names
    assert found == encoding
