import csv
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_portal.lib.legacy_text import (
    TCVN3,
    UNUSED,
    VNI,
    Encoding,
    decode,
    detect_encoding,
)
from ntm_portal.lib.spreadsheets import read_workbook
from ntm_portal.lib.text import fold

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
TONE_BYTES = "\u00b0\u00b1\u00b2\u00b3\u00b4"
TO_TCVN3 = {
    letter: char
    for char, letter in TCVN3.items()
    if char not in UNUSED and char not in TONE_BYTES
}
TO_VNI = {letter: char for char, letter in VNI.items()}
LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợ" + (
    "pqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
)


def in_tcvn3(text: str) -> str:
    """Type the text as users of .VnTime did: capitals with tones in small letters."""
    return "".join(TO_TCVN3.get(c, TO_TCVN3.get(c.lower(), c)) for c in text)


def in_vni(text: str) -> str:
    return "".join(TO_VNI.get(char, char) for char in text)


# The catalogues that appendices take their words from.
LAW_AND_PLACES = (
    *("agencies", "communes", "criteria", "districts", "group_targets"),
    *("recognition_targets", "responsibilities", "short_names", "unit_kinds"),
)


def reference_texts() -> list[str]:
    """Return every text of the law and of the places, of two words or more."""
    texts: set[str] = set()
    for name in LAW_AND_PLACES:
        path = FIXTURES / "reference" / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.reader(lines):
                texts.update(unicodedata.normalize("NFC", text) for text in row)
    return sorted(texts)


def detected(text: str, *, font: str = "") -> str:
    return decode(text, detect_encoding(text, font=font), font=font)


@pytest.mark.parametrize(
    ("old", "text"),
    [
        ("HuyÖn, x·", "Huyện, xã"),
        ("TæNG CéNG", "TổNG CộNG"),
        ("M«i tr\u00adêng", "Môi trường"),
        ("§¨k Glei", "Đăk Glei"),
        ("KÕT QU¶", "KếT QUả"),
        ("®¹t", "đạt"),
        ("t\u00ad¬ng", "tương"),
        ("a\u00b3 e\u00b4", "á ẹ"),
    ],
)
def test_tcvn3_is_decoded(old: str, text: str) -> None:
    assert decode(old, "tcvn3") == text


@pytest.mark.parametrize(
    "text", ["250 m²", "20°C", "±5", "²", "Kroong", "x", "“Đ” – 5"]
)
def test_what_is_no_letter_in_tcvn3_stays_itself(text: str) -> None:
    assert decode(text, "tcvn3") == text


def test_a_capital_font_makes_capitals() -> None:
    assert decode("kÕt qu¶", "tcvn3", font=".VnTimeH") == "KẾT QUẢ"
    assert decode("kÕt qu¶", "tcvn3", font=".VnTime") == "kết quả"


@given(st.text(alphabet=LETTERS + LETTERS.upper() + " ,.-0123456789\n"))
def test_text_survives_tcvn3_but_for_its_capitals(text: str) -> None:
    assert decode(in_tcvn3(text), "tcvn3").lower() == text.lower()


@pytest.mark.parametrize(
    ("old", "text"),
    [
        ("Ñaêk Haø", "Đăk Hà"),
        ("KEÁT QUAÛ THÖÏC HIEÄN", "KẾT QUẢ THỰC HIỆN"),
        ("môùi, ñöôïc, nghóa, kyõ, ly îø", "mới, được, nghĩa, kỹ, ly ỵø"),
        ("Xoáp", "Xốp"),
        ("Ngoïc Hoài", "Ngọc Hồi"),
        ("thuûy lôïi, caàu", "thủy lợi, cầu"),
    ],
)
def test_vni_is_decoded(old: str, text: str) -> None:
    assert decode(old, "vni") == text


@given(st.sampled_from(reference_texts()))
def test_text_survives_vni(text: str) -> None:
    assert decode(in_vni(text), "vni") == text


def test_windows_1258_is_decoded() -> None:
    assert decode("Kêìt quaÒ thýòc hiêòn", "windows-1258") == "Kết quả thực hiện"


@pytest.mark.parametrize("text", ["Đắk Hà", "\u0081", "a\u009d"])
def test_what_cannot_be_windows_1258_stays_itself(text: str) -> None:
    assert decode(text, "windows-1258") == text


