"""The date that the demonstration data takes for today."""

from django.db import models
from django.db.models import Q


class DemoClock(models.Model):
    """At most one row; it counts only while DEBUG is on."""

    today = models.DateField("ngày làm việc của số liệu minh họa")

    class Meta:
        verbose_name = "ngày làm việc minh họa"
        verbose_name_plural = "ngày làm việc minh họa"
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="demo_clock_is_single",
                violation_error_message="Chỉ có một ngày làm việc minh họa.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.today:%d/%m/%Y}"
