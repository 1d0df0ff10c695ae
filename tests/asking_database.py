"""Leaves out what never asks a database, for a run that repeats the rest on another.

A plugin: ``pytest -p tests.asking_database``. pytest-django lets no test reach the
database that has neither the mark nor the fixture, so nothing is left out by mistake.
"""

import pytest

FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    left_out = [item for item in items if not _asks(item)]
    items[:] = [item for item in items if _asks(item)]
    config.hook.pytest_deselected(items=left_out)


def _asks(item: pytest.Item) -> bool:
    marked = item.get_closest_marker("django_db") is not None
    return marked or not FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))
