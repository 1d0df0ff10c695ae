"""A task as the coordination office writes it, and its end."""

from typing import Any, cast

from django import forms

from criteria.models import Agency
from ntm_portal.lib.text import clean
from programme.choices import TaskRhythm
from programme.models import Task
from reports.forms.days import BOUNDS, WRONG_DAY, day_field, day_input

DAYS = ("starts_on", "due_on")
# Texts of one line; in the others the lines stay.
LINES = {"code", "article", "title", "document", "unit", "handover_document"}
TALL = {"title": 2, "expected": 3}


class TaskForm(forms.ModelForm[Task]):
    """A task; from which day and by which document another body takes it over."""

    field_order = ("code", "article", "title", "expected", "parent", "lead")

    parent = forms.ModelChoiceField(
        label="Thuộc nhiệm vụ",
        queryset=Task.objects.all(),
        empty_label="Không, là nhiệm vụ riêng",
        required=False,
    )
    lead = forms.ModelChoiceField(
        label="Đơn vị chủ trì",
        queryset=Agency.objects.order_by("name"),
        empty_label="Chưa giao, hoặc giao ở từng nhiệm vụ con",
        required=False,
    )
    supporting = forms.ModelMultipleChoiceField(
        label="Đơn vị phối hợp",
        queryset=Agency.objects.order_by("name"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    handover_on = day_field("Chuyển giao từ ngày")
    handover_document = forms.CharField(
        label="Văn bản chuyển giao", max_length=120, required=False
    )

    class Meta:
        model = Task
        fields = [
            "code",
            "article",
            "title",
            "expected",
            "parent",
            "lead",
            "rhythm",
            "starts_on",
            "due_on",
            "document",
            "certainty",
            "target_count",
            "unit",
        ]
        widgets = {
            name: forms.Textarea(attrs={"rows": rows}) for name, rows in TALL.items()
        } | {name: day_input() for name in DAYS}
        error_messages = {name: {"invalid": WRONG_DAY} for name in DAYS}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name != "supporting":
                field.widget.attrs.setdefault("class", "nt-in")
            if name in DAYS:
                field.validators.extend(BOUNDS)
        rhythm = cast(forms.ChoiceField, self.fields["rhythm"])
        rhythm.choices = [("", "Chọn nhịp"), *TaskRhythm.choices]
        if self.instance._state.adding:
            del self.fields["handover_on"], self.fields["handover_document"]
        else:
            self.initial["supporting"] = self.instance.supporting.all()

    def clean(self) -> dict[str, Any]:
        """Compose the texts (NFC), as they are searched and compared."""
        super().clean()
        for name in LINES & self.cleaned_data.keys():
            text = clean(self.cleaned_data[name] or "")
            self.cleaned_data[name] = text
            field = self.fields[name]
            if field.required and not text:
                self.add_error(name, field.error_messages["required"])
        return self.cleaned_data


class TaskCloseForm(forms.Form):
    """When a task ended, and why."""

    closed_on = day_field("Kết thúc ngày", required="Hãy ghi ngày kết thúc.")
    closed_reason = forms.CharField(
        label="Lý do kết thúc",
        max_length=300,
        widget=forms.TextInput(attrs={"class": "nt-in"}),
        error_messages={"required": "Hãy ghi lý do kết thúc."},
    )
