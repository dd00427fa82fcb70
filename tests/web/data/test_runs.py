"""What runs in the background: called off, waiting its turn, failing, taken back, killed half way, forgotten."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.web.data.uploading import (
    ADVOCACY,
    HELD,
    POPULATIONS,
    files,
    left_in,
    only_run,
    page_of,
    send,
    until,
    work_through,
)


def test_what_is_being_read_is_called_off_before_it_is_in_the_record(
    own_home: Path, client_as: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lineofsight.record.books import Load
    from lineofsight.web.data import asking, working

    before, client = Load.objects.count(), client_as("analyst")
    send(client, files(populations__csv=POPULATIONS))
    bring_in = working.load

    def called_off_meanwhile(*given: Any, **named: Any) -> Any:
        client.post(f"/data/work/{only_run().pk}/cancel/")
        assert only_run().cancel_asked
        return bring_in(*given, **named)

    monkeypatch.setattr(working, "load", called_off_meanwhile)
    work_through()
    assert only_run().stage == "cancelled"
    assert Load.objects.count() == before
    assert left_in(own_home) == []
    assert asking.standing() == []


def test_of_two_uploads_the_second_waits_its_turn_and_says_so(
    own_home: Path, client_as: Any, made_anew: list[str]
) -> None:
    from lineofsight.web.data.models import Run

    client = client_as("analyst")
    send(client, files(annex__xlsx=b"only text"))
    send(client, files(other__xlsx=b"only text"))
    first, second = Run.objects.order_by("asked_at")
    assert "1 other is before it" in page_of(client, second)
    assert "before it" not in page_of(client, first)
    assert client.get("/data/").content.decode().count("/data/work/") == 2
    work_through()
    assert {run.stage for run in Run.objects.all()} == {"refused"}


def test_while_a_command_has_the_home_an_upload_waits_and_then_goes_on(
    own_home: Path, client_as: Any, made_anew: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from lineofsight.web.data import working

    client = client_as("analyst")
    send(client, files(populations__csv=POPULATIONS))
    seen = []
    with (own_home / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        def ended_meanwhile(_: float) -> None:
            seen.append(page_of(client, only_run()))
            fcntl.flock(lock, fcntl.LOCK_UN)

        monkeypatch.setattr(working.time, "sleep", ended_meanwhile)
        work_through()
    assert only_run().stage == "done"
    assert "Another load is running. This one waits its turn" in seen[0]


def test_a_fault_inside_says_so_without_what_was_in_a_cell(
    own_home: Path, client_as: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from lineofsight.web.data import working

    def fails(*given: Any, **named: Any) -> Any:
        raise RuntimeError("Key (child_id)=(Ann Smith) already exists")

    monkeypatch.setattr(working, "load", fails)
    client = client_as("analyst")
    send(client, files(populations__csv=POPULATIONS))
    work_through()
    text = page_of(client, only_run())
    assert "Run it again" in text
    assert "Ann" not in text + caplog.text + only_run().problem
    assert "RuntimeError" in caplog.text


def test_a_load_is_taken_back_once(own_home: Path, client_as: Any, made_anew: list[str]) -> None:
    from lineofsight.record.books import Load
    from lineofsight.record.home import Home
    from lineofsight.record.service.models import ChildNow, Prepared
    from lineofsight.web.data.loads import newest_standing

    client = client_as("analyst")
    loads = list(Load.objects.order_by("-number").values_list("pk", flat=True))
    older = client.post(f"/data/loads/{loads[-1]}/undo/", follow=True).content.decode()
    assert len(loads) > 1
    assert "is not the newest that stands" in older
    for number in loads:
        assert f"Take load {number} back?" in client.get(f"/data/loads/{number}/undo/").content.decode()
        first = client.post(f"/data/loads/{number}/undo/").headers["Location"]
        second = client.post(f"/data/loads/{number}/undo/").headers["Location"]
        assert first == second  # asked twice, it is done once
        work_through()
        load = Load.objects.get(pk=number)
        assert load.undone_by == "analyst"
        assert "taken back already" in client.post(f"/data/loads/{number}/undo/", follow=True).content.decode()
    assert len(made_anew) == len(loads) - 1
    assert newest_standing() is None
    assert not ChildNow.objects.exists()
    assert not Prepared.objects.exists()
    assert Home(own_home).only_simulated()
    assert "Nothing is loaded" in client.get("/data/").content.decode()
    nothing = client.post("/data/snapshots/take/", follow=True).content.decode()
    assert "Load something first" in nothing


def test_a_run_whose_process_was_killed_is_shown_as_stopped_and_can_be_run_again(
    own_home: Path, client_as: Any, made_anew: list[str]
) -> None:
    from lineofsight.record.books import Load

    before, client = Load.objects.count(), client_as("analyst")
    send(client, files(populations__csv=POPULATIONS))
    run = only_run()
    # A background process that stops in the middle of the load's transaction, and is killed there.
    program = (
        "import django, time; django.setup(); from uuid import UUID; from lineofsight.web.data import working; "
        "import lineofsight.record.loads as loads; loads._load_part = lambda *given: time.sleep(600); "
        f"working.work(UUID('{run.pk}'))"
    )
    environment = {**os.environ, "LINEOFSIGHT_HOME": str(own_home)}
    killed = subprocess.Popen([sys.executable, "-c", program], env=environment)
    try:
        until(lambda: only_run().stage == "loading" and only_run().step == 1)
        assert "table 1 of" in page_of(client, only_run())
    finally:
        killed.kill()
        killed.wait()
    text = page_of(client, only_run())
    assert "Stopped half way" in text
    assert "the record is as it was" in text
    assert Load.objects.count() == before
    assert client.post(f"/data/work/{run.pk}/again/").status_code == 302
    work_through()
    assert only_run().stage == "done"
    assert Load.objects.count() == before + 1


def test_files_nobody_decided_about_are_forgotten_after_a_day(own_home: Path, client_as: Any) -> None:
    from datetime import UTC, datetime, timedelta

    from lineofsight.web.data import folders
    from lineofsight.web.data.forgetting import forget_old
    from lineofsight.web.served import served_home

    send(client_as("analyst"), files(los_advocacy__csv=HELD))
    work_through()
    half = folders.receiving(served_home())
    forget_old(datetime.now(UTC))
    assert only_run().stage == "drop"
    assert half.is_dir()
    forget_old(datetime.now(UTC) + timedelta(hours=25))
    assert only_run().stage == "cancelled"
    assert left_in(own_home) == []


def test_what_could_not_be_read_is_listed_with_its_reason(own_home: Path, client_as: Any, made_anew: list[str]) -> None:
    from lineofsight.web.accounts.models import User

    send(client_as("analyst"), files(los_advocacy__csv=ADVOCACY))
    work_through()
    client_as("analyst").post(f"/data/work/{only_run().pk}/accept/")
    work_through()
    assert only_run().stage == "done"
    # The demonstration is over: the operator goes on.
    User.objects.create(username="operator", role_code="operator")
    client = client_as("operator")
    assert "What could not be read, and why" in page_of(client, only_run())
    rows = client.get(f"/data/loads/{only_run().load_number}/rejects/").context["rows"]
    assert ("los_advocacy.csv", "offered_on", "2026-13-45") in {(row.file, row.column, row.value) for row in rows}
    assert all(row.reason and row.remedy for row in rows)
