"""The words of a digest: plain text, readable in any mail program."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from reports.services.digests import Digest, Line

SIGNED = (
    "Cổng theo dõi tiêu chí nông thôn mới tự gửi thư này, mỗi hạn nhiều nhất ba lần: "
    "trước một tuần, đúng ngày và sau hạn."
)
SIGNED_TO_OFFICE = (
    "Cổng theo dõi tiêu chí nông thôn mới tự gửi thư này, mỗi hạn của mỗi huyện một "
    "lần."
)


def subject(digest: Digest) -> str:
    """Return one line that says what is due and when."""
    count = len(digest.lines)
    if digest.is_of_office:
        return f"Quá hạn báo cáo nông thôn mới: {count} báo cáo chưa gửi"
    owed = digest.lines[0].owed
    if count == 1:
        return f"Nhắc gửi {owed.quarter.report_name}, hạn {owed.due_on:%d/%m/%Y}"
    return f"Nhắc gửi {count} báo cáo nông thôn mới"


def parts(digest: Digest, on: dt.date) -> list[str]:
    """Return the paragraphs about the reports, with the address of each."""
    if digest.is_of_office:
        return [
            "Các huyện quá hạn chưa gửi báo cáo:",
            "\n".join(_line(line, on) for line in digest.lines),
            f"Ai chưa gửi và gọi cho ai: {settings.SITE_URL}{reverse('board')}",
        ]
    lines = [f"{_line(line, on)}\n  {_address(line)}" for line in digest.lines]
    return ["Báo cáo chưa gửi lên tỉnh:", *lines]


def letter(digest: Digest, told: Iterable[str], on: dt.date) -> str:
    """Return the whole text of a mail on a day around the paragraphs ``told``."""
    said = [f"Kính gửi {digest.user.display_name},", *told]
    # What was given back has no deadline.
    is_late = any(e.owed.due_on < on and not e.owed.was_sent for e in digest.lines)
    if is_late and not digest.is_of_office:
        said.append(
            "Quá hạn thì báo cáo bị khóa: muốn gửi muộn, đề nghị "
            f"{settings.OFFICE_CONTACT} gia hạn."
        )
    said.append(SIGNED_TO_OFFICE if digest.is_of_office else SIGNED)
    return "\n\n".join(said) + "\n"


def _line(line: Line, on: dt.date) -> str:
    owed = line.owed
    return f"- {owed.district.full_name}, {owed.quarter.report_name}: {when(line, on)}"


def _address(line: Line) -> str:
    owed = line.owed
    address = reverse("report", args=[owed.quarter.code, owed.district.code])
    return f"{settings.SITE_URL}{address}"


def when(line: Line, on: dt.date) -> str:
    """Say how far a day is from the deadline of a line, and where it stands."""
    due_on = line.owed.due_on
    days = (due_on - on).days
    if days == 0:
        left = "hết hạn hôm nay"
    else:
        left = f"còn {days} ngày" if days > 0 else f"quá hạn {-days} ngày"
    return f"hạn {due_on:%d/%m/%Y}, {left} ({line.owed.word})."
