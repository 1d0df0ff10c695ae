"""The law as data: criteria, targets, agencies and who answers for what."""

from django.apps import AppConfig


class CriteriaConfig(AppConfig):
    name = "criteria"
    verbose_name = "Bộ tiêu chí và phân công"
