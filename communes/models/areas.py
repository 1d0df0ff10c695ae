"""Classes of difficulty of communes, by date."""

from django.db import models
from django.db.models import F, Q

from communes.choices import AreaClass
from communes.models.places import Commune


class CommuneArea(models.Model):
    """Area class of a commune between two days; thresholds differ by it."""

    commune = models.ForeignKey(
        Commune, models.CASCADE, related_name="areas", verbose_name="xã"
    )
    area_class = models.CharField("khu vực", max_length=3, choices=AreaClass)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    source = models.CharField("nguồn", max_length=200)

    class Meta:
        verbose_name = "khu vực của xã"
        verbose_name_plural = "khu vực của xã"
        ordering = ["commune", F("valid_from").asc(nulls_first=True)]
        constraints = [
            models.CheckConstraint(
                condition=Q(area_class__in=AreaClass.values),
                name="commune_area_class_known",
                violation_error_message="Khu vực phải là I, II hoặc III.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from"))
                | Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True),
                name="commune_area_in_order",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=["commune", "valid_from"],
                name="commune_area_unique_start",
                violation_error_message="Xã đã có khu vực bắt đầu từ ngày này.",
            ),
            models.UniqueConstraint(
                fields=["commune"],
                condition=Q(valid_from__isnull=True),
                name="commune_area_one_open_start",
                violation_error_message="Xã đã có khu vực từ ban đầu.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_area_class_display()
