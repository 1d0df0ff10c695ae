"""Two people import the same file at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from criteria.models import CommunePlan
from reports.choices import ImportKind
from reports.importing.runs import apply_reading, read_appendix
from reports.models import ImportRun, Revision
from tests.reports.importing.files import (
    AT,
    RESULTS,
    TARGETS,
    TARGETS_2019,
    request,
    sample_bytes,
    three,
    workbook,
)


def import_twice_at_once(data: bytes, kind: ImportKind) -> list[bool]:
    """Return for each of two importers whether it brought something."""
    together = Barrier(2, timeout=20)

    def bring(_: int) -> bool:
        try:
            reading = read_appendix(request(data, kind))
            together.wait()
            return apply_reading(reading, by=None, at=AT).run is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(bring, range(2)))


@pytest.mark.django_db(transaction=True)
def test_results_are_written_once() -> None:
    assert import_twice_at_once(workbook(three()), RESULTS) == [False, True]
    assert Revision.objects.count() == ImportRun.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_plan_is_written_once() -> None:
    assert import_twice_at_once(sample_bytes(TARGETS_2019), TARGETS) == [False, True]
    assert CommunePlan.objects.count() == 1
