"""What the office fills in about samples: a draw, and what was found in the field."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from ntm_portal.lib.text import clean
from reports.choices import CheckVerdict
from reports.forms.days import day_field
from reports.models import SampledClaim

SIZE_MAX = 500
SEED_MAX = 40
NOTE_MAX = 2000
SIZE = 30
NO_SEED = "Hãy ghi số khởi tạo."


class DrawForm(forms.Form):
    """Draws a sample of the quarter that the page shows."""

    size = forms.IntegerField(
        label="Số ô rút",
        min_value=1,
        max_value=SIZE_MAX,
        widget=forms.NumberInput(attrs={"class": "nt-in nt-in-num"}),
        error_messages={
            "required": "Hãy ghi số ô cần rút.",
            "invalid": "Hãy ghi một số nguyên.",
            "min_value": "Hãy rút ít nhất 1 ô.",
            "max_value": f"Mỗi lần rút nhiều nhất {SIZE_MAX} ô.",
        },
    )
    seed = forms.CharField(
        label="Số khởi tạo (để rút lại đúng mẫu này)",
        max_length=SEED_MAX,
        widget=forms.TextInput(attrs={"class": "nt-in", "autocomplete": "off"}),
        error_messages={
            "required": NO_SEED,
            "max_length": f"Số khởi tạo dài quá {SEED_MAX} ký tự.",
        },
    )

    def clean_seed(self) -> str:
        """Compose the seed; one of invisible characters alone is none."""
        seed = clean(self.cleaned_data["seed"])
        if not seed:
            raise forms.ValidationError(NO_SEED)
        return seed


class CommonForm(forms.Form):
    """The day of all lines without their own; ``seen``: when the page was current."""

    day = day_field("Ngày kiểm tra chung")
    seen = forms.CharField(required=False)

    def clean_seen(self) -> dt.datetime | None:
        """Read the moment; what a page never wrote is taken for none."""
        try:
            seen = dt.datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError:
            return None
        return seen if seen.tzinfo else None


class FindingForm(forms.Form):
    """One line: verdict, its own day, a note."""

    verdict = forms.ChoiceField(
        label="Kết quả",
        required=False,
        choices=[("", "chưa nhập"), *CheckVerdict.choices],
        widget=forms.Select(attrs={"class": "nt-in"}),
        error_messages={"invalid_choice": "Hãy chọn một kết quả trong danh sách."},
    )
    checked_on = day_field("Ngày")
    note = forms.CharField(
        label="Ghi chú",
        required=False,
        max_length=NOTE_MAX,
        widget=forms.Textarea(attrs={"class": "nt-in", "rows": 1}),
        error_messages={"max_length": f"Ghi chú dài quá {NOTE_MAX} ký tự."},
    )


class FindingsForm:
    """The lines of one district with their common day.

    ``lines`` are by id of the claim. ``seen_text`` goes back with the page: when the
    last of the findings was entered that the page shows.
    """

    def __init__(
        self, claims: Iterable[SampledClaim], data: Mapping[str, Any] | None = None
    ) -> None:
        rows = list(claims)
        entered = [row.entered_at for row in rows if row.entered_at]
        self._now = max(entered).isoformat() if entered else ""
        self.common = CommonForm(data, prefix="chung")
        self.seen_text = self._now if data is None else data.get("chung-seen", "")
        self.lines = {
            row.pk: FindingForm(
                data,
                prefix=f"o{row.pk}",
                initial={
                    "verdict": row.verdict,
                    "checked_on": row.checked_on,
                    "note": row.note,
                },
            )
            for row in rows
        }

    def is_valid(self) -> bool:
        return all(form.is_valid() for form in (self.common, *self.lines.values()))

    def add_faults(self, faults: Mapping[int, str]) -> None:
        """Mark lines; what others entered meanwhile is now told, and so seen."""
        self.seen_text = self._now
        for pk, fault in faults.items():
            self.lines[pk].add_error(None, fault)

    @property
    def fault_count(self) -> int:
        """Return how many lines are marked, the common day being one."""
        return sum(bool(form.errors) for form in (self.common, *self.lines.values()))

    @property
    def seen(self) -> dt.datetime | None:
        seen: dt.datetime | None = self.common.cleaned_data["seen"]
        return seen

    def day_of(self, form: FindingForm) -> dt.date | None:
        """Return the line's own day, else the common one if it has a verdict."""
        own: dt.date | None = form.cleaned_data["checked_on"]
        common: dt.date | None = self.common.cleaned_data["day"]
        return own or (common if form.cleaned_data["verdict"] else None)
