"""What `serve` starts: the processes that answer pages, and the one that works in the background."""

from __future__ import annotations

import secrets
import socket
import sys
from contextlib import closing
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException

from lineofsight.record.home import Home
from lineofsight.web.accounts.models import User, kept_whole

OPERATOR = "operator"
PAGES_PROCESSES = 2
THREADS = 4
LOOPBACK = "127.0.0.1"
# A process is replaced after so many pages, so that nothing it may hold on to grows without end.
PAGES_BEFORE_RENEWAL = 20_000


def pages_command(port: int, processes: int = PAGES_PROCESSES) -> list[str]:
    """The command that answers pages on loopback.

    Each process reads the application for itself: the threads that work on frames do not survive in a process made from
    one that has used them.
    """
    return [
        sys.executable, "-m", "gunicorn", "lineofsight.web.wsgi", "--bind", f"{LOOPBACK}:{port}",
        "--workers", str(processes), "--threads", str(THREADS), "--worker-class", "gthread",
        "--max-requests", str(PAGES_BEFORE_RENEWAL), "--max-requests-jitter", "2000", "--log-level", "warning",
    ]  # fmt: skip


def background_command() -> list[str]:
    """The command that runs what pages put off: loads, snapshots, refreshing worklists; and the sealer of the log."""
    return [sys.executable, "-m", "django", "background", "--interval", "1", "--no-startup-delay"]


def answers(port: int) -> bool:
    """Whether pages are answered: a process that is still reading what they need takes a request and lets it wait."""
    try:
        # Not `urlopen`, which would ask a proxy for it.
        with closing(HTTPConnection(LOOPBACK, port, timeout=1)) as connection:
            connection.request("GET", "/health/")
            return connection.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False


def is_free(port: int) -> bool:
    """Whether nothing listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def make_ready(home: Home) -> None:
    """Give the home the tables that pages need, where it has none yet."""
    if home.lacks_applications():
        home.migrate()


@kept_whole()
def operator_password(*, anew: bool) -> str | None:
    """A new password for the operator, made with the account or where asked for; None where they have one already."""
    user = User.objects.filter(username=OPERATOR).first()
    if user is not None and not anew:
        return None
    user = user or User(username=OPERATOR, role_code="operator", display_name="Operator")
    password = secrets.token_urlsafe(15)
    user.set_password(password)
    user.save()
    return password
