"""Progress of tasks, quarter by quarter, with files, and the reminders of it."""

from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from ntm_portal.lib.periods import Quarter
from programme.choices import TaskReminderKind, TaskReportStage, TaskState
from programme.models.tasks import Task
from reports.models.files import StoredFile

TOLD = (TaskReportStage.SENT, TaskReportStage.ACCEPTED)
TEXT_MAX = 4000


class TaskReportQuerySet(models.QuerySet["TaskReport"]):
    def told(self) -> Self:
        """Keep what the bodies have sent and nobody has given back."""
        return self.filter(stage__in=TOLD)


class TaskReport(models.Model):
    """What a body says of its task at the end of a quarter; the office looks at it."""

    task = models.ForeignKey(
        Task, models.PROTECT, related_name="reports", verbose_name="nhiệm vụ"
    )
    quarter = models.CharField("quý", max_length=6)
    state = models.CharField("tình trạng", max_length=5, choices=TaskState)
    done_count = models.PositiveIntegerField("đã làm được", null=True, blank=True)
    text = models.TextField("kết quả thực hiện", max_length=TEXT_MAX, blank=True)
    difficulty = models.TextField(
        "khó khăn, vướng mắc", max_length=TEXT_MAX, blank=True
    )
    proposal = models.TextField("đề xuất, kiến nghị", max_length=TEXT_MAX, blank=True)
    stage = models.CharField(
        "bước", max_length=8, choices=TaskReportStage, default=TaskReportStage.DRAFT
    )
    return_reason = models.TextField("lý do trả lại", max_length=1000, blank=True)
    version = models.PositiveIntegerField("lần lưu", default=0)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người làm",
        null=True,
        blank=True,
    )
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    is_sample = models.BooleanField("mẫu", default=False)
    history = HistoricalRecords()

    objects = TaskReportQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo nhiệm vụ"
        verbose_name_plural = "báo cáo nhiệm vụ"
        ordering = ["task", "-quarter"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "quarter"],
                name="task_report_unique",
                violation_error_message="Nhiệm vụ đã có báo cáo của quý này.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=TaskState.values),
                name="task_report_state_known",
                violation_error_message="Tình trạng không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=TaskReportStage.values),
                name="task_report_stage_known",
                violation_error_message="Bước không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=(~Q(stage=TaskReportStage.RETURNED) | ~Q(return_reason="")),
                name="task_report_returned_with_a_reason",
                violation_error_message="Trả lại phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}, {self.quarter}"

    @property
    def period(self) -> Quarter:
        return Quarter.parse(self.quarter)

    @property
    def is_told(self) -> bool:
        return self.stage in TOLD

    @property
    def is_open(self) -> bool:
        """Whether the body may still write."""
        return not self.is_told

    def percent(self, target: int | None) -> Decimal | None:
        """Return the share done of a count, None where nothing is counted."""
        if not target or self.done_count is None:
            return None
        return Decimal(self.done_count) * 100 / target


class TaskFile(StoredFile):
    """A file that shows what was done; one taken away stays stored."""

    report = models.ForeignKey(
        TaskReport, models.PROTECT, related_name="files", verbose_name="báo cáo"
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

    class Meta:
        verbose_name = "tệp của báo cáo nhiệm vụ"
        verbose_name_plural = "tệp của báo cáo nhiệm vụ"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="task_file_removed_at_and_by_together",
                violation_error_message="Giờ gỡ và người gỡ phải đi cùng nhau.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class TaskReminder(models.Model):
    """One line of a mail about tasks that a person was sent; never sent twice."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="task_reminders",
        verbose_name="người nhận",
    )
    task = models.ForeignKey(
        Task, models.CASCADE, related_name="+", verbose_name="nhiệm vụ"
    )
    quarter = models.CharField("quý", max_length=6)
    kind = models.CharField("lần nhắc", max_length=6, choices=TaskReminderKind)
    at = models.DateTimeField("gửi lúc")

    class Meta:
        verbose_name = "lời nhắc nhiệm vụ đã gửi"
        verbose_name_plural = "lời nhắc nhiệm vụ đã gửi"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "task", "quarter", "kind"],
                name="task_reminder_never_twice",
                violation_error_message="Lời nhắc này đã gửi.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=TaskReminderKind.values),
                name="task_reminder_kind_known",
                violation_error_message="Lần nhắc không hợp lệ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.task_id} {self.quarter}"
