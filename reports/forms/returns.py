"""What the coordination office writes at the cells of a report: reasons and dates.

The page has three fields for every cell, whose names end in commune and criterion:
a box, a reason and a date. Only cells whose box is ticked are given back; a reason
without its tick, or a tick without its reason, stops the whole page, so that nothing
is approved or returned by an oversight.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django import forms
from django.utils.datastructures import MultiValueDict

from reports.forms.review import REASON_MAX
from reports.models.cells import CellKey

BOX, REASON, DAY = "o", "ly-do", "han"
DAYS_TO_ANSWER = 7
CELL = re.compile(r"(?P<commune>\d{5})-(?P<number>\d{1,2})", re.ASCII)


class DemandForm(forms.Form):
    """Why one cell is given back, and the last day for the answer."""

    reason = forms.CharField(
        max_length=REASON_MAX,
        error_messages={
            "required": "Hãy ghi lý do trả ô này.",
            "max_length": f"Lý do dài quá {REASON_MAX} ký tự.",
        },
    )
    answer_by = forms.DateField(
        error_messages={
            "required": "Hãy chọn ngày trả lời.",
            "invalid": "Không đọc được ngày trả lời.",
        }
    )

    def __init__(self, *, data: Mapping[str, str], on: dt.date) -> None:
        super().__init__(data)
        self.on = on

    def clean_answer_by(self) -> dt.date:
        day: dt.date = self.cleaned_data["answer_by"]
        if day < self.on:
            raise forms.ValidationError(
                f"Ngày trả lời đã qua; hãy chọn từ {self.on:%d/%m/%Y}."
            )
        return day


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in the fields of one cell; ``answer_by`` as written."""

    key: str
    answer_by: str
    is_chosen: bool = False
    reason: str = ""
    errors: tuple[str, ...] = field(default=())

    @property
    def is_open(self) -> bool:
        """Whether the fields must be in sight."""
        return self.is_chosen or bool(self.errors)


class CellReturns:
    """The cells of a review page with what was written at each; ``on`` is today.

    A preview only asks which cells are ticked: nothing in it is an error yet.
    """

    def __init__(
        self,
        data: MultiValueDict[str, str] | None,
        *,
        on: dt.date,
        is_preview: bool = False,
    ) -> None:
        self._data = data if data is not None else MultiValueDict()
        self._on = on
        self._is_preview = is_preview

    @cached_property
    def chosen(self) -> frozenset[CellKey]:
        """Cells whose box is ticked."""
        return frozenset(filter(None, map(_cell, self._data.getlist(BOX))))

    @cached_property
    def demands(self) -> dict[CellKey, tuple[str, dt.date]]:
        """Reason and date of each ticked cell; only while there are no errors."""
        return {
            cell: (form.cleaned_data["reason"], form.cleaned_data["answer_by"])
            for cell, form in self._forms.items()
        }

    @cached_property
    def errors(self) -> dict[CellKey, tuple[str, ...]]:
        if self._is_preview:
            return {}
        wrong = {
            cell: tuple(str(error) for each in form.errors.values() for error in each)
            for cell, form in self._forms.items()
            if not form.is_valid()
        }
        missed = "Đã ghi lý do nhưng chưa đánh dấu trả ô này: đánh dấu, hoặc xóa lý do."
        return wrong | dict.fromkeys(self._written - self.chosen, (missed,))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written at any cell."""
        return not self.chosen and not self._written

    def entry(self, cell: CellKey) -> Entry:
        """Return the fields of a cell as the page shows them."""
        key = f"{cell[0]}-{cell[1]}"
        later = self._on + dt.timedelta(days=DAYS_TO_ANSWER)
        return Entry(
            key=key,
            answer_by=self._data.get(f"{DAY}-{key}", f"{later:%d/%m/%Y}"),
            is_chosen=cell in self.chosen,
            reason=self._data.get(f"{REASON}-{key}", ""),
            errors=self.errors.get(cell, ()),
        )

    @cached_property
    def _written(self) -> frozenset[CellKey]:
        names = (
            name.removeprefix(f"{REASON}-")
            for name, value in self._data.items()
            if name.startswith(f"{REASON}-") and str(value).strip()
        )
        return frozenset(filter(None, map(_cell, names)))

    @cached_property
    def _forms(self) -> dict[CellKey, DemandForm]:
        return {cell: self._form(cell) for cell in sorted(self.chosen)}

    def _form(self, cell: CellKey) -> DemandForm:
        key = f"{cell[0]}-{cell[1]}"
        data = {
            "reason": self._data.get(f"{REASON}-{key}", ""),
            "answer_by": self._data.get(f"{DAY}-{key}", ""),
        }
        return DemandForm(data=data, on=self._on)


def _cell(key: str) -> CellKey | None:
    found = CELL.fullmatch(key)
    return (found["commune"], int(found["number"])) if found else None
