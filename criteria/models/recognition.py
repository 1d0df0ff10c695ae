"""Targets for recognised communes, and the rule by which a recognition is withdrawn."""

import datetime as dt
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from communes.models import holds_on
from criteria.models.sets import CriteriaSet, Criterion


class RecognitionTarget(models.Model):
    """How many communes are to be recognised by a day: a number or a share."""

    communes = models.PositiveSmallIntegerField("số xã", null=True, blank=True)
    percent = models.DecimalField(
        "tỷ lệ xã (%)",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    deadline = models.DateField("hạn", unique=True)
    source = models.CharField("nguồn", max_length=200)
    certainty = models.CharField("độ chắc chắn", max_length=10)

    class Meta:
        verbose_name = "mục tiêu công nhận"
        verbose_name_plural = "mục tiêu công nhận"
        ordering = ["deadline"]
        constraints = [
            models.CheckConstraint(
                condition=Q(communes__isnull=True, percent__isnull=False)
                | Q(communes__isnull=False, percent__isnull=True),
                name="recognition_target_number_or_share",
                violation_error_message="Ghi số xã hoặc tỷ lệ, chỉ một trong hai.",
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__gte=0, percent__lte=100),
                name="recognition_target_percent_in_range",
                violation_error_message="Tỷ lệ phải từ 0 đến 100.",
            ),
        ]

    def __str__(self) -> str:
        what = f"{self.communes} xã"
        if self.percent is not None:
            what = f"{self.percent.normalize():f} % số xã"
        return f"{what} đến {self.deadline:%d/%m/%Y}"


class WithdrawalRuleQuerySet(models.QuerySet["WithdrawalRule"]):
    def in_force(self, on: dt.date) -> Self:
        """Keep the rules that hold on a day, the one that began last first."""
        return self.filter(holds_on(on)).order_by("-valid_from")

    def within(self, first: dt.date, last: dt.date | None) -> Self:
        """Keep the rules that hold on any of these days; None has no end."""
        begun = self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=first))
        return begun if last is None else begun.filter(valid_from__lte=last)


class WithdrawalRule(models.Model):
    """When a recognised commune comes under review for withdrawal.

    A quarter counts when at least ``failing_count`` criteria are unmet, or any of
    ``must_hold`` is; so many ``quarters`` in a row bring the review. None is loaded:
    the office sets what a document says.
    """

    criteria_set = models.ForeignKey(
        CriteriaSet,
        models.PROTECT,
        related_name="withdrawal_rules",
        verbose_name="bộ tiêu chí",
    )
    document = models.CharField(
        "văn bản", max_length=200, help_text="Số, ngày và nơi ban hành quy định."
    )
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    failing_count = models.PositiveSmallIntegerField(
        "số tiêu chí không đạt",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Từ bao nhiêu tiêu chí chưa đạt. Trống: không xét theo số lượng.",
    )
    must_hold = models.ManyToManyField(
        Criterion,
        related_name="withdrawal_rules",
        blank=True,
        verbose_name="tiêu chí không được để mất",
        help_text="Chưa đạt một trong các tiêu chí này là đủ.",
    )
    quarters = models.PositiveSmallIntegerField(
        "số quý liền nhau", default=1, validators=[MinValueValidator(1)]
    )

    objects = WithdrawalRuleQuerySet.as_manager()

    class Meta:
        verbose_name = "quy định thu hồi công nhận"
        verbose_name_plural = "quy định thu hồi công nhận"
        ordering = ["valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")) | Q(valid_to__isnull=True),
                name="withdrawal_rule_in_order",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(quarters__gte=1),
                name="withdrawal_rule_some_quarters",
                violation_error_message="Phải từ một quý trở lên.",
            ),
            models.CheckConstraint(
                condition=Q(failing_count__isnull=True) | Q(failing_count__gte=1),
                name="withdrawal_rule_some_criteria",
                violation_error_message="Phải từ một tiêu chí trở lên, hoặc để trống.",
            ),
            models.UniqueConstraint(
                fields=["valid_from"],
                name="withdrawal_rule_unique_start",
                violation_error_message="Đã có quy định bắt đầu từ ngày này.",
            ),
        ]

    def __str__(self) -> str:
        return self.document
