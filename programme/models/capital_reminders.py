"""Mails that asked for a sheet of capital."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from communes.models import District
from reports.choices import ReminderKind
from reports.models import Quarter


class CapitalReminder(models.Model):
    """One line of a mail about capital that a person was sent; never sent twice."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="capital_reminders",
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
        verbose_name = "lời nhắc báo cáo vốn đã gửi"
        verbose_name_plural = "lời nhắc báo cáo vốn đã gửi"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "district", "quarter", "kind", "due_on"],
                name="capital_reminder_never_twice",
                violation_error_message="Lời nhắc này đã gửi.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ReminderKind.values),
                name="capital_reminder_kind_known",
                violation_error_message="Lần nhắc không hợp lệ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.district_id} {self.quarter_id}"
