"""The home this process serves."""

from __future__ import annotations

from functools import cache
from threading import local
from typing import Any

from django.conf import settings
from django.core.signals import request_finished, request_started

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
        _request.demonstration = served_home().only_simulated()
    return _request.demonstration


def _begins(**_: Any) -> None:
    _request.answering, _request.demonstration = True, None


def _ends(**_: Any) -> None:
    _request.answering, _request.demonstration = False, None


request_started.connect(_begins, dispatch_uid="served home: a request begins")
request_finished.connect(_ends, dispatch_uid="served home: a request ends")
