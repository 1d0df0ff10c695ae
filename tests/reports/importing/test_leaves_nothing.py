"""What does not import leaves the whole database as it was, whatever the kind."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from reports.importing import runs
from reports.importing.readings import Reading
from tests.reports.database import everything
from tests.reports.importing.files import (
    DUTIES_2019,
    RESULTS_2017,
    RESULTS_2019,
    TARGETS_2019,
    bring,
    edited,
    sample_bytes,
    three,
    workbook,
)

SAMPLES = [
    ("results", RESULTS_2019),
    ("results", RESULTS_2017),
    ("targets", TARGETS_2019),
    ("responsibilities", DUTIES_2019),
]

# What it runs is counted by the tests of each kind of file.
pytestmark = [pytest.mark.usefixtures("reference"), pytest.mark.no_cover]


def run_command(path: Path, kind: str, *options: str) -> int:
    try:
        call_command(
            "import_appendix", str(path), "--kind", kind, *options, stdout=io.StringIO()
        )
    except SystemExit as left:
        return int(str(left.code))
    except CommandError as error:
        return error.returncode
    return 0


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "bieu.xlsx"


@pytest.mark.parametrize(("kind", "name"), SAMPLES, ids=[n for _, n in SAMPLES])
def test_a_dry_run(file: Path, kind: str, name: str) -> None:
    file.write_bytes(sample_bytes(name))
    before = everything()
    assert run_command(file, kind, "--dry-run") == 0
    assert everything() == before


@pytest.mark.parametrize(("kind", "name"), SAMPLES, ids=[n for _, n in SAMPLES])
def test_the_same_file_again(file: Path, kind: str, name: str) -> None:
    file.write_bytes(sample_bytes(name))
    assert run_command(file, kind) == 0
    before = everything()
    assert run_command(file, kind) == 0
    assert everything() == before


@pytest.mark.parametrize(
    ("title", "options", "code"),
    [
        ("KẾT QUẢ Quý III năm 2016", [], 1),
        ("KẾT QUẢ Quý III năm 2016", ["--period", "2016Q3"], 2),
        ("KẾT QUẢ Quý I năm 2021", ["--period", "2020Q4"], 1),
        ("KẾT QUẢ Quý I năm 2021", ["--on", "2999-01-01"], 2),
        ("KẾT QUẢ Quý I năm 2021", ["--user", "khong-co"], 2),
        ("KẾT QUẢ", [], 1),
    ],
)
def test_a_period_day_or_person_that_is_wrong(
    file: Path, title: str, options: list[str], code: int
) -> None:
    file.write_bytes(workbook(three(), title=title))
    before = everything()
    assert run_command(file, "results", *options) == code
    assert everything() == before


@pytest.mark.parametrize(
    ("kind", "name", "cell"),
    [
        ("results", RESULTS_2019, "E9"),
        ("targets", TARGETS_2019, "E9"),
        ("responsibilities", DUTIES_2019, "D8"),
    ],
)
def test_one_bad_cell(file: Path, kind: str, name: str, cell: str) -> None:
    file.write_bytes(edited(name, {cell: "không hiểu nổi"}))
    before = everything()
    assert run_command(file, kind) == 1
    assert everything() == before


@pytest.mark.parametrize(("kind", "name"), SAMPLES, ids=[n for _, n in SAMPLES])
def test_a_failure_after_everything_was_written(
    file: Path, monkeypatch: pytest.MonkeyPatch, kind: str, name: str
) -> None:
    as_json = Reading.as_json

    def fail_once_applied(
        reading: Reading, *, applied: bool, run: int | None
    ) -> dict[str, object]:
        if applied:
            raise RuntimeError
        return as_json(reading, applied=applied, run=run)

    monkeypatch.setattr(Reading, "as_json", fail_once_applied)
    file.write_bytes(sample_bytes(name))
    before = everything()
    with pytest.raises(RuntimeError):
        run_command(file, kind)
    assert everything() == before


def test_a_second_file_that_is_refused_leaves_the_first() -> None:
    bring(workbook(three()))
    before = everything()
    with pytest.raises(runs.ImportRefused):
        bring(workbook(three()[:3]))
    assert everything() == before
