"""Meetings of the steering committee (every six months: III.6) and conclusions."""

from typing import Self

from django.db import models
from django.db.models import Count, Q
from simple_history.models import HistoricalRecords

from criteria.models import Agency
from programme.choices import MeetingState
from programme.models.tasks import Task
from reports.models.files import StoredFile


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def held(self) -> Self:
        """Keep those that were held, the latest first."""
        return self.filter(state=MeetingState.HELD).order_by("-held_on", "-pk")

    def with_counts(self) -> Self:
        """Count the conclusions, and those whose task is not over."""
        open_tasks = Q(conclusions__task__closed_on__isnull=True)
        return self.annotate(
            conclusion_count=Count("conclusions"),
            running_count=Count("conclusions", filter=open_tasks),
        )

    def of_year(self, year: int) -> Self:
        """Keep those of a year, by the day they were held or else are planned for."""
        planned = Q(held_on__isnull=True, planned_on__year=year)
        return self.filter(planned | Q(held_on__year=year)).without_agenda()

    def without_agenda(self) -> Self:
        """Leave the agendas where they are: lists do not show them."""
        return self.defer("agenda", "minutes")


class Meeting(models.Model):
    """One meeting; its agenda is kept as it was when the meeting was held.

    ``agenda`` is canonical text and ``agenda_sha256`` its hash, both "" before.
    """

    planned_on = models.DateField("ngày dự kiến")
    held_on = models.DateField("ngày họp", null=True, blank=True)
    place = models.CharField("địa điểm", max_length=160, blank=True)
    chair = models.CharField("chủ trì", max_length=160, blank=True)
    document = models.CharField("thông báo kết luận", max_length=120, blank=True)
    minutes = models.TextField("nội dung, biên bản", max_length=20000, blank=True)
    state = models.CharField(
        "tình trạng",
        max_length=8,
        choices=MeetingState,
        default=MeetingState.PLANNED,
    )
    agenda = models.TextField("chương trình họp", blank=True, editable=False)
    agenda_sha256 = models.CharField(
        "mã băm SHA-256", max_length=64, blank=True, editable=False
    )
    is_sample = models.BooleanField("mẫu", default=False)
    history = HistoricalRecords(excluded_fields=["agenda"])

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "cuộc họp Ban Chỉ đạo"
        verbose_name_plural = "cuộc họp Ban Chỉ đạo"
        ordering = ["-planned_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=MeetingState.values),
                name="meeting_state_known",
                violation_error_message="Tình trạng cuộc họp không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=MeetingState.PLANNED,
                    held_on__isnull=True,
                    agenda="",
                    agenda_sha256="",
                )
                | (
                    Q(state=MeetingState.HELD, held_on__isnull=False)
                    & ~Q(agenda="")
                    & ~Q(agenda_sha256="")
                ),
                name="meeting_held_with_its_agenda",
                violation_error_message="Cuộc họp đã họp phải có ngày họp và chương "
                "trình họp.",
            ),
            models.UniqueConstraint(
                fields=["planned_on"],
                condition=Q(state=MeetingState.PLANNED),
                name="meeting_planned_once_a_day",
                violation_error_message="Đã có cuộc họp dự kiến ngày này.",
            ),
            models.UniqueConstraint(
                fields=["held_on"],
                name="meeting_held_once_a_day",
                violation_error_message="Đã ghi cuộc họp của ngày này.",
            ),
        ]

    def __str__(self) -> str:
        return f"họp Ban Chỉ đạo ngày {self.held_on or self.planned_on:%d/%m/%Y}"

    @property
    def is_held(self) -> bool:
        return self.state == MeetingState.HELD

    @property
    def source(self) -> str:
        """Name what its conclusions stand in."""
        if self.document:
            return self.document
        return f"Kết luận {self}"


class Conclusion(models.Model):
    """What a meeting decided: done as a task, by a body, until a day."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="conclusions", verbose_name="cuộc họp"
    )
    number = models.PositiveSmallIntegerField("số thứ tự")
    text = models.TextField("kết luận", max_length=1000)
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        related_name="conclusions",
        verbose_name="đơn vị thực hiện",
    )
    due_on = models.DateField("hạn")
    task = models.OneToOneField(
        Task, models.PROTECT, related_name="conclusion", verbose_name="nhiệm vụ"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "kết luận cuộc họp"
        verbose_name_plural = "kết luận cuộc họp"
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="conclusion_number_unique",
                violation_error_message="Cuộc họp đã có kết luận số này.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="conclusion_says_something",
                violation_error_message="Hãy ghi nội dung kết luận.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class MeetingFile(StoredFile):
    """A signed paper of a meeting: minutes, notice of conclusions."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="files", verbose_name="cuộc họp"
    )
    removed_at = models.DateTimeField("gỡ lúc", null=True, blank=True)

    class Meta:
        verbose_name = "tệp của cuộc họp"
        verbose_name_plural = "tệp của cuộc họp"
        ordering = ["meeting", "at", "pk"]

    def __str__(self) -> str:
        return self.name
