"""The command that checks the stored data: results and the rest of the programme."""

import io
import json

import pytest
from django.core.management import call_command

from programme.analytics.integrity import TITLES as OF_PROGRAMME
from reports.analytics.integrity import TITLES as OF_RESULTS
from reports.models import CommuneSummary
from tests.world import approve

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision():
    return approve("618", "2019Q3", {"23535": [1, 18, 19], "23537": range(1, 20)})


@pytest.mark.usefixtures("revision")
def test_the_command_prints_its_checks_as_json():
    out = io.StringIO()
    call_command("integrity", "--json", stdout=out)
    found = json.loads(out.getvalue())
    assert found["ok"] is True
    assert set(found["checks"][0]) == {"name", "count", "ok"}


@pytest.mark.usefixtures("revision")
def test_the_command_exits_with_1_when_a_check_fails():
    CommuneSummary.objects.all().delete()
    out = io.StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("integrity", stdout=out)
    assert stop.value.code == 1
    assert "    3  Tóm tắt từng xã khớp" in out.getvalue()


def test_the_list_of_checks_is_in_vietnamese():
    out = io.StringIO()
    call_command("integrity", stdout=out)
    lines = out.getvalue().splitlines()
    assert len(lines) == len(OF_RESULTS | OF_PROGRAMME)
    assert "  đạt  Tóm tắt từng xã khớp với kết quả từng ô" in lines
    assert "_" not in out.getvalue()
