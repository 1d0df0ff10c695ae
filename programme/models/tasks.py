"""Tasks (nhiệm vụ) of the programme: what is to be done, by whom, how often."""

import datetime as dt
from collections.abc import Iterator
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from criteria.models import Agency
from ntm_portal.lib.periods import Quarter
from programme.choices import TaskCertainty, TaskRhythm

CODE_PATTERN = r"^[A-Z0-9]+([.-][A-Z0-9]+)*$"
CODE = RegexValidator(
    CODE_PATTERN,
    "Mã gồm chữ in hoa không dấu, chữ số, dấu chấm hoặc gạch nối, ví dụ II.2.1.3.",
)
DEEPEST = 3
LAST_QUARTERS = {TaskRhythm.HALF_YEARLY: (2, 4), TaskRhythm.YEARLY: (4,)}


def _upwards(task: "Task | None") -> Iterator["Task"]:
    seen: set[int] = set()
    while task is not None and task.pk not in seen:
        yield task
        seen.add(task.pk)
        task = task.parent


class TaskQuerySet(models.QuerySet["Task"]):
    def running(self, on: dt.date) -> Self:
        """Keep the tasks that have begun by a day and are not closed on it."""
        return self.filter(
            Q(closed_on__isnull=True) | Q(closed_on__gt=on), starts_on__lte=on
        )

    def with_bodies(self) -> Self:
        """Read the body that leads, and the task above, in the same query."""
        return self.select_related("lead__district", "parent")


class Task(models.Model):
    """One measure, or a part of one that a body answers for.

    Without a ``lead`` it is a heading, done through its sub-tasks. ``target_count``
    only where progress can be counted.
    """

    code = models.CharField("mã", max_length=30, unique=True, validators=[CODE])
    article = models.CharField("điều, mục", max_length=30)
    title = models.CharField("nhiệm vụ", max_length=300)
    expected = models.TextField("kết quả cần đạt", max_length=1000, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="parts",
        verbose_name="thuộc nhiệm vụ",
        null=True,
        blank=True,
    )
    lead = models.ForeignKey(
        Agency,
        models.PROTECT,
        related_name="tasks",
        verbose_name="đơn vị chủ trì",
        null=True,
        blank=True,
    )
    supporting = models.ManyToManyField(
        Agency,
        related_name="supported_tasks",
        verbose_name="đơn vị phối hợp",
        blank=True,
    )
    rhythm = models.CharField("nhịp", max_length=12, choices=TaskRhythm)
    starts_on = models.DateField("từ ngày")
    due_on = models.DateField("hạn hoàn thành", null=True, blank=True)
    document = models.CharField("văn bản giao", max_length=120)
    certainty = models.CharField(
        "căn cứ phân công",
        max_length=8,
        choices=TaskCertainty,
        default=TaskCertainty.CERTAIN,
    )
    target_count = models.PositiveIntegerField(
        "số lượng cần đạt", null=True, blank=True
    )
    unit = models.CharField("đơn vị tính", max_length=40, blank=True)
    closed_on = models.DateField("kết thúc ngày", null=True, blank=True)
    closed_reason = models.CharField("lý do kết thúc", max_length=300, blank=True)
    history = HistoricalRecords()

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rhythm__in=TaskRhythm.values),
                name="task_rhythm_known",
                violation_error_message="Nhịp không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(certainty__in=TaskCertainty.values),
                name="task_certainty_known",
                violation_error_message="Căn cứ phân công không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("starts_on")),
                name="task_due_after_start",
                violation_error_message="Hạn không thể trước ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(target_count__isnull=True, unit="")
                | (Q(target_count__gt=0) & ~Q(unit="")),
                name="task_count_has_a_unit",
                violation_error_message="Số lượng cần đạt (từ 1) và đơn vị tính phải "
                "đi cùng nhau.",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closed_reason="")
                | (Q(closed_on__isnull=False) & ~Q(closed_reason="")),
                name="task_closed_with_a_reason",
                violation_error_message="Kết thúc nhiệm vụ phải có ngày và lý do.",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="task_not_below_itself",
                violation_error_message="Nhiệm vụ không thể thuộc chính nó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def clean(self) -> None:
        """Refuse a task below itself, and trees that nobody reads."""
        above = list(_upwards(self.parent))
        if self.pk and self in above:
            raise ValidationError({"parent": "Nhiệm vụ không thể thuộc chính nó."})
        if len(above) >= DEEPEST:
            told = f"Nhiệm vụ chia nhiều nhất {DEEPEST} bậc; hãy chọn bậc trên."
            raise ValidationError({"parent": told})

    @property
    def is_implied(self) -> bool:
        return self.certainty == TaskCertainty.IMPLIED

    @property
    def is_single(self) -> bool:
        """Whether it is done once, and then asked for no more."""
        return self.rhythm == TaskRhythm.ONCE or self.due_on is not None

    def is_asked(self, quarter: Quarter) -> bool:
        """Whether a report is wanted of a quarter: by rhythm, begun and not closed."""
        wanted = LAST_QUARTERS.get(TaskRhythm(self.rhythm))
        if wanted and quarter.number not in wanted:
            return False
        if self.closed_on and self.closed_on <= quarter.last_day:
            return False
        return self.starts_on <= quarter.last_day

    def last_asked(self, before: Quarter) -> Quarter | None:
        """Return the last quarter before another one of which a report is wanted."""
        past = (before.shift(-back) for back in range(1, 5))
        return next((each for each in past if self.is_asked(each)), None)


class TaskHandover(models.Model):
    """A task that went from one body to another, with the document and the day."""

    task = models.ForeignKey(
        Task, models.CASCADE, related_name="handovers", verbose_name="nhiệm vụ"
    )
    before = models.ForeignKey(
        Agency,
        models.PROTECT,
        related_name="+",
        verbose_name="đơn vị trước",
        null=True,
        blank=True,
    )
    after = models.ForeignKey(
        Agency,
        models.PROTECT,
        related_name="+",
        verbose_name="đơn vị sau",
        null=True,
        blank=True,
    )
    on = models.DateField("từ ngày")
    document = models.CharField("văn bản", max_length=120)

    class Meta:
        verbose_name = "chuyển giao nhiệm vụ"
        verbose_name_plural = "chuyển giao nhiệm vụ"
        ordering = ["task", "on", "pk"]

    def __str__(self) -> str:
        return f"{self.before_id} → {self.after_id}"
