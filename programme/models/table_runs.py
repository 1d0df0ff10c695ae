"""Files that were uploaded for the tables of the programme, and what became of them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from programme.choices import TableRunState


class TableRunQuerySet(models.QuerySet["TableRun"]):
    def of(self, table: str) -> Self:
        """Keep the files of one table, the newest first."""
        return self.filter(table=table).order_by("-pk")

    def taken(self) -> Self:
        """Keep those that changed something, also when it was undone since."""
        return self.exclude(state=TableRunState.PREVIEW)


class TableRun(models.Model):
    """One file for a table; a preview is kept until its person uploads another.

    ``changes`` are the rows it wrote: number, values before (null: a new row), after.
    """

    table = models.CharField("bảng", max_length=80, db_index=True)
    file_name = models.CharField("tên tệp", max_length=200)
    content = models.BinaryField("nội dung")
    state = models.CharField(
        "tình trạng",
        max_length=10,
        choices=TableRunState,
        default=TableRunState.PREVIEW,
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="table_runs",
        verbose_name="người nhập",
    )
    at = models.DateTimeField("nhập lúc")
    created = models.PositiveIntegerField("thêm", default=0)
    updated = models.PositiveIntegerField("sửa", default=0)
    unchanged = models.PositiveIntegerField("không đổi", default=0)
    changes = models.JSONField("các dòng đã ghi", default=list, blank=True)
    undone_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người hoàn tác",
        null=True,
        blank=True,
    )

    objects = TableRunQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp nhập của sổ"
        verbose_name_plural = "tệp nhập của sổ"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=TableRunState.values),
                name="table_run_state_known",
                violation_error_message="Tình trạng của tệp nhập không hợp lệ.",
            )
        ]

    def __str__(self) -> str:
        return self.file_name
