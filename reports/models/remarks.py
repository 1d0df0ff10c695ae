"""What is written about one cell: a note, a cause, a reason against indicators."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from communes.models import Commune
from criteria.models import Criterion
from reports.choices import FallCause
from reports.models.cells import CellRow
from reports.models.revisions import Revision

REMARK_MAX = 2000
CAUSE_KNOWN = Q(fall_cause__in=["", *FallCause.values])


class Remark(models.Model):
    """Texts of a cell.

    ``fall_cause`` says why it is no longer đạt, ``against_reason`` why the result
    differs from what the values of its indicators suggest.
    """

    note = models.TextField("ghi chú", max_length=REMARK_MAX, blank=True)
    fall_cause = models.CharField(
        "vì sao giảm", max_length=20, choices=FallCause, blank=True
    )
    against_reason = models.TextField(
        "vì sao khác gợi ý từ chỉ tiêu", max_length=REMARK_MAX, blank=True
    )

    class Meta:
        abstract = True


class DraftRemark(CellRow, Remark):
    """Of a report while people work on it."""

    changed_at = models.DateTimeField("sửa lúc")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người sửa",
    )

    class Meta:
        verbose_name = "ghi chú của ô"
        verbose_name_plural = "ghi chú của ô"
        ordering = ["report", "commune", "criterion"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "commune", "criterion"],
                name="draft_remark_unique",
                violation_error_message="Ô này đã có ghi chú.",
            ),
            models.CheckConstraint(
                condition=CAUSE_KNOWN,
                name="draft_remark_cause_known",
                violation_error_message="Nguyên nhân không hợp lệ.",
            ),
        ]

    def __str__(self) -> str:
        return self.note[:60] or self.get_fall_cause_display()


class RevisionRemark(Remark):
    """As it was approved with a revision; never changed."""

    revision = models.ForeignKey(
        Revision, models.CASCADE, related_name="remarks", verbose_name="bản đã duyệt"
    )
    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="+", verbose_name="xã"
    )
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, related_name="+", verbose_name="tiêu chí"
    )

    class Meta:
        verbose_name = "ghi chú đã duyệt"
        verbose_name_plural = "ghi chú đã duyệt"
        ordering = ["revision", "commune", "criterion"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "commune", "criterion"],
                name="revision_remark_unique",
                violation_error_message="Ô này đã có ghi chú.",
            ),
            models.CheckConstraint(
                condition=CAUSE_KNOWN,
                name="revision_remark_cause_known",
                violation_error_message="Nguyên nhân không hợp lệ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.commune_id}/{self.criterion_id}"
