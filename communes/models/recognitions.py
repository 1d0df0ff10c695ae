"""Decisions that recognise communes as đạt chuẩn."""

from django.db import models
from django.db.models import Q

from communes.models.places import Commune


class Recognition(models.Model):
    """A decision that recognises a commune as đạt chuẩn, apart from its results.

    Number and date may be unknown; then ``known_by`` says by when it was known.
    """

    commune = models.ForeignKey(
        Commune, models.CASCADE, related_name="recognitions", verbose_name="xã"
    )
    number = models.CharField("số quyết định", max_length=40, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    known_by = models.DateField("được biết trước ngày", null=True, blank=True)
    withdrawn_on = models.DateField("ngày thu hồi", null=True, blank=True)
    withdrawal_reason = models.CharField("lý do thu hồi", max_length=300, blank=True)
    source = models.CharField("nguồn", max_length=200)

    class Meta:
        verbose_name = "công nhận xã đạt chuẩn"
        verbose_name_plural = "công nhận xã đạt chuẩn"
        ordering = ["commune", "decided_on", "known_by"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on__isnull=False) | Q(known_by__isnull=False),
                name="recognition_has_a_date",
                violation_error_message="Cần ngày quyết định hoặc ngày được biết.",
            )
        ]

    def __str__(self) -> str:
        return self.number or "quyết định chưa rõ số"
