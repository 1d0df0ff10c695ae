"""Values of indicators as people type them, for one commune or for many at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms

from criteria.analytics.indicators import LawIndicator
from criteria.analytics.judging import NO_DATA
from criteria.analytics.reading_values import TypedReading, read_parts, read_value
from criteria.analytics.values import GivenValue
from criteria.choices import IndicatorKind
from ntm_portal.lib.text import clean, format_decimal
from reports.forms.entry import OLD_PAGE
from reports.forms.seen_values import StaleText, read_seen, seen_text

ANSWERS = {True: "Đạt", False: "Chưa đạt"}
NO_DATA_TEXT = NO_DATA.capitalize()
BOTH = "Hãy bỏ chọn “không có số liệu” hoặc xóa số đã gõ."
TEXT_MAX = 200
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class ValueSlot:
    """A place for a value: what stands there, stood before, or a register says."""

    commune: str
    indicator: LawIndicator
    value: GivenValue | None = None
    earlier: GivenValue | None = None
    register: GivenValue | None = None

    @property
    def key(self) -> Key:
        return self.commune, self.indicator.id

    @property
    def name(self) -> str:
        return f"v-{self.commune}-{self.indicator.id}"


@dataclass(frozen=True, slots=True)
class ValueField:
    """The texts of one value on the form.

    ``value`` is what they say, ``seen`` what stood there when the page was drawn: a
    field left as it was changes nothing. ``fault`` is the message for the author.
    ``theirs`` says that somebody else wrote another value since.
    """

    slot: ValueSlot
    first: str = ""
    second: str = ""
    is_no_data: bool = False
    value: GivenValue | None = None
    seen: GivenValue | None = None
    fault: str = ""
    theirs: str = ""

    @property
    def name(self) -> str:
        return self.slot.name

    @property
    def seen_text(self) -> str:
        return seen_text(self.seen)

    @property
    def is_blank(self) -> bool:
        return not (clean(self.first) or clean(self.second) or self.is_no_data)


class ValuesForm(forms.Form):
    """The values of some slots, each a :class:`ValueField` in ``rows``.

    A value has the name of its slot; its second number ``<name>-2``, the box "không có
    số liệu" ``<name>-x`` and what stood there ``<name>-s``. ``keep`` names a slot that
    takes its earlier value, ``register`` one that takes what a register says,
    ``keep_all`` fills all blank ones so, ``take`` names one
    that gives up what was typed. ``has_boxes``: numbers have a box to tick, otherwise
    "không có số liệu" is typed.
    """

    def __init__(
        self,
        slots: Iterable[ValueSlot],
        data: Mapping[str, Any] | None = None,
        *,
        has_boxes: bool = True,
    ) -> None:
        super().__init__(data)
        self.has_boxes = has_boxes
        self.rows = tuple(
            _shown(slot, slot.value, has_boxes=has_boxes)
            if data is None
            else self._typed(slot, data)
            for slot in slots
        )

    def clean(self) -> None:
        faults = sum(bool(row.fault) for row in self.rows)
        if faults:
            raise forms.ValidationError(
                f"Chưa lưu giá trị nào: {faults} ô cần xem lại, lý do ghi cạnh ô. "
                "Mọi chữ đã gõ vẫn còn."
            )

    @property
    def changed(self) -> tuple[ValueField, ...]:
        """Return the fields that say something else than stood on the page."""
        return tuple(row for row in self.rows if row.value != row.seen)

    def meet(self, slots: Iterable[ValueSlot], theirs: Mapping[Key, str]) -> None:
        """Draw the form anew on the values that stand now.

        What was typed stays where ``theirs`` has a sentence about another's value; to
        save it again is to write over that value.
        """
        typed = {row.slot.key: row for row in self.rows}
        self.rows = tuple(
            replace(
                typed[slot.key], slot=slot, seen=slot.value, theirs=theirs[slot.key]
            )
            if slot.key in theirs
            else _shown(slot, slot.value, has_boxes=self.has_boxes)
            for slot in slots
        )

    def _typed(self, slot: ValueSlot, data: Mapping[str, Any]) -> ValueField:
        shown = _shown(slot, slot.value, has_boxes=self.has_boxes)
        name = slot.name
        if name not in data or data.get("take") == name:
            return shown
        try:
            seen = read_seen(data.get(f"{name}-s", ""))
        except StaleText:
            return replace(shown, fault=OLD_PAGE)
        if data.get("keep") == name and slot.earlier:
            kept = _shown(slot, slot.earlier, has_boxes=self.has_boxes)
            return replace(kept, seen=seen)
        if data.get("register") == name and slot.register:
            said = _shown(slot, slot.register, has_boxes=self.has_boxes)
            return replace(said, seen=seen)
        field = ValueField(
            slot,
            first=data[name][:TEXT_MAX],
            second=data.get(f"{name}-2", "")[:TEXT_MAX],
            is_no_data=self.has_boxes and f"{name}-x" in data,
            seen=seen,
        )
        if field.is_blank and "keep_all" in data and slot.earlier:
            kept = _shown(slot, slot.earlier, has_boxes=self.has_boxes)
            return replace(kept, seen=seen)
        return self._read(field)

    def _read(self, field: ValueField) -> ValueField:
        drawn = _shown(field.slot, field.seen, has_boxes=self.has_boxes)
        if _texts(drawn) == _texts(field):
            # As drawn, a number may have two readings; nobody typed it.
            return replace(field, value=field.seen)
        reading = _reading(field)
        return replace(field, value=reading.value, fault=reading.fault)


def _reading(field: ValueField) -> TypedReading:
    indicator = field.slot.indicator
    if field.is_no_data:
        if clean(field.first) or clean(field.second):
            return TypedReading(fault=BOTH)
        return TypedReading(GivenValue(is_no_data=True))
    first = read_value(field.first, indicator)
    if not indicator.second_value_name:
        return read_parts(first, None)
    return read_parts(first, read_value(field.second, indicator))


def _shown(slot: ValueSlot, value: GivenValue | None, *, has_boxes: bool) -> ValueField:
    """Return the field as it is drawn for a value, which it then also says."""
    drawn = ValueField(slot, value=value, seen=slot.value)
    if value is None:
        return drawn
    if value.is_no_data:
        is_boxed = has_boxes and slot.indicator.kind == IndicatorKind.NUMBER
        first = "" if is_boxed else NO_DATA_TEXT
        return replace(drawn, first=first, is_no_data=is_boxed)
    if value.answer is not None:
        return replace(drawn, first=ANSWERS[value.answer])
    numbers = (value.number, value.second_number)
    first, second = ("" if n is None else format_decimal(n) for n in numbers)
    return replace(drawn, first=first, second=second)


def _texts(field: ValueField) -> tuple[str, str, bool]:
    return clean(field.first), clean(field.second), field.is_no_data
