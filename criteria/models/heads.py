"""Heads of agencies: who answered for an agency, from a day to a day."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q

from communes.models import holds_on
from criteria.models.agencies import Agency


class AgencyHeadQuerySet(models.QuerySet["AgencyHead"]):
    def in_office(self, on: dt.date) -> Self:
        """Keep those in office on a day, the one that began last first."""
        return self.filter(holds_on(on)).order_by("agency", "-valid_from")


class AgencyHead(models.Model):
    """The head of an agency between two days (both inclusive)."""

    agency = models.ForeignKey(
        Agency, models.CASCADE, related_name="heads", verbose_name="đơn vị"
    )
    name = models.CharField("họ và tên", max_length=80)
    title = models.CharField("chức vụ", max_length=80)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    document = models.CharField("văn bản", max_length=120, blank=True)
    is_sample = models.BooleanField("mẫu", default=False)

    objects = AgencyHeadQuerySet.as_manager()

    class Meta:
        verbose_name = "người đứng đầu"
        verbose_name_plural = "người đứng đầu"
        ordering = ["agency", F("valid_from").asc(nulls_first=True)]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from"))
                | Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True),
                name="agency_head_in_order",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=["agency", "valid_from"],
                name="agency_head_unique_start",
                violation_error_message="Đơn vị đã có người đứng đầu từ ngày này.",
            ),
            models.UniqueConstraint(
                fields=["agency"],
                condition=Q(valid_from__isnull=True),
                name="agency_head_one_open_start",
                violation_error_message="Đơn vị đã có người đứng đầu từ ban đầu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.title}"
