"""Filters behind the list pages."""

from typing import Any

import django_filters
from django.db.models import QuerySet

from criteria.choices import AgencyKind
from criteria.models import Agency
from ntm_portal.lib.text import fold


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
        """Match letters without marks and case: people type "giao duc"."""
        wanted = fold(value)
        found = [
            code
            for code, *names in agencies.values_list("code", "name", "short_name")
            if any(wanted in fold(each) for each in names)
        ]
        return agencies.filter(code__in=found)
