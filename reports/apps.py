"""Quarterly reports: entry, evidence, talk, review, revisions, samples, imports."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Báo cáo quý"

    def ready(self) -> None:
        from reports import checks

        # Importing registers the checks; the name keeps linters from dropping it.
        self.checks = checks
