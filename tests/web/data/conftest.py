"""A home that a test may change, served with its background process; and what loads make anew."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.web import _free_port, _wait_for


@pytest.fixture
def own_service(own_home: Path, page: Any) -> Iterator[Callable[[str], Any]]:
    """The copy served with its background process; gives a browser's page signed in: `own_service("analyst")`."""
    from django.test import Client

    from lineofsight.web import serving
    from lineofsight.web.accounts.models import User

    environment = {**os.environ, "LINEOFSIGHT_HOME": str(own_home)}
    port = _free_port()
    running = [
        subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        for command in (serving.pages_command(port, processes=1), serving.background_command())
    ]
    address = f"http://127.0.0.1:{port}"

    def signed_in(username: str) -> Any:
        client = Client()
        client.force_login(User.objects.get(username=username))
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}
        page.context.add_cookies([cookie])
        page.goto(address + "/data/")
        return page

    try:
        _wait_for(f"{address}/health/")
        yield signed_in
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(60)


@pytest.fixture
def made_anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Counts how often lists and figures are made anew, instead of making them: that takes long; others test it."""
    from lineofsight.web.data import working

    asked: list[str] = []

    class Made:
        snapshot = "20260930T000000Z"

    def refresh(home: Any, progress: Callable[[str], None]) -> Any:
        progress("the snapshot and its figures")
        asked.append(str(home.path))
        return Made

    monkeypatch.setattr(working, "refresh", refresh)
    return asked


@pytest.fixture(autouse=True)
def _signals_as_before() -> Iterator[None]:
    """The background process's command takes signals for itself."""
    names = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)
    before = [signal.getsignal(name) for name in names]
    yield
    for name, each in zip(names, before, strict=True):
        signal.signal(name, each)
