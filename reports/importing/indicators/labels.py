"""Words of headers that mean an indicator: "2.1", "Chỉ tiêu 2.1", "TC 10", a name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import NamedTuple

from criteria.analytics.indicators import LawIndicator
from ntm_portal.lib.spreadsheets import Cell
from ntm_portal.lib.text import clean, fold
from reports.importing.tables.labels import Label, Labels, words

CODE = re.compile(
    r"^(?P<prefix>[^\W\d_]\D{0,24}?)?\s*[(\[]?\s*"
    r"0*(?P<code>[1-9]\d?(?:[.,]\d{1,2})?)(?!\d)"
    r"(?P<after>\s*[)\]]?\s*[.:;\-–/]*)\s*(?P<rest>.*)$"
)
PREFIX = re.compile(
    r"^(?:(?:chi ?tieu|c ?t|tieu ?chi|t ?c)(?: thanh phan)?(?: so)?|so)$"
)
IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
NO_CODE = re.compile(r"^(?:[\d%]|(?:đến|den)\b)", re.IGNORECASE)
RATE = re.compile(r"^ty le(?: \w+){2,}")
# Shorter words are parts of too many names.
FEWEST_LETTERS = 10
NEAR = 0.75
MOST_NEAR = 3


@dataclass(frozen=True, slots=True)
class Slot:
    """A column that a table may have: an indicator's value, or its second value.

    ``number`` is its place among all slots of the set, from 1.
    """

    number: int
    indicator: LawIndicator
    is_second: bool = False

    @property
    def code(self) -> str:
        """Return what names the column in a choice: "2.1", and "17.1/2"."""
        return f"{self.indicator.code}/2" if self.is_second else self.indicator.code

    @property
    def title(self) -> str:
        second = f" – {self.indicator.second_value_name}" if self.is_second else ""
        return f"{self.indicator.title}{second}"


class IndicatorLabel(NamedTuple):
    """What a header cell says.

    ``indicator`` is None for a code that the set does not have. ``is_bare`` when it
    is a whole number alone, that may as well count columns. ``rest`` are the folded
    words besides the code and the indicator's own name. ``other`` is the indicator
    whose name stands beside this code, when they contradict each other.
    """

    code: str
    indicator: LawIndicator | None
    rest: str = ""
    is_bare: bool = False
    is_second: bool = False
    other: LawIndicator | None = None


def slots_of(indicators: Iterable[LawIndicator]) -> tuple[Slot, ...]:
    """Return the slots of a set in the order of the law."""
    both = (
        (indicator, is_second)
        for indicator in indicators
        for is_second in ([False, True] if indicator.second_value_name else [False])
    )
    return tuple(
        Slot(number, indicator, is_second)
        for number, (indicator, is_second) in enumerate(both, start=1)
    )


class IndicatorLabels(Labels):
    """The indicators of one set, recognised by code and by name.

    For the readers of tables the slots are what criteria are elsewhere.
    """

    def __init__(self, indicators: Sequence[LawIndicator]) -> None:
        self.indicators = indicators
        self.slots = {slot.number: slot for slot in slots_of(indicators)}
        super().__init__({n: slot.title for n, slot in self.slots.items()})
        self._codes = _by_code(indicators)
        self._names = {key: each for each in indicators for key in _name_keys(each)}
        self._seconds = {
            fold(each.second_value_name): each
            for each in indicators
            if each.second_value_name
        }

    def read(self, text: str) -> Label | None:
        """Return the indicator that words mean; a bare number may be a value."""
        found = self._text_says(clean(text))
        if found is None or found.indicator is None or not any(map(str.isalpha, text)):
            return None
        return Label(
            self.slot(found.indicator, is_second=found.is_second), is_sure=True
        )

    def in_cell(self, cell: Cell) -> IndicatorLabel | None:
        """Return what a cell of a header says; the number 2.1 is the code 2.1."""
        if isinstance(cell.value, Decimal):
            return self._number_says(cell.value)
        return (
            self._text_says(clean(cell.value)) if isinstance(cell.value, str) else None
        )

    def slot(self, indicator: LawIndicator, *, is_second: bool = False) -> int:
        """Return the number of an indicator's slot."""
        return next(
            slot.number
            for slot in self.slots.values()
            if slot.indicator == indicator and slot.is_second == is_second
        )

    def close(self, text: str) -> tuple[Slot, ...]:
        """Return the slots that words may mean, the likeliest first.

        Those are names nearly so written, or the indicators of a criterion that is
        numbered without saying which. A rate without any is like the likeliest few.
        """
        key = fold(IN_BRACKETS.sub("", text))
        if len(key) < FEWEST_LETTERS:
            return self._of_criterion(text)
        likeness = {
            slot: max(_likeness(key, name) for name in _slot_keys(slot))
            for slot in self.slots.values()
        }
        best = sorted(self.slots.values(), key=lambda slot: -likeness[slot])[:MOST_NEAR]
        near = tuple(slot for slot in best if likeness[slot] >= NEAR)
        is_rate = RATE.match(words(text)) is not None
        return near or self._of_criterion(text) or tuple(best if is_rate else ())

    def _of_criterion(self, text: str) -> tuple[Slot, ...]:
        found = CODE.match(text)
        is_named = found and PREFIX.match(words(found["prefix"] or ""))
        if not (found and (is_named or _is_separated(found))):
            return ()
        return tuple(
            slot
            for slot in self.slots.values()
            if str(slot.indicator.criterion_number) == found["code"]
        )

    def path_end(self, number: int) -> str:
        return self.slots[number].title

    def _number_says(self, value: Decimal) -> IndicatorLabel | None:
        """Return the code that a stored number shows; 14.10 is stored as 14.1."""
        if value <= 0 or value != round(value, 2):
            return None
        code = f"{value.normalize():f}"
        return IndicatorLabel(code, self._codes.get(code), is_bare="." not in code)

    def _text_says(self, text: str) -> IndicatorLabel | None:
        named = self._name_in(text)
        if named:
            return named
        found = CODE.match(text)
        prefix = words(found["prefix"] or "") if found else ""
        if found is None or (prefix and not PREFIX.match(prefix)):
            return None
        if NO_CODE.match(found["rest"]):
            return None
        return self._coded(found, has_prefix=bool(prefix))

    def _coded(
        self, found: re.Match[str], *, has_prefix: bool
    ) -> IndicatorLabel | None:
        code, rest = found["code"].replace(",", "."), found["rest"]
        indicator, named = self._codes.get(code), self._name_in(rest)
        other = named.indicator if named else None
        if named and other and code in (other.code, str(other.criterion_number)):
            return named
        if rest and not (has_prefix or other or _is_separated(found)):
            return None
        if "." not in code and indicator is None and other is None:
            # The number of a criterion with several indicators heads them all.
            return None
        is_bare = not (has_prefix or rest or "." in code)
        key = _without(fold(rest), indicator)
        return IndicatorLabel(code, indicator, key, is_bare=is_bare, other=other)

    def _name_in(self, text: str) -> IndicatorLabel | None:
        for key in (fold(text), fold(IN_BRACKETS.sub("", text))):
            if key in self._names:
                return IndicatorLabel(self._names[key].code, self._names[key])
            if key in self._seconds:
                found = self._seconds[key]
                return IndicatorLabel(found.code, found, rest=key, is_second=True)
        return None


