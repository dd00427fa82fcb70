"""Uploads: what is taken, what is refused and in which words, and what stands after each."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from tests.web.data.conftest import until

POPULATIONS = b"area code,year,age,sex,count\nE10000016,2025,0 to 17,Persons,350000\n"
ADVOCACY = b"id,child_id,kind,offered_on,accepted,provider\nZ1,1,advocate,2026-13-45,perhaps,Speak Up\n"
HELD = b"id,child_id,kind,offered_on,accepted,provider\nZ1,1,advocate,2026-04-05,Y,Speak Up\n"


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


def files(**content: bytes) -> list[Any]:
    return [SimpleUploadedFile(name.replace("__", "."), body) for name, body in content.items()]


def send(client: Any, given: list[Any], **fields: str) -> Any:
    return client.post("/data/upload/", {"files": given, **fields})


def work_through() -> None:
    call_command("db_worker", batch=True, startup_delay=False, interval=0, verbosity=0)


def only_run() -> Any:
    from lineofsight.web.data.models import Run

    return Run.objects.get()


def left_in(home: Path) -> list[str]:
    folder = home / "uploads"
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*")) if folder.exists() else []


def page_of(client: Any, run: Any) -> str:
    return client.get(f"/data/work/{run.pk}/").content.decode().replace("&#x27;", "'")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "Choose the files to load."),
        (files(a__csv=b""), "a.csv is empty. Export it again."),
        ([*files(a__csv=b"x"), *files(a__csv=b"y")], "Two files are called a.csv."),
    ],
)
def test_what_cannot_be_right_is_said_at_once_and_leaves_nothing(
    own_home: Path, client_as: Any, given: list[Any], said: str
) -> None:
    from lineofsight.web.data.models import Run

    answer = send(client_as("analyst"), given)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Nothing was kept" in answer.content.decode()
    assert left_in(own_home) == []
    assert not Run.objects.exists()


@pytest.mark.parametrize(("day", "month", "year"), [("31", "2", "2026"), ("1", "", "2026"), ("1", "1", "2999")])
def test_a_day_that_is_none_or_lies_ahead_is_refused(
    own_home: Path, client_as: Any, day: str, month: str, year: str
) -> None:
    answer = send(client_as("analyst"), files(a__csv=POPULATIONS), day=day, month=month, year=year)
    assert answer.status_code == 422
    assert "The last day the files know of" in answer.content.decode()
    assert left_in(own_home) == []


def test_too_large_is_said_and_leaves_nothing(
    own_home: Path, client_as: Any, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    from lineofsight.web.data import receiving

    monkeypatch.setattr(receiving, "LARGEST_TOTAL", 100_000)
    answer = send(client_as("analyst"), files(a__csv=b"x" * 60_000, b__csv=b"y" * 60_000, c__csv=b"z"))
    assert answer.status_code == 422
    assert "larger than 97.7 KB together" in answer.content.decode()
    assert left_in(own_home) == []


def test_a_name_that_leads_elsewhere_is_kept_inside_and_for_its_owner_alone(own_home: Path, client_as: Any) -> None:
    body = (
        b'--b\r\nContent-Disposition: form-data; name="files"; filename="../../../evil/ssd_x.csv"\r\n\r\n'
        b"a,b\n1,2\n\r\n--b--\r\n"
    )
    answer = client_as("analyst").post("/data/upload/", body, content_type="multipart/form-data; boundary=b")
    assert answer.status_code == 302
    run = only_run()
    assert run.files == [["ssd_x.csv", 8]]
    assert left_in(own_home) == [str(run.pk), f"{run.pk}/ssd_x.csv"]
    assert (own_home / "uploads").stat().st_mode & 0o777 == 0o700
    assert (own_home / "uploads" / str(run.pk)).stat().st_mode & 0o777 == 0o700
    assert (own_home / "uploads" / str(run.pk) / "ssd_x.csv").stat().st_mode & 0o777 == 0o600


def test_a_token_is_asked_for(own_home: Path) -> None:
    from django.test import Client

    from lineofsight.web.accounts.models import User

    client = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(username="analyst"))
    assert send(client, files(a__csv=POPULATIONS)).status_code == 403
    assert left_in(own_home) == []


def test_no_other_page_takes_a_file(own_home: Path, client_as: Any) -> None:
    for where in ("/sign-in/", "/data/snapshots/take/", "/data/loads/1/undo/"):
        answer = client_as("").post(where, {"files": files(a__csv=b"x" * 100_000)})
        assert not answer.wsgi_request.FILES
    assert left_in(own_home) == []


def test_a_connection_that_breaks_half_way_leaves_nothing(own_home: Path, client_as: Any) -> None:
    from django.http import UnreadablePostError
    from django.test import RequestFactory

    from lineofsight.web.access.policy import Asker
    from lineofsight.web.accounts.models import User
    from lineofsight.web.data.models import Run
    from lineofsight.web.data.uploading import upload

    class Breaks:
        """Gives the beginning of a file, then fails as a closed connection does."""

        given = False

        def read(self, size: int = -1) -> bytes:
            if self.given:
                raise OSError("Connection reset by peer")
            self.given = True
            assert left_in(own_home) == [next(path.name for path in (own_home / "uploads").iterdir())]
            return b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\n' + b"x" * 40_000

    request = RequestFactory().post(
        "/data/upload/", b"-", content_type="multipart/form-data; boundary=b", CONTENT_LENGTH="9000000"
    )
    request._stream = Breaks()
    request.user = User.objects.get(username="analyst")
    request.asker = Asker(request.user.role, "", ())
    request._dont_enforce_csrf_checks = True
    with pytest.raises(UnreadablePostError):
        upload(request)
    assert left_in(own_home) == []
    assert not Run.objects.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (files(annex__xlsx=b"this is only text"), "annex.xlsx: It is a text file whose headings (this is only text)"),
        (files(notes__pdf=b"%PDF-1.7"), "None of its files is one that Line of Sight reads."),
        (files(ssd__csv=b"\x00\x00\x00"), "ssd.csv"),
        (files(census__xml=b"<Nothing/>"), "census.xml: It is XML whose first element, Nothing, is not known."),
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_words_and_forgotten(
    own_home: Path, client_as: Any, given: list[Any], said: str
) -> None:
    client = client_as("analyst")
    assert send(client, given).status_code == 302
    work_through()
    text = page_of(client, only_run())
    assert "Could not be read" in text
    assert said in text
    assert "nothing has changed" in text
    assert str(own_home) not in text
    assert left_in(own_home) == []


def test_data_that_was_not_simulated_ends_a_demonstration_at_once(
    own_home: Path, client_as: Any, made_anew: list[str]
) -> None:
    from lineofsight.record.books import Load

    client, other = client_as("analyst"), client_as("director")
    assert send(client, files(populations__csv=POPULATIONS)).status_code == 302
    assert other.get("/").status_code == 200
    work_through()
    assert (only_run().stage, made_anew) == ("done", [str(own_home)])
    assert Load.objects.order_by("-number")[0].made_by_simulation is False
    for each in (client, other):
        assert each.get("/").headers["Location"].startswith("/sign-in/")
        assert "_auth_user_id" not in each.session
    told = client.get(f"/data/work/{only_run().pk}/", headers={"hx-request": "true"})
    assert told.headers["HX-Redirect"] == "/sign-in/"
    assert "exampleton-demonstration" not in client.get("/sign-in/").content.decode()
    assert left_in(own_home) == []


def test_simulated_files_with_their_mark_leave_a_demonstration_one(
    own_home: Path, client_as: Any, made_anew: list[str]
) -> None:
    import hashlib

    mark = json.dumps({"files": {"populations.csv": hashlib.sha256(POPULATIONS).hexdigest()}}).encode()
    client = client_as("analyst")
    marked = SimpleUploadedFile("made-by-simulate.json", mark)
    assert send(client, [*files(populations__csv=POPULATIONS), marked]).status_code == 302
    work_through()
    run = only_run()
    assert run.stage == "done"
    text = page_of(client, run)
    assert f"Load {run.load_number} is in the record" in text
    assert "the files were tidy" in text


def test_a_large_drop_stops_until_somebody_says_it_is_right(
    own_home: Path, client_as: Any, made_anew: list[str]
) -> None:
    from lineofsight.record.books import Load

    before, client = Load.objects.count(), client_as("analyst")
    assert send(client, files(los_advocacy__csv=HELD)).status_code == 302
    work_through()
    run = only_run()
    text = page_of(client, run)
    assert run.stage == "drop"
    assert "holds" in run.problem
    assert "--accept-drop" not in text
    assert "load them" in text
    assert Load.objects.count() == before
    assert left_in(own_home) == [str(run.pk), f"{run.pk}/los_advocacy.csv"]
    client.post(f"/data/work/{run.pk}/accept/")
    work_through()
    assert only_run().stage == "done"
    assert Load.objects.count() == before + 1
    assert left_in(own_home) == []


def test_nothing_but_a_drop_can_be_accepted(own_home: Path, client_as: Any) -> None:
    client = client_as("analyst")
    send(client, files(annex__xlsx=b"only text"))
    client.post(f"/data/work/{only_run().pk}/accept/")
    assert only_run().stage == "waiting"
    assert not only_run().accept_drop


def test_what_waits_can_be_called_off_and_leaves_nothing(own_home: Path, client_as: Any) -> None:
    from lineofsight.record.books import Load

    before, client = Load.objects.count(), client_as("analyst")
    send(client, files(populations__csv=POPULATIONS))
    run = only_run()
    client.post(f"/data/work/{run.pk}/cancel/")
    assert left_in(own_home) == []
    work_through()
    assert only_run().stage == "cancelled"
    assert Load.objects.count() == before
    again = client.post(f"/data/work/{run.pk}/again/", follow=True)
    assert "too late" in again.content.decode()


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
    assert (len(loads) == 1) or "is not the newest that stands" in older
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

    from lineofsight.web.data import asking, folders
    from lineofsight.web.served import served_home

    send(client_as("analyst"), files(los_advocacy__csv=HELD))
    work_through()
    half = folders.receiving(served_home())
    asking.forget_old(datetime.now(UTC))
    assert only_run().stage == "drop"
    assert half.is_dir()
    asking.forget_old(datetime.now(UTC) + timedelta(hours=25))
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
