"""Write the Word template of the districts' reports."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from reports.exporting.word_template import build_template


class Command(BaseCommand):
    """Writes the portal's own template, for the repository or to start one's own."""

    help = "Ghi tệp mẫu Word của báo cáo huyện."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "path",
            nargs="?",
            type=Path,
            default=settings.OWN_REPORT_TEMPLATE,
            help="Nơi ghi tệp .docx.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        path: Path = options["path"]
        path.write_bytes(build_template())
        self.stdout.write(f"Đã ghi {path}.")
