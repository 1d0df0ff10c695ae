"""What every test may ask for: places and law in the database, a browser."""

import gc
import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests import chromium, gate, reference_rows

# Objects made between two collections of garbage; Python's own is 700.
MANY_OBJECTS = 50_000
# Tasks run where they are asked for, unless a test asks for the queue.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "queue": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}


def pytest_configure() -> None:
    """Say how tasks run before any of them is imported."""
    settings.TASKS = TASKS


def pytest_collection_finish() -> None:
    """Leave what stays for the whole run out of the collections of garbage.

    Thousands of tests are as many objects to look at again and again: a tenth of the
    time of a run went into that.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(MANY_OBJECTS, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def _settings_of_tests(
    django_test_environment: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Read static files where they are, for none are collected; hash cheaply.

    What tests upload goes into a folder of their own.
    """
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")
    settings.MIDDLEWARE = ["tests.gate.Gate", *settings.MIDDLEWARE]
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Put a SQLite test database into a file, as in use.

    In memory every thread of the live server would share one connection, and two
    requests would share one transaction.
    """
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        database.setdefault("TEST", {})["NAME"] = str(path)


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> reference_rows.Rows:
    """Load places and law once: every test with the database finds them there."""
    with django_db_blocker.unblock():
        reference_rows.load()
        return reference_rows.rows()


@pytest.fixture
def reference(db: None) -> None:
    """Places, law and agencies are in the database; the test is rolled back."""


@pytest.fixture
def _gate() -> Iterator[None]:
    """Let requests in again: asked for first, it ends after the tables are emptied."""
    yield
    gate.open_again()


@pytest.fixture
def transactional_db(
    _gate: None, transactional_db: None, django_db_setup: reference_rows.Rows
) -> Iterator[None]:
    """Put places and law back: the transactional test before took them away."""
    reference_rows.put_back(django_db_setup)
    yield
    gate.close()


@pytest.fixture(autouse=True)
def _transactional_mark(request: pytest.FixtureRequest) -> None:
    """Let the mark ``django_db(transaction=True)`` mean the fixture."""
    mark = request.node.get_closest_marker("django_db")
    if mark and mark.kwargs.get("transaction"):
        request.getfixturevalue("transactional_db")


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """Let the browser take addresses such as ``/duyet/`` for those of the portal."""
    return str(live_server.url)


@pytest.fixture
def served(transactional_db: None, live_server: LiveServer) -> str:
    """Serve the portal, with places and law in place; return its address."""
    return str(live_server.url)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any],
) -> dict[str, Any]:
    """Launch the system's Chromium; skip, or fail if it is required, without one."""
    executable = chromium.find_chromium()
    if executable is None:
        refuse = pytest.fail if chromium.is_required() else pytest.skip
        refuse(f"Không chạy được kiểm thử trình duyệt: {chromium.MISSING}.")
    # Playwright keeps an event loop running in the thread of the tests.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return {**browser_type_launch_args, "executable_path": executable, "args": quiet}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Browse as the officers do: in Vietnamese and in Viet Nam."""
    where = {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}
    return {**browser_context_args, **where}
