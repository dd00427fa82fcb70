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
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from lineofsight.web.secrets import SECRET_FILE
from tests.support import databases
from tests.support.demonstration import demonstration_home, whole_home

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
    home = Path(os.environ["LINEOFSIGHT_HOME"])
    databases.put(demonstration_home(_shared(tmp_path_factory)), home)
    import django  # local: only tests of the service start it with these settings

    django.setup()
    from django.conf import settings

    # The settings were read before the home was there: its server must sign sessions with the same secret.
    (home / SECRET_FILE).write_text(settings.SECRET_KEY, encoding="ascii")
    with django_db_blocker.unblock():
        try:
            with _pages(home) as address:
                yield Service(home, address)
        finally:
            shutil.rmtree(home.parent, ignore_errors=True)


@contextmanager
def _pages(home: Path) -> Iterator[str]:
    """A home's pages, by a server of their own: its address."""
    from lineofsight.web import serving

    port = _free_port()
    environment = {**os.environ, "LINEOFSIGHT_HOME": str(home)}
    running = subprocess.Popen(serving.pages_command(port, processes=1), env=environment)
    try:
        _wait_for(f"http://127.0.0.1:{port}/health/")
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(60)


@pytest.fixture(scope="session")
def _written(service: Service, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """This process's copy of the authority with all that its people wrote, and where its databases are."""
    home = service.home.with_name("written")
    names = databases.put_beside(whole_home(_shared(tmp_path_factory)), home)
    shutil.copy(service.home / SECRET_FILE, home / SECRET_FILE)
    return home, names


def _forget_the_home() -> None:
    """What a process holds of the home it serves, where another is put in its place."""
    from lineofsight.record.service.counting import kept
    from lineofsight.web.served import served_home

    served_home.cache_clear()
    kept._kept.clear()


@pytest.fixture(scope="module")
def whole(service: Service, _written: tuple[Path, dict[str, str]], django_db_blocker: Any) -> Iterator[Path]:
    """The authority with all that its people wrote, served by this process until the module's tests have ended."""
    from django.conf import settings
    from django.db import connections

    home, names = _written
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        connections.close_all()
        for alias, name in names.items():
            patch.setitem(connections.settings[alias], "NAME", name)
        patch.setattr(settings, "HOME", home)
        _forget_the_home()
        yield home
        connections.close_all()
    _forget_the_home()


@pytest.fixture(scope="module")
def whole_service(whole: Path) -> Iterator[Service]:
    """Its pages on a free port."""
    with _pages(whole) as address:
        yield Service(whole, address)


@pytest.fixture
def own_home(service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of this process's own home, which a test may change: the databases Django knows, and the settings, are
    the copy's until the test ends."""
    from django.conf import settings
    from django.db import connections

    connections.close_all()
    home = tmp_path / "home"
    shutil.copytree(service.home, home, ignore=shutil.ignore_patterns("*.sqlite3*"))
    with databases.own_databases(service.home, home) as names:
        for alias, name in names.items():
            monkeypatch.setitem(connections.settings[alias], "NAME", name)
        monkeypatch.setattr(settings, "HOME", home)
        _forget_the_home()
        yield home
        connections.close_all()
        monkeypatch.undo()
        _forget_the_home()


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


def _shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of this run that all its processes share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own


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
