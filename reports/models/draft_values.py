"""Values of indicators in a report while people work on it, and their log."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from communes.models import Commune
from criteria.models import Indicator
from reports.choices import Door
from reports.models.reports import Report
from reports.models.values import ValueRow, answer_or_numbers


class DraftValue(ValueRow):
    """A value that differs from what stands approved for the quarter.

    With nothing in it and without "không có số liệu" the value is taken away.
    """

    report = models.ForeignKey(
        Report, models.CASCADE, related_name="values", verbose_name="báo cáo"
    )
    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="+", verbose_name="xã"
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="+", verbose_name="chỉ tiêu"
    )
    changed_at = models.DateTimeField("sửa lúc")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người sửa",
    )

    class Meta:
        verbose_name = "giá trị chỉ tiêu đã sửa"
        verbose_name_plural = "giá trị chỉ tiêu đã sửa"
        ordering = ["report", "commune", "indicator"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "commune", "indicator"],
                name="draft_value_unique",
                violation_error_message="Chỉ tiêu này đã có trong bản nháp.",
            ),
            models.CheckConstraint(
                condition=answer_or_numbers(),
                name="draft_value_says_one_thing",
                violation_error_message="Giá trị phải là số, đạt/không hoặc "
                "“không có số liệu”.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.commune_id}, chỉ tiêu {self.indicator_id}"


class ValueChange(models.Model):
    """Log of every change of a value by a person; rows are only added.

    ``before`` and ``after`` are written as a person reads them.
    """

    report = models.ForeignKey(
        Report, models.PROTECT, related_name="value_log", verbose_name="báo cáo"
    )
    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="+", verbose_name="xã"
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="+", verbose_name="chỉ tiêu"
    )
    before = models.CharField("trước", max_length=80, blank=True)
    after = models.CharField("sau", max_length=80, blank=True)
    door = models.CharField("bằng cách", max_length=8, choices=Door)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người sửa",
    )

    class Meta:
        verbose_name = "nhật ký sửa chỉ tiêu"
        verbose_name_plural = "nhật ký sửa chỉ tiêu"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(door__in=Door.values),
                name="value_change_door_known",
                violation_error_message="Cách nhập không hợp lệ.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.before or '–'} → {self.after or '–'}"
