"""How values of columns are read, shown and typed."""

import datetime as dt
from decimal import Decimal

import pytest

from programme.choices import ColumnKind
from programme.forms.tables.columns import Column, Fault
from programme.forms.tables.stored import loaded, stored

TEXT = Column("a", "Tên", max_length=5)
WHOLE = Column("a", "Số", ColumnKind.WHOLE, maximum=Decimal(2000))
DECIMAL = Column("a", "Tiền", ColumnKind.DECIMAL, unit="triệu đồng")
DATE = Column("a", "Ngày", ColumnKind.DATE)
YES_NO = Column("a", "Có không", ColumnKind.YES_NO)
CHOICE = Column("a", "Sao", ColumnKind.CHOICE, choices=(("4", "4 sao"), ("5", "5 sao")))
YEAR = Column("a", "Năm", ColumnKind.WHOLE, minimum=Decimal(2016))


@pytest.mark.parametrize(
    ("column", "typed", "value"),
    [
        (TEXT, "  a  b ", "a b"),
        (TEXT, Decimal(12), "12"),
        (WHOLE, "1.234", 1234),
        (WHOLE, Decimal("3"), 3),
        (DECIMAL, "1.234,5", Decimal("1234.5")),
        (DATE, "1/3/2020", dt.date(2020, 3, 1)),
        (DATE, "2020-03-01", dt.date(2020, 3, 1)),
        (DATE, dt.datetime(2020, 3, 1, 8, 0), dt.date(2020, 3, 1)),  # noqa: DTZ001
        (YES_NO, "có", True),
        (YES_NO, "0", False),
        (YES_NO, "chưa rõ", None),
        (CHOICE, "4 SAO", "4"),
        (CHOICE, "5", "5"),
        (YEAR, Decimal(2020), 2020),
        (DECIMAL, "không có số liệu", None),
        (TEXT, None, None),
    ],
)
def test_a_value_is_read(column, typed, value):
    assert column.parse(typed) == value


@pytest.mark.parametrize(
    ("column", "typed", "why"),
    [
        (TEXT, "dài quá", "Dài 7 ký tự; nhiều nhất 5 ký tự."),
        (TEXT, "#REF!", "báo lỗi #REF!"),
        (WHOLE, "1,5", "không phải là số nguyên"),
        (WHOLE, "-1", "từ 0 trở lên"),
        (WHOLE, "5000", "không quá 2000"),
        (DECIMAL, "1234567890,123456", "quá 15 chữ số"),
        (DECIMAL, "≥ 5", "là ngưỡng"),
        (DATE, "30/02/2020", "Không có ngày"),
        (DATE, "2020", "theo dạng 31/12/2020"),
        (DATE, "1/1/1800", "hãy ghi ngày từ năm 1945"),
        (YES_NO, "có lẽ", "hãy ghi Có, Không hoặc để trống"),
        (CHOICE, "6 sao", "không có trong danh sách: 4 sao, 5 sao"),
        (YEAR, "1999", "từ 2016 trở lên"),
    ],
)
def test_a_value_that_cannot_be_read_says_why(column, typed, why):
    with pytest.raises(Fault, match=why):
        column.parse(typed)


def test_a_required_value_is_asked_for():
    with pytest.raises(Fault, match="Hãy ghi tên"):
        Column("a", "Tên", required=True).parse("   ")


def test_a_long_text_keeps_its_lines():
    column = Column("a", "Ghi chú", is_long=True)
    assert column.parse(" a \r\n\x07b\n") == "a\nb"


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        (DECIMAL, Decimal("1234.50"), "1.234,5"),
        (WHOLE, 1234, "1.234"),
        (YEAR, 2020, "2020"),
        (DATE, dt.date(2020, 3, 1), "01/03/2020"),
        (YES_NO, False, "Không"),
        (CHOICE, "4", "4 sao"),
        (TEXT, None, ""),
    ],
)
def test_a_value_is_shown(column, value, words):
    assert column.words(value) == words


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (DECIMAL, Decimal("1.234")),
        (DECIMAL, Decimal("0.5")),
        (WHOLE, 1234),
        (DATE, dt.date(2020, 3, 1)),
        (YES_NO, True),
        (YES_NO, False),
        (TEXT, "a"),
    ],
)
def test_what_a_form_holds_reads_back_and_json_keeps_it(column, value):
    assert column.parse(column.typed(value)) == value
    assert loaded(column, stored({"a": value})["a"]) == value


def test_what_json_kept_for_another_kind_of_column_is_nothing():
    assert loaded(DECIMAL, "chữ") is None
    assert loaded(DATE, 5) is None
