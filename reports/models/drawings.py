"""The files of outputs: asked for, waiting, being written, ready, or failed."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from reports.choices import DrawingState
from reports.models.outputs import Snapshot

# A file that has been in the making for longer is given up: its worker was ended.
DRAWN_WITHIN = dt.timedelta(minutes=4)
# A file that nobody picked up for longer no longer counts as under way.
WAITS_AT_MOST = dt.timedelta(hours=1)
# What waits for longer without any worker at work is not being looked after.
ATTENDED_WITHIN = dt.timedelta(seconds=30)


class DrawingQuerySet(models.QuerySet["Drawing"]):
    def under_way(self, at: dt.datetime) -> Self:
        """Keep those that wait or are being written."""
        return self.filter(
            Q(state=DrawingState.WAITING, asked_at__gt=at - WAITS_AT_MOST)
            | Q(state=DrawingState.DRAWING, started_at__gt=at - DRAWN_WITHIN)
        )

    def at_work(self, at: dt.datetime) -> Self:
        """Keep those that show a worker: being written, or just begun or finished."""
        since = at - ATTENDED_WITHIN
        return self.filter(
            Q(state=DrawingState.DRAWING, started_at__gt=at - DRAWN_WITHIN)
            | Q(started_at__gt=since)
            | Q(finished_at__gt=since)
        )

    def ahead_of(self, drawing: "Drawing", at: dt.datetime) -> Self:
        """Keep those under way that were asked for before a waiting one."""
        return self.under_way(at).filter(asked_at__lt=drawing.asked_at)


class Drawing(models.Model):
    """The making of the file of one output; without a row nobody asked for the file.

    Times are those of the real clock, in the demonstration too. ``attempt`` counts how
    often the file was asked for: whoever writes for an earlier one writes for nobody.
    """

    snapshot = models.OneToOneField(
        Snapshot,
        models.CASCADE,
        related_name="drawing",
        verbose_name="bản xuất",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người cần tệp",
    )
    state = models.CharField(
        "tình trạng",
        max_length=10,
        choices=DrawingState,
        default=DrawingState.WAITING,
    )
    attempt = models.PositiveIntegerField("lần viết", default=1)
    asked_at = models.DateTimeField("cần từ lúc")
    started_at = models.DateTimeField("viết từ lúc", null=True, blank=True)
    finished_at = models.DateTimeField("xong lúc", null=True, blank=True)
    problem = models.CharField("vì sao hỏng", max_length=500, blank=True)
    file = models.FileField("tệp", max_length=200, blank=True)

    objects = DrawingQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp của bản xuất"
        verbose_name_plural = "tệp của bản xuất"
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["state", "asked_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=DrawingState.values),
                name="drawing_state_known",
                violation_error_message="Tình trạng không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=~Q(state=DrawingState.READY) | ~Q(file=""),
                name="drawing_ready_has_file",
                violation_error_message="Tệp đã xong phải có tệp.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.snapshot}: {self.get_state_display()}"

    def is_given_up(self, at: dt.datetime) -> bool:
        """Whether it waits or is being written for longer than any file takes."""
        if self.state == DrawingState.WAITING:
            return self.asked_at <= at - WAITS_AT_MOST
        return (
            self.state == DrawingState.DRAWING
            and self.started_at is not None
            and self.started_at <= at - DRAWN_WITHIN
        )

    def is_unattended(self, at: dt.datetime) -> bool:
        """Whether it waits and no worker does anything. One query while it waits."""
        return (
            self.state == DrawingState.WAITING
            and self.asked_at <= at - ATTENDED_WITHIN
            and not Drawing.objects.at_work(at).exists()
        )

    def has_file(self) -> bool:
        """Whether the file is ready and still stored."""
        return self.state == DrawingState.READY and self.file.storage.exists(
            self.file.name
        )
