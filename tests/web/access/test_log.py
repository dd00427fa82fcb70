"""The log of looks is put onto a chain, and a change to any of it is found and named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connections

NOW = datetime(2026, 6, 1, 10, 30, 20, tzinfo=UTC)


@pytest.fixture
def home(service: Any, tmp_path: Any) -> Iterator[Any]:
    """The served home with an empty log and chain for one test, put back after."""
    from lineofsight.web.access.log.chain import SEALS_FILE
    from lineofsight.web.served import served_home

    tables = ("chained_looks", "seals", "looks", "done")
    kept = {}
    with connections[served_home().aliases.service].cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            kept[table] = cursor.fetchall()
            cursor.execute(f"DELETE FROM {table}")
    file = served_home().path / SEALS_FILE
    text = file.read_text() if file.exists() else ""
    file.unlink(missing_ok=True)
    yield served_home()
    with connections[served_home().aliases.service].cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")
            for row in kept[table]:
                cursor.execute(f"INSERT INTO {table} VALUES ({', '.join(['%s'] * len(row))})", row)
    file.write_text(text)


def look(minute: int, reference: str = "p1") -> Any:
    from lineofsight.web.access.models import Look

    at = NOW.replace(second=5) - timedelta(minutes=10 - minute)
    return Look.objects.create(at=at, user_id=1, by="Sam", role_code="director", reference=reference, page="children")


def done(minute: int, reference: str = "p1") -> Any:
    from lineofsight.web.access.done import Done

    at = NOW.replace(second=5) - timedelta(minutes=10 - minute)
    return Done.objects.create(
        at=at, user_id=1, by="Sam", role_code="director", action="restrict", name="lift", reference=reference,
        touched=[{"model": "access.restriction", "key": "1"}],
    )  # fmt: skip


def change(home: Any, statement: str) -> None:
    """Change the database behind the program's back."""
    with connections[home.aliases.service].cursor() as cursor:
        cursor.execute(statement)


def test_minutes_that_are_over_are_sealed_and_the_tail_is_told(home: Any) -> None:
    from lineofsight.web.access.log.chain import seal
    from lineofsight.web.access.log.verifying import goes_through, verify

    for minute in (1, 2, 2, 9):
        look(minute)
    last = look(10)
    assert seal(home, NOW) == 4
    assert seal(home, NOW) == 0
    found = verify(home)
    assert (found.sealed, found.tail, found.tail_since, found.broken) == (4, 1, last.at, "")
    assert seal(home, NOW + timedelta(minutes=1)) == 1
    again = verify(home)
    assert (again.sealed, again.tail, again.broken) == (5, 0, "")
    assert goes_through(home, found.last_seal)
    assert goes_through(home, again.last_seal)
    assert not goes_through(home, "f" * 64)


def test_an_entry_written_late_with_an_earlier_number_is_sealed_too(home: Any) -> None:
    from lineofsight.web.access.log.chain import seal
    from lineofsight.web.access.log.verifying import verify
    from lineofsight.web.access.models import Look

    first = look(1)
    look(2)
    Look(pk=first.pk + 100, at=first.at, user_id=1, by="Sam", role_code="director", reference="p3", page="x").save()
    seal(home, NOW)
    Look(pk=first.pk + 50, at=first.at, user_id=1, by="Sam", role_code="director", reference="p4", page="x").save()
    assert seal(home, NOW) == 1
    assert verify(home).broken == ""


