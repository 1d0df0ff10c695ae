"""The words of a digest: plain text, readable in any mail program."""

import datetime as dt

from django.conf import settings
from django.urls import reverse

from reports.services.digests import Digest, Line

SIGNED = (
    "Cổng theo dõi tiêu chí nông thôn mới tự gửi thư này, mỗi hạn nhiều nhất ba lần: "
    "trước một tuần, đúng ngày và sau hạn."
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


def body(digest: Digest, *, on: dt.date) -> str:
    """Return the text of the mail on a day, with the address of each report."""
    if digest.is_of_office:
        return _to_office(digest, on)
    lines = "\n\n".join(_line(line, on) for line in digest.lines)
    ask = ""
    if any(line.owed.due_on < on for line in digest.lines):
        ask = (
            "Quá hạn thì báo cáo bị khóa: muốn gửi muộn, đề nghị "
            f"{settings.OFFICE_CONTACT} gia hạn.\n\n"
        )
    return (
        f"Kính gửi {digest.user.display_name},\n\n"
        f"Báo cáo chưa gửi lên tỉnh:\n\n{lines}\n\n{ask}{SIGNED}\n"
    )


def _line(line: Line, on: dt.date) -> str:
    owed = line.owed
    address = reverse("report", args=[owed.quarter.code, owed.district.code])
    return (
        f"- {owed.district.full_name}, {owed.quarter.report_name}: "
        f"hạn {owed.due_on:%d/%m/%Y}, {_days(owed.due_on, on)} ({owed.word}).\n"
        f"  {settings.SITE_URL}{address}"
    )


def _to_office(digest: Digest, on: dt.date) -> str:
    lines = "\n".join(
        f"- {line.owed.district.full_name}, {line.owed.quarter.report_name}: "
        f"hạn {line.owed.due_on:%d/%m/%Y}, {_days(line.owed.due_on, on)} "
        f"({line.owed.word})."
        for line in digest.lines
    )
    return (
        f"Kính gửi {digest.user.display_name},\n\n"
        f"Các huyện quá hạn chưa gửi báo cáo:\n\n{lines}\n\n"
        f"Ai chưa gửi và gọi cho ai: {settings.SITE_URL}{reverse('board')}\n\n"
        "Cổng theo dõi tiêu chí nông thôn mới tự gửi thư này, mỗi hạn của mỗi huyện "
        "một lần.\n"
    )


def _days(due_on: dt.date, on: dt.date) -> str:
    days = (due_on - on).days
    if days == 0:
        return "hết hạn hôm nay"
    return f"còn {days} ngày" if days > 0 else f"quá hạn {-days} ngày"
