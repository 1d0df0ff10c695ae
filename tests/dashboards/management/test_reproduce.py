"""The command ``reproduce``: what it prints and how it ends."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from communes.models import CommunePeriod
from tests.dashboards.output_world import given_out
from tests.world import approve

pytestmark = pytest.mark.usefixtures("reference")

DAL = "23535"


@pytest.fixture
def made():
    approve("618", "2019Q4", {DAL: [18, 19]})
    return given_out()


def reproduce(*options):
    out = io.StringIO()
    try:
        call_command("reproduce", *options, stdout=out)
    except SystemExit as ended:
        return ended.code, out.getvalue()
    return 0, out.getvalue()


def test_the_same_figures_end_with_0(made):
    code, said = reproduce(made.code)
    assert code == 0
    assert "Tính lại ra đúng số liệu đã lưu." in said


def test_the_object_is_exactly_this(made):
    code, said = reproduce(made.code.lower(), "--json")
    found = json.loads(said)
    assert found.pop("read_at")
    assert (code, found) == (
        0,
        {
            "id": made.code,
            "kind": "quarter",
            "format": "csv",
            "period": "2019Q4",
            "as_of": None,
            "district": None,
            "sha256": made.sha256,
            "recomputed_sha256": made.sha256,
            "intact": True,
            "same": True,
            "differences": [],
        },
    )


def test_what_differs_is_told_and_ends_with_1(made):
    CommunePeriod.objects.filter(commune=DAL).update(name="Tên khác")
    code, said = reproduce(made.code)
    assert code == 1
    assert "communes › 23535 › name: đã lưu Ia Đal, tính lại Tên khác" in said


def test_figures_that_were_changed_are_told(made):
    type(made).objects.filter(pk=made.pk).update(sha256="0" * 64)
    code, said = reproduce(made.code)
    assert code == 1
    assert "KHÔNG còn đúng với mã băm" in said


@pytest.mark.parametrize("wrong", ["2019Q4-9999", "2018Q4-{}", "{}", "", "x"])
def test_an_unknown_id_ends_with_2(made, wrong):
    with pytest.raises(CommandError, match="Không có bản xuất") as refused:
        call_command("reproduce", wrong.format(f"{made.pk:04}"))
    assert refused.value.returncode == 2
