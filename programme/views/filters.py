"""Filters behind the list pages of the programme."""

import django_filters
from django.db.models import Q, QuerySet

from criteria.models import Agency
from ntm_portal.lib.periods import BadQuarter, Quarter
from programme.analytics.tasks.pages import CONDITIONS
from programme.choices import TaskRhythm
from programme.models import Task


class TaskFilter(django_filters.FilterSet):
    """Tasks by body, article, rhythm; state and quarter are told from reports."""

    don_vi = django_filters.ModelChoiceFilter(
        field_name="lead",
        queryset=Agency.objects.order_by("name"),
        label="Đơn vị",
        empty_label="Tất cả",
    )
    dieu = django_filters.ModelChoiceFilter(
        queryset=Task.objects.filter(parent=None),
        to_field_name="code",
        method="below",
        label="Mục",
        empty_label="Tất cả",
    )
    tinh_trang = django_filters.ChoiceFilter(
        choices=[(key, label) for key, (label, _meets) in CONDITIONS.items()],
        method="as_it_is",
        label="Tình trạng",
        empty_label="Tất cả",
    )
    nhip = django_filters.ChoiceFilter(
        field_name="rhythm",
        choices=TaskRhythm.choices,
        label="Nhịp",
        empty_label="Tất cả",
    )
    ky = django_filters.CharFilter(method="as_it_is", label="Quý")

    class Meta:
        model = Task
        fields: list[str] = []

    @property
    def condition(self) -> str:
        """Return the state that was asked for, "" for all."""
        return str(self._asked("tinh_trang"))

    @property
    def quarter(self) -> Quarter | None:
        """Return the quarter that was asked for, None for the last that ended."""
        try:
            return Quarter.parse(str(self._asked("ky")))
        except BadQuarter:
            return None

    def below(
        self, tasks: QuerySet[Task], name: str, value: Task | None
    ) -> QuerySet[Task]:
        """Keep a task and what stands below it."""
        if value is None:
            return tasks
        return tasks.filter(
            Q(pk=value.pk) | Q(parent=value.pk) | Q(parent__parent=value.pk)
        )

    def as_it_is(self, tasks: QuerySet[Task], name: str, value: str) -> QuerySet[Task]:
        return tasks

    def _asked(self, name: str) -> object:
        return (self.form.cleaned_data.get(name) or "") if self.form.is_valid() else ""
