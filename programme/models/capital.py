"""Approved capital of a district and quarter: sums of money by place and source.

Written once like results; a correction is the next revision. Amounts are in million
đồng and run from the first of January to the end of the quarter.
"""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from communes.models import Commune, District
from programme.choices import CapitalMeasure, CapitalSource
from reports.models import Quarter

# Code of the commune ("" for what the district has not divided), source, measure.
CapitalKey = tuple[str, str, str]
Amounts = dict[CapitalKey, Decimal]


class CapitalRevisionQuerySet(models.QuerySet["CapitalRevision"]):
    def standing(self, as_of: dt.date | None = None) -> Self:
        """Keep revisions that are approved and not withdrawn, on a day if one is given.

        With a day: those approved on or before it and not withdrawn by its end.
        """
        if as_of is None:
            return self.filter(withdrawn_on__isnull=True)
        return self.filter(
            Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=as_of),
            approved_on__lte=as_of,
        )

    def of_year(self, quarter_code: str) -> Self:
        """Keep revisions of the quarter's year up to the quarter itself."""
        return self.filter(
            quarter_id__gte=f"{quarter_code[:4]}Q1", quarter_id__lte=quarter_code
        )

    def last_by_district(self) -> dict[str, "CapitalRevision"]:
        """Return the last revision of the last quarter of each district. One query."""
        rows = self.order_by("district_id", "quarter_id", "number")
        return {row.district_id: row for row in rows}


class CapitalRevision(models.Model):
    """One approved version of a district's capital in a quarter, whole."""

    district = models.ForeignKey(
        District,
        models.PROTECT,
        related_name="capital_revisions",
        verbose_name="huyện",
    )
    quarter = models.ForeignKey(
        Quarter,
        models.PROTECT,
        related_name="capital_revisions",
        verbose_name="quý",
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
        "programme.CapitalImport",
        models.PROTECT,
        related_name="revisions",
        verbose_name="lần nhập",
        null=True,
        blank=True,
    )
    is_demo = models.BooleanField("số liệu minh họa", default=False)
    withdrawn_on = models.DateField("ngày hoàn tác", null=True, blank=True)
    withdrawn_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)

    objects = CapitalRevisionQuerySet.as_manager()

    class Meta:
        verbose_name = "bản vốn đã duyệt"
        verbose_name_plural = "bản vốn đã duyệt"
        ordering = ["district", "quarter", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "quarter", "number"],
                name="capital_revision_number_unique",
                violation_error_message="Bản này đã có.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_at__isnull=True)
                | Q(withdrawn_on__isnull=False, withdrawn_at__isnull=False),
                name="capital_revision_withdrawn_on_and_at_together",
                violation_error_message="Ngày và giờ hoàn tác phải đi cùng nhau.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True)
                | Q(withdrawn_on__gte=F("approved_on")),
                name="capital_revision_withdrawn_after_approval",
                violation_error_message="Ngày hoàn tác không thể trước ngày duyệt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district_id} {self.quarter_id}, bản vốn {self.number}"

    def amounts(self) -> Amounts:
        """Return what the revision holds by cell. One query."""
        return amounts_of(self.figures.all())


class CapitalCell(models.Model):
    """An amount of a place and source; without a commune it is the district's own."""

    commune = models.ForeignKey(
        Commune,
        models.PROTECT,
        related_name="+",
        verbose_name="xã",
        null=True,
        blank=True,
    )
    source = models.CharField("nguồn vốn", max_length=20, choices=CapitalSource)
    measure = models.CharField("loại số", max_length=10, choices=CapitalMeasure)

    class Meta:
        abstract = True

    @property
    def key(self) -> CapitalKey:
        return self.commune_id or "", self.source, self.measure


class CapitalFigure(CapitalCell):
    """One amount of a revision; what is unknown has no row."""

    revision = models.ForeignKey(
        CapitalRevision,
        models.CASCADE,
        related_name="figures",
        verbose_name="bản vốn",
    )
    amount = models.DecimalField(
        "số tiền (triệu đồng)", max_digits=15, decimal_places=3
    )

    class Meta:
        verbose_name = "số vốn"
        verbose_name_plural = "số vốn"
        ordering = ["revision", "commune", "measure", "source"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "commune", "source", "measure"],
                condition=Q(commune__isnull=False),
                name="capital_figure_unique",
                violation_error_message="Ô này đã có số.",
            ),
            models.UniqueConstraint(
                fields=["revision", "source", "measure"],
                condition=Q(commune__isnull=True),
                name="capital_figure_of_district_unique",
                violation_error_message="Ô cấp huyện này đã có số.",
            ),
            models.CheckConstraint(
                condition=Q(source__in=CapitalSource.values),
                name="capital_figure_source_known",
                violation_error_message="Nguồn vốn không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(measure__in=CapitalMeasure.values),
                name="capital_figure_measure_known",
                violation_error_message="Loại số không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=~Q(measure=CapitalMeasure.DEBT)
                | Q(source=CapitalSource.WHOLE),
                name="capital_figure_debt_has_no_source",
                violation_error_message="Nợ đọng không chia theo nguồn.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="capital_figure_not_negative",
                violation_error_message="Số tiền không được âm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune_id or self.revision_id}: {self.amount}"


def amounts_of(figures: Iterable[CapitalFigure]) -> Amounts:
    """Return the amounts of figures by their cells."""
    return {figure.key: figure.amount for figure in figures}
