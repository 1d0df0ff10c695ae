"""Approved data of a district and quarter: written once, never changed.

Only ``withdrawn_on``/``withdrawn_at`` may be set later, by undoing the import
that brought the revision; it then still counts for earlier as-of dates.
"""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from communes.models import Commune, District
from criteria.models import Criterion
from reports.choices import ResultState
from reports.models.imports import ImportRun
from reports.models.quarters import Quarter


class RevisionQuerySet(models.QuerySet["Revision"]):
    def standing(self, as_of: dt.date | None) -> Self:
        """Keep revisions that are approved and not withdrawn.

        With a day: those approved on or before it and not withdrawn by its end.
        """
        if as_of is None:
            return self.filter(withdrawn_on__isnull=True)
        return self.filter(
            Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=as_of),
            approved_on__lte=as_of,
        )

    def not_after(self, quarter_code: str) -> Self:
        return self.filter(quarter_id__lte=quarter_code)

    def in_force(self, quarter_code: str, as_of: dt.date | None = None) -> Self:
        """Keep for each district the one revision that a period's figures use.

        It is the last revision of the latest quarter not after the period that
        has a standing one (DESIGN: a figure at a period).
        """
        latest = (
            Revision.objects.standing(as_of)
            .not_after(quarter_code)
            .filter(district=OuterRef("pk"))
            .order_by("-quarter_id", "-number")
            .values("pk")[:1]
        )
        districts = District.objects.annotate(in_force=Subquery(latest))
        return self.filter(pk__in=districts.values("in_force"))


class Revision(models.Model):
    """One approved version of a district's quarter, whole."""

    district = models.ForeignKey(
        District, models.PROTECT, related_name="revisions", verbose_name="huyện"
    )
    quarter = models.ForeignKey(
        Quarter, models.PROTECT, related_name="revisions", verbose_name="quý"
    )
    number = models.PositiveIntegerField("bản số")
    approved_on = models.DateField("ngày duyệt")
    recorded_at = models.DateTimeField("ghi lúc")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người duyệt",
        null=True,
        blank=True,
    )
    import_run = models.ForeignKey(
        ImportRun,
        models.PROTECT,
        related_name="revisions",
        verbose_name="lần nhập",
        null=True,
        blank=True,
    )
    is_demo = models.BooleanField("số liệu minh họa", default=False)
    entered_on_behalf = models.BooleanField("nhập thay", default=False)
    withdrawn_on = models.DateField("ngày hoàn tác", null=True, blank=True)
    withdrawn_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = "bản đã duyệt"
        verbose_name_plural = "bản đã duyệt"
        ordering = ["district", "quarter", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "quarter", "number"],
                name="revision_number_unique",
                violation_error_message="Bản này đã có.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_at__isnull=True)
                | Q(withdrawn_on__isnull=False, withdrawn_at__isnull=False),
                name="revision_withdrawn_on_and_at_together",
                violation_error_message="Ngày và giờ hoàn tác phải đi cùng nhau.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True)
                | Q(withdrawn_on__gte=F("approved_on")),
                name="revision_withdrawn_after_approval",
                violation_error_message="Ngày hoàn tác không thể trước ngày duyệt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district_id} {self.quarter_id}, bản {self.number}"

    def cells(self) -> dict[tuple[str, int], ResultState]:
        """Return (commune code, criterion number) to state. One query."""
        rows = self.results.values_list("commune_id", "criterion__number", "state")
        return {(code, number): ResultState(state) for code, number, state in rows}


class Result(models.Model):
    """One cell of a revision."""

    revision = models.ForeignKey(
        Revision, models.CASCADE, related_name="results", verbose_name="bản đã duyệt"
    )
    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="results", verbose_name="xã"
    )
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, related_name="results", verbose_name="tiêu chí"
    )
    state = models.CharField("kết quả", max_length=8, choices=ResultState)

    class Meta:
        verbose_name = "kết quả"
        verbose_name_plural = "kết quả"
        ordering = ["revision", "commune", "criterion"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "commune", "criterion"],
                name="result_unique",
                violation_error_message="Ô này đã có kết quả.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ResultState.values),
                name="result_state_known",
                violation_error_message="Kết quả không hợp lệ.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()


class CommuneSummary(models.Model):
    """What the pages read: one row for each commune of a revision.

    ``met_mask`` and ``unknown_mask`` have bit *n* set for criterion number *n*;
    ``groups_mask`` has bit *n* set for group number *n* attained.
    """

    revision = models.ForeignKey(
        Revision, models.CASCADE, related_name="summaries", verbose_name="bản đã duyệt"
    )
    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="summaries", verbose_name="xã"
    )
    met_count = models.PositiveSmallIntegerField("số tiêu chí đạt")
    met_mask = models.BigIntegerField("tiêu chí đạt")
    unknown_mask = models.BigIntegerField("tiêu chí chưa đánh giá")
    groups_mask = models.BigIntegerField("nhóm đạt")

    class Meta:
        verbose_name = "tóm tắt của xã"
        verbose_name_plural = "tóm tắt của các xã"
        ordering = ["revision", "commune"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "commune"],
                name="commune_summary_unique",
                violation_error_message="Xã đã có tóm tắt trong bản này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.commune_id}: {self.met_count}"
