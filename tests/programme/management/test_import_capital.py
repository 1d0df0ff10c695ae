"""The command that imports capital: its object, words and exit codes."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from ntm_portal.lib.periods import Quarter as Period
from programme.models import CapitalImport, CapitalReport, CapitalRevision
from reports.choices import ImportState
from reports.models import DemoClock, Quarter
from tests.programme.capital_world import in_force, sent
from tests.programme.importing.capital.test_files import GOOD, book
from tests.reports.review_world import (
    AT,
    FIRST,
    QUARTER,
    SMALL,
    officer,
    open_quarter,
    reviewer,
)

pytestmark = pytest.mark.django_db
BAD = [*GOOD[:2], [2, "Ia Dom", "bốn mươi"]]


@pytest.fixture(autouse=True)
def _today(settings):
    settings.DEBUG = True
    DemoClock.objects.create(pk=1, today=AT.date())


@pytest.fixture
def file(tmp_path):
    return written(tmp_path, GOOD)


def written(folder, rows):
    path = folder / "von.xlsx"
    path.write_bytes(book(rows))
    return path


def run(*arguments, quarter=QUARTER):
    """Run the command; return its exit code and what it printed."""
    stream = io.StringIO()
    given = [*map(str, arguments), "--quarter", quarter]
    try:
        call_command("import_capital", *given, stdout=stream)
    except SystemExit as stop:
        return int(stop.code or 0), stream.getvalue()
    return 0, stream.getvalue()


def found(*arguments):
    code, printed = run(*arguments, "--json")
    return code, json.loads(printed)


def test_a_file_becomes_approved_revisions_of_its_districts(file):
    code, said = found(file, "--on", "2021-03-10")
    made = CapitalImport.objects.get()
    assert (code, said["applied"], said["run"]) == (0, True, made.pk)
    assert said["cells"] == {
        "read": 16,
        "created": 16,
        "updated": 0,
        "unchanged": 0,
        "refused": 0,
    }
    assert said["districts"] == [SMALL]
    assert in_force()[FIRST, "central_investment", "allocated"] == "80.000"
    assert str(CapitalRevision.objects.get().approved_on) == "2021-03-10"
    assert (made.state, made.by) == (ImportState.APPLIED, None)


def test_the_same_file_again_is_applied_without_a_run(file):
    run(file)
    code, said = found(file)
    assert (code, said["applied"], said["run"]) == (0, True, None)
    assert said["cells"]["unchanged"] == said["cells"]["read"] == 16
    assert "Không có gì thay đổi." in run(file)[1]


def test_a_dry_run_says_what_would_be_and_writes_nothing(file):
    code, said = found(file, "--dry-run")
    assert (code, said["applied"], said["run"]) == (0, False, None)
    assert said["cells"]["created"] == 16
    assert "Nhập được; chưa ghi gì." in run(file, "--dry-run")[1]
    for table in (CapitalImport, CapitalRevision, CapitalReport, Quarter):
        assert not table.objects.exists()


def test_a_bad_cell_refuses_the_whole_file_and_is_named(tmp_path):
    path = written(tmp_path, BAD)
    code, said = found(path)
    assert (code, said["applied"], said["run"]) == (1, False, None)
    assert [each["cell"] for each in said["errors"]] == ["C7"]
    assert said["cells"]["refused"] == said["cells"]["read"] == 6
    printed = run(path)[1]
    assert "Lỗi: Bảng!C7 | NSTW › ĐTPT | “bốn mươi”: " in printed
    assert "Không nhập gì: 1 lỗi." in printed
    assert not CapitalImport.objects.exists()


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_somebodys_work_refuses_the_file_and_nothing_is_kept(file, more):
    open_quarter()
    sent({(FIRST, "credit", "planned"): "9"})
    code, printed = run(file, *more)
    assert code == 1
    assert "không nhập đè được" in printed
    assert (CapitalImport.objects.count(), in_force()) == (0, {})


def test_a_run_of_a_person_names_the_person_and_of_nobody_the_portal(file, client):
    run(file, "--user", reviewer().username, "--demo")
    assert CapitalRevision.objects.get().is_demo
    assert CapitalImport.objects.get().by == reviewer()
    CapitalImport.objects.update(by=None)
    client.force_login(reviewer())
    for address in ("/von/nhap/", f"/von/nhap/{CapitalImport.objects.get().pk}/"):
        assert "hệ thống" in client.get(address).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"file": "khong-co.xlsx"},
        {"quarter": "2021Q5"},
        {"more": ("--on", "hôm nay")},
        {"more": ("--on", "2021-03-21")},
        {"more": ("--user", "khong-co")},
    ],
)
def test_wrong_usage_exits_with_2(file, wrong):
    with pytest.raises(CommandError) as refusal:
        run(
            wrong.get("file", file),
            *wrong.get("more", ()),
            quarter=wrong.get("quarter", QUARTER),
        )
    assert refusal.value.returncode == 2


@pytest.mark.parametrize(
    ("quarter", "on"), [("2021Q2", "2021-03-19"), (QUARTER, "2020-12-31")]
)
def test_no_quarter_is_approved_before_it_begins(tmp_path, quarter, on):
    path = written(tmp_path, GOOD)
    workbook = load_workbook(path)
    workbook.active["A1"] = f"PHÂN BỔ VỐN {Period.parse(quarter).label}"
    workbook.save(path)
    code, printed = run(path, "--on", on, quarter=quarter)
    assert (code, f"trước khi {Period.parse(quarter).label} bắt đầu" in printed) == (
        1,
        True,
    )
    assert not CapitalRevision.objects.exists()


def test_a_district_officer_is_not_taken_for_the_office(file):
    with pytest.raises(CommandError, match="được nhập vốn") as refusal:
        run(file, "--user", officer().username)
    assert refusal.value.returncode == 2
