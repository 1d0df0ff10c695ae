"""A line between a browser and the served portal that a test can cut and mend."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

CHUNK = 65_536


class Line:
    """Passes bytes both ways while it is up; refuses connections while it is down.

    ``swallows_answers`` lets requests through and keeps what the server says to them.
    """

    def __init__(self, served: str) -> None:
        parts = urlsplit(served)
        self._server = (str(parts.hostname), int(parts.port or 80))
        self._port = 0
        self._open: list[socket.socket] = []
        self.swallows_answers = False

    @property
    def url(self) -> str:
        return f"http://localhost:{self._port}"

    def mend(self) -> None:
        self.swallows_answers = False
        listener = socket.create_server(("127.0.0.1", self._port))
        self._port = listener.getsockname()[1]
        self._open = [listener]
        threading.Thread(target=self._listen, args=[listener], daemon=True).start()

    def cut(self) -> None:
        for each in self._open:
            _close(each)

    def _listen(self, listener: socket.socket) -> None:
        while True:
            try:
                browser, _ = listener.accept()
            except OSError:
                return
            server = socket.create_connection(self._server)
            self._open += [browser, server]
            for ends in ((browser, server), (server, browser)):
                threading.Thread(target=self._pass_on, args=ends, daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        is_answer = source.getpeername()[1] == self._server[1]
        with suppress(OSError):
            while data := source.recv(CHUNK):
                if not (is_answer and self.swallows_answers):
                    target.sendall(data)
        _close(target)


@contextmanager
def line_to(served: str) -> Iterator[Line]:
    """Give a line that is up, and cut it in the end."""
    line = Line(served)
    line.mend()
    try:
        yield line
    finally:
        line.cut()


def _close(each: socket.socket) -> None:
    # The other end may have been faster.
    with suppress(OSError):
        each.shutdown(socket.SHUT_RDWR)
    each.close()
