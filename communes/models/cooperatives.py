"""Cooperatives of the communes (QĐ 1334, mục II.1: mỗi xã ít nhất 01)."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from communes.choices import CooperativeKind
from communes.models.places import Commune


class CooperativeQuerySet(models.QuerySet["Cooperative"]):
    def working(self, on: dt.date) -> Self:
        """Keep those founded by a day, or nobody knows when, and not yet stopped."""
        return self.filter(
            Q(founded_on__isnull=True) | Q(founded_on__lte=on),
            Q(stopped_on__isnull=True) | Q(stopped_on__gt=on),
        )

    def counted(self, on: dt.date) -> Self:
        """Keep those that "mỗi xã ít nhất 01" counts: farming, by the Law of 2012.

        One of which nobody knows whether it works by the Law is not counted.
        """
        return self.working(on).filter(
            kind=CooperativeKind.FARMING, follows_law_2012=True
        )


class Cooperative(models.Model):
    """A cooperative; unknown dates and an unknown standing under the Law are NULL."""

    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="cooperatives", verbose_name="xã"
    )
    name = models.CharField("tên", max_length=120)
    kind = models.CharField(
        "loại", max_length=10, choices=CooperativeKind, default=CooperativeKind.FARMING
    )
    founded_on = models.DateField("ngày thành lập", null=True, blank=True)
    follows_law_2012 = models.BooleanField(
        "hoạt động theo Luật HTX năm 2012", null=True, blank=True
    )
    stopped_on = models.DateField("ngày ngừng hoạt động", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    source = models.CharField("nguồn", max_length=200, blank=True)
    is_sample = models.BooleanField("mẫu", default=False)

    objects = CooperativeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "hợp tác xã"
        verbose_name_plural = "hợp tác xã"
        ordering = ["commune", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=CooperativeKind.values),
                name="cooperative_kind_known",
                violation_error_message="Loại hợp tác xã không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(stopped_on__gte=F("founded_on"))
                | Q(founded_on__isnull=True)
                | Q(stopped_on__isnull=True),
                name="cooperative_in_order",
                violation_error_message="Ngày ngừng phải sau ngày thành lập.",
            ),
            models.UniqueConstraint(
                fields=["commune", "name"],
                name="cooperative_name_unique_in_commune",
                violation_error_message="Xã đã có hợp tác xã cùng tên.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
