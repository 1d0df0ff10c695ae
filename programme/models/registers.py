"""The general register (sổ theo dõi): kinds, their fields, and records.

What a kind asks for is data, so that the office adds a kind without a programmer.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from criteria.choices import SetSubject
from ntm_portal.lib.text import clean
from programme.choices import ColumnKind, PlaceLevel, RegisterWriters
from programme.models.register_rules import (
    FIXED_LABELS,
    TAKEN_CODES,
    label_fault,
    label_faults,
    names_of,
)

FIELD_KINDS = (
    ColumnKind.TEXT,
    ColumnKind.WHOLE,
    ColumnKind.DECIMAL,
    ColumnKind.DATE,
    ColumnKind.CHOICE,
    ColumnKind.YES_NO,
)
BY_DISTRICTS = (RegisterWriters.DISTRICTS, RegisterWriters.BOTH)
BY_AGENCIES = (RegisterWriters.AGENCIES, RegisterWriters.BOTH)
# The labels of a register's own columns, in the order of its form.
LABELS = ("title_label", "body_label", "on_label", "until_label", "result_label")
NUMBERS = (ColumnKind.WHOLE, ColumnKind.DECIMAL)
is_code = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    "Mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối, ví dụ giao-uoc.",
)


class RegisterKindQuerySet(models.QuerySet["RegisterKind"]):
    def in_use(self) -> Self:
        """Keep the kinds that have not been laid aside."""
        return self.filter(is_active=True)


class RegisterKind(models.Model):
    """A kind of register; labels that are empty leave their column out.

    ``article`` is what in QĐ 1334 it follows, ``subject`` the sets of criteria that
    its records are decided by.
    """

    code = models.CharField("mã", max_length=30, primary_key=True, validators=[is_code])
    name = models.CharField("tên sổ", max_length=80)
    article = models.CharField("căn cứ", max_length=120, blank=True)
    noun = models.CharField("gọi một dòng là", max_length=40)
    title_label = models.CharField("tên cột nội dung", max_length=60)
    on_label = models.CharField("tên cột ngày", max_length=60, blank=True)
    until_label = models.CharField("tên cột đến ngày", max_length=60, blank=True)
    result_label = models.CharField("tên cột kết quả", max_length=60, blank=True)
    place_level = models.CharField(
        "địa bàn đến cấp", max_length=10, choices=PlaceLevel, default=PlaceLevel.NONE
    )
    place_required = models.BooleanField("bắt buộc ghi địa bàn", default=False)
    body_label = models.CharField("tên cột đơn vị", max_length=60, blank=True)
    writers = models.CharField(
        "ai được ghi",
        max_length=10,
        choices=RegisterWriters,
        default=RegisterWriters.OFFICE,
    )
    subject = models.CharField(
        "xét theo bộ tiêu chí của", max_length=12, choices=SetSubject, blank=True
    )
    is_active = models.BooleanField("đang dùng", default=True)
    position = models.PositiveSmallIntegerField("thứ tự", default=100)

    objects = RegisterKindQuerySet.as_manager()

    class Meta:
        verbose_name = "loại sổ theo dõi"
        verbose_name_plural = "loại sổ theo dõi"
        ordering = ["position", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="register_kind_name_unique",
                violation_error_message="Đã có sổ cùng tên.",
            ),
            models.CheckConstraint(
                condition=Q(place_level__in=PlaceLevel.values),
                name="register_kind_place_level_known",
                violation_error_message="Cấp địa bàn không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(writers__in=RegisterWriters.values),
                name="register_kind_writers_known",
                violation_error_message="Người ghi sổ không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(subject__in=["", *SetSubject.values]),
                name="register_kind_subject_known",
                violation_error_message="Đối tượng của bộ tiêu chí không hợp lệ.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_place(self) -> bool:
        return self.place_level != PlaceLevel.NONE

    @property
    def labels(self) -> dict[str, str]:
        """Return the labels of its own columns by attribute, empty ones too."""
        return {name: getattr(self, name) for name in LABELS}

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Compose the texts before they are looked at."""
        _compose(self, ("name", "article", "noun", *LABELS))
        super().clean_fields(exclude)

    def clean(self) -> None:
        """Refuse columns and writers that no row could be written with."""
        super().clean()
        faults = dict(self._faults())
        if faults:
            raise ValidationError(faults)

    def _faults(self) -> Iterator[tuple[str, str]]:
        is_new = self._state.adding
        if is_new and self.code in TAKEN_CODES:
            yield "code", "Mã này đã dùng cho trang khác."
        fields = () if is_new else RegisterField.objects.filter(kind_id=self.pk)
        yield from label_faults(
            self.labels, [name for field in fields for name in field.names]
        )
        if self.writers in BY_AGENCIES and not self.body_label:
            words = "Sở, ngành ghi dòng của đơn vị mình: hãy đặt tên cột đơn vị."
            yield "body_label", words
        if self.writers in BY_DISTRICTS and not self.has_place:
            words = "Huyện ghi dòng của địa bàn mình: hãy chọn địa bàn đến cấp nào."
            yield "place_level", words


