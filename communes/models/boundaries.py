"""Boundaries of communes, drawn from a file that the admin loads."""

from django.db import models

from communes.models.places import Commune


class BoundarySet(models.Model):
    """One file of boundaries; the newest is the one that is drawn.

    ``unmatched`` names units of the file that no commune has.
    """

    file_name = models.CharField("tên tệp", max_length=200)
    source = models.CharField("nguồn", max_length=200, blank=True)
    loaded_at = models.DateTimeField("nạp lúc")
    loaded_by = models.CharField("người nạp", max_length=150)
    width = models.PositiveIntegerField("rộng")
    height = models.PositiveIntegerField("cao")
    unmatched = models.JSONField("đơn vị không khớp", default=list, blank=True)

    class Meta:
        verbose_name = "tệp ranh giới"
        verbose_name_plural = "tệp ranh giới"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name


class CommuneBoundary(models.Model):
    """The border of one unit as the path of a drawing."""

    boundary_set = models.ForeignKey(
        BoundarySet, models.CASCADE, related_name="boundaries", verbose_name="tệp"
    )
    commune = models.ForeignKey(
        Commune, models.CASCADE, related_name="boundaries", verbose_name="đơn vị"
    )
    path = models.TextField("đường vẽ")

    class Meta:
        verbose_name = "ranh giới"
        verbose_name_plural = "ranh giới"
        ordering = ["boundary_set", "commune"]
        constraints = [
            models.UniqueConstraint(
                fields=["boundary_set", "commune"],
                name="commune_boundary_unique",
                violation_error_message="Đơn vị đã có ranh giới trong tệp này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.commune_id}"
