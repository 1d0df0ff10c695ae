"""What every row about one cell of a report has in common."""

from django.db import models

from communes.models import Commune
from criteria.models import Criterion
from reports.models.reports import Report

CellKey = tuple[str, int]


class CellRow(models.Model):
    """A row about one commune and criterion of a report."""

    report = models.ForeignKey(Report, models.PROTECT, verbose_name="báo cáo")
    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="+", verbose_name="xã"
    )
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, related_name="+", verbose_name="tiêu chí"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.report_id}: {self.commune_id}/{self.criterion_id}"
