"""Capital of a district and quarter while people work on it, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from communes.models import District
from programme.choices import (
    CapitalMeasure,
    CapitalSource,
    CapitalState,
    CapitalStep,
)
from programme.models.capital import CapitalCell
from reports.choices import Door
from reports.models import Quarter


class CapitalReport(models.Model):
    """The sheet of one district and quarter, with its state."""

    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", verbose_name="huyện"
    )
    quarter = models.ForeignKey(
        Quarter, models.PROTECT, related_name="+", verbose_name="quý"
    )
    state = models.CharField(
        "trạng thái", max_length=10, choices=CapitalState, default=CapitalState.DRAFT
    )
    submitted_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người gửi",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = "báo cáo vốn"
        verbose_name_plural = "báo cáo vốn"
        ordering = ["-quarter", "district"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "quarter"],
                name="capital_report_unique",
                violation_error_message="Huyện đã có báo cáo vốn của quý này.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=CapitalState.values),
                name="capital_report_state_known",
                violation_error_message="Trạng thái không hợp lệ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district_id} {self.quarter_id}: {self.get_state_display()}"


class CapitalDraft(CapitalCell):
    """An amount that differs from the approved one; without an amount it is cleared."""

    report = models.ForeignKey(
        CapitalReport, models.CASCADE, related_name="drafts", verbose_name="báo cáo vốn"
    )
    amount = models.DecimalField(
        "số tiền (triệu đồng)", max_digits=15, decimal_places=3, null=True, blank=True
    )
    changed_at = models.DateTimeField("sửa lúc")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người sửa",
    )

    class Meta:
        verbose_name = "số vốn đã sửa"
        verbose_name_plural = "số vốn đã sửa"
        ordering = ["report", "commune", "measure", "source"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "commune", "source", "measure"],
                condition=Q(commune__isnull=False),
                name="capital_draft_unique",
                violation_error_message="Ô này đã có trong bản nháp.",
            ),
            models.UniqueConstraint(
                fields=["report", "source", "measure"],
                condition=Q(commune__isnull=True),
                name="capital_draft_of_district_unique",
                violation_error_message="Ô cấp huyện này đã có trong bản nháp.",
            ),
            models.CheckConstraint(
                condition=Q(source__in=CapitalSource.values),
                name="capital_draft_source_known",
                violation_error_message="Nguồn vốn không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(measure__in=CapitalMeasure.values),
                name="capital_draft_measure_known",
                violation_error_message="Loại số không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="capital_draft_not_negative",
                violation_error_message="Số tiền không được âm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.commune_id or 'cấp huyện'} {self.amount}"


class CapitalChange(CapitalCell):
    """Log of every change of an amount by a person; rows are only added."""

    report = models.ForeignKey(
        CapitalReport, models.PROTECT, related_name="log", verbose_name="báo cáo vốn"
    )
    before = models.DecimalField(
        "trước", max_digits=15, decimal_places=3, null=True, blank=True
    )
    after = models.DecimalField(
        "sau", max_digits=15, decimal_places=3, null=True, blank=True
    )
    door = models.CharField("bằng cách", max_length=8, choices=Door)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người sửa",
    )

    class Meta:
        verbose_name = "nhật ký sửa vốn"
        verbose_name_plural = "nhật ký sửa vốn"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(source__in=CapitalSource.values),
                name="capital_change_source_known",
                violation_error_message="Nguồn vốn không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(measure__in=CapitalMeasure.values),
                name="capital_change_measure_known",
                violation_error_message="Loại số không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(door__in=Door.values),
                name="capital_change_door_known",
                violation_error_message="Cách nhập không hợp lệ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class CapitalReturn(CapitalCell):
    """A cell given back with its reason; it is settled when the sheet is sent again."""

    report = models.ForeignKey(
        CapitalReport,
        models.CASCADE,
        related_name="returns",
        verbose_name="báo cáo vốn",
    )
    reason = models.TextField("lý do")
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người trả lại",
    )
    settled_at = models.DateTimeField("gửi lại lúc", null=True, blank=True)

    class Meta:
        verbose_name = "ô vốn bị trả lại"
        verbose_name_plural = "ô vốn bị trả lại"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(source__in=CapitalSource.values),
                name="capital_return_source_known",
                violation_error_message="Nguồn vốn không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(measure__in=CapitalMeasure.values),
                name="capital_return_measure_known",
                violation_error_message="Loại số không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="capital_return_has_a_reason",
                violation_error_message="Trả lại phải có lý do.",
            ),
        ]

    def __str__(self) -> str:
        return self.reason[:60]


class CapitalEvent(models.Model):
    """A step of the sheet, with its reason where one is needed."""

    report = models.ForeignKey(
        CapitalReport, models.CASCADE, related_name="events", verbose_name="báo cáo vốn"
    )
    step = models.CharField("việc", max_length=10, choices=CapitalStep)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người làm",
        null=True,
        blank=True,
    )
    reason = models.TextField("lý do", blank=True)

    class Meta:
        verbose_name = "diễn biến báo cáo vốn"
        verbose_name_plural = "diễn biến báo cáo vốn"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(step__in=CapitalStep.values),
                name="capital_event_step_known",
                violation_error_message="Diễn biến không hợp lệ.",
            )
        ]

    def __str__(self) -> str:
        return self.get_step_display()
