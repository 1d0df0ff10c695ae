"""What a body says of a task and quarter, and what the office answers."""

import unicodedata
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from programme.choices import TaskState
from programme.models import TaskReport
from programme.models.task_reports import TEXT_MAX
from reports.forms.evidence import FilesField, FilesInput

REASON_MAX = 1000


def _text(label: str, *, rows: int, longest: int = TEXT_MAX) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=longest,
        widget=forms.Textarea(attrs={"class": "nt-in", "rows": rows}),
        error_messages={
            "max_length": f"Dài quá {longest} ký tự.",
            "null_characters_not_allowed": "Có ký tự không đọc được.",
        },
    )


class TaskReportForm(forms.Form):
    """The report of a quarter; ``version`` is what the page was drawn from."""

    state = forms.ChoiceField(
        label="Tình trạng",
        choices=TaskState,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Hãy chọn tình trạng."
        ),
    )
    done_count = forms.IntegerField(
        label="Đã làm được",
        required=False,
        min_value=0,
        max_value=2_000_000_000,
        widget=forms.TextInput(attrs={"class": "nt-in", "inputmode": "numeric"}),
        error_messages={
            "invalid": "Hãy ghi một số nguyên.",
            "min_value": "Số lượng không thể âm.",
            "max_value": "Số quá lớn.",
        },
    )
    text = _text("Kết quả thực hiện", rows=4)
    difficulty = _text("Khó khăn, vướng mắc", rows=2)
    proposal = _text("Đề xuất, kiến nghị", rows=2)
    uploads = FilesField(label="Tệp minh chứng", widget=FilesInput())
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, report: TaskReport | None = None, **kwargs: Any
    ) -> None:
        if report is not None:
            names = ("state", "done_count", "text", "difficulty", "proposal", "version")
            kwargs["initial"] = {name: getattr(report, name) for name in names}
        else:
            kwargs["initial"] = {"version": 0}
        super().__init__(*args, **kwargs)
        self.fields["uploads"].required = False

    def clean(self) -> dict[str, Any]:
        """Compose the texts (NFC), as they are searched and compared."""
        return {
            name: unicodedata.normalize("NFC", value.replace("\r\n", "\n"))
            if isinstance(value, str)
            else value
            for name, value in self.cleaned_data.items()
        }

    @property
    def chosen(self) -> list[UploadedFile]:
        """Return what was chosen; nothing may be."""
        return [file for file in self.cleaned_data["uploads"] if file is not None]


class TaskReviewForm(forms.Form):
    """Why the office gives a report back; one is accepted without a reason."""

    reason = _text("Lý do trả lại", rows=2, longest=REASON_MAX)
    gives_back = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("gives_back") and not self.cleaned_data.get("reason"):
            self.add_error("reason", "Trả lại thì phải ghi lý do.")
        return self.cleaned_data
