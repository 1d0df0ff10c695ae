"""Amounts of capital as people type them, many at once."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django import forms

from ntm_portal.lib.amounts import format_amount, read_amount
from programme.choices import CapitalMeasure, CapitalSource
from programme.models import CapitalKey

FIELD = re.compile(r"o-(?P<place>h|[0-9]{1,8})-(?P<source>[a-z_]+)", re.ASCII)
STALE = "Trang này cũ hoặc hỏng ở ô này; hãy tải lại trang rồi gõ lại."
TEXT_MAX = 60


@dataclass(frozen=True, slots=True)
class AmountField:
    """The text of one cell.

    ``amount`` is what it says, ``seen`` what stood there when the page was drawn.
    ``theirs`` says that somebody else wrote another amount since.
    """

    key: CapitalKey
    name: str
    text: str
    amount: Decimal | None = None
    seen: Decimal | None = None
    fault: str = ""
    theirs: str = ""

    @property
    def is_changed(self) -> bool:
        return not self.fault and self.amount != self.seen

    @property
    def seen_text(self) -> str:
        return format_amount(self.seen)


class AmountsForm:
    """Every cell of a measure that was posted; what is no cell is left out."""

    def __init__(
        self,
        measure: CapitalMeasure,
        communes: Collection[str],
        data: Mapping[str, str],
    ) -> None:
        self.measure = measure
        self.fields = {field.name: field for field in _fields(measure, communes, data)}

    @property
    def faults(self) -> list[AmountField]:
        return [field for field in self.fields.values() if field.fault]

    @property
    def changed(self) -> list[AmountField]:
        return [field for field in self.fields.values() if field.is_changed]

    def fill_blanks(self, earlier: Mapping[CapitalKey, Decimal]) -> None:
        """Let blank cells say what the quarter before had."""
        for name, field in self.fields.items():
            before = earlier.get(field.key)
            if before is not None and not field.text.strip():
                text = format_amount(before)
                self.fields[name] = replace(field, amount=before, text=text)

    def meet(
        self, key: CapitalKey, theirs: Decimal | None, told: str
    ) -> AmountField | None:
        """Say that another amount stands in a cell now; saving again overwrites it."""
        for name, field in self.fields.items():
            if field.key == key:
                self.fields[name] = replace(field, seen=theirs, theirs=told)
                return self.fields[name]
        return None


class CapitalReasonForm(forms.Form):
    """Why a sheet is given back, opened again, or a file undone."""

    reason = forms.CharField(
        label="Lý do",
        max_length=1000,
        widget=forms.Textarea(attrs={"class": "nt-in", "rows": 2}),
        error_messages={"required": "Hãy ghi lý do."},
    )


def _fields(
    measure: CapitalMeasure, communes: Collection[str], data: Mapping[str, str]
) -> Iterator[AmountField]:
    sources = set(CapitalSource.of(measure))
    for name, text in data.items():
        found = FIELD.fullmatch(name)
        if not found or found["source"] not in sources:
            continue
        place = "" if found["place"] == "h" else found["place"]
        if place and place not in communes:
            continue
        key = (place, found["source"], str(measure))
        yield _field(key, name, text, data.get(f"{name}-s", ""))


def _field(key: CapitalKey, name: str, text: str, seen_text: str) -> AmountField:
    seen = read_amount(seen_text[:TEXT_MAX])
    if text.strip() == seen_text.strip() and not seen.fault:
        return AmountField(key, name, text, seen.amount, seen.amount)
    reading = read_amount(text[:TEXT_MAX])
    fault = STALE if seen.fault else reading.fault
    if len(text) > TEXT_MAX and not fault:
        fault = "Số quá dài."
    return AmountField(key, name, text, reading.amount, seen.amount, fault)
