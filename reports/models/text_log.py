"""Log of everything that people write beside the figures of a report."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from communes.models import Commune
from criteria.models import Criterion
from reports.choices import Door, TextPart
from reports.models.reports import Report


class TextChange(models.Model):
    """One change of a text; rows are only added.

    Only of the report's own four texts a row also grows: what a person writes in one
    go is one change, however often it is saved meanwhile. A cause is written as a
    person reads it. Without commune and criterion it is a text of the report.
    """

    report = models.ForeignKey(
        Report, models.PROTECT, related_name="text_log", verbose_name="báo cáo"
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
    part = models.CharField("phần", max_length=14, choices=TextPart)
    before = models.TextField("trước", blank=True)
    after = models.TextField("sau", blank=True)
    door = models.CharField("bằng cách", max_length=8, choices=Door)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người sửa",
    )

    class Meta:
        verbose_name = "nhật ký sửa chữ"
        verbose_name_plural = "nhật ký sửa chữ"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(part__in=TextPart.values),
                name="text_change_part_known",
                violation_error_message="Phần chữ không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(door__in=Door.values),
                name="text_change_door_known",
                violation_error_message="Cách nhập không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(
                    part__in=TextPart.of_cells(),
                    commune__isnull=False,
                    criterion__isnull=False,
                )
                | ~Q(part__in=TextPart.of_cells())
                & Q(commune__isnull=True, criterion__isnull=True),
                name="text_change_of_a_cell_or_a_report",
                violation_error_message="Chữ của ô phải có xã và tiêu chí, phần lời "
                "thì không.",
            ),
            models.CheckConstraint(
                condition=~Q(before=F("after")),
                name="text_change_is_one",
                violation_error_message="Chữ không đổi thì không ghi nhật ký.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.after[:60] or '–'}"
