"""Values as people type them: read, refused beside the field, or as they were."""

from decimal import Decimal

import pytest

from criteria.analytics.indicators import LawIndicator
from criteria.analytics.values import GivenValue
from criteria.choices import IndicatorKind, Operator
from reports.forms.entry import OLD_PAGE
from reports.forms.seen_values import StaleText, read_seen, seen_text
from reports.forms.values import BOTH, ValueField, ValuesForm, ValueSlot

YES, NO_DATA = GivenValue(answer=True), GivenValue(is_no_data=True)
V = "v-23535-7"


def number(value: str, second: str | None = None) -> GivenValue:
    return GivenValue(Decimal(value), Decimal(second) if second else None)


def indicator(
    *, unit: str = "%", second: str = "", kind: IndicatorKind = IndicatorKind.NUMBER
) -> LawIndicator:
    return LawIndicator(
        id=7,
        code="17.1",
        name="Nước",
        kind=kind,
        unit=unit,
        operator=Operator.AT_LEAST,
        second_value_name=second,
        criterion_number=17,
        criterion_name="Môi trường",
    )


SHARE, INCOME = indicator(), indicator(unit="triệu đồng/người")
PAIR = indicator(second="nước sạch")
QUESTION = indicator(unit="", kind=IndicatorKind.YES_NO)


def form(
    given: LawIndicator,
    data: dict[str, str] | None,
    *,
    value: GivenValue | None = None,
    earlier: GivenValue | None = None,
    has_boxes: bool = True,
) -> ValuesForm:
    slot = ValueSlot("23535", given, value, earlier)
    if data is not None:
        data = {f"{V}-s": seen_text(value), **data}
    return ValuesForm([slot], data, has_boxes=has_boxes)


def field(*args: object, **kwargs: object) -> ValueField:
    (row,) = form(*args, **kwargs).rows  # type: ignore[arg-type]
    return row


@pytest.mark.parametrize(
    ("given", "data", "value"),
    [
        (SHARE, {V: "95,5"}, number("95.5")),
        (SHARE, {V: "95,5 %"}, number("95.5")),
        (INCOME, {V: "1.234,5"}, number("1234.5")),
        (SHARE, {V: "  "}, None),
        (SHARE, {V: "", f"{V}-x": "on"}, NO_DATA),
        (SHARE, {V: "không có số liệu"}, NO_DATA),
        (QUESTION, {V: "Đạt"}, YES),
        (QUESTION, {V: "x"}, YES),
        (QUESTION, {V: "Chưa đạt"}, GivenValue(answer=False)),
        (QUESTION, {V: ""}, None),
        (PAIR, {V: "96", f"{V}-2": "52,5"}, number("96", "52.5")),
        (PAIR, {V: "96", f"{V}-2": ""}, number("96")),
        (PAIR, {V: "", f"{V}-2": "52,5"}, GivenValue(None, Decimal("52.5"))),
        (PAIR, {V: "", f"{V}-2": "", f"{V}-x": "on"}, NO_DATA),
    ],
)
def test_what_people_write_is_read(
    given: LawIndicator, data: dict[str, str], value: GivenValue | None
) -> None:
    found = field(given, data)
    assert (found.value, found.fault) == (value, "")


@pytest.mark.parametrize(
    ("given", "data", "fault"),
    [
        (SHARE, {V: "100,5"}, "Tỷ lệ không thể quá 100 %; ô ghi 100,5."),
        (SHARE, {V: "-1"}, "Giá trị không thể âm; ô ghi -1."),
        (PAIR, {V: "96", f"{V}-2": "101"}, "Tỷ lệ không thể quá 100 %; ô ghi 101."),
        (SHARE, {V: "95", f"{V}-x": "on"}, BOTH),
        (SHARE, {V: "95", f"{V}-s": "khác"}, OLD_PAGE),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    given: LawIndicator, data: dict[str, str], fault: str
) -> None:
    found = form(given, data)
    assert found.rows[0].fault == fault
    assert not found.is_valid()
    assert "1 ô cần xem lại" in str(found.errors)


def test_an_unreadable_text_comes_back_as_typed() -> None:
    found = field(SHARE, {V: "chín mươi"})
    assert "Không đọc được “chín mươi”" in found.fault
    assert found.first == "chín mươi"


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (INCOME, number("1.234")),
        (SHARE, number("95.5")),
        (PAIR, number("96", "52.5")),
        (SHARE, NO_DATA),
        (QUESTION, YES),
        (QUESTION, NO_DATA),
        (SHARE, None),
    ],
)
@pytest.mark.parametrize("has_boxes", [True, False])
def test_a_field_left_as_it_was_drawn_changes_nothing(
    given: LawIndicator, value: GivenValue | None, *, has_boxes: bool
) -> None:
    drawn = field(given, None, value=value, has_boxes=has_boxes)
    data = {V: drawn.first, f"{V}-2": drawn.second}
    if drawn.is_no_data:
        data[f"{V}-x"] = "on"
    again = form(given, data, value=value, has_boxes=has_boxes)
    assert (again.is_valid(), again.changed) == (True, ())


def test_a_field_that_is_not_on_the_page_changes_nothing() -> None:
    assert form(SHARE, {}, value=number("90")).changed == ()


def test_one_click_keeps_the_earlier_value() -> None:
    found = form(SHARE, {V: "chín", "keep": V}, earlier=number("92"))
    assert found.is_valid()
    assert [row.value for row in found.changed] == [number("92")]


def test_the_earlier_value_fills_only_what_is_blank() -> None:
    blank = form(SHARE, {V: "", "keep_all": ""}, earlier=number("92"))
    typed = form(SHARE, {V: "80", "keep_all": ""}, earlier=number("92"))
    assert [row.value for row in blank.changed] == [number("92")]
    assert [row.value for row in typed.changed] == [number("80")]


def test_a_typed_value_may_be_given_up() -> None:
    found = form(SHARE, {V: "80", f"{V}-s": "", "take": V}, value=number("90"))
    assert (found.is_valid(), found.changed) == (True, ())


def test_a_conflict_keeps_what_was_typed_on_the_value_that_stands_now() -> None:
    found = form(SHARE, {V: "80"})
    now = ValueSlot("23535", SHARE, number("90"))
    found.meet([now], {now.key: "Huyện vừa ghi “90 %”."})
    (row,) = found.rows
    assert (row.first, row.seen, row.theirs) == (
        "80",
        number("90"),
        "Huyện vừa ghi “90 %”.",
    )


@pytest.mark.parametrize(
    "value", [None, YES, NO_DATA, number("0"), number("1.5", "2"), number("12")]
)
def test_the_value_seen_comes_back_as_it_was(value: GivenValue | None) -> None:
    assert read_seen(seen_text(value)) == value


@pytest.mark.parametrize("text", [";", "95", "1;2;3", "-1;", "abc", "١;"])
def test_a_forged_value_seen_is_refused(text: str) -> None:
    with pytest.raises(StaleText):
        read_seen(text)
