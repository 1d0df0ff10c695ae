"""What the office fills in about a meeting and its conclusions."""

from typing import Any

from django import forms

from criteria.models import Agency
from ntm_portal.lib.prose import clean_prose
from ntm_portal.lib.text import clean
from programme.forms.recognition.dossiers import NO_DAY, line, prose, select
from programme.models import Meeting
from reports.forms.days import day_field

NO_TEXT = "Hãy ghi nội dung kết luận."
NAMES = ("planned_on", "place", "chair", "document", "minutes")


class MeetingForm(forms.Form):
    """A meeting that is planned, or the words of one that was held."""

    planned_on = day_field("Ngày dự kiến", required=NO_DAY)
    place = line("Địa điểm", 160)
    chair = line("Chủ trì", 160)
    document = line("Thông báo kết luận (số, ký hiệu, ngày)", 120)
    minutes = prose("Nội dung, biên bản", 20000, rows=8)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in ("place", "chair", "document"):
            given[name] = clean(given.get(name, ""))
        given["minutes"] = clean_prose(given.get("minutes", ""))
        return given

    def fill(self, meeting: Meeting) -> Meeting:
        """Put what was filled in into a row, unsaved."""
        for name in NAMES:
            setattr(meeting, name, self.cleaned_data[name])
        return meeting

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        return {name: getattr(meeting, name) for name in NAMES}


class HeldForm(forms.Form):
    """When the meeting was held; the agenda is frozen with it."""

    held_on = day_field("Ngày họp", required=NO_DAY)


class CorrectionForm(forms.Form):
    """Words and day of a conclusion."""

    text = forms.CharField(
        label="Kết luận",
        max_length=1000,
        widget=forms.Textarea(attrs={"class": "nt-in", "rows": 3}),
        error_messages={
            "required": NO_TEXT,
            "max_length": "Kết luận dài quá 1000 ký tự.",
        },
    )
    due_on = day_field("Hạn", required="Hãy ghi hạn.")

    def clean_text(self) -> str:
        text = clean_prose(self.cleaned_data["text"])
        if not clean(text):
            raise forms.ValidationError(NO_TEXT)
        return text


class ConclusionForm(CorrectionForm):
    """A new conclusion with the body that does it."""

    agency = forms.ModelChoiceField(
        queryset=Agency.objects.all(),
        empty_label="Chọn đơn vị",
        **select("Đơn vị thực hiện", required="Hãy chọn đơn vị."),
    )
    field_order = ["text", "agency", "due_on"]
