"""What the coordination office fills in: filters, reasons, confirmations."""

import datetime as dt

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from communes.models import District
from reports.choices import ReportState
from reports.models import Quarter, Report

NOT_BEGUN = "none"
STATES = [
    (ReportState.SUBMITTED, "Chờ duyệt"),
    (ReportState.SIGNING, "Chờ lãnh đạo huyện"),
    (ReportState.RETURNED, "Bị trả lại"),
    (ReportState.REOPENED, "Mở lại"),
    (ReportState.DRAFT, "Đang soạn"),
    (NOT_BEGUN, "Chưa bắt đầu"),
    (ReportState.APPROVED, "Đã duyệt"),
]
REASON_MAX = 2000


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "nt-in"})


class ReviewFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Narrows reports by quarter, district and state, from the address.

    A value that is not on offer narrows nothing and is named beside its field.
    """

    ky = django_filters.ModelChoiceFilter(
        field_name="quarter",
        label="Kỳ",
        queryset=Quarter.objects.order_by("-code"),
        empty_label="Mọi kỳ",
        widget=_select(),
        error_messages={"invalid_choice": "Không có kỳ này."},
    )
    huyen = django_filters.ModelChoiceFilter(
        field_name="district",
        label="Huyện",
        queryset=District.objects.all(),
        empty_label="Mọi huyện",
        widget=_select(),
        error_messages={"invalid_choice": "Không có huyện này."},
    )
    buoc = django_filters.ChoiceFilter(
        method="in_state",
        label="Tình trạng",
        choices=STATES,
        empty_label="Mọi tình trạng",
        widget=_select(),
        error_messages={"invalid_choice": "Không có tình trạng này."},
    )

    class Meta:
        model = Report
        fields: list[str] = []

    def in_state(
        self, reports: QuerySet[Report], name: str, state: str
    ) -> QuerySet[Report]:
        """Keep the reports in a state; a report not begun has no row at all."""
        return reports.none() if state == NOT_BEGUN else reports.filter(state=state)


class ApproveForm(forms.Form):
    """Carries the base revision and the submission that the page was drawn from."""

    seen_base = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen_submission = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def clean_seen_submission(self) -> dt.datetime:
        try:
            return dt.datetime.fromisoformat(self.cleaned_data["seen_submission"])
        except ValueError as wrong:
            raise ValidationError("Không đọc được lần gửi.") from wrong


def _reason(label: str, missing: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=REASON_MAX,
        widget=forms.Textarea(attrs={"class": "nt-in", "rows": 3}),
        error_messages={
            "required": missing,
            "max_length": f"Lý do dài quá {REASON_MAX} ký tự.",
        },
    )


class ReturnForm(forms.Form):
    """Gives a submitted report back."""

    reason = _reason(
        "Lý do trả lại (huyện sẽ đọc)",
        "Hãy ghi lý do trả lại để huyện biết phải sửa gì.",
    )


class SignForm(forms.Form):
    """Signs what the page showed: the key of the event that sent it to the head."""

    OLD_PAGE = "Trang này đã cũ, hãy tải lại, xem các ô rồi làm lại."

    seen = forms.IntegerField(
        error_messages={"required": OLD_PAGE, "invalid": OLD_PAGE}
    )


class GiveBackForm(SignForm):
    """Gives a report back from the head of a district to its officers."""

    reason = _reason(
        "Lý do trả lại (cán bộ huyện sẽ đọc)",
        "Hãy ghi lý do trả lại để cán bộ biết phải sửa gì.",
    )


class ReopenForm(forms.Form):
    """Opens an approved report again."""

    reason = _reason("Lý do mở lại (huyện sẽ đọc)", "Hãy ghi lý do mở lại.")


class ConfirmForm(forms.Form):
    """Takes khóa kỳ and mở khóa only from a person who says so twice."""

    sure = forms.BooleanField(
        error_messages={"required": "Hãy đánh dấu ô xác nhận trước khi bấm."}
    )
