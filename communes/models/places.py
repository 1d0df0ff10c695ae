"""Districts, communes and their names and kinds over time."""

import datetime as dt
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from communes.choices import DistrictKind, UnitKind


def holds_on(day: dt.date, prefix: str = "") -> Q:
    """Condition: a dated row (valid_from, valid_to, both inclusive) holds that day."""
    starts, ends = f"{prefix}valid_from", f"{prefix}valid_to"
    return (Q(**{f"{starts}__isnull": True}) | Q(**{f"{starts}__lte": day})) & (
        Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": day})
    )


class District(models.Model):
    """A huyện or the city; reports come from here."""

    code = models.CharField("mã", max_length=3, primary_key=True)
    name = models.CharField("tên", max_length=60, help_text="Không kèm chữ huyện.")
    kind = models.CharField("loại", max_length=10, choices=DistrictKind)
    source = models.CharField("nguồn", max_length=200)

    class Meta:
        verbose_name = "huyện, thành phố"
        verbose_name_plural = "huyện, thành phố"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=DistrictKind.values),
                name="district_kind_known",
                violation_error_message="Loại đơn vị cấp huyện không hợp lệ.",
            ),
            models.UniqueConstraint(
                fields=["name"],
                name="district_name_unique",
                violation_error_message="Tỉnh đã có huyện cùng tên.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.get_kind_display()} {self.name}"

    @property
    def title(self) -> str:
        """Name as it stands inside a sentence: huyện Đắk Glei."""
        return f"{self.get_kind_display().lower()} {self.name}"

    @property
    def short_name(self) -> str:
        return f"TP {self.name}" if self.kind == DistrictKind.CITY else self.name


class DistrictVariant(models.Model):
    """Another spelling of a district found in real papers."""

    district = models.ForeignKey(
        District, models.CASCADE, related_name="variants", verbose_name="huyện"
    )
    name = models.CharField("cách viết", max_length=80)

    class Meta:
        verbose_name = "cách viết tên huyện"
        verbose_name_plural = "cách viết tên huyện"
        ordering = ["district", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "name"],
                name="district_variant_unique",
                violation_error_message="Cách viết này đã có.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class CommuneQuerySet(models.QuerySet["Commune"]):
    def in_programme(self, on: dt.date) -> Self:
        """Keep the communes that count towards the programme on the given day.

        Phường and thị trấn do not count; 23473 counts up to 31/08/2019.
        """
        return self.filter(
            pk__in=CommunePeriod.objects.filter(
                holds_on(on), kind=UnitKind.COMMUNE
            ).values("commune_id")
        )


class Commune(models.Model):
    """A commune-level unit: xã, phường or thị trấn."""

    code = models.CharField("mã", max_length=5, primary_key=True)
    district = models.ForeignKey(
        District, models.PROTECT, related_name="communes", verbose_name="huyện"
    )
    name = models.CharField("tên hiện nay", max_length=60)
    tile_row = models.PositiveSmallIntegerField("hàng ô", null=True, blank=True)
    tile_column = models.PositiveSmallIntegerField("cột ô", null=True, blank=True)
    is_border = models.BooleanField("xã biên giới", null=True, blank=True)
    ct135_2016 = models.CharField("CT135 năm 2016", max_length=20, blank=True)
    ct135_2017_2020 = models.CharField("CT135 2017-2020", max_length=20, blank=True)
    source = models.CharField("nguồn", max_length=200)

    objects = CommuneQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị cấp xã"
        verbose_name_plural = "đơn vị cấp xã"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "name"],
                name="commune_name_unique_in_district",
                violation_error_message="Huyện này đã có xã cùng tên.",
            ),
            models.UniqueConstraint(
                fields=["tile_row", "tile_column"],
                name="commune_tile_unique",
                violation_error_message="Ô này đã có xã khác.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse another district: what past quarters say belongs to the first."""
        super().clean()
        rows = Commune.objects.filter(pk=self.pk)
        stored = None if self._state.adding else rows.first()
        if stored and stored.district_id != self.district_id:
            told = (
                "Đơn vị đã lưu thì không chuyển huyện được, vì số liệu các kỳ trước "
                "thuộc huyện cũ; chưa có số liệu thì xóa rồi thêm lại."
            )
            raise ValidationError({"district": told})


class CommunePeriod(models.Model):
    """Name and kind of a unit between two days (both inclusive)."""

    commune = models.ForeignKey(
        Commune, models.CASCADE, related_name="periods", verbose_name="đơn vị"
    )
    name = models.CharField("tên", max_length=60)
    kind = models.CharField("loại", max_length=10, choices=UnitKind)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    source = models.CharField("nguồn", max_length=200)

    class Meta:
        verbose_name = "tên và loại theo thời gian"
        verbose_name_plural = "tên và loại theo thời gian"
        ordering = ["commune", F("valid_from").asc(nulls_first=True)]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=UnitKind.values),
                name="commune_period_kind_known",
                violation_error_message="Loại đơn vị cấp xã không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from"))
                | Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True),
                name="commune_period_in_order",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=["commune", "valid_from"],
                name="commune_period_unique_start",
                violation_error_message="Đơn vị đã có tên bắt đầu từ ngày này.",
            ),
            models.UniqueConstraint(
                fields=["commune"],
                condition=Q(valid_from__isnull=True),
                name="commune_period_one_open_start",
                violation_error_message="Đơn vị đã có tên từ ban đầu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"

    def holds(self, day: dt.date) -> bool:
        """Whether the unit had this name and kind on a day."""
        return (self.valid_from or dt.date.min) <= day <= (self.valid_to or dt.date.max)

    def overlaps(self, other: "CommunePeriod") -> bool:
        """Whether both hold on some day."""
        later, earlier = dt.date.max, dt.date.min
        starts = max(self.valid_from or earlier, other.valid_from or earlier)
        return starts <= min(self.valid_to or later, other.valid_to or later)


class CommuneVariant(models.Model):
    """Another spelling of a commune found in real papers."""

    commune = models.ForeignKey(
        Commune, models.CASCADE, related_name="variants", verbose_name="đơn vị"
    )
    name = models.CharField("cách viết", max_length=80)

    class Meta:
        verbose_name = "cách viết tên xã"
        verbose_name_plural = "cách viết tên xã"
        ordering = ["commune", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "name"],
                name="commune_variant_unique",
                violation_error_message="Cách viết này đã có.",
            )
        ]

    def __str__(self) -> str:
        return self.name
