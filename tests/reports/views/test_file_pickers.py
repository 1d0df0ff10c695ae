"""Files are chosen by a button in Vietnamese, not by the browser's own words."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from tests.reports.evidence_world import CELL_PAGE, added
from tests.reports.review_world import QUARTER, SMALL, officer, open_quarter, reviewer

REPORT = f"/bao-cao/{QUARTER}/{SMALL}/"
PAGES = [CELL_PAGE, f"{REPORT}loi/", f"{REPORT}nap/", "/nhap-phu-luc/"]
MORNING = dt.datetime(2021, 3, 20, 2, 40, tzinfo=dt.UTC)


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_every_choice_of_a_file_has_its_words_in_vietnamese(
    client: Client, address: str
) -> None:
    open_quarter()
    client.force_login(reviewer() if address == "/nhap-phu-luc/" else officer())
    with time_machine.travel(MORNING, tick=False):
        if address == CELL_PAGE:
            added()
        page = client.get(address).content.decode()
    assert page.count('type="file"') == page.count('class="nt-tep"') > 0
    assert page.count("Chưa chọn tệp nào") == page.count('type="file"')
    assert "js/forms" in page