def test_decomposed_unicode_is_composed() -> None:
    assert decode(unicodedata.normalize("NFD", "Đắk"), "unicode") == "Đắk"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_no_text_or_word_of_the_law_is_taken_for_an_old_encoding(form: str) -> None:
    texts = {part for t in reference_texts() for part in (t, *re.findall(r"\w+", t))}
    forms = [unicodedata.normalize(form, text) for text in texts]  # type: ignore[arg-type]
    assert [text for text in forms if detect_encoding(text) != "unicode"] == []


@pytest.mark.parametrize(
    "text",
    [
        "xã",
        "Sa Thầy",
        "Hà Mòn",
        "Quý IV",
        "Qúy III",
        "Tòan xã",
        "QÐ-UBND",
        "«Xã mới»",
        "20°C",
        "250 m²",
        "×",
        "café",
        "Ba\u00adNa",
        "Kon Plông\u00ad",
        "quà, già, goòng",
        "· Hòa Bình",
    ],
)
@pytest.mark.parametrize("font", ["", "Times New Roman"])
def test_unicode_of_western_letters_only_stays_unicode(text: str, font: str) -> None:
    assert detect_encoding(text, font=font) == "unicode"


@pytest.mark.parametrize(
    "old",
    [
        "HuyÖn, x·",
        "TæNG CéNG",
        "Hé nghÌo",
        "héi",
        "Y tÕ",
        "KÕt qu¶",
        "§¨k Long",
        "X¬®¨ng",
        "Ch\u00ad Hreng",
        "d©n c\u00ad",
        "C«ng an",
    ],
)
def test_tcvn3_is_found_without_its_font(old: str) -> None:
    assert detect_encoding(old, font="Times New Roman") == "tcvn3"


@pytest.mark.parametrize(
    "old", ["Ñaêk Long", "xaõ", "tieâu chí", "noâng thoân môùi", "Tu Mô Roâng", "Keát"]
)
def test_vni_is_found_without_its_font(old: str) -> None:
    assert detect_encoding(old) == "vni"


def test_windows_1258_is_found() -> None:
    assert detect_encoding("Kêìt quaÒ thýòc hiêòn") == "windows-1258"


@pytest.mark.parametrize(
    ("text", "font", "encoding"),
    [
        ("Xèp", ".VnTime", "tcvn3"),
        ("§", ".VnArial", "tcvn3"),
        ("Kon Tum", ".VnTime", "unicode"),
        ("Đắk Hà", ".VnTime", "unicode"),
        ("Hà Mòn", ".VnTime", "unicode"),
        ("Rô Kôi", "VNI-Times", "vni"),
        ("Đắk Hà", "VNI-Times", "unicode"),
        ("Xèp", "Arial", "unicode"),
    ],
)
def test_the_font_settles_what_the_letters_leave_open(
    text: str, font: str, encoding: Encoding
) -> None:
    assert detect_encoding(text, font=font) == encoding


def test_nearly_all_texts_of_the_law_are_read_from_tcvn3_without_font() -> None:
    texts = [text for text in reference_texts() if not in_tcvn3(text).isascii()]
    wrong = [t for t in texts if detected(in_tcvn3(t)).lower() != t.lower()]
    assert len(wrong) * 50 < len(texts)


@pytest.mark.parametrize(
    ("encode", "font"), [(in_tcvn3, ".VnTime"), (in_vni, "VNI-Times")]
)
def test_every_text_of_the_law_is_read_with_its_font(
    encode: Callable[[str], str], font: str
) -> None:
    wrong = [
        text
        for text in reference_texts()
        if detected(encode(text), font=font).lower() != text.lower()
    ]
    assert wrong == []


def test_the_sample_typed_in_vntime_is_read_whole() -> None:
    data = (FIXTURES / "appendix" / "ket-qua-2017Q4-tcvn3.xlsx").read_bytes()
    (sheet,) = read_workbook(data, name="ket-qua-2017Q4-tcvn3.xlsx")
    texts = {
        cell.address: detected(cell.shown, font=cell.font)
        for cell in sheet.cells.values()
    }
    assert "kết quả thực hiện các tiêu chí nông thôn mới" in {
        text.lower() for text in texts.values()
    }
    names = known_names()
    rows = [row for row in range(8, 105) if texts.get(f"A{row}", "").isdigit()]
    assert len(rows) == 86
    assert {fold(texts[f"B{row}"]) for row in rows} <= names


def known_names() -> set[str]:
    with (FIXTURES / "reference" / "communes.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    return {
        fold(name)
        for row in rows
        for name in (row["commune_name"], *row["name_variants"].split("|"))
    }
