"""The command that imports an appendix: its object, words and exit codes."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper
from django.test import override_settings

from accounts.choices import Role
from accounts.models import User
from reports.management.commands.import_appendix import Command
from reports.models import DemoClock, ImportRun, Revision
from tests.reports.importing.files import (
    RESULTS_2019,
    TARGETS_2019,
    TITLE,
    books,
    edited,
    sample_bytes,
    three,
    workbook,
)

pytestmark = pytest.mark.usefixtures("reference")

KEYS = {
    *("kind", "period", "sheet", "encoding", "units", "cells", "errors", "warnings"),
    *("applied", "run"),
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "bieu.xlsx"
    path.write_bytes(workbook(three()))
    return path


def run(*arguments: object) -> tuple[int, str]:
    """Run the command; return its exit code and what it printed."""
    stream = io.StringIO()
    try:
        call_command("import_appendix", *map(str, arguments), stdout=stream)
    except SystemExit as stop:
        return int(stop.code or 0), stream.getvalue()
    return 0, stream.getvalue()


def found(*arguments: object) -> tuple[int, dict[str, Any]]:
    code, printed = run(*arguments, "--json")
    return code, json.loads(printed)


def refused(*arguments: object) -> CommandError:
    with pytest.raises(CommandError) as refusal:
        run(*arguments)
    return refusal.value


def test_json_is_one_object_of_the_agreed_shape(file: Path) -> None:
    code, said = found(file, "--kind", "results")
    assert code == 0
    assert said.keys() == KEYS
    assert said == {
        "kind": "results",
        "period": "2021Q1",
        "sheet": "Biểu",
        "encoding": "unicode",
        "units": {"matched": 3, "unmatched": []},
        "cells": {
            "read": 57,
            "created": 57,
            "updated": 0,
            "unchanged": 0,
            "refused": 0,
        },
        "errors": [],
        "warnings": [],
        "applied": True,
        "run": ImportRun.objects.get().pk,
    }


def test_the_same_file_again_is_applied_without_a_run(file: Path) -> None:
    run(file, "--kind", "results")
    code, said = found(file, "--kind", "results")
    assert (code, said["applied"], said["run"]) == (0, True, None)
    assert said["cells"]["unchanged"] == said["cells"]["read"] == 57


def test_a_dry_run_says_what_would_be_and_writes_nothing(file: Path) -> None:
    code, said = found(file, "--kind", "results", "--dry-run")
    assert (code, said["applied"], said["run"]) == (0, False, None)
    assert said["cells"]["created"] == 57
    assert not Revision.objects.exists()
    assert not ImportRun.objects.exists()


def test_a_refused_file_exits_with_1_and_names_the_cell(tmp_path: Path) -> None:
    path = tmp_path / "sai.xlsx"
    path.write_bytes(edited(RESULTS_2019, {"G24": "đạt?", "B25": "Đắk Nhong"}))
    code, said = found(path, "--kind", "results")
    assert (code, said["applied"], said["run"]) == (1, False, None)
    assert [problem["cell"] for problem in said["errors"]] == ["G24", "B25"]
    assert said["errors"][0].keys() == {"sheet", "cell", "header", "value", "message"}
    assert said["units"] == {"matched": 84, "unmatched": ["Đắk Nhong"]}
    cells = said["cells"]
    assert cells == {
        "read": 1615,
        "created": 1595,
        "updated": 0,
        "unchanged": 0,
        "refused": 20,
    }
    assert not ImportRun.objects.exists()


def test_a_dry_run_of_a_wrong_file_exits_with_1(tmp_path: Path) -> None:
    path = tmp_path / "sai.xlsx"
    path.write_bytes(b"khong phai so tinh")
    assert found(path, "--kind", "results", "--dry-run")[0] == 1


def test_the_period_is_null_for_other_kinds(tmp_path: Path) -> None:
    path = tmp_path / TARGETS_2019
    path.write_bytes(sample_bytes(TARGETS_2019))
    code, said = found(path, "--kind", "targets", "--period", "2019Q4")
    assert (code, said["period"]) == (0, None)


def test_words_name_every_problem(tmp_path: Path) -> None:
    path = tmp_path / "sai.xlsx"
    path.write_bytes(edited(RESULTS_2019, {"G24": "đạt?"}))
    code, said = run(path, "--kind", "results")
    assert code == 1
    assert "Phu luc!G24 | Hạ tầng kinh tế - xã hội › 5. Trường học | “đạt?”" in said
    assert "Không nhập gì: 1 lỗi." in said


def test_a_problem_without_a_place_is_told_alone(tmp_path: Path) -> None:
    path = tmp_path / "hai.xlsx"
    path.write_bytes(books({"Một": (TITLE, three()), "Hai": (TITLE, three())}))
    assert "Lỗi: Nhiều trang tính có bảng" in run(path, "--kind", "results")[1]


def test_words_say_what_was_done(file: Path) -> None:
    assert "Nhập được; chưa ghi gì." in run(file, "--kind", "results", "--dry-run")[1]
    assert "Đã nhập, lần nhập số" in run(file, "--kind", "results")[1]
    assert "Không có gì thay đổi." in run(file, "--kind", "results")[1]


def test_day_user_and_illustration_are_kept(file: Path) -> None:
    user = User.objects.create(username="vpdp", role=Role.OFFICE)
    run(file, *["--kind", "results", "--on", "2021-04-09", "--user", "vpdp", "--demo"])
    revision = Revision.objects.get()
    assert f"{revision.approved_on}" == "2021-04-09"
    assert revision.approved_by == user
    assert revision.is_demo
    assert ImportRun.objects.get().by == user


def test_without_a_user_the_run_is_the_systems(file: Path) -> None:
    run(file, "--kind", "results")
    assert ImportRun.objects.get().by is None


@override_settings(DEBUG=True)
def test_the_default_day_is_the_working_date(file: Path) -> None:
    DemoClock.objects.create(pk=1, today="2021-04-03")
    run(file, "--kind", "results")
    assert f"{Revision.objects.get().approved_on}" == "2021-04-03"
    assert refused(file, "--kind", "results", "--on", "2021-04-04").returncode == 2


@pytest.mark.parametrize(
    "arguments",
    [
        "--kind results --period 2021Q5",
        "--kind results --period 2016Q2",
        "--kind results --on 10/04/2021",
        "--kind results --on 2021-13-01",
        "--kind results --on 2999-01-01",
        "--kind results --user nobody",
        "--kind results --user huyen.610",
        "--kind results --user cu",
    ],
)
def test_wrong_usage_exits_with_2(file: Path, arguments: str) -> None:
    User.objects.create(username="huyen.610", role=Role.DISTRICT, district_id="610")
    User.objects.create(username="cu", role=Role.OFFICE, is_active=False)
    assert refused(file, *arguments.split()).returncode == 2
    assert not Revision.objects.exists()


def test_a_missing_file_or_a_folder_is_wrong_usage(tmp_path: Path) -> None:
    assert refused(tmp_path / "khong-co.xlsx", "--kind", "results").returncode == 2
    assert refused(tmp_path, "--kind", "results").returncode == 2


@pytest.mark.parametrize(
    "arguments", [["bieu.xlsx"], ["bieu.xlsx", "--kind", "khac"], ["--kind", "results"]]
)
def test_the_shell_gets_2_for_arguments_that_are_none(arguments: list[str]) -> None:
    command = Command(stderr=OutputWrapper(io.StringIO()))  # type: ignore[arg-type]
    with pytest.raises(SystemExit) as stop:
        command.run_from_argv(["manage.py", "import_appendix", *arguments])
    assert stop.value.code == 2
