"""The filters of the list of reports, read from the address."""

import django_filters
from django import forms

from communes.models import District
from reports.choices import ReportState
from reports.models import Quarter

STATES = [("none", "Chưa bắt đầu"), *ReportState.choices]


def _quarters() -> list[tuple[str, str]]:
    quarters = Quarter.objects.filter(due_on__isnull=False).order_by("-code")
    return [(quarter.code, quarter.period.label) for quarter in quarters]


def _districts() -> list[tuple[str, str]]:
    return [(district.code, district.full_name) for district in District.objects.all()]


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "nt-in"})


class WorklistFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Narrows districts that carry the quarter and the state of their report.

    A value that is not on offer narrows nothing and is named beside its field.
    """

    ky = django_filters.ChoiceFilter(
        field_name="quarter_code",
        label="Kỳ",
        choices=_quarters,
        empty_label=None,
        widget=_select(),
        error_messages={"invalid_choice": "Kỳ này chưa mở báo cáo."},
    )
    huyen = django_filters.ChoiceFilter(
        field_name="code",
        label="Huyện",
        choices=_districts,
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
