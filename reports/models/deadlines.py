"""Deadlines of single districts, and the reminders that were sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from communes.models import District
from reports.choices import ReminderKind
from reports.models.quarters import Quarter


class DeadlineException(models.Model):
    """Another deadline for one district; the last one given counts."""

    district = models.ForeignKey(
        District,
        models.PROTECT,
        related_name="deadline_exceptions",
        verbose_name="huyện",
    )
    quarter = models.ForeignKey(
        Quarter,
        models.PROTECT,
        related_name="deadline_exceptions",
        verbose_name="quý",
    )
    due_on = models.DateField("hạn mới")
    reason = models.TextField("lý do", max_length=2000)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người cho phép",
    )

    class Meta:
        verbose_name = "gia hạn cho một huyện"
        verbose_name_plural = "gia hạn cho các huyện"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="deadline_exception_has_a_reason",
                violation_error_message="Gia hạn phải có lý do.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.district_id} {self.quarter_id}: {self.due_on:%d/%m/%Y}"


class Reminder(models.Model):
    """One line of a digest that a person was sent; never sent twice."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="reminders",
        verbose_name="người nhận",
    )
    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", verbose_name="huyện"
    )
    quarter = models.ForeignKey(
        Quarter, models.PROTECT, related_name="+", verbose_name="quý"
    )
    kind = models.CharField("lần nhắc", max_length=8, choices=ReminderKind)
    due_on = models.DateField("hạn được nhắc")
    at = models.DateTimeField("gửi lúc")

    class Meta:
        verbose_name = "lời nhắc đã gửi"
        verbose_name_plural = "lời nhắc đã gửi"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "district", "quarter", "kind", "due_on"],
                name="reminder_never_twice",
                violation_error_message="Lời nhắc này đã gửi.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ReminderKind.values),
                name="reminder_kind_known",
                violation_error_message="Lần nhắc không hợp lệ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.district_id} {self.quarter_id}"
