"""The service for tests: a copy of the simulated authority for each test process, its pages by a real server and by
Django's test client, and people of every role."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from lineofsight.web.secrets import SECRET_FILE
from tests.support import databases
from tests.support.demonstration import demonstration_home

SETTINGS = "lineofsight.web.settings"
_COMMAND = "import sys; from lineofsight.cli.main import run; sys.exit(run(sys.argv[1:]))"
_START_SECONDS = 300


def use_web_settings() -> Path:
    """Have this process serve a home of its own, not made yet; called before anything starts Django."""
    home = Path(tempfile.mkdtemp(prefix="lineofsight-test-")) / "home"
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    os.environ["LINEOFSIGHT_HOME"] = str(home)
    databases.configure(home)
    return home


def lineofsight(*arguments: str) -> None:
    """Run a command in a process of its own, with the record's settings. Raises AssertionError with what it said."""
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    ended = subprocess.run(
        [sys.executable, "-c", _COMMAND, *arguments], env=environment, capture_output=True, text=True
    )
    assert ended.returncode == 0, ended.stderr


@dataclass(frozen=True)
class Service:
    """A home being served: its folder and the address of its pages."""

    home: Path
    address: str


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Iterator[Service]:
    """This process's copy of the authority, its pages served on a free port."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    home = Path(os.environ["LINEOFSIGHT_HOME"])
    databases.put(demonstration_home(shared), home)
    import django  # local: only tests of the service start it with these settings

    django.setup()
    from django.conf import settings

    # The settings were read before the home was there: its server must sign sessions with the same secret.
    (home / SECRET_FILE).write_text(settings.SECRET_KEY, encoding="ascii")
    with django_db_blocker.unblock():
        from lineofsight.web import serving

        port = _free_port()
        running = subprocess.Popen(serving.pages_command(port, processes=1), env={**os.environ})
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(f"{address}/health/")
            yield Service(home, address)
        finally:
            running.terminate()
            running.wait(60)
            shutil.rmtree(home.parent, ignore_errors=True)


@pytest.fixture
def client_as(service: Service) -> Callable[[str], Any]:
    """A test client signed in as a demonstration person, by user name; a stranger's for a blank one."""
    from django.test import Client

    def signed_in(username: str = "") -> Client:
        client = Client(headers={"host": "127.0.0.1"})
        if username:
            client.handler.load_middleware()  # which writes into a session when it began
            client.force_login(_user(username))
        return client

    return signed_in


@pytest.fixture
def page_as(service: Service, page: Page) -> Callable[[str], Page]:
    """A browser's page at the Home of a demonstration person who has signed in: `page_as("director")`."""

    def signed_in(username: str) -> Page:
        become(page, service, username)
        page.goto(service.address + "/")
        assert "/sign-in/" not in page.url
        return page

    return signed_in


def become(page: Page, service: Service, username: str) -> None:
    """Have a browser be a demonstration person from its next page on."""
    from django.test import Client

    client = Client()
    client.handler.load_middleware()
    client.force_login(_user(username))
    value = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": service.address}])


def _user(username: str) -> Any:
    from lineofsight.web.accounts.models import User

    return User.objects.get(username=username)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str) -> None:
    until = time.monotonic() + _START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(address, timeout=30):
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
