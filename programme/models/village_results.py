"""What a year says of a village, and in which year it is planned to attain.

The set of criteria is that of QĐ 386/QĐ-UBND 22/4/2018, or of a later version.
"""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from communes.models import Village
from programme.choices import VillageState

FIRST_YEAR, LAST_YEAR = 2016, 2035
YEAR_TAKEN = "Thôn đã có kết quả của năm này."
YEARS = [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]


class VillageResultQuerySet(models.QuerySet["VillageResult"]):
    def until_year(self, year: int) -> Self:
        """Keep results up to a year, the last of each village coming last."""
        return self.filter(year__lte=year).order_by("village", "year")


class VillageResult(models.Model):
    """A village in a year; ``states`` are yes or no by number of criterion."""

    village = models.ForeignKey(
        Village, models.PROTECT, related_name="results", verbose_name="thôn, làng"
    )
    year = models.PositiveSmallIntegerField("năm", validators=YEARS)
    state = models.CharField(
        "kết quả", max_length=8, choices=VillageState, default=VillageState.UNKNOWN
    )
    met_count = models.PositiveSmallIntegerField(
        "số tiêu chí đạt", null=True, blank=True
    )
    states = models.JSONField("từng tiêu chí", default=dict, blank=True)
    decision = models.CharField("số quyết định", max_length=60, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    is_sample = models.BooleanField("mẫu", default=False)

    objects = VillageResultQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "kết quả của thôn"
        verbose_name_plural = "kết quả của thôn"
        ordering = ["village", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "year"],
                name="village_result_unique_in_year",
                violation_error_message=YEAR_TAKEN,
            ),
            models.CheckConstraint(
                condition=Q(state__in=VillageState.values),
                name="village_result_state_known",
                violation_error_message="Kết quả của thôn không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="village_result_year_in_range",
                violation_error_message=f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.get_state_display()}"


class VillagePlan(models.Model):
    """The year by whose end a village is planned to attain."""

    village = models.OneToOneField(
        Village, models.PROTECT, related_name="plan", verbose_name="thôn, làng"
    )
    year = models.PositiveSmallIntegerField("năm phấn đấu", validators=YEARS)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    is_sample = models.BooleanField("mẫu", default=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "kế hoạch của thôn"
        verbose_name_plural = "kế hoạch của thôn"
        ordering = ["village"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="village_plan_year_in_range",
                violation_error_message=f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.village}: {self.year}"
