"""Pages that only read: figures, places, criteria, agencies."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "dashboards"
    verbose_name = "Số liệu"

    def ready(self) -> None:
        from dashboards.analytics.programme.district_parts import district_parts
        from reports.analytics.other_parts import tell_by

        tell_by(district_parts)
