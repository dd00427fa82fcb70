"""A database that goes away while people read: a plain page that says so, nothing half-written, no name in the log; and
all is as before once it is back. On both databases, with the pages served as in production."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.support.databases import move_to_postgresql
from tests.support.postgres import running_postgres
from tests.support.web import _free_port, _wait_for

PAGES = ("/", "/worklists/service/", "/performance/", "/children/list/", "/teams/", "/data/", "/handbook/")


class Pages:
    """Pages of one home, as a director's browser gets them."""

    def __init__(self, address: str, session: str, log: Path) -> None:
        self.address, self._session, self._log = address, session, log

    def get(self, where: str) -> tuple[int, str]:
        """The status and what the page says."""
        request = urllib.request.Request(self.address + where, headers={"Cookie": f"sessionid={self._session}"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def health(self) -> int:
        """What the machine that watches is told: it has signed in nowhere."""
        return Pages(self.address, "", self._log).get("/health/")[0]

    def logged(self) -> str:
        """All that the service wrote to its log."""
        return self._log.read_text(encoding="utf-8", errors="replace")


@contextmanager
def served(home: Path, session: str) -> Iterator[Pages]:
    """The home served by one process, its log kept."""
    from lineofsight.web import serving

    port, log = _free_port(), home.parent / "log"
    with log.open("w") as stderr:
        running = subprocess.Popen(
            serving.pages_command(port, processes=1),
            env={**os.environ, "LINEOFSIGHT_HOME": str(home)},
            stderr=stderr,
            stdout=stderr,
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/health/")
            yield Pages(f"http://127.0.0.1:{port}", session, log)
        finally:
            running.terminate()
            running.wait(20)


@pytest.fixture
def copy(service: Any, tmp_path: Path) -> tuple[Path, str]:
    """A copy of the home, and the session of a director who has signed in to it."""
    from django.db import connections
    from django.test import Client

    from lineofsight.web.accounts.models import User

    client = Client()
    client.force_login(User.objects.get(username="director"))
    connections.close_all()
    return Path(shutil.copytree(service.home, tmp_path / "home")), client.cookies["sessionid"].value


def beside() -> str:
    """Django's name for the database that keeps what is the service's own."""
    from lineofsight.web.served import served_home

    return served_home().aliases.service


def a_child() -> Any:
    from lineofsight.record.service.models import ChildNow

    return ChildNow.objects.filter(is_open=True).exclude(surname=None).order_by("-owed", "reference")[0]


def is_the_fault_page(answer: tuple[int, str]) -> bool:
    said = ("Nothing was changed, and nothing was half written.", '"detail": "Something inside failed."')
    return answer[0] == 500 and any(each in answer[1] for each in said)


def names_logged(pages: Pages, child: Any) -> list[str]:
    logged = pages.logged()
    return [each for each in (child.surname, child.forename, "secretly-typed") if re.search(rf"\b{each}\b", logged)]


@pytest.mark.own_database
@pytest.mark.parametrize("file", ["service.sqlite3", "record.sqlite3"])
def test_a_lost_file_gives_a_plain_page_and_is_as_before_when_it_is_back(copy: Any, file: str) -> None:
    home, session = copy
    child = a_child()
    asked = (*PAGES, f"/children/child/{child.reference}/", f"/children/?q={child.surname}+secretly-typed")
    with served(home, session) as pages:
        before = {where: pages.get(where)[0] for where in asked}
        assert set(before.values()) == {200}
        (home / file).rename(home / "elsewhere")
        answers = {where: pages.get(where) for where in asked}
        lost = [where for where, answer in answers.items() if answer[0] != 200]
        assert lost
        for where in lost:
            # Without its sessions the service knows nobody; whoever asks is never shown half a page.
            assert is_the_fault_page(answers[where]), (where, answers[where][0])
        assert all(answers[where][1].rstrip().endswith("</html>") for where in asked)
        (home / file).unlink(missing_ok=True)
        for beside in ("-wal", "-shm"):
            (home / f"{file}{beside}").unlink(missing_ok=True)
        (home / "elsewhere").rename(home / file)
        assert {where: pages.get(where)[0] for where in asked} == before
        assert names_logged(pages, child) == []


@pytest.mark.own_database
def test_postgresql_stopped_gives_a_plain_page_and_odd_text_is_refused_there_too(copy: Any) -> None:
    home, session = copy
    child = a_child()
    asked = (*PAGES, f"/children/child/{child.reference}/", f"/children/?q={child.surname}+secretly-typed")
    with running_postgres() as server:
        move_to_postgresql(home, server.url())
        serving = served(home, session)
        pages = serving.__enter__()
        try:
            assert {where: pages.get(where)[0] for where in asked} == dict.fromkeys(asked, 200)
            for query in ("?q=a%00b", "?team=%00", "?worker=%ff%fe&page=%00"):
                assert pages.get(f"/children/{query}")[0] in (200, 400), query
                assert pages.get(f"/worklists/service/{query}")[0] in (200, 400), query
            assert pages.get("/children/?q=%ff%ed%a0%80")[0] == 200
        except BaseException:
            serving.__exit__(None, None, None)
            raise
    try:
        for where in asked:
            assert is_the_fault_page(pages.get(where)), where
        assert pages.health() == 503
        assert names_logged(pages, child) == []
    finally:
        serving.__exit__(None, None, None)


@pytest.mark.own_database  # which one is not asked: it is made to say that it is gone
@pytest.mark.parametrize("who", ["director", "team-manager", "analyst"])
def test_a_database_that_stops_answering_in_the_middle_of_a_page_never_gives_half_of_it(
    service: Any, client_as: Any, who: str
) -> None:
    from django.db import OperationalError, connections

    from tests.support.routes import open_addresses

    client = client_as(who)
    client.raise_request_exception = False
    stopped = 0
    for route, address in open_addresses(who):
        if route.is_public:
            continue
        for answered in (0, 1, 3, 6, 9):
            asked = 0

            def answer(execute: Any, *given: Any, most: int = answered) -> Any:
                nonlocal asked
                asked += 1
                if asked > most:
                    raise OperationalError("the connection was lost")
                return execute(*given)

            with connections["default"].execute_wrapper(answer), connections[beside()].execute_wrapper(answer):
                got = client.get(address)
            if got.status_code == 500:
                stopped += 1
                assert is_the_fault_page((500, got.content.decode())), address
            elif got.headers["Content-Type"].startswith("text/html") and got.content:
                assert got.content.decode().rstrip().endswith("</html>"), address
            if asked <= answered:
                break  # the page was whole: with more answers it is the same page
    assert stopped > 20


def test_what_is_sent_while_the_database_is_lost_is_not_half_written(service: Any, client_as: Any) -> None:
    from django.db import OperationalError, connections

    from lineofsight.web.access.models import Look
    from lineofsight.web.accounts.models import User

    client = client_as("social-worker")
    client.raise_request_exception = False
    child, looks = a_child(), Look.objects.count()
    before = User.objects.get(username="social-worker").calendar_number

    def refuses_writing(execute: Any, sql: str, *given: Any) -> Any:
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            raise OperationalError("disk I/O error")
        return execute(sql, *given)

    with connections[beside()].execute_wrapper(refuses_writing):
        sent = client.post("/worklists/calendar/")
        director = client_as_director(client_as)
        # A look that cannot be written down is not a look: the child is not shown.
        shown = director.get(f"/children/child/{child.reference}/")
    assert is_the_fault_page((sent.status_code, sent.content.decode()))
    assert is_the_fault_page((shown.status_code, shown.content.decode()))
    assert child.surname not in shown.content.decode()
    assert User.objects.get(username="social-worker").calendar_number == before
    assert Look.objects.count() == looks


def client_as_director(client_as: Any) -> Any:
    from django.db import connections

    # Signing in is a write of its own: done with the database as it should be.
    service = connections[beside()]
    kept = list(service.execute_wrappers)
    service.execute_wrappers.clear()
    try:
        client = client_as("director")
    finally:
        service.execute_wrappers.extend(kept)
    client.raise_request_exception = False
    return client
