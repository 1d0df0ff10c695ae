"""Forms of the pages of figures: which period, as of which day, what else."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from communes.models import District
from ntm_portal.lib.periods import BadQuarter, Quarter
from reports.choices import OutputFormat, ReportKind, kinds_of

# Names in addresses; those of the period and the day are a contract.
ADDRESS_NAMES = {
    "period": "ky",
    "as_of": "tai-ngay",
    "unapproved": "gom-chua-duyet",
}
WHOLE_PROVINCE = "Toàn tỉnh"
UNREADABLE_PERIOD = "Kỳ không đọc được; hãy viết như 2019Q4."


class PeriodForm(forms.Form):
    """Reads ``?ky=2019Q3&tai-ngay=2020-01-15``; an absent value is not asked.

    A quarter after ``latest`` and a day after ``today`` are refused. ``suffix`` ends
    the names of a further moment: ``?ky2=…&tai-ngay2=…``.
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
        self,
        data: Mapping[str, Any],
        *,
        latest: Quarter,
        today: dt.date,
        suffix: str = "",
    ) -> None:
        super().__init__(data)
        self.suffix = suffix
        self.latest = latest
        self.today = today

    def add_prefix(self, field_name: str) -> str:
        return ADDRESS_NAMES.get(field_name, field_name) + self.suffix

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
        return not_after(self.cleaned_data["as_of"], self.today)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("unapproved") and self.cleaned_data.get("as_of"):
            self.add_error(
                "unapproved",
                "Số chưa duyệt chỉ xem được ở hiện tại; hãy bỏ ngày tính đến.",
            )
        return self.cleaned_data


class OutputForm(forms.Form):
    """What is to be given out; ``formats`` are those that the server can make.

    A report of six months is of Quý II, one of a year of Quý IV. A day after ``today``
    is refused.
    """

    period = forms.ChoiceField(label="Kỳ")
    as_of = forms.DateField(
        label="Tính đến ngày",
        required=False,
        error_messages={
            "invalid": "Ngày tính đến không đọc được; hãy viết như 15/01/2020."
        },
    )
    kind = forms.ChoiceField(label="Báo cáo", choices=ReportKind.choices)
    district = forms.ChoiceField(label="Phạm vi", required=False)
    format = forms.ChoiceField(label="Tệp")

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        quarters: Sequence[Quarter],
        formats: Sequence[OutputFormat],
        districts: Iterable[District],
        today: dt.date,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.today = today
        self.fields["period"].choices = [(each.code, each.label) for each in quarters]  # type: ignore[attr-defined]
        self.fields["format"].choices = [(each, each.label) for each in formats]  # type: ignore[attr-defined]
        self.fields["district"].choices = [  # type: ignore[attr-defined]
            ("", WHOLE_PROVINCE),
            *((each.code, each.full_name) for each in districts),
        ]
        for field in self.fields.values():
            field.widget.attrs["class"] = "nt-in"
            field.error_messages["invalid_choice"] = "Hãy chọn một mục trong danh sách."
        self.fields["as_of"].widget.attrs |= {
            "inputmode": "numeric",
            "placeholder": f"{today:%d/%m/%Y}",
        }

    def clean_period(self) -> Quarter:
        return Quarter.parse(self.cleaned_data["period"])

    def clean_as_of(self) -> dt.date | None:
        return not_after(self.cleaned_data["as_of"], self.today)

    def clean(self) -> dict[str, Any]:
        kind, period = (self.cleaned_data.get(key) for key in ("kind", "period"))
        if kind and period and ReportKind(kind) not in kinds_of(period):
            quarter = "Quý II" if kind == ReportKind.HALF else "Quý IV"
            self.add_error(
                "kind", f"{ReportKind(kind).label} là báo cáo của {quarter}."
            )
        return self.cleaned_data


class TemplateForm(forms.Form):
    """A Word template handed in; what it is, is told from its content."""

    kind = forms.ChoiceField(label="Dùng cho", choices=ReportKind.choices)
    upload = forms.FileField(
        label="Tệp mẫu (.docx)",
        allow_empty_file=True,
        error_messages={
            "required": "Hãy chọn tệp mẫu trước khi gửi.",
            "missing": "Hãy chọn tệp mẫu trước khi gửi.",
            "invalid": "Không nhận được tệp; hãy chọn lại rồi gửi.",
        },
        widget=forms.FileInput(attrs={"class": "nt-in", "accept": ".docx"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].widget.attrs["class"] = "nt-in"


def not_after(day: dt.date | None, today: dt.date) -> dt.date | None:
    """Return the day asked for. Raises ValidationError for one still to come."""
    if day and day > today:
        raise ValidationError(
            f"Ngày tính đến không thể sau ngày làm việc {today:%d/%m/%Y}."
        )
    return day
