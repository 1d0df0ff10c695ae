"""The filters of the list of reports, read from the address."""

from collections.abc import Mapping, Sequence

import django_filters
from django import forms
from django.db.models import QuerySet

from communes.models import District
from reports.choices import ReportState

Choices = Sequence[tuple[str, str]]
STATES = [("none", "Chưa bắt đầu"), *ReportState.choices]


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "nt-in"})


class WorklistFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Narrows districts that carry the quarter and the state of their report.

    ``quarters`` and ``districts`` are what may be picked, code and label. A value
    that is not on offer narrows nothing and is named beside its field.
    """

    ky = django_filters.ChoiceFilter(
        field_name="quarter_code",
        label="Kỳ",
        choices=[],
        empty_label=None,
        widget=_select(),
        error_messages={"invalid_choice": "Kỳ này chưa mở báo cáo."},
    )
    huyen = django_filters.ChoiceFilter(
        field_name="code",
        label="Huyện",
        choices=[],
        empty_label="Mọi huyện",
        widget=_select(),
        error_messages={"invalid_choice": "Không có huyện này."},
    )
    buoc = django_filters.ChoiceFilter(
        field_name="state",
        label="Trạng thái",
        choices=STATES,
        empty_label="Mọi trạng thái",
        widget=_select(),
        error_messages={"invalid_choice": "Không có trạng thái này."},
    )

    class Meta:
        model = District
        fields: list[str] = []

    def __init__(
        self,
        asked: Mapping[str, str],
        *,
        queryset: QuerySet[District],
        quarters: Choices,
        districts: Choices,
    ) -> None:
        super().__init__(asked, queryset=queryset)
        self.filters["ky"].extra["choices"] = quarters
        self.filters["huyen"].extra["choices"] = districts
