"""The report of a district and quarter while people work on it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from communes.models import Commune, District
from criteria.models import Criterion
from reports.choices import Door, EventKind, ReportState, ResultState
from reports.models.quarters import Quarter
from reports.models.revisions import Revision

CellStates = dict[tuple[str, int], ResultState]
TOKEN_MAX = 40
OPEN_STATES = (ReportState.DRAFT, ReportState.RETURNED, ReportState.REOPENED)


class ReportQuerySet(models.QuerySet["Report"]):
    def for_district(self, district_code: str) -> Self:
        return self.filter(district_id=district_code)

    def submitted(self) -> Self:
        """Reports that wait for the coordination office, oldest first."""
        return self.filter(state=ReportState.SUBMITTED).order_by("submitted_at")


class Report(models.Model):
    """Báo cáo quý of one district: states, and the base its cells stand on.

    The value of a cell is the draft's own one, else that of the base: the
    latest approved revision of the district not after the quarter.
    """

    # The district has done its part; the agencies that lead its criteria see them.
    SENT_STATES = (ReportState.SUBMITTED, ReportState.APPROVED)

    district = models.ForeignKey(
        District, models.PROTECT, related_name="reports", verbose_name="huyện"
    )
    quarter = models.ForeignKey(
        Quarter, models.PROTECT, related_name="reports", verbose_name="quý"
    )
    state = models.CharField(
        "trạng thái", max_length=10, choices=ReportState, default=ReportState.DRAFT
    )
    base = models.ForeignKey(
        Revision,
        models.PROTECT,
        related_name="drafts",
        verbose_name="số liệu gốc",
        null=True,
        blank=True,
    )
    is_unchanged = models.BooleanField("không thay đổi trong quý", default=False)
    entered_on_behalf = models.BooleanField("nhập thay", default=False)
    submitted_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="submitted_reports",
        verbose_name="người gửi",
        null=True,
        blank=True,
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo quý"
        verbose_name_plural = "báo cáo quý"
        ordering = ["quarter", "district"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "quarter"],
                name="report_unique_for_quarter",
                violation_error_message="Huyện đã có báo cáo của quý này.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ReportState.values),
                name="report_state_known",
                violation_error_message="Trạng thái báo cáo không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.SUBMITTED)
                | Q(submitted_at__isnull=False),
                name="report_submitted_has_a_time",
                violation_error_message="Báo cáo đã gửi phải có giờ gửi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district_id} {self.quarter_id}"

    @property
    def is_open(self) -> bool:
        """Whether cells may still change."""
        return self.state in OPEN_STATES

    def latest_base(self) -> Revision | None:
        """Return the revision in force for the district at the quarter. One query."""
        return (
            Revision.objects.standing(None)
            .not_after(self.quarter_id)
            .filter(district_id=self.district_id)
            .order_by("-quarter_id", "-number")
            .first()
        )

    def changed_cells(self) -> CellStates:
        """Return the draft's own cells: (commune, criterion number) to state."""
        if self._state.adding:
            return {}
        rows = self.changes.values_list("commune_id", "criterion__number", "state")
        return {(code, number): ResultState(state) for code, number, state in rows}


class DraftResult(models.Model):
    """A cell that differs from the base; untouched cells have no row."""

    report = models.ForeignKey(
        Report, models.CASCADE, related_name="changes", verbose_name="báo cáo"
    )
    commune = models.ForeignKey(Commune, models.PROTECT, verbose_name="xã")
    criterion = models.ForeignKey(Criterion, models.PROTECT, verbose_name="tiêu chí")
    state = models.CharField("kết quả", max_length=8, choices=ResultState)
    changed_at = models.DateTimeField("sửa lúc")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người sửa"
    )

    class Meta:
        verbose_name = "ô đã sửa"
        verbose_name_plural = "ô đã sửa"
        ordering = ["report", "commune", "criterion"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "commune", "criterion"],
                name="draft_result_unique",
                violation_error_message="Ô này đã có trong bản nháp.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ResultState.values),
                name="draft_result_state_known",
                violation_error_message="Kết quả không hợp lệ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune_id}/{self.criterion_id}: {self.get_state_display()}"


class ResultChange(models.Model):
    """Log of every change of a cell by a person; rows are only added.

    ``token`` is what the person's page calls the change, by which one that is sent
    again is known; "" for changes that no page numbers.
    """

    report = models.ForeignKey(
        Report, models.PROTECT, related_name="change_log", verbose_name="báo cáo"
    )
    commune = models.ForeignKey(Commune, models.PROTECT, verbose_name="xã")
    criterion = models.ForeignKey(Criterion, models.PROTECT, verbose_name="tiêu chí")
    before = models.CharField("trước", max_length=8, choices=ResultState)
    after = models.CharField("sau", max_length=8, choices=ResultState)
    door = models.CharField("bằng cách", max_length=8, choices=Door, default=Door.PAGE)
    token = models.CharField("mã của lần sửa", max_length=TOKEN_MAX, blank=True)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người sửa"
    )

    class Meta:
        verbose_name = "nhật ký sửa ô"
        verbose_name_plural = "nhật ký sửa ô"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(before__in=ResultState.values),
                name="result_change_before_known",
                violation_error_message="Kết quả không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(after__in=ResultState.values),
                name="result_change_after_known",
                violation_error_message="Kết quả không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(door__in=Door.values),
                name="result_change_door_known",
                violation_error_message="Cách nhập không hợp lệ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_before_display()} → {self.get_after_display()}"


class ReportEvent(models.Model):
    """A step of the workflow, with its reason where one is needed."""

    report = models.ForeignKey(
        Report, models.CASCADE, related_name="events", verbose_name="báo cáo"
    )
    kind = models.CharField("việc", max_length=10, choices=EventKind)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="người làm",
        null=True,
        blank=True,
    )
    reason = models.TextField("lý do", blank=True)

    class Meta:
        verbose_name = "diễn biến báo cáo"
        verbose_name_plural = "diễn biến báo cáo"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=EventKind.values),
                name="report_event_kind_known",
                violation_error_message="Diễn biến không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=EventKind.RETURNED) | ~Q(reason=""),
                name="report_event_return_has_a_reason",
                violation_error_message="Trả lại phải có lý do.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
