"""A PostgreSQL that lives only as long as the tests.

It needs the server binaries (Debian's package ``postgresql``), no running server
and no account. The server refuses to run as root, so root lends it a user.
"""

import contextlib
import os
import pwd
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DEBIAN = Path("/usr/lib/postgresql")
# A crash may lose this data: nobody wants it back, and the tests run faster.
UNSAFE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
PORT_TRIES = 5


class NotStarted(RuntimeError):
    """The server binaries are there but the server does not start."""


@dataclass(frozen=True, slots=True)
class Binaries:
    """Where initdb and pg_ctl are."""

    initdb: Path
    pg_ctl: Path


def find_binaries() -> Binaries | None:
    """Return the newest server's initdb and pg_ctl; None when none is installed."""
    debian = sorted(DEBIAN.glob("*/bin"), key=_major, reverse=True)
    for folder in (None, *map(str, debian)):
        initdb = shutil.which("initdb", path=folder)
        pg_ctl = shutil.which("pg_ctl", path=folder)
        if initdb and pg_ctl:
            return Binaries(Path(initdb), Path(pg_ctl))
    return None


@contextlib.contextmanager
def throw_away_server(binaries: Binaries) -> Iterator[str]:
    """Start a server on 127.0.0.1, yield its DATABASE_URL, then leave no trace.

    NotStarted carries what the server said.
    """
    owner = _server_user()
    home = Path(tempfile.mkdtemp(prefix="ntm-postgresql-"))
    try:
        password = secrets.token_hex(16)
        _create_cluster(binaries, home, owner, password)
        port = _start(binaries, home, owner)
        yield f"postgres://ntm:{password}@127.0.0.1:{port}/postgres"
    finally:
        _stop(binaries, home, owner)
        shutil.rmtree(home, ignore_errors=True)


def _create_cluster(
    binaries: Binaries, home: Path, owner: pwd.struct_passwd | None, password: str
) -> None:
    secret = home / "password"
    secret.write_text(password, encoding="ascii")
    if owner:
        os.chown(secret, owner.pw_uid, owner.pw_gid)
        os.chown(home, owner.pw_uid, owner.pw_gid)
    done = _run(
        [
            binaries.initdb,
            f"--pgdata={home / 'data'}",
            "--username=ntm",
            f"--pwfile={secret}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ],
        home,
        owner,
    )
    if done.returncode:
        raise NotStarted(done.stdout)


def _start(binaries: Binaries, home: Path, owner: pwd.struct_passwd | None) -> int:
    """Start the server and return its port; a port taken meanwhile is tried anew."""
    said = ""
    log = home / "log"
    for _ in range(PORT_TRIES):
        port = _free_port()
        settings = {"port": port, "listen_addresses": "127.0.0.1", **UNSAFE}
        # Debian's default socket folder belongs to the system's own server.
        options = [f"-c {name}={value}" for name, value in settings.items()]
        options.append("-c unix_socket_directories=''")
        done = _run(
            [
                binaries.pg_ctl,
                "start",
                "--wait",
                "--timeout=60",
                f"--pgdata={home / 'data'}",
                f"--log={log}",
                f"--options={' '.join(options)}",
            ],
            home,
            owner,
        )
        if not done.returncode:
            return port
        said = log.read_text(errors="replace") if log.exists() else done.stdout
    raise NotStarted(said)


def _stop(binaries: Binaries, home: Path, owner: pwd.struct_passwd | None) -> None:
    if (home / "data" / "postmaster.pid").exists():
        data = f"--pgdata={home / 'data'}"
        _run([binaries.pg_ctl, "stop", "--mode=immediate", data], home, owner)


def _run(
    command: Sequence[str | Path], home: Path, owner: pwd.struct_passwd | None
) -> subprocess.CompletedProcess[str]:
    # pg_ctl leaves the server behind, which would hold a pipe open for ever.
    output = home / "output"
    identity: dict[str, Any] = (
        {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        if owner
        else {}
    )
    with output.open("w+", encoding="utf-8", errors="replace") as stream:
        done = subprocess.run(  # noqa: S603
            [str(part) for part in command],
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            **identity,
        )
        stream.seek(0)
        done.stdout = stream.read()
    return done


def _server_user() -> pwd.struct_passwd | None:
    """Return whom root lends to the server; None when we are not root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _major(folder: Path) -> int:
    found = re.match(r"\d+", folder.parent.name)
    return int(found[0]) if found else 0