@pytest.mark.parametrize(
    ("done", "told"),
    [
        ("UPDATE looks SET by = 'Alex' WHERE reference = 'p2'", "entry 2 .* was changed"),
        ("UPDATE looks SET at = '2026-06-01 10:22:06' WHERE reference = 'p2'", "entry 2 .* was changed"),
        ("DELETE FROM looks WHERE reference = 'p2'", "entry 2 .* was removed"),
        ("DELETE FROM chained_looks WHERE place = 2", "entry 2 of the chain is gone"),
        ("UPDATE chained_looks SET chained = 'x' WHERE place = 3", "entry 3 .* was changed"),
        ("DELETE FROM chained_looks WHERE place = 3", "does not go where seal 2 says"),
        ("DELETE FROM seals WHERE number = 2", "seal 2 is in the file and not in the database: the end was cut off"),
        ("UPDATE seals SET chained = 'x' WHERE number = 1", "seal 1 in the database is not the one in the file"),
    ],
)
def test_what_was_changed_is_found_and_the_first_is_named(home: Any, done: str, told: str) -> None:
    import re

    from lineofsight.web.access.log.chain import seal
    from lineofsight.web.access.log.verifying import verify

    look(1), look(2, "p2")
    seal(home, NOW - timedelta(minutes=5))
    look(7, "p3")
    seal(home, NOW)
    assert verify(home).broken == ""
    change(home, done)
    assert re.search(told, verify(home).broken), verify(home).broken


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("UPDATE done SET by = 'Alex'", r"entry 2 \(action \d+\) was changed"),
        ("UPDATE done SET touched = '[]'", r"entry 2 \(action \d+\) was changed"),
        ("DELETE FROM done", r"entry 2 \(action \d+\) was removed"),
    ],
)
def test_what_was_done_is_on_the_same_chain(home: Any, how: str, told: str) -> None:
    import re

    from lineofsight.web.access.log.chain import seal
    from lineofsight.web.access.log.verifying import verify

    look(1)
    done(2)
    seal(home, NOW - timedelta(minutes=5))
    done(7, "p2")
    look(7, "p2")
    assert verify(home).tail == 2
    assert seal(home, NOW) == 2
    assert seal(home, NOW) == 0
    found = verify(home)
    assert (found.sealed, found.tail, found.broken) == (4, 0, "")
    change(home, how)
    assert re.search(told, verify(home).broken), verify(home).broken


def test_a_chain_made_anew_is_not_the_one_the_file_beside_it_tells_of(home: Any) -> None:
    from lineofsight.web.access.log.chain import SEALS_FILE, seal
    from lineofsight.web.access.log.verifying import goes_through, verify

    look(1)
    seal(home, NOW)
    written_down = verify(home).last_seal
    change(home, "UPDATE looks SET by = 'Alex'")
    change(home, "DELETE FROM chained_looks")
    change(home, "DELETE FROM seals")
    file = home.path / SEALS_FILE
    kept = file.read_text()
    seal(home, NOW)
    assert "seal 1 in the database is not the one" in verify(home).broken
    # Whoever can write both is found by what was written down elsewhere.
    file.write_text(file.read_text().removeprefix(kept))
    assert verify(home).broken == ""
    assert not goes_through(home, written_down)


def test_a_process_stopped_between_database_and_file_does_no_harm(home: Any) -> None:
    from lineofsight.web.access.log.chain import SEALS_FILE, seal
    from lineofsight.web.access.log.verifying import verify

    look(1)
    seal(home, NOW)
    (home.path / SEALS_FILE).write_text("")
    assert "is in the database and not in the file" in verify(home).broken
    seal(home, NOW)
    assert verify(home).broken == ""
    assert (home.path / SEALS_FILE).stat().st_mode & 0o777 == 0o600
    (home.path / SEALS_FILE).write_text("no seal\n")
    assert "cannot be read" in verify(home).broken


def test_the_command_ends_with_one_where_something_was_changed(home: Any, capsys: Any) -> None:
    from lineofsight.cli.main import run
    from lineofsight.web.access.log.chain import seal

    look(1), look(10)
    seal(home, NOW)
    arguments = ["verify-log", "--home", str(home.path)]
    assert run(arguments) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["sealed"], told["unsealed"], told["broken"]) == (1, 1, None)
    assert run([*arguments, "--expect", told["last_seal"]]) == 0
    assert run([*arguments, "--expect", "f" * 64]) == 1
    change(home, "UPDATE looks SET by = 'Alex' WHERE id = (SELECT MIN(id) FROM looks)")
    capsys.readouterr()
    assert run(arguments) == 1
    said = capsys.readouterr()
    assert "entry 1" in json.loads(said.out)["broken"]
    assert "not as it was written" in said.err


def test_nothing_of_the_log_is_changed_or_removed_from_the_program(home: Any) -> None:
    from lineofsight.web.access.models import LogIsAppendOnly, Look

    look(1)
    with pytest.raises(LogIsAppendOnly):
        Look.objects.update(by="Alex")
    with pytest.raises(LogIsAppendOnly):
        Look.objects.all().delete()
    with pytest.raises(LogIsAppendOnly):
        Look.objects.filter(reference="p1").bulk_update([], ["by"])


def test_the_background_process_seals(home: Any) -> None:
    from threading import Event

    from lineofsight.web.access.log import sealing
    from lineofsight.web.access.models import ChainedLook

    look(1)
    ended = Event()
    ended.set()
    sealing.seal_each_minute(ended).join(20)
    assert ChainedLook.objects.count() == 1
