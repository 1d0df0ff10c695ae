"""Two people bring a file of capital in at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from programme.importing.capital.runs import CannotBringIn, apply_kept, read_kept
from programme.models import CapitalImport, CapitalRevision
from programme.services.capital.imports import keep_file
from tests.programme.importing.capital.test_files import GOOD, book
from tests.reports.review_world import AT, QUARTER, open_quarter, reviewer


def kept(by, rows):
    run = keep_file(
        name="von.xlsx",
        data=book(rows),
        quarter_code=QUARTER,
        district=None,
        by=by,
        at=AT,
    )
    CapitalImport.objects.filter(pk=run.pk).update(approved_on=AT.date())
    run.refresh_from_db()
    return run


@pytest.mark.django_db(transaction=True)
def test_the_second_is_told_that_the_figures_have_moved():
    open_quarter()
    by = reviewer()
    runs = [kept(by, GOOD), kept(by, GOOD[:-1])]
    seen = [read_kept(run).stands_on for run in runs]
    together = Barrier(2, timeout=20)

    def bring(number):
        try:
            together.wait()
            apply_kept(run=runs[number], seen=seen[number], by=by, at=AT)
        except CannotBringIn as refused:
            return str(refused)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(bring, range(2)))
    assert told[0] == ""
    assert "Số liệu đã đổi" in told[1]
    assert CapitalRevision.objects.count() == 1
