"""Talk beside a cell or a whole report."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from communes.models import Commune
from criteria.models import Criterion
from reports.models.reports import Report


class Comment(models.Model):
    """One remark to others; it may name people and ask to be followed up.

    Without commune and criterion it is about the report as a whole.
    """

    report = models.ForeignKey(
        Report, models.PROTECT, related_name="comments", verbose_name="báo cáo"
    )
    commune = models.ForeignKey(
        Commune,
        models.PROTECT,
        related_name="+",
        verbose_name="xã",
        null=True,
        blank=True,
    )
    criterion = models.ForeignKey(
        Criterion,
        models.PROTECT,
        related_name="+",
        verbose_name="tiêu chí",
        null=True,
        blank=True,
    )
    text = models.TextField("nội dung", max_length=2000)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="comments",
        verbose_name="người viết",
    )
    mentions = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="mentioned_in",
        verbose_name="nhắc đến",
        blank=True,
    )
    needs_follow_up = models.BooleanField("cần theo dõi", default=False)
    done_at = models.DateTimeField("xong lúc", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người đánh dấu xong",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = "trao đổi"
        verbose_name_plural = "trao đổi"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="comment_has_a_text",
                violation_error_message="Hãy viết nội dung.",
            ),
            models.CheckConstraint(
                condition=Q(commune__isnull=True, criterion__isnull=True)
                | Q(commune__isnull=False, criterion__isnull=False),
                name="comment_names_a_whole_cell",
                violation_error_message="Ô phải có cả xã và tiêu chí.",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="comment_done_at_and_by_together",
                violation_error_message="Giờ và người đánh dấu phải đi cùng nhau.",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
