"""Dossiers of recognition: from a commune's request to the province's decision."""

from typing import Self

from django.db import models
from django.db.models import F, Prefetch, Q
from simple_history.models import HistoricalRecords

from communes.models import Commune, Recognition
from programme.choices import (
    DossierState,
    DossierStepKind,
    RecognitionLevel,
    StepResult,
)
from reports.models.files import StoredFile


class RecognitionDossierQuerySet(models.QuerySet["RecognitionDossier"]):
    def under_way(self) -> Self:
        """Keep those that wait for a step."""
        return self.filter(state=DossierState.UNDER_WAY)

    def with_steps(self) -> Self:
        """Read the commune, its decision and the steps, in two queries."""
        steps = Prefetch("steps", DossierStep.objects.order_by("on", "pk"))
        return self.select_related("commune__district", "recognition").prefetch_related(
            steps
        )


class RecognitionDossier(models.Model):
    """One request of a commune for a level, with its steps.

    ``recognition`` is the decision that came of it, for đạt chuẩn only: the higher
    levels keep their decision in their last step.
    """

    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="dossiers", verbose_name="xã"
    )
    level = models.CharField("mức", max_length=10, choices=RecognitionLevel)
    requested_on = models.DateField("ngày đề nghị")
    state = models.CharField(
        "tình trạng",
        max_length=10,
        choices=DossierState,
        default=DossierState.UNDER_WAY,
    )
    recognition = models.OneToOneField(
        Recognition,
        models.PROTECT,
        related_name="dossier",
        verbose_name="quyết định công nhận",
        null=True,
        blank=True,
    )
    is_sample = models.BooleanField("mẫu", default=False)
    history = HistoricalRecords()

    objects = RecognitionDossierQuerySet.as_manager()

    class Meta:
        verbose_name = "hồ sơ công nhận"
        verbose_name_plural = "hồ sơ công nhận"
        ordering = ["-requested_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=RecognitionLevel.values),
                name="dossier_level_known",
                violation_error_message="Mức công nhận không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=DossierState.values),
                name="dossier_state_known",
                violation_error_message="Tình trạng hồ sơ không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(recognition__isnull=True)
                | Q(state=DossierState.RECOGNISED, level=RecognitionLevel.STANDARD),
                name="dossier_recognition_when_decided",
                violation_error_message="Chỉ hồ sơ đạt chuẩn đã công nhận mới có "
                "quyết định công nhận.",
            ),
            models.UniqueConstraint(
                fields=["commune", "level"],
                condition=Q(state=DossierState.UNDER_WAY),
                name="dossier_one_under_way",
                violation_error_message="Xã đang có hồ sơ của mức này chưa xong.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune}, {self.get_level_display()}"

    @property
    def is_under_way(self) -> bool:
        return self.state == DossierState.UNDER_WAY

    def waits_for(self) -> DossierStepKind | None:
        """Return the step to come, None when finished; one given back comes again.

        Reads the steps, unless they were read with the dossier.
        """
        if not self.is_under_way:
            return None
        steps = list(self.steps.all())
        if not steps:
            return DossierStepKind.REQUEST
        kind = DossierStepKind(steps[-1].kind)
        return kind.next() if steps[-1].result == StepResult.AGREED else kind


class DossierStep(models.Model):
    """A step that was taken, on a day, with its document and what came of it.

    ``lacking`` says what the commune lacked when it was recognised all the same, ""
    for nothing; ``checked_reason`` is why.
    """

    dossier = models.ForeignKey(
        RecognitionDossier,
        models.CASCADE,
        related_name="steps",
        verbose_name="hồ sơ",
    )
    kind = models.CharField("bước", max_length=12, choices=DossierStepKind)
    on = models.DateField("ngày")
    document = models.CharField("văn bản", max_length=120)
    result = models.CharField(
        "kết quả", max_length=8, choices=StepResult, default=StepResult.AGREED
    )
    note = models.TextField("ghi chú", max_length=1000, blank=True)
    lacking = models.CharField(
        "tiêu chí còn thiếu khi ghi công nhận", max_length=200, blank=True
    )
    checked_reason = models.CharField(
        "lý do công nhận khi chưa đủ tiêu chí", max_length=300, blank=True
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "bước của hồ sơ công nhận"
        verbose_name_plural = "bước của hồ sơ công nhận"
        ordering = ["dossier", "on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=DossierStepKind.values),
                name="dossier_step_kind_known",
                violation_error_message="Bước không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(result__in=StepResult.values),
                name="dossier_step_result_known",
                violation_error_message="Kết quả của bước không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=~Q(document=""),
                name="dossier_step_has_a_document",
                violation_error_message="Mỗi bước phải có văn bản.",
            ),
            models.CheckConstraint(
                condition=Q(lacking="") | ~Q(checked_reason=""),
                name="dossier_step_lacking_with_a_reason",
                violation_error_message="Công nhận khi chưa đủ tiêu chí phải có lý do.",
            ),
            models.UniqueConstraint(
                fields=["dossier", "kind"],
                condition=Q(result=StepResult.AGREED),
                name="dossier_step_agreed_once",
                violation_error_message="Bước này đã xong.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on:%d/%m/%Y}"


class DossierFile(StoredFile):
    """A paper attached to a dossier; a removed one stays stored."""

    dossier = models.ForeignKey(
        RecognitionDossier,
        models.CASCADE,
        related_name="files",
        verbose_name="hồ sơ",
    )
    removed_at = models.DateTimeField("gỡ lúc", null=True, blank=True)

    class Meta:
        verbose_name = "tệp của hồ sơ công nhận"
        verbose_name_plural = "tệp của hồ sơ công nhận"
        ordering = ["dossier", F("at").asc(), "pk"]

    def __str__(self) -> str:
        return self.name
