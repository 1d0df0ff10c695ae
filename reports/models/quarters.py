"""Quarters that reports are written for."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from ntm_portal.lib import periods


class Quarter(models.Model):
    """A quarter; its code sorts by time.

    ``due_on`` is set when the office opens the quarter: reports fall due only
    then. ``closed_at`` is "khóa kỳ": every door refuses changes from then on.
    """

    code = models.CharField("kỳ", max_length=6, primary_key=True)
    due_on = models.DateField("hạn báo cáo", null=True, blank=True)
    closed_at = models.DateTimeField("khóa lúc", null=True, blank=True)

    class Meta:
        verbose_name = "quý"
        verbose_name_plural = "quý"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^(20[0-9]{2}|2100)Q[1-4]\Z"),
                name="quarter_code_known",
                violation_error_message="Kỳ phải viết như 2019Q4.",
            )
        ]

    def __str__(self) -> str:
        return self.period.label

    def clean(self) -> None:
        """Refuse a code that is no quarter; raises ValidationError."""
        try:
            is_exact = self.period.code == self.code
        except periods.BadQuarter:
            is_exact = False
        if not is_exact:
            message = f"“{self.code}” không phải là quý, ví dụ đúng: 2019Q4."
            raise ValidationError({"code": message})

    @property
    def period(self) -> periods.Quarter:
        return periods.Quarter.parse(self.code)

    @property
    def report_name(self) -> str:
        """Return what the report of the quarter is called: Q2 and Q4 sum up."""
        names = {2: "Báo cáo 6 tháng đầu năm", 4: "Báo cáo năm"}
        name = names.get(self.period.number)
        return f"{name} {self.period.year}" if name else f"Báo cáo {self.period.label}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None
