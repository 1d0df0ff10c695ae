"""Phụ lục 01 of QĐ 1334: which commune reaches which criterion by which year.

A plan is a document with a version: a later import is a new plan, and undoing it
withdraws that plan, so that the one before is in force again.
"""

from typing import Self

from django.db import models
from django.db.models import Q

from communes.models import Commune
from criteria.choices import PlanValue
from criteria.models.sets import CriteriaSet, Criterion


class CommunePlanQuerySet(models.QuerySet["CommunePlan"]):
    def in_force(self) -> Self:
        """Keep the versions that were not taken back, the newest first."""
        return self.filter(withdrawn_at__isnull=True).order_by("-number")


class CommunePlan(models.Model):
    """One version of Phụ lục 01."""

    criteria_set = models.ForeignKey(
        CriteriaSet, models.PROTECT, related_name="plans", verbose_name="bộ tiêu chí"
    )
    number = models.PositiveIntegerField("phiên bản")
    document = models.CharField("văn bản", max_length=120)
    effective_from = models.DateField("hiệu lực từ")
    recorded_at = models.DateTimeField("ghi lúc")
    withdrawn_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)
    is_demo = models.BooleanField("số liệu minh họa", default=False)

    objects = CommunePlanQuerySet.as_manager()

    class Meta:
        verbose_name = "Phụ lục 01"
        verbose_name_plural = "Phụ lục 01"
        ordering = ["criteria_set", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["criteria_set", "number"],
                name="commune_plan_number_unique",
                violation_error_message="Phiên bản này đã có.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.document}, phiên bản {self.number}"


class CommuneTarget(models.Model):
    """One cell of the plan; a cell that is not planned has no row."""

    plan = models.ForeignKey(
        CommunePlan, models.CASCADE, related_name="targets", verbose_name="phụ lục"
    )
    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="targets", verbose_name="xã"
    )
    criterion = models.ForeignKey(
        Criterion,
        models.PROTECT,
        related_name="commune_targets",
        verbose_name="tiêu chí",
    )
    value = models.CharField("giá trị", max_length=10, choices=PlanValue)
    year = models.PositiveSmallIntegerField("năm phấn đấu", null=True, blank=True)

    class Meta:
        verbose_name = "chỉ tiêu của xã"
        verbose_name_plural = "chỉ tiêu của các xã"
        ordering = ["plan", "commune", "criterion"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__in=PlanValue.values),
                name="commune_target_value_known",
                violation_error_message="Giá trị không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(value=PlanValue.MET, year__isnull=True)
                | Q(value=PlanValue.PLANNED, year__isnull=False),
                name="commune_target_year_only_when_planned",
                violation_error_message="Chỉ ô phấn đấu mới có năm.",
            ),
            models.UniqueConstraint(
                fields=["plan", "commune", "criterion"],
                name="commune_target_unique",
                violation_error_message="Ô này đã có trong phụ lục.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.year or self.get_value_display())
