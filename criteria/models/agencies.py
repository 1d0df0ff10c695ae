"""Agencies and Phụ lục 02 of QĐ 1334: who answers for which criterion.

Like a plan, a list of assignments is a versioned document with an effective
date; the one in force on a day ends when a later one takes effect.
"""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q

from communes.models import District
from criteria.choices import AgencyKind, AssignmentRole
from criteria.models.sets import CriteriaSet, Criterion, Indicator


class Agency(models.Model):
    """A department, board, association or district committee."""

    code = models.CharField("mã", max_length=12, primary_key=True)
    name = models.CharField("tên", max_length=120, unique=True)
    short_name = models.CharField("tên ngắn", max_length=60)
    kind = models.CharField("loại", max_length=12, choices=AgencyKind)
    district = models.OneToOneField(
        District,
        models.PROTECT,
        related_name="agency",
        verbose_name="huyện",
        null=True,
        blank=True,
    )
    source = models.CharField("nguồn", max_length=200)
    certainty = models.CharField("độ chắc chắn", max_length=20)

    class Meta:
        verbose_name = "đơn vị"
        verbose_name_plural = "đơn vị"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=AgencyKind.values),
                name="agency_kind_known",
                violation_error_message="Loại đơn vị không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(kind=AgencyKind.DISTRICT, district__isnull=False)
                | (~Q(kind=AgencyKind.DISTRICT) & Q(district__isnull=True)),
                name="agency_district_only_for_committees",
                violation_error_message="Chỉ UBND cấp huyện gắn với một huyện.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AssignmentListQuerySet(models.QuerySet["AssignmentList"]):
    def in_force(self, on: dt.date) -> Self:
        """Order so that the list in force on the given day comes first."""
        return self.filter(withdrawn_at__isnull=True, effective_from__lte=on).order_by(
            "-effective_from", "-number"
        )


class AssignmentList(models.Model):
    """One version of Phụ lục 02."""

    criteria_set = models.ForeignKey(
        CriteriaSet, models.PROTECT, related_name="lists", verbose_name="bộ tiêu chí"
    )
    number = models.PositiveIntegerField("phiên bản")
    document = models.CharField("văn bản", max_length=120)
    effective_from = models.DateField("hiệu lực từ")
    recorded_at = models.DateTimeField("ghi lúc")
    withdrawn_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)
    is_sample = models.BooleanField("mẫu", default=False)

    objects = AssignmentListQuerySet.as_manager()

    class Meta:
        verbose_name = "Phụ lục 02"
        verbose_name_plural = "Phụ lục 02"
        ordering = ["criteria_set", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["criteria_set", "number"],
                name="assignment_list_number_unique",
                violation_error_message="Phiên bản này đã có.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.document}, phiên bản {self.number}"


class Assignment(models.Model):
    """An agency answers for a criterion, an indicator of it, or the programme.

    An assignment to an indicator overrides the one to its criterion.
    """

    assignment_list = models.ForeignKey(
        AssignmentList,
        models.CASCADE,
        related_name="assignments",
        verbose_name="phụ lục",
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="assignments", verbose_name="đơn vị"
    )
    role = models.CharField("vai trò", max_length=10, choices=AssignmentRole)
    criterion = models.ForeignKey(
        Criterion,
        models.PROTECT,
        related_name="assignments",
        verbose_name="tiêu chí",
        null=True,
        blank=True,
    )
    indicator = models.ForeignKey(
        Indicator,
        models.PROTECT,
        related_name="assignments",
        verbose_name="chỉ tiêu",
        null=True,
        blank=True,
    )
    subject = models.CharField("nội dung chung", max_length=60, blank=True)
    due = models.CharField("thời gian hoàn thành", max_length=60, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    source = models.CharField("nguồn", max_length=300)
    certainty = models.CharField("độ chắc chắn", max_length=20, blank=True)

    class Meta:
        verbose_name = "phân công"
        verbose_name_plural = "phân công"
        ordering = ["assignment_list", "criterion", "indicator", "role", "agency"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=AssignmentRole.values),
                name="assignment_role_known",
                violation_error_message="Vai trò không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(criterion__isnull=False, subject="")
                | (Q(criterion__isnull=True, indicator__isnull=True) & ~Q(subject="")),
                name="assignment_names_one_thing",
                violation_error_message="Chọn tiêu chí hoặc ghi nội dung chung.",
            ),
            models.UniqueConstraint(
                fields=["assignment_list", "agency", "role", "criterion"],
                condition=Q(indicator__isnull=True, criterion__isnull=False),
                name="assignment_unique_for_criterion",
                violation_error_message="Phân công này đã có.",
            ),
            models.UniqueConstraint(
                fields=["assignment_list", "agency", "role", "indicator"],
                condition=Q(indicator__isnull=False),
                name="assignment_unique_for_indicator",
                violation_error_message="Phân công này đã có.",
            ),
            models.UniqueConstraint(
                fields=["assignment_list", "agency", "role", "subject"],
                condition=Q(criterion__isnull=True),
                name="assignment_unique_for_subject",
                violation_error_message="Phân công này đã có.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.agency_id}"
