"""Causes picked in the list of falls before a report is sent."""

import re

from django import forms

from reports.choices import FallCause
from reports.models.cells import CellKey

NAME = re.compile(r"cause-(?P<commune>\w{1,5})-(?P<number>\d{1,3})", re.ASCII)


class FallCausesForm(forms.Form):
    """Fields such as ``cause-23344-5``; ``causes`` has those with a choice.

    ``every`` is the cause of all the cells that have none of their own.
    """

    every = forms.ChoiceField(
        required=False,
        choices=FallCause,
        error_messages={"invalid_choice": "Hãy chọn một trong ba nguyên nhân."},
    )
    causes: dict[CellKey, FallCause]

    def clean(self) -> None:
        every = self.cleaned_data.get("every", "")
        self.causes = {}
        for name, value in self.data.items():
            found = NAME.fullmatch(name)
            cause = str(value) or every
            if not found or not cause:
                continue
            if cause not in FallCause.values:
                raise forms.ValidationError("Hãy chọn một trong ba nguyên nhân.")
            cell = found["commune"], int(found["number"])
            self.causes[cell] = FallCause(cause)
        if not self.causes and not self.errors:
            raise forms.ValidationError("Hãy chọn nguyên nhân trước khi bấm ghi.")
