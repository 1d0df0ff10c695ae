"""The rest of QĐ 1334: tasks, money, registers, meetings, recognition."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "programme"
    verbose_name = "Chương trình hành động"

    def ready(self) -> None:
        from programme.analytics.returned import CAPITAL, TASKS
        from reports.analytics.returned_work import tell_by

        tell_by(CAPITAL)
        tell_by(TASKS)
