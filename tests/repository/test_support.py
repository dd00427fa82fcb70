"""The tests' own supports do what they say: the network is closed, PostgreSQL and the browser are real."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from hypothesis import settings
from playwright.sync_api import Page

from tests.support.chromium import axe_violations
from tests.support.postgres import Postgres, running_postgres

# Set apart for documentation by RFC 5737 and RFC 2606: nothing is ever there.
_OUTSIDE_ADDRESS, _OUTSIDE_NAME = "192.0.2.1", "nowhere.example"


def test_a_connection_to_the_outside_is_refused() -> None:
    with socket.socket() as caller, pytest.raises(ConnectionError, match="may only reach this machine"):
        caller.connect((_OUTSIDE_ADDRESS, 80))


def test_a_datagram_to_the_outside_is_refused() -> None:
    with (
        socket.socket(type=socket.SOCK_DGRAM) as caller,
        pytest.raises(ConnectionError, match="may only reach this machine"),
    ):
        caller.sendto(b"?", (_OUTSIDE_ADDRESS, 53))


def test_a_name_outside_is_not_looked_up() -> None:
    with pytest.raises(ConnectionError, match="may only look up this machine"):
        socket.getaddrinfo(_OUTSIDE_NAME, 443)


def test_a_started_python_is_closed_off_too() -> None:
    script = f"import socket; socket.create_connection(({_OUTSIDE_ADDRESS!r}, 80), timeout=1)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "OutsideAddressRefused" in done.stderr


def test_loopback_and_unix_sockets_are_open(tmp_path: Path) -> None:
    for family, address in ((socket.AF_INET, ("127.0.0.1", 0)), (socket.AF_UNIX, str(tmp_path / "socket"))):
        with socket.socket(family) as listener, socket.socket(family) as caller:
            listener.bind(address)
            listener.listen()
            caller.connect(listener.getsockname())
            answering, _ = listener.accept()
            with answering:
                answering.sendall(b"here")
                assert caller.recv(4) == b"here"


def test_generated_examples_are_not_timed() -> None:
    assert settings().deadline is None


def test_postgres_is_real_and_empty(postgres_database: str) -> None:
    with psycopg.connect(postgres_database) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        version = connection.execute("SHOW server_version_num").fetchone()
    assert tables == (0,)
    assert version is not None
    assert int(version[0]) >= 150000


def test_postgres_listens_on_loopback_alone_and_never_runs_as_root(postgres: Postgres) -> None:
    with psycopg.connect(postgres.url()) as connection:
        listening = connection.execute("SHOW listen_addresses").fetchone()
    assert listening == ("127.0.0.1",)
    assert postgres.socket_directory.stat().st_uid != 0


def test_postgres_is_gone_when_done_with() -> None:
    with running_postgres() as server:
        psycopg.connect(server.url()).close()
    assert not server.socket_directory.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.url())


_PAGE = '<!doctype html><html lang="en-GB"><head><title>A page</title></head><body><main><h1>A page</h1>{}</main>'


def test_axe_passes_a_page_that_can_be_used_by_all(page: Page) -> None:
    page.set_content(_PAGE.format("<p>Ten children are on a plan.</p>"))
    assert axe_violations(page) == []


def test_axe_finds_what_is_wrong_and_where(page: Page) -> None:
    page.set_content(_PAGE.format('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><p>Words</p>'))
    (found,) = axe_violations(page)
    assert (found.rule, found.places) == ("image-alt", ("img",))


def test_the_browser_reaches_this_machine_and_nothing_else(page: Page, complaints: list[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        body = _PAGE.format(f'<script>fetch("http://{_OUTSIDE_NAME}/").catch(() => {{}})</script>').encode()

        def answer_once() -> None:
            answering, _ = listener.accept()
            with answering:
                answering.recv(65536)
                head = f"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
                answering.sendall(head.encode() + body)

        answering = Thread(target=answer_once)
        answering.start()
        page.goto(f"http://127.0.0.1:{listener.getsockname()[1]}/")
        page.wait_for_load_state("networkidle")
        answering.join()
    assert page.title() == "A page"
    assert f"asked for http://{_OUTSIDE_NAME}/" in complaints
    complaints.clear()


def test_the_profile_is_new(page: Page) -> None:
    assert page.context.cookies() == []
    assert os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] == "true"
