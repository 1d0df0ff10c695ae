"""The filters of a report's log, read from the address."""

from collections.abc import Mapping, Sequence

import django_filters
from django import forms
from django.db.models import QuerySet

from accounts.models import User
from reports.choices import Door
from reports.models import ResultChange

Choices = Sequence[tuple[str, str]]
STEPS = ("step", "việc của báo cáo")
FILES = ("evidence", "thêm, thay, gỡ minh chứng")


def _choice(field_name: str, label: str, empty: str) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        field_name=field_name,
        label=label,
        choices=[],
        empty_label=empty,
        widget=forms.Select(attrs={"class": "nt-in"}),
        error_messages={"invalid_choice": f"{label} này không có trong nhật ký."},
    )


class LogFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Narrows every part of a log, which carry the same names (analytics.change_log).

    ``communes`` and ``criteria`` are what may be picked, code and label; ``people``
    are those in the log. A value that is not on offer narrows nothing and is named.
    """

    xa = _choice("log_commune", "Xã", "Mọi xã")
    tc = _choice("log_number", "Tiêu chí", "Mọi tiêu chí")
    nguoi = _choice("log_person", "Người sửa", "Mọi người")
    cach = _choice("log_door", "Cách sửa", "Mọi cách")

    class Meta:
        model = ResultChange
        fields: list[str] = []

    def __init__(
        self,
        asked: Mapping[str, str],
        *,
        communes: Choices,
        criteria: Choices,
        people: QuerySet[User],
    ) -> None:
        super().__init__(asked, queryset=ResultChange.objects.none())
        self.filters["xa"].extra["choices"] = communes
        self.filters["tc"].extra["choices"] = criteria
        self.filters["nguoi"].extra["choices"] = [
            (str(each.pk), each.display_name) for each in people
        ]
        self.filters["cach"].extra["choices"] = [*Door.choices, FILES, STEPS]

    @property
    def is_narrowed(self) -> bool:
        return any(self.form.cleaned_data.values())
