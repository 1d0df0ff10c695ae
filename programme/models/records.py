"""Records of the general register."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from communes.models import Commune, District, Village
from criteria.models import Agency
from programme.models.registers import RegisterKind


class RegisterRecordQuerySet(models.QuerySet["RegisterRecord"]):
    def of(self, kind: RegisterKind) -> Self:
        """Keep the records of a kind."""
        return self.filter(kind=kind)

    def with_places(self) -> Self:
        """Bring the places and bodies that a list names. No further query."""
        return self.select_related("district", "commune", "village", "agency")

    def between(self, first: dt.date | None, last: dt.date | None) -> Self:
        """Keep what happened on these days; what has no day only without bounds."""
        found = self
        if first:
            found = found.filter(Q(on__gte=first) | Q(until__gte=first))
        return found.filter(on__lte=last) if last else found


class RegisterRecord(models.Model):
    """One row of a register; the district of a place is always written beside it.

    ``values`` are by code of the kind's fields, stored as
    programme.forms.tables.columns does.
    """

    kind = models.ForeignKey(
        RegisterKind, models.PROTECT, related_name="records", verbose_name="sổ"
    )
    title = models.CharField("nội dung", max_length=300)
    district = models.ForeignKey(
        District,
        models.PROTECT,
        related_name="+",
        verbose_name="huyện",
        null=True,
        blank=True,
    )
    commune = models.ForeignKey(
        Commune,
        models.PROTECT,
        related_name="register_records",
        verbose_name="xã",
        null=True,
        blank=True,
    )
    village = models.ForeignKey(
        Village,
        models.PROTECT,
        related_name="register_records",
        verbose_name="thôn, làng",
        null=True,
        blank=True,
    )
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        related_name="register_records",
        verbose_name="đơn vị",
        null=True,
        blank=True,
    )
    on = models.DateField("ngày", null=True, blank=True)
    until = models.DateField("đến ngày", null=True, blank=True)
    values = models.JSONField("các cột", default=dict, blank=True)
    result = models.CharField("kết quả", max_length=500, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    is_sample = models.BooleanField("mẫu", default=False)

    objects = RegisterRecordQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "dòng của sổ theo dõi"
        verbose_name_plural = "dòng của sổ theo dõi"
        ordering = ["kind", F("on").desc(nulls_last=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("on"))
                | Q(on__isnull=True)
                | Q(until__isnull=True),
                name="register_record_in_order",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(commune__isnull=True) | Q(district__isnull=False),
                name="register_record_commune_in_district",
                violation_error_message="Dòng có xã phải có huyện.",
            ),
            models.CheckConstraint(
                condition=Q(village__isnull=True) | Q(commune__isnull=False),
                name="register_record_village_in_commune",
                violation_error_message="Dòng có thôn phải có xã.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
