"""Sets of criteria (QĐ 1980/QĐ-TTg 17/10/2016) and the targets of QĐ 1334."""

import datetime as dt
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from communes.choices import AreaClass
from criteria.choices import IndicatorKind, Operator, SetSubject


class CriteriaSetQuerySet(models.QuerySet["CriteriaSet"]):
    def of(self, subject: SetSubject) -> Self:
        """Keep the sets that this kind of place is held against."""
        return self.filter(subject=subject)

    def in_force(
        self, on: dt.date, *, subject: SetSubject = SetSubject.COMMUNE
    ) -> Self:
        """Order so that the set in force on the given day comes first."""
        return self.of(subject).filter(valid_from__lte=on).order_by("-valid_from")


class CriteriaSet(models.Model):
    """One version of a set; it stays in force until a later one of its kind begins."""

    code = models.CharField("mã", max_length=20, primary_key=True)
    subject = models.CharField(
        "đối tượng", max_length=12, choices=SetSubject, default=SetSubject.COMMUNE
    )
    name = models.CharField("tên", max_length=120)
    document = models.CharField("văn bản", max_length=120)
    valid_from = models.DateField("từ ngày")

    objects = CriteriaSetQuerySet.as_manager()

    class Meta:
        verbose_name = "bộ tiêu chí"
        verbose_name_plural = "bộ tiêu chí"
        ordering = ["valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "valid_from"],
                name="criteria_set_unique_start",
                violation_error_message="Đã có bộ tiêu chí bắt đầu từ ngày này.",
            ),
            models.CheckConstraint(
                condition=Q(subject__in=SetSubject.values),
                name="criteria_set_subject_known",
                violation_error_message="Đối tượng của bộ tiêu chí không hợp lệ.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CriteriaGroup(models.Model):
    """Nhóm tiêu chí, I to V."""

    criteria_set = models.ForeignKey(
        CriteriaSet, models.PROTECT, related_name="groups", verbose_name="bộ tiêu chí"
    )
    code = models.CharField("số La Mã", max_length=4)
    number = models.PositiveSmallIntegerField("thứ tự")
    name = models.CharField("tên", max_length=120)
    short_name = models.CharField(
        "tên ngắn", max_length=40, help_text="Viết trên các cột của nhóm."
    )

    class Meta:
        verbose_name = "nhóm tiêu chí"
        verbose_name_plural = "nhóm tiêu chí"
        ordering = ["criteria_set", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["criteria_set", "code"],
                name="group_code_unique_in_set",
                violation_error_message="Bộ tiêu chí đã có nhóm này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}. {self.name}"


class Criterion(models.Model):
    """Tiêu chí, numbered 1 to 19 within its set."""

    group = models.ForeignKey(
        CriteriaGroup, models.PROTECT, related_name="criteria", verbose_name="nhóm"
    )
    criteria_set = models.ForeignKey(
        CriteriaSet, models.PROTECT, related_name="criteria", verbose_name="bộ tiêu chí"
    )
    number = models.PositiveSmallIntegerField(
        "số", validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    name = models.CharField("tên", max_length=120)
    short_name = models.CharField(
        "tên ngắn", max_length=40, help_text="Viết ở đầu cột của lưới và bảng."
    )
    source = models.CharField("nguồn", max_length=200)

    class Meta:
        verbose_name = "tiêu chí"
        verbose_name_plural = "tiêu chí"
        ordering = ["criteria_set", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["criteria_set", "number"],
                name="criterion_number_unique_in_set",
                violation_error_message="Bộ tiêu chí đã có tiêu chí số này.",
            ),
            models.CheckConstraint(
                # Summaries keep the met criteria as bits of one integer.
                condition=Q(number__gte=1, number__lte=60),
                name="criterion_number_fits_a_mask",
                violation_error_message="Số tiêu chí phải từ 1 đến 60.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"


class Indicator(models.Model):
    """Chỉ tiêu of a criterion; single ones carry the criterion's own number."""

    criterion = models.ForeignKey(
        Criterion, models.PROTECT, related_name="indicators", verbose_name="tiêu chí"
    )
    code = models.CharField("số", max_length=6)
    position = models.PositiveSmallIntegerField("thứ tự")
    name = models.TextField("nội dung")
    kind = models.CharField("kiểu", max_length=10, choices=IndicatorKind)
    unit = models.CharField("đơn vị", max_length=40, blank=True)
    operator = models.CharField("so với ngưỡng", max_length=10, choices=Operator)
    second_value_name = models.CharField("giá trị thứ hai", max_length=60, blank=True)
    source = models.CharField("nguồn", max_length=200)
    certainty = models.CharField("độ chắc chắn", max_length=10)
    note = models.TextField("ghi chú", blank=True)

    class Meta:
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        ordering = ["criterion", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["criterion", "code"],
                name="indicator_code_unique_in_criterion",
                violation_error_message="Tiêu chí đã có chỉ tiêu số này.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=IndicatorKind.values),
                name="indicator_kind_known",
                violation_error_message="Kiểu chỉ tiêu không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(operator__in=Operator.values),
                name="indicator_operator_known",
                violation_error_message="Cách so với ngưỡng không hợp lệ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}. {self.name}"


class Threshold(models.Model):
    """Ngưỡng of an indicator, by area class and date; an empty value is unknown."""

    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="thresholds", verbose_name="chỉ tiêu"
    )
    area_class = models.CharField(
        "khu vực",
        max_length=3,
        choices=AreaClass,
        blank=True,
        help_text="Trống: mọi xã.",
    )
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    value = models.DecimalField(
        "ngưỡng", max_digits=10, decimal_places=2, null=True, blank=True
    )
    second_value = models.DecimalField(
        "ngưỡng thứ hai", max_digits=10, decimal_places=2, null=True, blank=True
    )
    requirement = models.CharField("yêu cầu", max_length=60, blank=True)
    national = models.CharField("mức chung cả nước", max_length=80, blank=True)
    source = models.CharField("nguồn", max_length=200)
    certainty = models.CharField("độ chắc chắn", max_length=10)

    class Meta:
        verbose_name = "ngưỡng"
        verbose_name_plural = "ngưỡng"
        ordering = ["indicator", "area_class", F("valid_from").asc(nulls_first=True)]
        constraints = [
            models.CheckConstraint(
                condition=Q(area_class__in=["", *AreaClass.values]),
                name="threshold_area_class_known",
                violation_error_message="Khu vực phải là I, II, III hoặc để trống.",
            ),
            models.UniqueConstraint(
                fields=["indicator", "area_class", "valid_from"],
                name="threshold_unique_start",
                violation_error_message="Chỉ tiêu đã có ngưỡng từ ngày này.",
            ),
            models.UniqueConstraint(
                fields=["indicator", "area_class"],
                condition=Q(valid_from__isnull=True),
                name="threshold_one_open_start",
                violation_error_message="Chỉ tiêu đã có ngưỡng từ ban đầu.",
            ),
        ]

    def __str__(self) -> str:
        return self.requirement or "chưa rõ"


class GroupTarget(models.Model):
    """Share of communes that must attain a group by a day (QĐ 1334, II.1)."""

    group = models.ForeignKey(
        CriteriaGroup, models.CASCADE, related_name="targets", verbose_name="nhóm"
    )
    percent = models.DecimalField(
        "tỷ lệ xã (%)",
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    deadline = models.DateField("hạn")
    source = models.CharField("nguồn", max_length=200)

    class Meta:
        verbose_name = "mục tiêu của nhóm"
        verbose_name_plural = "mục tiêu của nhóm"
        ordering = ["group", "deadline"]
        constraints = [
            models.UniqueConstraint(
                fields=["group"],
                name="group_target_unique",
                violation_error_message="Nhóm này đã có mục tiêu.",
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100),
                name="group_target_percent_in_range",
                violation_error_message="Tỷ lệ phải từ 0 đến 100.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent.normalize():f} % trước {self.deadline:%d/%m/%Y}"
