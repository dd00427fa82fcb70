"""The home this process serves."""

from __future__ import annotations

from functools import cache
from threading import local
from time import time_ns
from typing import Any

from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import connections

from lineofsight.record.databases import RECORD_FILE
from lineofsight.record.home import Home


@cache
def served_home() -> Home:
    """The home named by the settings, opened once a process. Raises HomeRefused."""
    return Home(settings.HOME).open()


class _Request(local):
    """What was asked while this thread answers one request."""

    answering = False
    demonstration: bool | None = None


_request = _Request()


def is_demonstration() -> bool:
    """Whether the home holds nothing but what `simulate` made: then demonstration people may sign in.

    Asked of the books once a request, never longer: a load by another process ends a demonstration at the next page.
    """
    if not _request.answering:
        return served_home().only_simulated()
    if _request.demonstration is None:
        _request.demonstration = _as_last_read()
    return _request.demonstration


# Files changed so lately may be changed again without it showing in their times.
_SETTLED_NS = 1_000_000_000
_FileState = tuple[tuple[int, int, int] | None, ...]
_last_read: tuple[_FileState, bool] | None = None


def _as_last_read() -> bool:
    """What the books say; where they are in files that did not change since they were read, what they said then.

    To open the record costs a page more than all it may need of it.
    """
    global _last_read
    state, last = _state_of_record(), _last_read
    if state is not None and last is not None and last[0] == state:
        return last[1]
    found = served_home().only_simulated()
    if state is not None:
        _last_read = state, found
    return found


def _state_of_record() -> _FileState | None:
    """Which files hold the record, how large and of when; None where it is in no file, or has only just changed."""
    home = served_home()
    file = home.path / RECORD_FILE
    if connections[home.aliases.record].vendor != "sqlite" or not file.exists():
        return None
    found: list[tuple[int, int, int] | None] = []
    for each in (file, file.with_name(f"{RECORD_FILE}-wal")):
        try:
            at = each.stat()
        except FileNotFoundError:
            found.append(None)
            continue
        if time_ns() - at.st_mtime_ns < _SETTLED_NS:
            return None
        found.append((at.st_ino, at.st_size, at.st_mtime_ns))
    return tuple(found)


def _begins(**_: Any) -> None:
    _request.answering, _request.demonstration = True, None


def _ends(**_: Any) -> None:
    _request.answering, _request.demonstration = False, None


request_started.connect(_begins, dispatch_uid="served home: a request begins")
request_finished.connect(_ends, dispatch_uid="served home: a request ends")
