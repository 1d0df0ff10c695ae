"""Undo an import: what it brought is withdrawn, and what was before holds again."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reports.models import ImportRun
from reports.services.clock import working_date
from reports.services.guard import ChangeRefused
from reports.services.withdrawals import undo_import


class Command(BaseCommand):
    help = (
        "Hoàn tác một lần nhập. Mã thoát: 0 xong, 1 bị từ chối (có lý do), 2 không có "
        "lần nhập này."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("run", type=int, help="số của lần nhập")

    def handle(self, *args: Any, **options: Any) -> None:
        run_id = options["run"]
        try:
            run = undo_import(
                run_id=run_id,
                by=None,
                on=working_date(today=timezone.localdate()),
                at=timezone.now(),
            )
        except ImportRun.DoesNotExist as missing:
            message = f"Không có lần nhập số {run_id}."
            raise CommandError(message, returncode=2) from missing
        except ChangeRefused as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
        self.stdout.write(f"Đã hoàn tác lần nhập số {run.pk}: {run}.")
