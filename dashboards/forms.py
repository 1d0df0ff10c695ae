"""Forms of the pages of figures: which period, as of which day, what else."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ntm_portal.lib.periods import BadQuarter, Quarter

# Names in addresses; those of the period and the day are a contract.
ADDRESS_NAMES = {
    "period": "ky",
    "as_of": "tai-ngay",
    "unapproved": "gom-chua-duyet",
}
UNREADABLE_PERIOD = "Kỳ không đọc được; hãy viết như 2019Q4."


class PeriodForm(forms.Form):
    """Reads ``?ky=2019Q3&tai-ngay=2020-01-15``; an absent value is not asked.

    A quarter after ``latest`` and a day after ``today`` are refused.
    """

    period = forms.CharField(
        label="Kỳ",
        required=False,
        max_length=20,
        error_messages={
            "max_length": UNREADABLE_PERIOD,
            "null_characters_not_allowed": UNREADABLE_PERIOD,
        },
    )
    as_of = forms.DateField(
        label="Tính đến ngày",
        required=False,
        error_messages={
            "invalid": "Ngày tính đến không đọc được; hãy viết như 15/01/2020."
        },
    )
    unapproved = forms.BooleanField(label="Gồm số chưa duyệt", required=False)

    def __init__(
        self, data: Mapping[str, Any], *, latest: Quarter, today: dt.date
    ) -> None:
        super().__init__(data)
        self.latest = latest
        self.today = today

    def add_prefix(self, field_name: str) -> str:
        return ADDRESS_NAMES.get(field_name, field_name)

    def clean_period(self) -> Quarter | None:
        code = self.cleaned_data["period"]
        if not code:
            return None
        try:
            quarter = Quarter.parse(code)
        except BadQuarter as wrong:
            raise ValidationError(str(wrong)) from wrong
        if quarter > self.latest:
            raise ValidationError(f"{quarter.label} chưa tới.")
        return quarter

    def clean_as_of(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["as_of"]
        if day and day > self.today:
            raise ValidationError(
                f"Ngày tính đến không thể sau ngày làm việc {self.today:%d/%m/%Y}."
            )
        return day

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("unapproved") and self.cleaned_data.get("as_of"):
            self.add_error(
                "unapproved",
                "Số chưa duyệt chỉ xem được ở hiện tại; hãy bỏ ngày tính đến.",
            )
        return self.cleaned_data
