"""What is filled in to bring a file of capital in."""

import datetime as dt
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from ntm_portal.lib.periods import Quarter
from ntm_portal.lib.spreadsheets import SUFFIXES
from reports.forms.days import day_field

MEGABYTE = 1024 * 1024


class CapitalUploadForm(forms.Form):
    """A file and its quarter; only the office also says when it was approved."""

    file = forms.FileField(
        label="Tệp bảng tính",
        max_length=200,
        widget=forms.FileInput(attrs={"class": "nt-in", "accept": ",".join(SUFFIXES)}),
        error_messages={
            "required": "Hãy chọn tệp cần nhập.",
            "missing": "Hãy chọn tệp cần nhập.",
            "empty": "Tệp rỗng, không có dữ liệu.",
            "invalid": "Không nhận được tệp; hãy chọn lại.",
            "max_length": "Tên tệp dài quá 200 ký tự.",
        },
    )
    period = forms.ChoiceField(
        label="Kỳ",
        widget=forms.Select(attrs={"class": "nt-in"}),
        error_messages={
            "required": "Hãy chọn kỳ.",
            "invalid_choice": "Không có kỳ này.",
        },
    )
    on = day_field("Ngày duyệt", required="Hãy chọn ngày.")

    def __init__(
        self,
        *args: Any,
        quarters: list[Quarter],
        today: dt.date,
        is_office: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["on"].initial = today
        period = cast(forms.ChoiceField, self.fields["period"])
        period.choices = [(each.code, each.label) for each in quarters]
        if not is_office:
            del self.fields["on"]

    def clean_file(self) -> UploadedFile:
        """Refuse what is larger than a workbook may be."""
        file: UploadedFile = self.cleaned_data["file"]
        if file.size and file.size > settings.UPLOAD_MAX_BYTES:
            limit = settings.UPLOAD_MAX_BYTES // MEGABYTE
            raise forms.ValidationError(f"Tệp lớn hơn {limit} MB.")
        return file

    def clean_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError(
                f"Ngày không được sau hôm nay, {self.today:%d/%m/%Y}."
            )
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse an approval before the quarter has begun."""
        filled = super().clean() or self.cleaned_data
        if {"on", "period"} <= filled.keys():
            period = Quarter.parse(filled["period"])
            if early := period.approved_too_early(filled["on"]):
                self.add_error("on", early)
        return filled
