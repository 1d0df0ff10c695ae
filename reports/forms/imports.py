"""What is filled in to import an appendix, and to undo an import."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, cast

import django_filters
from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from criteria.choices import SetSubject
from criteria.models import CriteriaSet
from ntm_portal.lib.periods import Quarter
from ntm_portal.lib.spreadsheets import SUFFIXES
from reports.choices import ImportKind, ImportState
from reports.forms.days import day_field
from reports.models import ImportRun

MEGABYTE = 1024 * 1024
SHEET_MAX = 60
REASON_MAX = 500


class UploadForm(forms.Form):
    """A file and how to read it; ``today`` is the working date.

    ``quarters`` are those that may be chosen (code, label), the latest first.
    """

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
    kind = forms.ChoiceField(
        label="Loại bảng",
        choices=[("", "Tự nhận ra"), *ImportKind.choices],
        required=False,
        widget=forms.Select(attrs={"class": "nt-in"}),
        error_messages={"invalid_choice": "Không có loại bảng này."},
    )
    period = forms.ChoiceField(
        label="Kỳ (kết quả, giá trị chỉ tiêu)",
        required=False,
        widget=forms.Select(attrs={"class": "nt-in"}),
        error_messages={"invalid_choice": "Không có kỳ này."},
    )
    on = day_field(
        "Ngày duyệt (kết quả) hoặc ngày có hiệu lực", required="Hãy chọn ngày."
    )
    sheet = forms.CharField(
        label="Trang tính (khi tệp có nhiều bảng)",
        required=False,
        max_length=SHEET_MAX,
        widget=forms.TextInput(attrs={"class": "nt-in", "autocomplete": "off"}),
        error_messages={"max_length": f"Tên trang tính dài quá {SHEET_MAX} ký tự."},
    )
    is_demo = forms.BooleanField(label="Số liệu minh họa", required=False)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["on"].initial = today
        period = cast(forms.ChoiceField, self.fields["period"])
        self.quarters = list(quarters_until(today))
        period.choices = [("", "Đọc từ tiêu đề"), *self.quarters]
        if not settings.DEBUG:
            del self.fields["is_demo"]

    def clean_file(self) -> UploadedFile:
        """Refuse what is larger than an appendix can be."""
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

    def clean_period(self) -> Quarter | None:
        code: str = self.cleaned_data["period"]
        return Quarter.parse(code) if code else None


class UndoForm(forms.Form):
    """Takes back an import, with the reason that its history keeps."""

    reason = forms.CharField(
        label="Lý do hoàn tác",
        max_length=REASON_MAX,
        widget=forms.Textarea(attrs={"class": "nt-in", "rows": 3}),
        error_messages={
            "required": "Hãy ghi lý do hoàn tác.",
            "max_length": f"Lý do dài quá {REASON_MAX} ký tự.",
        },
    )


class ImportFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Narrows the runs by kind and state, from the address."""

    loai = django_filters.ChoiceFilter(
        field_name="kind",
        label="Loại",
        choices=ImportKind.choices,
        empty_label="Mọi loại",
        widget=forms.Select(attrs={"class": "nt-in"}),
        error_messages={"invalid_choice": "Không có loại này."},
    )
    tinh_trang = django_filters.ChoiceFilter(
        field_name="state",
        label="Tình trạng",
        choices=ImportState.choices,
        empty_label="Mọi tình trạng",
        widget=forms.Select(attrs={"class": "nt-in"}),
        error_messages={"invalid_choice": "Không có tình trạng này."},
    )

    class Meta:
        model = ImportRun
        fields: list[str] = []


def quarters_until(today: dt.date) -> Iterator[tuple[str, str]]:
    """Yield the quarters with a law, the latest that has begun first."""
    first = CriteriaSet.objects.of(SetSubject.COMMUNE).order_by("valid_from").first()
    quarter = Quarter.of(today)
    while first and quarter.last_day >= first.valid_from:
        yield quarter.code, quarter.label
        quarter = quarter.previous()
