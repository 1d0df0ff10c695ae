"""Runs of the appendix import: what was read, applied, refused, undone."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from criteria.models import AssignmentList, CommunePlan
from reports.choices import ImportKind, ImportState
from reports.models.quarters import Quarter


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def without_content(self) -> Self:
        """Leave the files and what was read of them where they are: they are large."""
        return self.defer("content", "outcome")

    def same_file(self, sha256: str) -> Self:
        """Keep what was imported from the same bytes, undone or not, latest first."""
        return self.filter(
            sha256=sha256, state__in=(ImportState.APPLIED, ImportState.UNDONE)
        ).order_by("-at", "-pk")


class ImportRun(models.Model):
    """One file, from upload to undo; the file itself is kept byte for byte."""

    kind = models.CharField("loại", max_length=20, choices=ImportKind)
    state = models.CharField("trạng thái", max_length=10, choices=ImportState)
    file_name = models.CharField("tên tệp", max_length=200)
    content = models.BinaryField("tệp")
    sha256 = models.CharField("mã băm SHA-256", max_length=64, db_index=True)
    sheet = models.CharField("trang tính", max_length=60, blank=True)
    encoding = models.CharField("bảng mã", max_length=20, blank=True)
    quarter = models.ForeignKey(
        Quarter, models.PROTECT, verbose_name="quý", null=True, blank=True
    )
    approved_on = models.DateField("ngày duyệt", null=True, blank=True)
    is_demo = models.BooleanField("số liệu minh họa", default=False)
    outcome = models.JSONField("kết quả đọc", default=dict)
    plan = models.OneToOneField(
        CommunePlan, models.PROTECT, verbose_name="Phụ lục 01", null=True, blank=True
    )
    assignment_list = models.OneToOneField(
        AssignmentList, models.PROTECT, verbose_name="Phụ lục 02", null=True, blank=True
    )
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="import_runs",
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

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = "lần nhập tệp"
        verbose_name_plural = "lần nhập tệp"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ImportKind.values),
                name="import_run_kind_known",
                violation_error_message="Loại tệp không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ImportState.values),
                name="import_run_state_known",
                violation_error_message="Trạng thái không hợp lệ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.file_name}"

    @property
    def short_hash(self) -> str:
        """Return as much of the hash as tells files apart in a list."""
        return self.sha256[:12]


class SheetLayout(models.Model):
    """What a person said that the columns of a layout hold, for the next such file.

    ``fingerprint`` is that of the headers alone; ``roles`` maps the letters of a
    column to what it holds, in the words of the table reader.
    """

    kind = models.CharField("loại", max_length=20, choices=ImportKind)
    fingerprint = models.CharField("dấu của bố cục", max_length=64)
    roles = models.JSONField("cột", default=dict)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người chọn",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = "bố cục đã biết"
        verbose_name_plural = "bố cục đã biết"
        ordering = ["kind", "-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "fingerprint"],
                name="sheet_layout_unique",
                violation_error_message="Bố cục này đã có.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ImportKind.values),
                name="sheet_layout_kind_known",
                violation_error_message="Loại tệp không hợp lệ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.fingerprint[:8]}"
