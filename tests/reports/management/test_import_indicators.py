"""The command that imports values of indicators, and the one that undoes it."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from reports.analytics.indicator_values import standing_values
from reports.management.commands.import_appendix import SUFFIXES, Command
from reports.models import ImportRun
from tests.reports.importing.indicators.files import Form, indicators_file, of

QUARTER = "2021Q1"

pytestmark = pytest.mark.usefixtures("reference")


def imported(
    tmp_path: Path, *options: str, form: Form | None = None, data: bytes | None = None
) -> tuple[int, dict[str, Any]]:
    """Run the command; return its exit code and the object that it printed."""
    path, stream = tmp_path / "chi-tieu.xlsx", io.StringIO()
    path.write_bytes(indicators_file(form) if data is None else data)
    arguments = [str(path), "--kind", "indicators", "--json", *options]
    try:
        call_command("import_appendix", *arguments, stdout=stream)
    except SystemExit as stop:
        return int(stop.code or 0), json.loads(stream.getvalue())
    return 0, json.loads(stream.getvalue())


def undo(run: int) -> None:
    call_command("undo_import", str(run), stdout=io.StringIO())


def test_json_is_one_object_of_the_agreed_shape(tmp_path: Path) -> None:
    code, said = imported(tmp_path)
    assert code == 0
    assert said == {
        "kind": "indicators",
        "period": QUARTER,
        "sheet": "Sheet",
        "encoding": "unicode",
        "units": {"matched": 3, "unmatched": []},
        "cells": {
            "read": 12,
            "created": 11,
            "updated": 0,
            "unchanged": 1,
            "refused": 0,
        },
        "errors": [],
        "warnings": [],
        "applied": True,
        "run": ImportRun.objects.get().pk,
    }


def test_the_same_file_again_is_applied_without_a_run(tmp_path: Path) -> None:
    imported(tmp_path)
    code, said = imported(tmp_path)
    assert (code, said["applied"], said["run"]) == (0, True, None)
    assert said["cells"]["unchanged"] == 12


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    code, said = imported(tmp_path, "--dry-run")
    assert (code, said["applied"], said["run"]) == (0, False, None)
    assert not ImportRun.objects.exists()


def test_a_wrong_cell_exits_with_1_and_is_named(tmp_path: Path) -> None:
    code, said = imported(tmp_path, form=of(("≥ 90%", 50, "x", 30)))
    assert (code, said["applied"], said["run"]) == (1, False, None)
    (error,) = said["errors"]
    assert (error["cell"], error["value"]) == ("C4", "≥ 90%")
    assert error["header"].startswith("2.1. Đường xã")


def test_what_the_page_would_ask_is_an_error(tmp_path: Path) -> None:
    header = ("TT", "Xã", "2.1", "Đường ngõ xóm sạch", "1.1", "10")
    code, said = imported(tmp_path, form=Form(header=header))
    assert code == 1
    assert "Có phải 2.3. Đường ngõ, xóm sạch" in said["errors"][0]["message"]


@pytest.mark.parametrize("data", [b"khong phai so tinh", b""])
def test_an_unreadable_file_keeps_the_period_that_was_asked_for(
    tmp_path: Path, data: bytes
) -> None:
    code, said = imported(tmp_path, "--period", QUARTER, data=data)
    assert (code, said["period"], said["applied"]) == (1, QUARTER, False)


def test_a_run_is_undone_unless_a_later_one_stands_on_it(tmp_path: Path) -> None:
    first = imported(tmp_path)[1]["run"]
    second = imported(tmp_path, form=of((99, None, None, None)))[1]["run"]
    with pytest.raises(CommandError, match="không hoàn tác được") as refusal:
        undo(first)
    assert refusal.value.returncode == 1
    undo(second)
    undo(first)
    assert standing_values(QUARTER) == {}


def test_help_names_the_formats_and_the_kinds() -> None:
    told = Command().create_parser("manage.py", "import_appendix").format_help()
    for word in (*SUFFIXES, "indicators: Giá trị chỉ tiêu", "results: Kết quả"):
        assert word in " ".join(told.split())
