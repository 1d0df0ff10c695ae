"""Rewards of recognised communes, and recognitions that were withdrawn (III.5)."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from communes.models import Commune, Recognition
from criteria.models import AgencyHead


class Reward(models.Model):
    """What a commune was given: mostly công trình phúc lợi; triệu đồng."""

    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="rewards", verbose_name="xã"
    )
    document = models.CharField("văn bản", max_length=120)
    on = models.DateField("ngày")
    what = models.CharField("công trình phúc lợi, hình thức thưởng", max_length=300)
    amount = models.DecimalField(
        "giá trị (triệu đồng)",
        max_digits=12,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    is_sample = models.BooleanField("mẫu", default=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "thưởng xã đạt chuẩn"
        verbose_name_plural = "thưởng xã đạt chuẩn"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="reward_amount_not_negative",
                violation_error_message="Giá trị không thể âm.",
            ),
            models.UniqueConstraint(
                fields=["commune", "document", "what"],
                name="reward_once",
                violation_error_message="Phần thưởng này của xã đã được ghi.",
            ),
        ]

    def __str__(self) -> str:
        return self.what


class RecognitionWithdrawal(models.Model):
    """Why a recognition was withdrawn, and how its head answered for it.

    The head is a row of the district's committee, or a name typed in when none is
    kept. Day and reason stand in the recognition itself, too.
    """

    recognition = models.OneToOneField(
        Recognition,
        models.PROTECT,
        related_name="withdrawal",
        verbose_name="quyết định công nhận",
    )
    on = models.DateField("ngày thu hồi")
    document = models.CharField("quyết định thu hồi", max_length=120)
    reason = models.CharField("lý do thu hồi", max_length=300)
    head = models.ForeignKey(
        AgencyHead,
        models.PROTECT,
        related_name="withdrawals",
        verbose_name="người đứng đầu",
        null=True,
        blank=True,
    )
    head_name = models.CharField("họ tên, chức vụ", max_length=160, blank=True)
    discipline = models.CharField("hình thức kỷ luật", max_length=160, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "thu hồi công nhận"
        verbose_name_plural = "thu hồi công nhận"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(head__isnull=False, head_name="")
                | (Q(head__isnull=True) & ~Q(head_name="")),
                name="withdrawal_names_one_head",
                violation_error_message="Chọn người đứng đầu trong danh sách, hoặc ghi "
                "họ tên và chức vụ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}, {self.on:%d/%m/%Y}"

    @property
    def responsible(self) -> str:
        """Name the head with the title; reads the row of the head."""
        return str(self.head) if self.head else self.head_name
