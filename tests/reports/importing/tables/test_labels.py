import pytest

from reports.importing.tables.labels import Label, Labels, bare_number, words
from tests.reports.importing.places import CRITERIA
from tests.reports.importing.tables.sheets import Value, cell

LABELS = Labels(CRITERIA)


def test_words_are_plain_and_apart() -> None:
    assert words(" Huyện,\u00a0XÃ (Đắk Hà) & tỉnh") == "huyen xa dak ha va tinh"


@pytest.mark.parametrize(
    "text",
    [
        "Cơ sở vật chất văn hóa",
        "CƠ SỞ VẬT CHẤT VĂN HÓA",
        "Cơ sở\nvật chất văn hoá",
        "TC6",
        "TC 06",
        "T.C 6",
        "tc.6",
        "Tiêu chí 6",
        "Tiêu chí số 6",
        "TIÊU CHÍ SỐ 06",
        "Tiêu chí thứ 6",
        "Tiêu chí\n6",
        "Tchí 6",
        "T/c 06",
        "Số 6",
        "Số 6 Cơ sở vật chất văn hóa",
        "6. Cơ sở vật chất văn hóa",
        "6 Cơ sở vật chất văn hóa",
        "6 - Cơ sở vật chất văn hóa",
        "(6) Cơ sở vật chất văn hóa",
        "Tiêu chí 6: Cơ sở vật chất văn hóa",
        "Tiêu chí số 6 (Cơ sở vật chất văn hóa)",
        "6. Tiêu chí Cơ sở vật chất văn hóa",
        "Tiêu chí về cơ sở vật chất văn hóa",
        "Cơ sở vật chất văn hóa (TC6)",
    ],
)
def test_a_criterion_is_recognised_by_number_and_by_name(text: str) -> None:
    assert LABELS.read(text) == Label(6, is_sure=True)


@pytest.mark.parametrize(
    "text", ["Thông tin, truyền thông", "Thông tin & Truyền thông"]
)
def test_a_word_and_may_be_left_out_of_a_name(text: str) -> None:
    assert LABELS.read(text) == Label(8, is_sure=True)


def test_the_number_of_a_column_behind_a_name_does_not_count() -> None:
    assert LABELS.read("Trường học (7)") == Label(5, is_sure=True)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("CSVC văn hóa", 6),
        ("6. CSVC văn hóa", 6),
        ("CSHT thương mại NT", 7),
        ("TT&TT", 8),
        ("LĐ có việc làm", 12),
        ("GDĐT", 14),
        ("Môi trường và ATTP", 17),
        ("HTCT và tiếp cận PL", 18),
        ("QP-AN", 19),
        ("Tiêu chí QPAN (21)", 19),
    ],
)
def test_first_letters_stand_for_the_words_of_a_name(text: str, number: int) -> None:
    assert LABELS.read(text) == Label(number, is_sure=True)


@pytest.mark.parametrize("text", ["YT", "VH", "TH", "xxxx", "HTKT-XH"])
def test_letters_that_are_few_or_of_no_name_stand_for_nothing(text: str) -> None:
    assert LABELS.read(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Trườg học", 5),
        ("Thông tin truyển thông", 8),
        ("Quốc phong, An nnh", 19),
        ("Mội trường và an toàn thưc phẩn", 17),
    ],
)
def test_a_misspelt_name_is_near_its_criterion(text: str, number: int) -> None:
    assert LABELS.near(text) == number


@pytest.mark.parametrize(
    "text", ["", "Chợ", "Điẹm", "Hệ thống chính trị", "Xếp loại", "Giáo dục"]
)
def test_other_words_are_near_nothing(text: str) -> None:
    assert LABELS.near(text) is None


@pytest.mark.parametrize(
    "text", ["6. Nhà văn hóa", "TC6 CS", "6) Nhà văn hoá", "Số 6 Nhà văn hóa"]
)
def test_an_unknown_name_behind_a_number_is_less_sure(text: str) -> None:
    assert LABELS.read(text) == Label(6, is_sure=False)


def test_a_number_with_the_name_of_another_criterion_contradicts_itself() -> None:
    assert LABELS.read("6. Trường học") == Label(6, is_sure=True, other=5)


@pytest.mark.parametrize(
    "text",
    [
        "6",
        "(6)",
        "Hệ thống chính trị",
        "Hạ tầng kinh tế - xã hội",
        "II. Hạ tầng kinh tế - xã hội",
        "6.1. Xã có nhà văn hóa",
        "19/19",
        "20. Khác",
        "Tiêu chí 20",
        "19 tiêu chí",
        "Tiêu chí 2 đến 9",
        "Tiêu chí 2-9",
        "Tổng số tiêu chí đạt",
        "2019",
        "",
    ],
)
def test_what_is_no_criterion_is_not_taken_for_one(text: str) -> None:
    assert LABELS.read(text) is None


def test_the_group_named_like_the_first_criterion_reads_as_that_criterion() -> None:
    assert LABELS.read("Quy hoạch") == Label(1, is_sure=True)


@pytest.mark.parametrize(
    ("given", "number"),
    [
        (6, 6),
        ("06", 6),
        (" 6 ", 6),
        ("(6)", 6),
        ("[6]", 6),
        ("6.", 6),
        ("#6", 6),
        (23, 23),
    ],
)
def test_a_bare_number_is_read(given: Value, number: int) -> None:
    assert bare_number(cell(given)) == number


@pytest.mark.parametrize(
    "given", [None, 0, 100, 2020, 6.5, 1e30, "x", "TC6", "(22)=(3)+(4)", True]
)
def test_anything_else_is_no_bare_number(given: Value) -> None:
    assert bare_number(cell(given)) is None
