"""Tasks as a table: what a file of them writes and reads back unchanged."""

from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from accounts.models import User
from criteria.models import Agency
from programme.choices import ColumnKind, TaskCertainty, TaskRhythm
from programme.forms.tables.columns import Column, Value, Values
from programme.importing.changes import PEOPLE, Signed
from programme.models import Task
from programme.services.tasks.editing import remove_task, save_task
from reports.services.guard import ChangeRefused

COLUMNS = (
    Column("code", "Mã", required=True, max_length=30),
    Column("article", "Điều, mục", required=True, max_length=30),
    Column("title", "Nhiệm vụ", required=True),
    Column("expected", "Kết quả cần đạt", max_length=1000, is_long=True),
    Column("parent", "Thuộc nhiệm vụ (mã)", max_length=30),
    Column("lead", "Chủ trì", ColumnKind.AGENCY),
    Column(
        "supporting",
        "Phối hợp (mã đơn vị)",
        max_length=400,
        hint="Mã các đơn vị, cách nhau bằng dấu phẩy.",
    ),
    Column(
        "rhythm",
        "Nhịp",
        ColumnKind.CHOICE,
        required=True,
        choices=tuple((str(each), str(each.label)) for each in TaskRhythm),
    ),
    Column("starts_on", "Từ ngày", ColumnKind.DATE, required=True),
    Column("due_on", "Hạn hoàn thành", ColumnKind.DATE),
    Column("document", "Văn bản giao", required=True, max_length=120),
    Column(
        "certainty",
        "Căn cứ phân công",
        ColumnKind.CHOICE,
        required=True,
        choices=tuple((str(each), str(each.label)) for each in TaskCertainty),
    ),
    Column(
        "target_count",
        "Số lượng cần đạt",
        ColumnKind.WHOLE,
        minimum=Decimal(1),
        maximum=Decimal(2_000_000_000),
    ),
    Column("unit", "Đơn vị tính", max_length=40),
    Column("closed_on", "Kết thúc ngày", ColumnKind.DATE),
    Column("closed_reason", "Lý do kết thúc"),
)
LINKS = ("parent", "lead", "supporting")
OWN = tuple(each for each in COLUMNS if each.code not in LINKS)
TEXTS = {each.code for each in OWN if each.kind == ColumnKind.TEXT}


class TaskTable:
    """All tasks; only the office writes them. Implements changes.PagedTable."""

    slug = "nhiem-vu"
    columns = COLUMNS
    history = Task.history

    def __init__(self, *, by: User) -> None:
        self.by = by

    @property
    def may_add(self) -> bool:
        """Whether the person writes any tasks at all."""
        return self.by.can_review

    def may_write(self, row: Task) -> bool:
        """Whether the person may change this task. No query."""
        return self.by.can_review

    def rows(self) -> Mapping[int, Values]:
        """Return the values of the tasks that the person writes. Two queries."""
        return self.all_rows() if self.by.can_review else {}

    def all_rows(self) -> Mapping[int, Values]:
        """Return the values of all tasks by number. Two queries."""
        found = Task.objects.select_related("parent").prefetch_related("supporting")
        return {each.pk: self.values_of(each) for each in found.order_by("pk")}

    def row(self, number: int) -> Task | None:
        """Return a task. One query."""
        return Task.objects.select_related("parent").filter(pk=number).first()

    def past(self, number: int) -> Iterable[Any]:
        """Return the task as it was after each change, the newest first."""
        states = Task.history.filter(id=number)
        return list(states.select_related(*PEOPLE, "parent"))

    def key(self, values: Values) -> Hashable:
        """Tell tasks apart by their codes."""
        return values.get("code")

    def values_of(self, row: Any) -> dict[str, Value]:
        """Return the values of a task, or of a task as it once was."""
        own = {each.code: getattr(row, each.code) or None for each in OWN}
        # The history keeps no lists of supporting bodies.
        codes = sorted(each.pk for each in row.supporting.all()) if _is_now(row) else ()
        return {
            **own,
            "parent": row.parent.code if row.parent else None,
            "lead": row.lead_id,
            "supporting": ", ".join(codes) or None,
        }

    def save(self, number: int | None, values: Values, signed: Signed) -> int:
        """Save one task; raises ChangeRefused or ValidationError."""
        row = Task() if number is None else self._row(number)
        if number is not None and values["lead"] != row.lead_id:
            raise ChangeRefused(
                "Đổi đơn vị chủ trì ở trang của nhiệm vụ, nơi ghi được ngày và văn bản "
                "chuyển giao."
            )
        for each in OWN:
            value = values.get(each.code)
            setattr(row, each.code, value or "" if each.code in TEXTS else value)
        row.parent = _parent(values.get("parent"))
        row.lead_id = str(values["lead"]) if values["lead"] else None
        supporting = _agencies(values.get("supporting"))
        row.full_clean()
        saved = save_task(
            task=row,
            supporting=supporting,
            handover=None,
            by=signed.by,
            at=signed.at,
        )
        return saved.pk

    def remove(self, number: int, signed: Signed) -> None:
        """Take a task back that a file made; raises ChangeRefused."""
        remove_task(
            task=self._row(number), reason=signed.reason, by=signed.by, at=signed.at
        )

    def _row(self, number: int) -> Task:
        row = self.row(number)
        if row is None:
            raise ChangeRefused(f"Không còn nhiệm vụ mã dòng {number}.")
        return row


def _is_now(row: object) -> bool:
    return isinstance(row, Task)


def _parent(code: Value) -> Task | None:
    if not code:
        return None
    found = Task.objects.filter(code=code).first()
    if found is None:
        raise ChangeRefused(
            f"Không có nhiệm vụ mã “{code}” để xếp vào; nhiệm vụ trên phải đứng trước."
        )
    return found


def _agencies(text: Value) -> list[Agency]:
    codes = [part.strip().upper() for part in str(text or "").split(",")]
    wanted = {code for code in codes if code}
    found = list(Agency.objects.filter(pk__in=wanted))
    unknown = sorted(wanted - {each.pk for each in found})
    if unknown:
        raise ChangeRefused(f"Không có đơn vị mã {', '.join(unknown)}.")
    return found
