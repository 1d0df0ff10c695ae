"""The rest of QĐ 1334: tasks, money, registers, meetings, recognition."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "programme"
    verbose_name = "Chương trình hành động"
