"""Files of capital: what was uploaded, brought in, undone."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from communes.models import District
from reports.choices import ImportState
from reports.models import Quarter


class CapitalImport(models.Model):
    """One file of capital; the bytes are kept.

    The office's file becomes approved revisions. A district's fills its own draft:
    then ``district`` names it and ``moved`` has the cells with what stood before.
    Nobody's (``by``) is one that the command line brought in.
    """

    file_name = models.CharField("tên tệp", max_length=200)
    content = models.BinaryField("tệp")
    sha256 = models.CharField("mã băm SHA-256", max_length=64)
    quarter = models.ForeignKey(
        Quarter, models.PROTECT, related_name="+", verbose_name="quý"
    )
    district = models.ForeignKey(
        District,
        models.PROTECT,
        related_name="+",
        verbose_name="huyện",
        null=True,
        blank=True,
    )
    approved_on = models.DateField("ngày duyệt", null=True, blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=ImportState)
    moved = models.JSONField("ô đã đổi", default=list)
    cell_count = models.PositiveIntegerField("số ô đã đổi", default=0)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người nhập",
        null=True,
        blank=True,
    )
    undone_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người hoàn tác",
        null=True,
        blank=True,
    )
    undo_reason = models.TextField("lý do hoàn tác", blank=True)

    class Meta:
        verbose_name = "lần nhập tệp vốn"
        verbose_name_plural = "lần nhập tệp vốn"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ImportState.values),
                name="capital_import_state_known",
                violation_error_message="Trạng thái không hợp lệ.",
            )
        ]

    def __str__(self) -> str:
        return self.file_name
