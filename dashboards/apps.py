"""Pages that only read: figures, places, criteria, agencies."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "dashboards"
    verbose_name = "Số liệu"
