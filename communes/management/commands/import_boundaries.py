"""Load boundaries of communes from a GeoJSON file."""

import argparse
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from communes.importing.boundaries import BadBoundaries
from communes.importing.boundary_sets import (
    Loading,
    keep_boundaries,
    read_for_communes,
)
from communes.models import Commune

COMMAND_LINE = "dòng lệnh"


class Command(BaseCommand):
    help = (
        "Nạp ranh giới xã từ tệp GeoJSON có thuộc tính mang mã xã. "
        "Mã thoát 1 khi tệp sai, 2 khi không có tệp."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="tệp .geojson")
        parser.add_argument("--source", default="", help="nguồn của ranh giới")
        parser.add_argument("--dry-run", action="store_true", help="chỉ đọc thử")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            content = path.read_bytes()
        except OSError:
            self.stderr.write(f"Không đọc được tệp {path}.")
            sys.exit(2)
        try:
            found = read_for_communes(content)
        except BadBoundaries as wrong:
            self.stderr.write(str(wrong))
            sys.exit(1)
        names = dict(Commune.objects.values_list("pk", "name"))
        self.stdout.write(f"Khớp {len(found.paths)} đơn vị.")
        for label in found.unmatched:
            self.stdout.write(f"Không khớp: {label}")
        for code in found.missing:
            self.stdout.write(f"Tệp thiếu: {code} {names[code]}")
        if not options["dry_run"]:
            loading = Loading(
                path.name, options["source"], COMMAND_LINE, timezone.now()
            )
            keep_boundaries(found, loading)
            self.stdout.write("Đã nạp.")
