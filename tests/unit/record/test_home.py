"""A home: private, of one format, alone in its use."""

from __future__ import annotations

import fcntl
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lineofsight.record.command_log import log_command, logged_commands, system_user
from lineofsight.record.configuration import (
    SOURCE_RANKS,
    Configuration,
    UnusableConfiguration,
    read_configuration,
    write_configuration,
)
from lineofsight.record.home import FORMAT, Home, HomeBusy, HomeRefused
from lineofsight.record.loads import load
from lineofsight.record.upgrading import upgrade
from tests.support.homes import reading, unblocked

PEOPLE = "id | born_on\nC1 | 2015-01-01"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_only_its_owner_can_read_it(home: Home) -> None:
    assert mode(home.path) == 0o700
    assert mode(home.snapshots) == 0o700
    for name in ("identity.key", "format", "record.sqlite3", "service.sqlite3"):
        assert mode(home.path / name) == 0o600


def test_no_home_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(HomeRefused, match="There is no home at"):
        Home(tmp_path / "none").open()


def test_an_older_home_is_refused(home: Home) -> None:
    home.write_format(FORMAT - 1)
    with pytest.raises(HomeRefused, match="run lineofsight upgrade"):
        Home(home.path).open()


def test_a_newer_home_is_refused(home: Home) -> None:
    home.write_format(FORMAT + 1)
    with pytest.raises(HomeRefused, match="newer version"):
        Home(home.path).open()


@pytest.mark.parametrize("name", ["record.sqlite3", "service.sqlite3"])
def test_a_home_that_lost_a_database_is_never_given_an_empty_one(name: str, home: Home) -> None:
    home.close()
    (home.path / name).unlink()
    for used in (Home.open, upgrade):
        with pytest.raises(HomeRefused, match=f"has lost {name}. Restore the home from a backup"):
            used(Home(home.path))
    assert not (home.path / name).exists()


@pytest.mark.parametrize("key", [None, "", "zz", "00ff"])
def test_a_key_that_is_gone_or_damaged_is_told(key: str | None, home: Home) -> None:
    (home.path / "identity.key").unlink()
    if key is not None:
        (home.path / "identity.key").write_text(key)
    with pytest.raises(HomeRefused, match="the key of its pseudonyms, is missing or damaged"):
        load(Home(home.path), [reading(people=PEOPLE)])


def test_a_home_whose_table_lacks_a_column_is_refused_by_name(any_home: Home) -> None:
    from django.db import connections

    with connections[any_home.aliases.record].cursor() as cursor:
        cursor.execute('ALTER TABLE "visits" DROP COLUMN "mode"')
    with pytest.raises(HomeRefused, match=r"visits has no mode.*Load the council's files into a new home"):
        Home(any_home.path).open()


def test_a_column_that_is_no_longer_read_is_no_matter(home: Home) -> None:
    from django.db import connections

    with connections[home.aliases.service].cursor() as cursor:
        cursor.execute('ALTER TABLE "django_migrations" ADD COLUMN "of_old" text NULL')
    with connections[home.aliases.record].cursor() as cursor:
        cursor.execute('ALTER TABLE "visits" ADD COLUMN "of_old" text NULL')
    assert Home(home.path).open().exists


def test_a_home_without_the_latest_tables_is_older(home: Home) -> None:
    from django.db import connections

    with connections[home.aliases.service].cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'service'")
        # A migration is recorded in both files; it is pending only where neither has it.
    with connections[home.aliases.record].cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'service'")
    with pytest.raises(HomeRefused, match="run lineofsight upgrade"):
        Home(home.path).open()


def test_a_new_home_has_the_tables_that_every_migration_in_turn_would_make(home: Home, tmp_path: Path) -> None:
    from django.core.management import call_command
    from django.db import connections

    def tables(of: Home) -> list[list[tuple[str, ...]]]:
        found = []
        for alias in of.aliases.each():
            with connections[alias].cursor() as cursor:
                cursor.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master")
                found.append(sorted(cursor.fetchall()))
        return found

    (tmp_path / "in-turn").mkdir()
    in_turn = Home(tmp_path / "in-turn")
    for alias in in_turn.aliases.each():
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    assert tables(home) == tables(in_turn)
    assert not home.pending_migrations()


