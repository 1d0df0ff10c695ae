"""The words of places."""

from django.db import models


class DistrictKind(models.TextChoices):
    DISTRICT = "district", "Huyện"
    CITY = "city", "Thành phố"


class UnitKind(models.TextChoices):
    """Kinds of a commune-level unit; only a commune is in the programme."""

    COMMUNE = "commune", "Xã"
    WARD = "ward", "Phường"
    TOWN = "town", "Thị trấn"


class VillageKind(models.TextChoices):
    """What people live in below a commune-level unit."""

    VILLAGE = "village", "Thôn"
    HAMLET = "hamlet", "Làng"
    STREET = "street", "Tổ dân phố"


class CooperativeKind(models.TextChoices):
    """What a cooperative lives from; QĐ 1334 counts those of farming."""

    FARMING = "farming", "Nông nghiệp"
    OTHER = "other", "Phi nông nghiệp"


class AreaClass(models.TextChoices):
    """Areas of difficulty (khu vực) by which the province sets thresholds."""

    I = "I", "Khu vực I"  # noqa: E741 - the decision's own numeral
    II = "II", "Khu vực II"
    III = "III", "Khu vực III"
