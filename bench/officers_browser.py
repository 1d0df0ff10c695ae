"""A person's browser over plain HTTP: cookies, a token, and a clock on each request."""

import http.client
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

# As long as the page's own script waits for an answer.
PATIENCE = 20.0
OK = 200


@dataclass(frozen=True, slots=True)
class Timing:
    """One request; ``fault`` is '' when it was answered as it should be."""

    kind: str
    seconds: float
    fault: str


@dataclass(slots=True)
class Browser:
    """Keeps the session of one person and the times of what was asked."""

    port: int
    timings: list[Timing] = field(default_factory=list)
    _cookies: dict[str, str] = field(default_factory=dict)

    def sign_in(self, name: str, password: str) -> None:
        """Sign in; raises RuntimeError when that fails. Is not timed."""
        self._ask("GET", "/dang-nhap/")
        fields = {"username": name, "password": password}
        status, _ = self._ask("POST", "/dang-nhap/", fields)
        if status != http.client.FOUND:
            raise RuntimeError(f"{name} could not sign in: {status}.")

    def page(self, kind: str, path: str) -> str | None:
        """Return a page; None when it did not come as it should."""
        body = self._timed(kind, "GET", path)
        return None if body is None else body.decode()

    def post(self, kind: str, path: str, fields: Mapping[str, str]) -> Any:
        """Return the answer of an address that the page's script posts to, or None."""
        body = self._timed(kind, "POST", path, fields)
        return None if body is None else json.loads(body)

    def _timed(
        self, kind: str, method: str, path: str, fields: Mapping[str, str] | None = None
    ) -> bytes | None:
        started = time.perf_counter()
        body, fault = None, ""
        try:
            status, body = self._ask(method, path, fields)
        except (OSError, http.client.HTTPException) as failed:
            fault = f"không trả lời ({type(failed).__name__})"
        else:
            if status != OK:
                fault, body = f"mã {status}", None
        self.timings.append(Timing(kind, time.perf_counter() - started, fault))
        return body

    def _ask(
        self, method: str, path: str, fields: Mapping[str, str] | None = None
    ) -> tuple[int, bytes]:
        headers = {
            "Accept": "text/html" if fields is None else "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{k}={v}" for k, v in self._cookies.items()),
            "X-CSRFToken": self._cookies.get("csrftoken", ""),
        }
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            line.request(method, path, urlencode(fields or {}), headers)
            answer = line.getresponse()
            body = answer.read()
        finally:
            line.close()
        for said in answer.headers.get_all("Set-Cookie", ()):
            self._cookies |= {k: each.value for k, each in SimpleCookie(said).items()}
        return answer.status, body
