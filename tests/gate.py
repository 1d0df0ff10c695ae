"""A gate before the portal, so that no request runs while a test's tables are emptied.

A page that closes still sends what it had not saved. Emptying the tables under such a
request ends in a deadlock on PostgreSQL, and the live server's threads are ours: they
can be counted.
"""

import threading
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

PATIENCE = 20.0

_changed = threading.Condition()
_running = 0
_closed = False


class Gate:
    """Middleware: let requests in while the gate is open, else answer 503."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _enter():
            return HttpResponse(status=503)
        try:
            return self.get_response(request)
        finally:
            _leave()


def close() -> None:
    """Refuse new requests and wait until those inside have ended."""
    global _closed
    with _changed:
        _closed = True
        if not _changed.wait_for(lambda: _running == 0, PATIENCE):
            raise TimeoutError(f"{_running} yêu cầu chưa xong sau {PATIENCE:.0f} giây")


def open_again() -> None:
    """Let requests in."""
    global _closed
    with _changed:
        _closed = False


def _enter() -> bool:
    global _running
    with _changed:
        if not _closed:
            _running += 1
        return not _closed


def _leave() -> None:
    global _running
    with _changed:
        _running -= 1
        _changed.notify_all()
