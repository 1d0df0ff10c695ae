"""What the portal gave out: the figures of every output, and the Word templates."""

import re
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from communes.models import District
from criteria.models import CommunePlan
from ntm_portal.lib import periods
from reports.choices import OutputFormat, ReportKind
from reports.models.files import StoredFile

CODE = re.compile(r"((?:20[0-9]{2}|2100)Q[1-4])-([0-9]{4,9})", re.ASCII)


class ReportTemplate(StoredFile):
    """A version of the office's own Word template; none is ever deleted.

    ``unknown_fields`` are the fields that no report has: with any of them the
    template is not put to use. Without one in use the portal's own is taken.
    """

    kind = models.CharField("báo cáo", max_length=10, choices=ReportKind)
    number = models.PositiveIntegerField("phiên bản")
    unknown_fields = models.JSONField("trường không có", default=list, blank=True)
    is_in_use = models.BooleanField("đang dùng", default=False)

    class Meta:
        verbose_name = "mẫu Word"
        verbose_name_plural = "mẫu Word"
        ordering = ["kind", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number"],
                name="report_template_number_unique",
                violation_error_message="Phiên bản này đã có.",
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(is_in_use=True),
                name="report_template_one_in_use",
                violation_error_message="Mỗi loại báo cáo chỉ dùng một mẫu.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ReportKind.values),
                name="report_template_kind_known",
                violation_error_message="Loại báo cáo không hợp lệ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, mẫu {self.number}"


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def by_code(self, code: str) -> Self:
        """Keep the one with this code; none for what is no code."""
        found = CODE.fullmatch(code.strip().upper())
        if not found:
            return self.none()
        return self.filter(pk=int(found[2]), period=found[1])

    def without_figures(self) -> Self:
        """Leave the figures where they are: lists do not show them."""
        return self.defer("figures", "revisions")


class Snapshot(models.Model):
    """One output: what was asked, who asked, and the figures that it shows.

    ``revisions`` are the keys of all that stood when the figures were read: nothing
    that is approved or withdrawn later changes what is computed from them. ``figures``
    is canonical text and ``sha256`` its hash. Without a ``district`` it is of the whole
    province.
    """

    kind = models.CharField("báo cáo", max_length=10, choices=ReportKind)
    format = models.CharField("tệp", max_length=5, choices=OutputFormat)
    period = models.CharField("kỳ", max_length=6)
    as_of = models.DateField("tính đến ngày", null=True, blank=True)
    read_at = models.DateTimeField("đọc số liệu lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người xuất",
    )
    template = models.ForeignKey(
        ReportTemplate,
        models.PROTECT,
        related_name="snapshots",
        verbose_name="mẫu Word",
        null=True,
        blank=True,
    )
    plan = models.ForeignKey(
        CommunePlan,
        models.PROTECT,
        related_name="+",
        verbose_name="Phụ lục 01",
        null=True,
        blank=True,
    )
    district = models.ForeignKey(
        District,
        models.PROTECT,
        related_name="+",
        verbose_name="phạm vi",
        null=True,
        blank=True,
    )
    revisions = models.JSONField("các bản duyệt có hiệu lực khi đọc")
    figures = models.TextField("số liệu")
    sha256 = models.CharField("mã băm SHA-256", max_length=64)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = "bản xuất"
        verbose_name_plural = "bản xuất"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ReportKind.values),
                name="snapshot_kind_known",
                violation_error_message="Loại báo cáo không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(format__in=OutputFormat.values),
                name="snapshot_format_known",
                violation_error_message="Loại tệp không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(period__regex=r"^(20[0-9]{2}|2100)Q[1-4]\Z"),
                name="snapshot_period_known",
                violation_error_message="Kỳ phải viết như 2019Q4.",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write once. Raises ValueError for a row that is stored already."""
        if not self._state.adding:
            raise ValueError("Bản xuất không sửa được.")
        super().save(*args, **kwargs)

    @property
    def code(self) -> str:
        """Name it as it is printed: 2019Q4-0012."""
        return f"{self.period}-{self.pk:04}"

    @property
    def quarter(self) -> periods.Quarter:
        return periods.Quarter.parse(self.period)

    @property
    def place(self) -> str:
        """Name what it is of, inside a sentence: toàn tỉnh, huyện Đắk Glei."""
        return self.district.title if self.district else "toàn tỉnh"

    @property
    def short_hash(self) -> str:
        return self.sha256[:12]
