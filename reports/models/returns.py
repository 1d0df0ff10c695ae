"""Cells that the coordination office gave back, each with a reason and a date."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from reports.models.cells import CellKey, CellRow


class ReturnedCellQuerySet(models.QuerySet["ReturnedCell"]):
    def standing(self) -> "ReturnedCellQuerySet":
        """Keep those that no decision has settled yet, answered or not."""
        return self.filter(settled_at__isnull=True)

    def unanswered(self) -> "ReturnedCellQuerySet":
        """Keep those that still wait for the district."""
        return self.standing().filter(answered_at__isnull=True)

    def keys_by_report(self) -> dict[int, frozenset[CellKey]]:
        """Return which cells they are, by key of the report. One query."""
        found: dict[int, set[CellKey]] = {}
        rows = self.values_list("report_id", "commune_id", "criterion__number")
        for report, commune, number in rows:
            found.setdefault(report, set()).add((commune, number))
        return {report: frozenset(cells) for report, cells in found.items()}


class ReturnedCell(CellRow):
    """One cell given back; answered by the district, settled by the next decision.

    The rest of the report goes on: its other cells were approved in the same act.
    """

    reason = models.TextField("lý do", max_length=2000)
    answer_by = models.DateField("trả lời trước ngày")
    returned_at = models.DateTimeField("trả lại lúc")
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người trả lại",
    )
    answer = models.TextField("trả lời", max_length=2000, blank=True)
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người trả lời",
        null=True,
        blank=True,
    )
    settled_at = models.DateTimeField("xong lúc", null=True, blank=True)

    objects = ReturnedCellQuerySet.as_manager()

    class Meta:
        verbose_name = "ô bị trả lại"
        verbose_name_plural = "ô bị trả lại"
        ordering = ["report", "commune", "criterion", "-returned_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "commune", "criterion"],
                condition=Q(settled_at__isnull=True),
                name="returned_cell_one_standing",
                violation_error_message="Ô này đang bị trả lại.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="returned_cell_has_a_reason",
                violation_error_message="Trả lại ô phải có lý do.",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="returned_cell_answer_and_time_together",
                violation_error_message="Trả lời phải có nội dung và giờ.",
            ),
        ]
