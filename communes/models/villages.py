"""Villages (thôn, làng) of the communes, by date."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from communes.choices import VillageKind
from communes.models.places import Commune, holds_on


class VillageQuerySet(models.QuerySet["Village"]):
    def standing(self, on: dt.date) -> Self:
        """Keep the villages that there are on a day."""
        return self.filter(holds_on(on))


class Village(models.Model):
    """A village between two days (both inclusive); unique by name in its commune."""

    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="villages", verbose_name="xã"
    )
    name = models.CharField("tên", max_length=80, help_text="Không kèm chữ thôn, làng.")
    kind = models.CharField(
        "loại", max_length=10, choices=VillageKind, default=VillageKind.VILLAGE
    )
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    is_sample = models.BooleanField("mẫu", default=False)
    source = models.CharField("nguồn", max_length=200, blank=True)

    objects = VillageQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "thôn, làng"
        verbose_name_plural = "thôn, làng"
        ordering = ["commune", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=VillageKind.values),
                name="village_kind_known",
                violation_error_message="Loại phải là thôn, làng hoặc tổ dân phố.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from"))
                | Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True),
                name="village_in_order",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=["commune", "name"],
                name="village_name_unique_in_commune",
                violation_error_message="Xã đã có thôn, làng cùng tên.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"

    def misses(self, year: int) -> str:
        """Return which of its days leaves a whole year out, by field, "" for none."""
        if self.valid_from and year < self.valid_from.year:
            return "valid_from"
        if self.valid_to and year > self.valid_to.year:
            return "valid_to"
        return ""
