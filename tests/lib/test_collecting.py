"""Cycles wait until the work is done, and never longer."""

import gc
from collections.abc import Iterator

import pytest

from ntm_portal.lib.collecting import without_collecting


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    was_enabled = gc.isenabled()
    gc.enable()
    yield
    if not was_enabled:
        gc.disable()


def test_nothing_is_collected_during_the_work() -> None:
    with without_collecting():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_does_not_leave_the_collector_off() -> None:
    with pytest.raises(ValueError, match="hỏng"), without_collecting():
        raise ValueError("hỏng")
    assert gc.isenabled()


def test_work_inside_such_work_does_not_end_it() -> None:
    with without_collecting():
        with without_collecting():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    with without_collecting():
        pass
    assert not gc.isenabled()
