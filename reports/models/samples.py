"""Random samples of results claimed to be đạt, checked in the field."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from communes.models import Commune, District
from criteria.models import Criterion
from reports.choices import CheckVerdict
from reports.models.quarters import Quarter


class FieldSample(models.Model):
    """One draw of a quarter; the seed and the claims draw the same sample again.

    ``claims_hash`` is that of the claims it was drawn from, with their weights.
    """

    quarter = models.ForeignKey(
        Quarter, models.PROTECT, related_name="samples", verbose_name="quý"
    )
    seed = models.CharField("số khởi tạo", max_length=40)
    size = models.PositiveSmallIntegerField("số ô rút")
    claims_hash = models.CharField("mã băm SHA-256 của tập được rút", max_length=64)
    drawn_at = models.DateTimeField("rút lúc")
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người rút",
    )

    class Meta:
        verbose_name = "mẫu kiểm tra thực địa"
        verbose_name_plural = "mẫu kiểm tra thực địa"
        ordering = ["-drawn_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "seed"],
                name="field_sample_seed_unique",
                violation_error_message="Quý này đã rút mẫu với số khởi tạo ấy.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.quarter_id}, số khởi tạo {self.seed}"


class SampledClaim(models.Model):
    """One result that is to be checked, why it was likely, and what was found."""

    sample = models.ForeignKey(
        FieldSample, models.CASCADE, related_name="claims", verbose_name="mẫu"
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", verbose_name="huyện"
    )
    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="+", verbose_name="xã"
    )
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, related_name="+", verbose_name="tiêu chí"
    )
    weight = models.PositiveSmallIntegerField("trọng số")
    why = models.CharField("vì sao", max_length=200, blank=True)
    verdict = models.CharField(
        "kết quả kiểm tra", max_length=12, choices=CheckVerdict, blank=True
    )
    note = models.TextField("ghi chú", max_length=2000, blank=True)
    checked_on = models.DateField("kiểm tra ngày", null=True, blank=True)
    entered_at = models.DateTimeField("nhập lúc", null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người nhập",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = "ô kiểm tra thực địa"
        verbose_name_plural = "ô kiểm tra thực địa"
        ordering = ["sample", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["sample", "commune", "criterion"],
                name="sampled_claim_unique",
                violation_error_message="Ô này đã có trong mẫu.",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["", *CheckVerdict.values]),
                name="sampled_claim_verdict_known",
                violation_error_message="Kết quả kiểm tra không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", checked_on__isnull=True)
                | ~Q(verdict="") & Q(checked_on__isnull=False),
                name="sampled_claim_verdict_and_day_together",
                violation_error_message="Kết quả kiểm tra phải có ngày kiểm tra.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sample_id}: {self.commune_id}/{self.criterion_id}"
