"""Evidence (minh chứng) of a cell: files that show why a criterion is đạt."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from reports.models.cells import CellRow
from reports.models.files import StoredFile


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def current(self) -> "EvidenceQuerySet":
        """Keep what was neither replaced by another file nor taken away."""
        return self.filter(replaced_by__isnull=True, removed_at__isnull=True)


class Evidence(CellRow, StoredFile):
    """One file of a cell; a replaced or removed one stays stored and can be opened."""

    thumbnail = models.FileField(
        "ảnh nhỏ", upload_to="bao-cao/%Y/%m", max_length=200, blank=True
    )
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        related_name="replaced_by",
        verbose_name="thay cho",
        null=True,
        blank=True,
    )
    removed_at = models.DateTimeField("gỡ lúc", null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người gỡ",
        null=True,
        blank=True,
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "minh chứng"
        verbose_name_plural = "minh chứng"
        ordering = ["report", "commune", "criterion", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="evidence_removed_at_and_by_together",
                violation_error_message="Giờ gỡ và người gỡ phải đi cùng nhau.",
            )
        ]

    def __str__(self) -> str:
        return self.name