class RegisterFieldQuerySet(models.QuerySet["RegisterField"]):
    def in_use(self) -> Self:
        """Keep the fields that have not been laid aside."""
        return self.filter(is_active=True)


class RegisterField(models.Model):
    """A field of a kind; ``choices`` are the words to choose from."""

    kind = models.ForeignKey(
        RegisterKind, models.CASCADE, related_name="fields", verbose_name="sổ"
    )
    code = models.CharField("mã", max_length=30, validators=[is_code])
    label = models.CharField("tên cột", max_length=60)
    type = models.CharField("kiểu", max_length=10, choices=ColumnKind)
    unit = models.CharField("đơn vị tính", max_length=30, blank=True)
    choices = models.JSONField("danh sách để chọn", default=list, blank=True)
    required = models.BooleanField("bắt buộc", default=False)
    summed = models.BooleanField("cộng tổng", default=False)
    is_active = models.BooleanField("đang dùng", default=True)
    position = models.PositiveSmallIntegerField("thứ tự", default=100)

    objects = RegisterFieldQuerySet.as_manager()

    class Meta:
        verbose_name = "cột của sổ"
        verbose_name_plural = "cột của sổ"
        ordering = ["kind", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "code"],
                name="register_field_code_unique_in_kind",
                violation_error_message="Sổ đã có cột cùng mã.",
            ),
            models.UniqueConstraint(
                fields=["kind", "label"],
                name="register_field_label_unique_in_kind",
                violation_error_message="Sổ đã có cột cùng tên.",
            ),
            models.CheckConstraint(
                condition=Q(type__in=[each.value for each in FIELD_KINDS]),
                name="register_field_type_known",
                violation_error_message="Kiểu của cột không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(summed=False) | Q(type__in=[n.value for n in NUMBERS]),
                name="register_field_sums_numbers",
                violation_error_message="Chỉ cột số mới cộng tổng được.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def names(self) -> tuple[str, ...]:
        """Return the words under which its column is found in a file."""
        return (self.label, f"{self.label} ({self.unit})")[: 2 if self.unit else 1]

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Compose the texts before they are looked at."""
        _compose(self, ("label", "unit"))
        super().clean_fields(exclude)

    def clean(self) -> None:
        """Refuse the name of another column of the register."""
        super().clean()
        others = RegisterField.objects.filter(kind_id=self.kind_id).exclude(pk=self.pk)
        named = [name for other in others for name in other.names]
        taken = names_of((*FIXED_LABELS, *self.kind.labels.values(), *named))
        fault = label_fault(self.names, taken) if self.label else ""
        if fault:
            raise ValidationError({"label": fault})


def _compose(row: models.Model, names: Iterable[str]) -> None:
    for name in names:
        setattr(row, name, clean(getattr(row, name)))
