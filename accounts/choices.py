"""The words of accounts."""

from django.db import models


class Role(models.TextChoices):
    """Who a person is to the portal; rights follow from the role alone."""

    DISTRICT = "district", "Cán bộ huyện"
    OFFICE = "office", "Văn phòng Điều phối"
    DEPARTMENT = "department", "Sở, ngành"
    LEADER = "leader", "Lãnh đạo"
    ADMIN = "admin", "Quản trị"
