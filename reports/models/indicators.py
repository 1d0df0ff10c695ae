"""Approved values of indicators (chỉ tiêu) of a district and quarter.

They stand beside the results: a criterion may be đạt before its values are known.
Like results they are written once; a correction is the next revision.
"""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from communes.models import Commune, District
from criteria.models import Indicator
from reports.models.imports import ImportRun
from reports.models.quarters import Quarter
from reports.models.values import ValueRow


class IndicatorRevisionQuerySet(models.QuerySet["IndicatorRevision"]):
    def standing(self, as_of: dt.date | None) -> Self:
        """Keep revisions that are approved and not withdrawn.

        With a day: those approved on or before it and not withdrawn by its end.
        """
        if as_of is None:
            return self.filter(withdrawn_on__isnull=True)
        return self.filter(
            Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=as_of),
            approved_on__lte=as_of,
        )


class IndicatorRevision(models.Model):
    """One approved version of the values of a district and quarter, whole."""

    district = models.ForeignKey(
        District,
        models.PROTECT,
        related_name="indicator_revisions",
        verbose_name="huyện",
    )
    quarter = models.ForeignKey(
        Quarter,
        models.PROTECT,
        related_name="indicator_revisions",
        verbose_name="quý",
    )
    number = models.PositiveIntegerField("bản số")
    approved_on = models.DateField("ngày duyệt")
    recorded_at = models.DateTimeField("ghi lúc")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người duyệt",
        null=True,
        blank=True,
    )
    import_run = models.ForeignKey(
        ImportRun,
        models.PROTECT,
        related_name="indicator_revisions",
        verbose_name="lần nhập",
        null=True,
        blank=True,
    )
    is_demo = models.BooleanField("số liệu minh họa", default=False)
    withdrawn_on = models.DateField("ngày hoàn tác", null=True, blank=True)
    withdrawn_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)

    objects = IndicatorRevisionQuerySet.as_manager()

    class Meta:
        verbose_name = "bản giá trị chỉ tiêu"
        verbose_name_plural = "bản giá trị chỉ tiêu"
        ordering = ["district", "quarter", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "quarter", "number"],
                name="indicator_revision_number_unique",
                violation_error_message="Bản này đã có.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_at__isnull=True)
                | Q(withdrawn_on__isnull=False, withdrawn_at__isnull=False),
                name="indicator_revision_withdrawn_on_and_at_together",
                violation_error_message="Ngày và giờ hoàn tác phải đi cùng nhau.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True)
                | Q(withdrawn_on__gte=F("approved_on")),
                name="indicator_revision_withdrawn_after_approval",
                violation_error_message="Ngày hoàn tác không thể trước ngày duyệt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district_id} {self.quarter_id}, bản chỉ tiêu {self.number}"


class IndicatorValue(ValueRow):
    """What one commune has for one indicator; "không có số liệu" is a state.

    ``number`` is in the indicator's unit and ``second_number`` only for indicators
    with two values (17.1); ``answer`` is for those that are đạt or không.
    """

    revision = models.ForeignKey(
        IndicatorRevision,
        models.CASCADE,
        related_name="values",
        verbose_name="bản giá trị chỉ tiêu",
    )
    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="indicator_values", verbose_name="xã"
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="values", verbose_name="chỉ tiêu"
    )

    class Meta:
        verbose_name = "giá trị chỉ tiêu"
        verbose_name_plural = "giá trị chỉ tiêu"
        ordering = ["revision", "commune", "indicator"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "commune", "indicator"],
                name="indicator_value_unique",
                violation_error_message="Xã đã có giá trị của chỉ tiêu này.",
            ),
            models.CheckConstraint(
                condition=Q(
                    is_no_data=True,
                    number__isnull=True,
                    second_number__isnull=True,
                    answer__isnull=True,
                )
                | Q(is_no_data=False, answer__isnull=True)
                & (Q(number__isnull=False) | Q(second_number__isnull=False))
                | Q(
                    is_no_data=False,
                    answer__isnull=False,
                    number__isnull=True,
                    second_number__isnull=True,
                ),
                name="indicator_value_says_one_thing",
                violation_error_message="Giá trị phải là số, đạt/không hoặc "
                "“không có số liệu”.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune_id}, chỉ tiêu {self.indicator_id}"