def test_a_folder_of_other_things_is_not_made_a_home(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(HomeRefused, match="holds other files"):
        Home(tmp_path).make()
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def begun(folder: Path) -> Path:
    """A home as a process that was killed while making it leaves it."""
    (folder / "snapshots").mkdir(parents=True)
    for name in ("being-made", "identity.key", "record.sqlite3", "record.sqlite3-wal", "service.sqlite3"):
        (folder / name).write_text("half of it")
    return folder


def test_a_home_left_half_made_is_made_anew(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    with unblocked(request):
        home = Home(begun(tmp_path / "home")).make()
        assert len(home.key) == 32
        load(home, [reading(people=PEOPLE)])
        home.close()
    assert not (home.path / "being-made").exists()


@pytest.mark.parametrize("more", ["letter.txt", "record.sqlite3.bak", "snapshots/2026-09-30", "format-of-mine"])
def test_half_a_home_beside_anything_else_is_left_alone(tmp_path: Path, more: str) -> None:
    (begun(tmp_path) / more).write_text("mine")
    before = {path: path.read_text() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(HomeRefused, match="holds other files"):
        Home(tmp_path).make()
    assert {path: path.read_text() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_what_looks_like_a_home_but_is_not_marked_as_half_made_is_left_alone(tmp_path: Path) -> None:
    (begun(tmp_path) / "being-made").unlink()  # it may have been a whole one, whose format was lost
    with pytest.raises(HomeRefused, match="holds other files"):
        Home(tmp_path).make()
    assert (tmp_path / "identity.key").read_text() == "half of it"


def test_a_home_that_is_being_made_is_not_made_by_another(tmp_path: Path) -> None:
    with (begun(tmp_path) / "being-made").open("a") as maker:
        fcntl.flock(maker, fcntl.LOCK_EX)
        with pytest.raises(HomeBusy, match="Wait for it to end"):
            Home(tmp_path).make()
    assert (tmp_path / "record.sqlite3").read_text() == "half of it"


def test_one_load_at_a_time(home: Home) -> None:
    with home.alone(), pytest.raises(HomeBusy, match="Wait for it to end"):
        load(home, [reading(people=PEOPLE)])


def test_it_knows_whether_all_was_simulated(home: Home) -> None:
    assert home.only_simulated()
    load(home, [reading(people=PEOPLE)], made_by_simulation=True)
    assert home.only_simulated()
    load(home, [reading(people=PEOPLE)])
    assert not home.only_simulated()


def test_commands_are_logged_by_system_user(home: Home) -> None:
    at = datetime(2026, 9, 30, 12, 0, tzinfo=UTC)
    log_command(home, "load", ["--strict"], exit_code=0, at=at)
    log_command(home, "duties", ["--child"], at=at)
    first, second = logged_commands(home)
    assert (first.at, first.by, first.command, first.options, first.exit_code) == (
        at, system_user(), "load", ("--strict",), 0,
    )  # fmt: skip
    assert second.command == "duties"
    assert mode(home.commands_log) == 0o600


def test_the_log_takes_no_values(home: Home) -> None:
    with pytest.raises(ValueError, match="without its value"):
        log_command(home, "duties", ["--child=C1"])
    assert list(logged_commands(home)) == []


def test_configuration_comes_back_as_written(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    chosen = Configuration("postgresql://user@host/name", ("cin", "ssd"))
    write_configuration(path, chosen)
    assert read_configuration(path) == chosen
    assert mode(path) == 0o600
    assert read_configuration(tmp_path / "none.yaml") == Configuration()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("database: {url: mysql://x}", "write url: postgresql://"),
        ("source_ranks: ssd", "write a list of sources"),
        ("source_ranks: [ssd, ssd]", "a source stands twice"),
        ("colour: blue", "colour is not known"),
        ("- 1", "list is not known"),
        ("a: [", "not YAML"),
    ],
)
def test_configuration_that_cannot_be_used_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(text)
    with pytest.raises(UnusableConfiguration, match=message) as refused:
        read_configuration(path)
    assert str(path) in str(refused.value)


def test_sources_not_listed_come_last() -> None:
    ranks = Configuration()
    assert sorted(["else", "cin", "application", "ssd"], key=ranks.rank) == ["application", "ssd", "cin", "else"]
    assert ranks.source_ranks == SOURCE_RANKS
