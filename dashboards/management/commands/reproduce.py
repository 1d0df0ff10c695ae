"""Compute the figures of an output again and say whether they are the same."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dashboards.analytics.outputs.comparing import Comparison, compare
from reports.models import Snapshot

DIFFERS, UNKNOWN = 1, 2


class Command(BaseCommand):
    help = "Tính lại số liệu của một bản xuất rồi so với bản đã lưu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", help="mã bản xuất, ví dụ 2020Q4-0012")
        parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        snapshot = (
            Snapshot.objects.by_code(options["id"]).select_related("district").first()
        )
        if snapshot is None:
            raise CommandError(
                f"Không có bản xuất “{options['id']}”.", returncode=UNKNOWN
            )
        found = compare(snapshot)
        if options["json"]:
            content = _content(snapshot, found)
            self.stdout.write(json.dumps(content, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(_lines(snapshot, found)))
        if not found.is_same:
            raise SystemExit(DIFFERS)


def _content(snapshot: Snapshot, found: Comparison) -> dict[str, Any]:
    return {
        "id": snapshot.code,
        "kind": snapshot.kind,
        "format": snapshot.format,
        "period": snapshot.period,
        "as_of": snapshot.as_of.isoformat() if snapshot.as_of else None,
        "district": snapshot.district_id,
        "read_at": snapshot.read_at.isoformat(),
        "sha256": snapshot.sha256,
        "recomputed_sha256": found.sha256 or None,
        "intact": found.is_intact,
        "same": found.is_same,
        "differences": [
            {"where": each.where, "stored": each.before, "recomputed": each.after}
            for each in found.differences
        ],
    }


def _lines(snapshot: Snapshot, found: Comparison) -> list[str]:
    lines = [f"Bản xuất {snapshot.code} ({snapshot.place}), SHA-256 {snapshot.sha256}"]
    if not found.is_intact:
        lines.append("Số liệu đã lưu KHÔNG còn đúng với mã băm của nó.")
    if found.is_same:
        lines.append("Tính lại ra đúng số liệu đã lưu.")
    elif found.differences:
        lines.append(
            f"Tính lại KHÁC với số liệu đã lưu ({found.sha256 or 'không có'}):"
        )
        lines += [
            f"- {each.where}: đã lưu {each.before}, tính lại {each.after}"
            for each in found.differences
        ]
    return lines
