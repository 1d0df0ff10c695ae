"""When an especially difficult commune (khu vực III) is near to leaving that status."""

import datetime as dt
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from communes.models import holds_on
from criteria.models import CriteriaSet, Criterion


class ExitRuleQuerySet(models.QuerySet["ExitRule"]):
    def in_force(self, on: dt.date) -> Self:
        """Keep the rules that hold on a day, the one that began last first."""
        return self.filter(holds_on(on)).order_by("-valid_from")

    def within(self, first: dt.date, last: dt.date | None) -> Self:
        """Keep the rules that hold on any of these days; None has no end."""
        begun = self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=first))
        return begun if last is None else begun.filter(valid_from__lte=last)


class ExitRule(models.Model):
    """What a commune of khu vực III has to meet to be ready to leave it.

    At least ``minimum_met`` criteria, the ``must_meet`` ones among them. None is
    loaded: the office sets what a document says.
    """

    criteria_set = models.ForeignKey(
        CriteriaSet,
        models.PROTECT,
        related_name="exit_rules",
        verbose_name="bộ tiêu chí",
    )
    document = models.CharField(
        "văn bản", max_length=200, help_text="Số, ngày và nơi ban hành quy định."
    )
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    minimum_met = models.PositiveSmallIntegerField(
        "số tiêu chí phải đạt",
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text="Từ bao nhiêu tiêu chí đạt.",
    )
    must_meet = models.ManyToManyField(
        Criterion,
        related_name="exit_rules",
        blank=True,
        verbose_name="tiêu chí bắt buộc đạt",
        help_text="Các tiêu chí phải đạt trong số đó.",
    )

    objects = ExitRuleQuerySet.as_manager()

    class Meta:
        verbose_name = "quy định ra khỏi diện đặc biệt khó khăn"
        verbose_name_plural = "quy định ra khỏi diện đặc biệt khó khăn"
        ordering = ["valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")) | Q(valid_to__isnull=True),
                name="exit_rule_in_order",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(minimum_met__gte=1),
                name="exit_rule_some_criteria",
                violation_error_message="Phải từ một tiêu chí trở lên.",
            ),
            models.UniqueConstraint(
                fields=["valid_from"],
                name="exit_rule_unique_start",
                violation_error_message="Đã có quy định bắt đầu từ ngày này.",
            ),
        ]

    def __str__(self) -> str:
        return self.document
