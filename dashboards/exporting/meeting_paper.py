"""The papers of a meeting: sections of an agenda, as the page and files show them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dashboards.analytics.programme.agenda import Agenda, period_label
from dashboards.exporting.wording import NBSP, day, share
from programme.models import Meeting

TOLD = "Báo cáo gần nhất"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the papers: a sentence, then a table unless it has no rows.

    ``widths`` are millimetres on A4; the first ``texts`` columns are not centred.
    Rows of tasks begin with their code.
    """

    title: str
    said: str
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[int, ...] = ()
    texts: int = 1
    is_of_tasks: bool = False

    @property
    def is_told(self) -> bool:
        """Whether its rows tell what the bodies reported, at length."""
        return TOLD in self.heads

    @property
    def labelled(self) -> list[list[tuple[str, str]]]:
        """Return the rows, each cell beside the words above its column."""
        return [list(zip(self.heads, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Papers:
    """Everything on paper; ``foot`` names the day, the figures and their hash."""

    day: str
    year: str
    place: str
    chair: str
    is_demo: bool
    sections: tuple[Section, ...]
    foot: str


def papers(meeting: Meeting, agenda: Agenda) -> Papers:
    """Return the papers of a meeting; those of a held one name the hash that it has."""
    on = meeting.held_on or meeting.planned_on
    kept = (
        f"chốt khi họp, mã kiểm tra {meeting.agenda_sha256[:12]}"
        if meeting.is_held
        else f"dự thảo, lập ngày {day(agenda['day'])}"
    )
    period = period_label(agenda)
    figures = f"số liệu {period}" if period else "chưa có số liệu"
    return Papers(
        day=f"{on:%d/%m/%Y}",
        year=f"{on:%Y}",
        place=meeting.place,
        chair=meeting.chair,
        is_demo=agenda["is_demo"],
        sections=sections(agenda),
        foot=f"Tài liệu họp Ban Chỉ đạo ngày {on:%d/%m/%Y}; {figures}; {kept}",
    )


def sections(agenda: Agenda) -> tuple[Section, ...]:
    """Return the sections of an agenda in the order of the meeting."""
    return (
        _targets(agenda),
        *_tasks(agenda),
        _conclusions(agenda),
        _disputes(agenda),
        *_recognition(agenda),
    )


def _targets(agenda: Agenda) -> Section:
    period = period_label(agenda)
    short = [each for each in agenda["targets"] if each["short"]]
    said = f"{len(short)}/{len(agenda['targets'])} nhóm còn thiếu so với mục tiêu"
    return Section(
        title=f"Mục tiêu còn thiếu, {period}" if period else "Mục tiêu còn thiếu",
        said=f"{said}, trên {agenda['communes']} xã."
        if period
        else "Chưa có số liệu nào được duyệt.",
        heads=("Nhóm tiêu chí", "Đạt", "Tỷ lệ", "Cần", "Thiếu", "Hạn"),
        rows=tuple(
            (
                f"{each['code']}. {each['name']}",
                f"{each['attained']}/{each['total']}",
                share(each["attained"], each["total"]),
                str(each["needed"]),
                f"{each['short']} xã" if each["short"] else "đã đạt",
                day(each["deadline"]),
            )
            for each in agenda["targets"]
        ),
        widths=(63, 20, 20, 16, 20, 26),
    )


def _tasks(agenda: Agenda) -> Iterator[Section]:
    heads = ("Mã", "Nhiệm vụ", "Đơn vị chủ trì")
    yield Section(
        title="Nhiệm vụ quá hạn",
        said=_counted(agenda["overdue"], "nhiệm vụ quá hạn"),
        heads=(*heads, TOLD, "Hạn"),
        rows=tuple(
            (
                *_named(each),
                _told(each),
                f"{day(each['due_on'])}\nquá {each['days']} ngày",
            )
            for each in agenda["overdue"]
        ),
        widths=(36, 38, 24, 43, 24),
        texts=4,
        is_of_tasks=True,
    )
    yield Section(
        title="Nhiệm vụ vướng mắc",
        said=_counted(agenda["stuck"], "nhiệm vụ đơn vị báo vướng mắc"),
        heads=(*heads, TOLD),
        rows=tuple((*_named(each), _told(each)) for each in agenda["stuck"]),
        widths=(36, 45, 26, 58),
        texts=4,
        is_of_tasks=True,
    )
    yield Section(
        title="Nhiệm vụ chưa báo cáo",
        said=_counted(agenda["silent"], "nhiệm vụ chưa có báo cáo của kỳ phải báo cáo"),
        heads=(*heads, "Kỳ"),
        rows=tuple(
            (*_named(each), each["quarter"].replace(" ", NBSP))
            for each in agenda["silent"]
        ),
        widths=(36, 71, 33, 25),
        texts=3,
        is_of_tasks=True,
    )


def _conclusions(agenda: Agenda) -> Section:
    return Section(
        title="Kết luận các kỳ họp trước chưa xong",
        said=_counted(agenda["conclusions"], "kết luận chưa xong"),
        heads=("Họp ngày", "Kết luận", "Đơn vị", "Hạn", "Tình trạng"),
        rows=tuple(
            (
                day(each["meeting"]),
                each["text"],
                each["lead"],
                day(each["due_on"]),
                each["state"],
            )
            for each in agenda["conclusions"]
        ),
        widths=(22, 65, 32, 22, 24),
        texts=3,
    )


def _disputes(agenda: Agenda) -> Section:
    return Section(
        title="Kết quả mà đơn vị chủ trì không đồng ý",
        said=_counted(
            agenda["disputes"], "ý kiến không đồng ý trong báo cáo chờ duyệt"
        ),
        heads=("Xã", "Tiêu chí", "Đơn vị", "Ý kiến"),
        rows=tuple(
            (
                f"{_place(each)}, {each['period']}",
                each["criterion"],
                each["agency"],
                each["note"],
            )
            for each in agenda["disputes"]
        ),
        widths=(40, 40, 30, 55),
        texts=4,
    )


def _recognition(agenda: Agenda) -> Iterator[Section]:
    undecided = "; ".join(_place(each) for each in agenda["undecided"])
    yield Section(
        title="Công nhận xã đạt chuẩn",
        said=f"{agenda['recognised']} xã đang được công nhận. Đạt đủ tiêu chí mà chưa "
        f"có quyết định: {len(agenda['undecided'])} xã"
        f"{f' ({undecided})' if undecided else ''}.",
    )
    yield Section(
        title="Hồ sơ công nhận đang làm",
        said=_counted(agenda["dossiers"], "hồ sơ đang làm"),
        heads=("Xã", "Mức", "Đề nghị ngày", "Đang chờ"),
        rows=tuple(
            (
                _place(each),
                each["level"],
                day(each["requested_on"]),
                each["waits_for"],
            )
            for each in agenda["dossiers"]
        ),
        widths=(45, 42, 28, 50),
        texts=2,
    )
    yield Section(
        title="Xã đã công nhận, nay có tiêu chí chưa đạt",
        said=_counted(agenda["lapsed"], "xã có tiêu chí chưa đạt"),
        heads=("Xã", "Tiêu chí chưa đạt"),
        rows=tuple(
            (_place(each), ", ".join(map(str, each["criteria"])))
            for each in agenda["lapsed"]
        ),
        widths=(75, 90),
        texts=2,
    )


def _named(task: Mapping[str, Any]) -> tuple[str, str, str]:
    return task["code"], task["title"], task["lead"]


def _told(task: Mapping[str, Any]) -> str:
    """Say what the last report tells: where the task stands, what is in the way.

    Agendas kept before the report was laid before the committee name its state alone.
    """
    state = task["state"]
    if task.get("told"):
        seen = "đã xem" if task["is_seen"] else "chờ xem"
        state = f"{state} ({task['told'].replace(' ', NBSP)}, {seen})"
    said = {"Khó khăn": task["difficulty"], "Đề xuất": task.get("proposal", "")}
    return "\n".join(
        [state, *(f"{name}: {text}" for name, text in said.items() if text)]
    )


def _place(row: Mapping[str, Any]) -> str:
    return f"{row['commune']} ({row['district']})"


def _counted(rows: Iterable[object], what: str) -> str:
    count = len(list(rows))
    return f"Có {count} {what}." if count else f"Không có {what}."
