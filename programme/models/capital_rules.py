"""The rule that local budgets follow, and what was published of capital."""

import datetime as dt
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from communes.models import holds_on


class CapitalRuleQuerySet(models.QuerySet["CapitalRule"]):
    def in_force(self, on: dt.date) -> Self:
        """Keep the rules that hold on a day, the one that began last first."""
        return self.filter(holds_on(on)).order_by("-valid_from")


class CapitalRule(models.Model):
    """How much local budgets give for each đồng of the central budget (II.2.5)."""

    document = models.CharField("văn bản", max_length=200)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    match = models.DecimalField(
        "địa phương so với trung ương", max_digits=5, decimal_places=3
    )
    province_share = models.DecimalField("phần tỉnh", max_digits=5, decimal_places=3)
    district_share = models.DecimalField("phần huyện", max_digits=5, decimal_places=3)
    commune_share = models.DecimalField("phần xã", max_digits=5, decimal_places=3)
    tolerance = models.DecimalField(
        "sai số chấp nhận (triệu đồng)",
        max_digits=9,
        decimal_places=3,
        default=0,
        validators=[MinValueValidator(0)],
        help_text="Chênh không quá số này thì coi là đúng. Báo cáo làm tròn đến triệu "
        "đồng có thể lệch 0,5 triệu ở mỗi số: khi đó ghi 0,5.",
    )

    objects = CapitalRuleQuerySet.as_manager()

    class Meta:
        verbose_name = "quy định đối ứng vốn"
        verbose_name_plural = "quy định đối ứng vốn"
        ordering = ["valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["valid_from"],
                name="capital_rule_unique_start",
                violation_error_message="Đã có quy định bắt đầu từ ngày này.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")) | Q(valid_to__isnull=True),
                name="capital_rule_in_order",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(
                    match__gte=0,
                    province_share__gte=0,
                    district_share__gte=0,
                    commune_share__gte=0,
                    tolerance__gte=0,
                ),
                name="capital_rule_not_negative",
                violation_error_message="Tỷ lệ và sai số không được âm.",
            ),
        ]

    def __str__(self) -> str:
        return self.document


class PublishedCapital(models.Model):
    """A sum that was published, as it stood there; nothing is computed from it."""

    position = models.PositiveSmallIntegerField("thứ tự", unique=True)
    period = models.CharField("thời kỳ", max_length=40)
    source = models.CharField("nguồn vốn", max_length=120)
    billions = models.DecimalField("tỷ đồng", max_digits=12, decimal_places=3)
    share = models.CharField("tỷ trọng đã công bố", max_length=20, blank=True)
    published_in = models.CharField("công bố ở", max_length=200)

    class Meta:
        verbose_name = "vốn đã công bố"
        verbose_name_plural = "vốn đã công bố"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "source"],
                name="published_capital_unique",
                violation_error_message="Thời kỳ này đã có nguồn vốn ấy.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.source}"
