import pytest

from reports.importing.labels import Label, Labels, bare_number, words
from tests.reports.importing.places import CRITERIA
from tests.reports.importing.sheets import Value, cell

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


@pytest.mark.parametrize("text", ["6. CSVC văn hóa", "TC6 CSVC", "6) CSVC văn hoá"])
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
    [(6, 6), ("06", 6), (" 6 ", 6), ("(6)", 6), ("[6]", 6), ("6.", 6), (23, 23)],
)
def test_a_bare_number_is_read(given: Value, number: int) -> None:
    assert bare_number(cell(given)) == number


@pytest.mark.parametrize(
    "given", [None, 0, 100, 2020, 6.5, 1e30, "x", "TC6", "(22)=(3)+(4)", True]
)
def test_anything_else_is_no_bare_number(given: Value) -> None:
    assert bare_number(cell(given)) is None
