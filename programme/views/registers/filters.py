"""Filters behind the lists of registers, cooperatives and villages."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import QuerySet

from communes.choices import CooperativeKind
from communes.models import Commune, Cooperative, District
from criteria.models import Agency
from ntm_portal.lib.text import fold
from programme.choices import PlaceLevel
from programme.models import RegisterKind, RegisterRecord
from programme.models.records import RegisterRecordQuerySet
from reports.forms.days import WRONG_DAY, day_input

UNKNOWN = "Không có trong danh sách."
LAW = (("co", "Theo Luật"), ("khong", "Chưa theo Luật"), ("chua-ro", "Chưa rõ"))
LAW_VALUES = {"co": True, "khong": False, "chua-ro": None}
STANDING = (("dang", "Đang hoạt động"), ("ngung", "Đã ngừng"))


def _district() -> django_filters.ModelChoiceFilter:
    return django_filters.ModelChoiceFilter(
        queryset=District.objects.all(),
        label="Huyện",
        empty_label="Cả tỉnh",
        method="in_district",
        widget=forms.Select(attrs={"class": "nt-in"}),
        error_messages={"invalid_choice": f"Huyện: {UNKNOWN}"},
    )


def _text(label: str) -> django_filters.CharFilter:
    return django_filters.CharFilter(
        method="with_text",
        label=label,
        widget=forms.TextInput(attrs={"class": "nt-in", "type": "search"}),
    )


def _choice(label: str, choices: Any, method: str) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        choices=choices,
        label=label,
        empty_label="Tất cả",
        method=method,
        widget=forms.Select(attrs={"class": "nt-in"}),
        error_messages={"invalid_choice": f"{label}: {UNKNOWN}"},
    )


def _day(label: str) -> django_filters.DateFilter:
    return django_filters.DateFilter(
        label=label,
        method="in_period",
        widget=day_input(),
        error_messages={"invalid": WRONG_DAY},
    )


class RowFilter(django_filters.FilterSet):  # type: ignore[misc]
    """What every list here can be narrowed by; a bad value narrows nothing."""

    texts: ClassVar[tuple[str, ...]] = ()

    @property
    def is_narrowed(self) -> bool:
        return self.form.is_valid() and any(self.form.cleaned_data.values())

    @property
    def district(self) -> District | None:
        """Return the district that was asked for, None for the province."""
        found = self.form.cleaned_data.get("huyen") if self.form.is_valid() else None
        return found if isinstance(found, District) else None

    def with_text(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Match letters without marks and case: people type "rau sach"."""
        wanted = fold(value)
        found = [
            pk
            for pk, *texts in rows.order_by().values_list("pk", *self.texts)
            if any(wanted in fold(str(text or "")) for text in texts)
        ]
        return rows.filter(pk__in=found)


class RecordFilter(RowFilter):
    """Records of one register by place, body, days and words."""

    texts = ("title", "result", "note", "values")

    huyen = _district()
    xa = django_filters.ModelChoiceFilter(
        queryset=Commune.objects.none(),
        label="Xã",
        empty_label="Mọi xã",
        method="in_commune",
        widget=forms.Select(attrs={"class": "nt-in"}),
        error_messages={"invalid_choice": f"Xã: {UNKNOWN}"},
    )
    don_vi = django_filters.ModelChoiceFilter(
        queryset=Agency.objects.order_by("name"),
        field_name="agency",
        label="Đơn vị",
        empty_label="Mọi đơn vị",
        widget=forms.Select(attrs={"class": "nt-in"}),
        error_messages={"invalid_choice": f"Đơn vị: {UNKNOWN}"},
    )
    tu = _day("Từ ngày")
    den = _day("Đến ngày")
    tim = _text("Tìm chữ")

    class Meta:
        model = RegisterRecord
        fields: list[str] = []

    def __init__(self, kind: RegisterKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = (self.data or {}).get("huyen")
        has_communes = kind.place_level in (PlaceLevel.COMMUNE, PlaceLevel.VILLAGE)
        if not (has_communes and asked and asked.isalnum()):
            del self.filters["xa"]
        else:
            units = Commune.objects.filter(district_id=asked)
            self.filters["xa"].extra["queryset"] = units
        if not kind.has_place:
            del self.filters["huyen"]
        if not kind.body_label:
            del self.filters["don_vi"]
        if not kind.on_label:
            del self.filters["tu"], self.filters["den"]

    def in_district(
        self, rows: RegisterRecordQuerySet, name: str, value: District
    ) -> RegisterRecordQuerySet:
        return rows.filter(district=value)

    def in_commune(
        self, rows: RegisterRecordQuerySet, name: str, value: Commune
    ) -> RegisterRecordQuerySet:
        return rows.filter(commune=value)

    def in_period(
        self, rows: RegisterRecordQuerySet, name: str, value: Any
    ) -> RegisterRecordQuerySet:
        first, last = (value, None) if name == "tu" else (None, value)
        return rows.between(first, last)


class CooperativeFilter(RowFilter):
    """Cooperatives by district, kind, law, standing and words."""

    texts = ("name", "commune__name", "note")

    huyen = _district()
    loai = _choice("Loại", CooperativeKind.choices, "of_kind")
    luat = _choice("Luật HTX 2012", LAW, "by_law")
    con = _choice("Tình trạng", STANDING, "by_standing")
    tim = _text("Tìm tên")

    class Meta:
        model = Cooperative
        fields: list[str] = []

    def in_district(
        self, rows: QuerySet[Cooperative], name: str, value: District
    ) -> QuerySet[Cooperative]:
        return rows.filter(commune__district=value)

    def of_kind(
        self, rows: QuerySet[Cooperative], name: str, value: str
    ) -> QuerySet[Cooperative]:
        return rows.filter(kind=value)

    def by_law(
        self, rows: QuerySet[Cooperative], name: str, value: str
    ) -> QuerySet[Cooperative]:
        known = LAW_VALUES[value]
        if known is None:
            return rows.filter(follows_law_2012__isnull=True)
        return rows.filter(follows_law_2012=known)

    def by_standing(
        self, rows: QuerySet[Cooperative], name: str, value: str
    ) -> QuerySet[Cooperative]:
        return rows.filter(stopped_on__isnull=value == "dang")
