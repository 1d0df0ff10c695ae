"""What the portal does by itself once a day: open quarters, send mails."""

import argparse
import datetime as dt
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from communes.models import District
from programme.management.capital_rounds import owed_capital
from programme.management.task_rounds import owed_tasks
from programme.services.reminders import TOGETHER, counts_of
from programme.services.tasks.reminders import (
    TaskMail,
    due_task_mails,
    send_task_mails,
)
from reports.analytics.submissions import Standing, read_standings
from reports.management.news import all_news
from reports.models import Quarter
from reports.services.clock import working_date, working_instant
from reports.services.digests import Digest, Owed
from reports.services.inbox_mail import News, send_news
from reports.services.openings import open_due_quarters
from reports.services.reminders import due_digests, send_round


class Command(BaseCommand):
    help = (
        "Việc mỗi ngày: mở kỳ báo cáo đã bắt đầu, nhắc gửi báo cáo, báo cáo vốn, báo "
        "cáo nhiệm vụ và báo tin chưa đọc bằng thư. Chạy lại không gửi lại. Mã thoát: "
        "0 xong, 1 có thư không gửi được (lần sau gửi lại), 2 gọi sai."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--on", help="ngày làm việc, ví dụ 2021-03-13")
        parser.add_argument(
            "--dry-run", action="store_true", help="chỉ in, không ghi và không gửi"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        on = _day(options["on"])
        self.stdout.write(f"Ngày làm việc {on:%d/%m/%Y}.")
        if options["dry_run"]:
            with transaction.atomic():
                self._open(on)
                for digest in _digests(on):
                    self.stdout.write(f"Sẽ gửi {_described(digest)}.")
                for mail in due_task_mails(owed_tasks(on)):
                    self.stdout.write(f"Sẽ gửi {_of_tasks(mail)}.")
                for news in all_news(at=_now()):
                    self.stdout.write(f"Sẽ gửi {_told(news)}.")
                transaction.set_rollback(True)
            self.stdout.write("Chỉ xem trước: không ghi, không gửi.")
            return
        self._open(on)
        failed = self._remind(on) + self._remind_of_tasks(on) + self._tell()
        if failed:
            raise CommandError(
                f"{failed} thư không gửi được; lần chạy sau gửi lại.", returncode=1
            )

    def _open(self, on: dt.date) -> None:
        opened = open_due_quarters(on=on, due_day=settings.REPORT_DUE_DAY)
        for quarter in opened:
            self.stdout.write(
                f"Mở kỳ {quarter.period.label}, hạn {quarter.due_on:%d/%m/%Y}."
            )
        if not opened:
            self.stdout.write("Không có kỳ nào cần mở.")

    def _remind(self, on: dt.date) -> int:
        """Send the reminders; return how many could not be sent."""
        at = timezone.now()
        done = send_round(_digests(on), on=on, at=at, mailing=TOGETHER)
        for digest in done.sent:
            self.stdout.write(f"Đã gửi {_described(digest)}.")
        for digest, reason in done.failed:
            self.stderr.write(f"Không gửi được {_described(digest)}: {reason}")
        if not done.sent and not done.failed:
            self.stdout.write("Không có ai cần nhắc.")
        return len(done.failed)

    def _remind_of_tasks(self, on: dt.date) -> int:
        """Send the reminders of tasks; return how many could not be sent."""
        done = send_task_mails(due_task_mails(owed_tasks(on)), at=timezone.now())
        for mail in done.sent:
            self.stdout.write(f"Đã gửi {_of_tasks(mail)}.")
        for mail, reason in done.failed:
            self.stderr.write(f"Không gửi được {_of_tasks(mail)}: {reason}")
        return len(done.failed)

    def _tell(self) -> int:
        """Send the news of the inboxes; return how many could not be sent."""
        done = send_news(all_news(at=_now()))
        for news in done.sent:
            self.stdout.write(f"Đã gửi {_told(news)}.")
        for news, reason in done.failed:
            self.stderr.write(f"Không gửi được {_told(news)}: {reason}")
        return len(done.failed)


def read_owed(on: dt.date) -> list[Owed]:
    """Return the reports of open quarters that districts have still to send."""
    opened = Quarter.objects.filter(due_on__isnull=False, closed_at__isnull=True)
    standings = read_standings(list(opened), District.objects.all(), on=on)
    return [
        Owed(
            district=each.district,
            quarter=each.quarter,
            due_on=each.due.on,
            word=_word(each),
            was_sent=each.sent is not None,
        )
        for each in standings.values()
        if each.is_owed and each.due.on
    ]


def _word(standing: Standing) -> str:
    return standing.state.label.lower() if standing.state else "chưa bắt đầu"


def _digests(on: dt.date) -> list[Digest]:
    owed = [*read_owed(on), *owed_capital()]
    return due_digests(owed, on=on, mailing=TOGETHER)


def _described(digest: Digest) -> str:
    reports, sheets = counts_of(digest)
    told = [f"{reports} báo cáo"] if reports else []
    told += [f"{sheets} báo cáo vốn"] if sheets else []
    return f"{digest.user.username} <{digest.user.email}>: {', '.join(told)}"


def _of_tasks(mail: TaskMail) -> str:
    return f"{mail.user.username} <{mail.user.email}>: {len(mail.lines)} nhiệm vụ"


def _told(news: News) -> str:
    return f"{news.user.username} <{news.user.email}>: {len(news.lines)} tin mới"


def _now() -> dt.datetime:
    """Return the instant as pages have it."""
    return working_instant(real=timezone.localtime())


def _day(asked: str | None) -> dt.date:
    if asked is None:
        return working_date(today=timezone.localdate())
    try:
        return dt.date.fromisoformat(asked)
    except ValueError as wrong:
        message = f"“{asked}” không phải là ngày, ví dụ đúng: 2021-03-13."
        raise CommandError(message, returncode=2) from wrong
