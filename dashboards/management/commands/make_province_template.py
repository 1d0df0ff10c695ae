"""Write the Word template of the province's reports."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from dashboards.exporting.province_template import build_template


class Command(BaseCommand):
    """Writes the portal's own template, for the repository or to start one's own."""

    help = "Ghi tệp mẫu Word của báo cáo tỉnh (quý, 6 tháng, năm)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "path",
            nargs="?",
            type=Path,
            help="Nơi ghi tệp .docx; không ghi thì thay mẫu của cổng.",
        )
        parser.add_argument(
            "--district",
            action="store_true",
            help="Mẫu báo cáo tỉnh về một huyện.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        of_district: bool = options["district"]
        own = settings.DISTRICT_TEMPLATE if of_district else settings.PROVINCE_TEMPLATE
        path: Path = options["path"] or own
        path.write_bytes(build_template(of_district=of_district))
        self.stdout.write(f"Đã ghi {path}.")
