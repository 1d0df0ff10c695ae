"""Filters behind the list pages."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from criteria.choices import AgencyKind
from criteria.models import Agency


class AgencyFilter(django_filters.FilterSet):
    """Agencies by kind and by a part of their name."""

    kind = django_filters.ChoiceFilter(
        field_name="kind",
        choices=AgencyKind.choices,
        label="Loại",
        empty_label="Tất cả",
    )
    name = django_filters.CharFilter(method="by_name", label="Tên đơn vị")

    class Meta:
        model = Agency
        fields: list[str] = []

    def by_name(self, agencies: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return agencies.filter(
            Q(name__icontains=value) | Q(short_name__icontains=value)
        )