def _by_code(indicators: Iterable[LawIndicator]) -> dict[str, LawIndicator]:
    """Return the indicators by code; a single one is 10 and 10.1 as well."""
    listed = list(indicators)
    first = {f"{each.code}.1": each for each in listed if each.is_single}
    return first | {each.code: each for each in listed}


def _name_keys(indicator: LawIndicator) -> Iterator[str]:
    yield fold(indicator.name)
    yield fold(IN_BRACKETS.sub("", indicator.name))
    if indicator.is_single:
        yield fold(indicator.criterion_name)


def _slot_keys(slot: Slot) -> Iterator[str]:
    if slot.is_second:
        yield fold(slot.indicator.second_value_name)
    else:
        yield from _name_keys(slot.indicator)


def _likeness(key: str, name: str) -> float:
    if key in name or (name in key and len(name) >= FEWEST_LETTERS):
        return 1.0
    return SequenceMatcher(None, key, name, autojunk=False).ratio()


def _without(key: str, indicator: LawIndicator | None) -> str:
    return key.replace(fold(indicator.name), "") if indicator else key


def _is_separated(found: re.Match[str]) -> bool:
    """Say whether the code stands apart from words: "2.1. Đường", "2.1 Đường"."""
    is_dotted = "." in found["code"] or "," in found["code"]
    return bool(found["after"].strip()) or (
        is_dotted and not found["rest"][:1].islower()
    )
