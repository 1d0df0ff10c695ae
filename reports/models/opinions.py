"""What the lead agency of a criterion says of results before they are approved."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q

from criteria.models import Agency
from reports.choices import OpinionVerdict, ResultState
from reports.models.cells import CellRow


class OpinionQuerySet(models.QuerySet["Opinion"]):
    def last_said(self) -> Self:
        """Keep the last opinion of each agency on each cell of each report."""
        last = (
            Opinion.objects.filter(
                report=OuterRef("report"),
                agency=OuterRef("agency"),
                commune=OuterRef("commune"),
                criterion=OuterRef("criterion"),
            )
            .order_by("-at", "-pk")
            .values("pk")[:1]
        )
        return self.filter(pk=last)


class Opinion(CellRow):
    """One opinion on one result; rows are only added, the last of an agency counts.

    ``state_seen`` is the result that was judged: another one since then makes the
    opinion out of date.
    """

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="opinions", verbose_name="đơn vị"
    )
    verdict = models.CharField("ý kiến", max_length=10, choices=OpinionVerdict)
    state_seen = models.CharField("kết quả được xem", max_length=8, choices=ResultState)
    note = models.TextField("nội dung", max_length=2000, blank=True)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người cho ý kiến",
    )

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = "ý kiến của đơn vị chủ trì"
        verbose_name_plural = "ý kiến của đơn vị chủ trì"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=OpinionVerdict.values),
                name="opinion_verdict_known",
                violation_error_message="Ý kiến không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(state_seen__in=ResultState.values),
                name="opinion_state_known",
                violation_error_message="Kết quả không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=~Q(verdict=OpinionVerdict.DISPUTED) | ~Q(note=""),
                name="opinion_dispute_has_a_note",
                violation_error_message="Không đồng ý thì phải ghi vì sao.",
            ),
        ]
