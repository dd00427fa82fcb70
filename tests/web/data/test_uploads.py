"""Uploads: what is taken, what is refused and in which words, and what waits for a decision."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web.data.uploading import (
    HELD,
    POPULATIONS,
    files,
    left_in,
    only_run,
    page_of,
    send,
    work_through,
)


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
        (files(annex__xlsx=b"this is only text"), "annex.xlsx: It is a text file whose headings (1 in line 1)"),
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
