"""An operator backs up, restores, upgrades and moves a home; nothing is lost and nothing overwritten."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import ZipFile

import polars as pl
import pytest
from django.apps import apps
from django.db import connections

from lineofsight.record.backup import BackupRefused, backup, read_backup, restore
from lineofsight.record.command_log import log_command, logged_commands
from lineofsight.record.configuration import Configuration, write_configuration
from lineofsight.record.copying import CopyFailed
from lineofsight.record.home import FORMAT, Home, HomeRefused
from lineofsight.record.loads import load
from lineofsight.record.moving import move_to_postgres
from lineofsight.record.open_duties import rebuild
from lineofsight.record.service.models import OpenDuty
from lineofsight.record.snapshots import make, open_snapshot
from lineofsight.record.undoing import undo
from lineofsight.record.upgrading import upgrade
from tests.support.homes import everything, postgres_home, reading

AT = datetime(2026, 10, 1, 6, 0, tzinfo=UTC)
MADE = {
    "board-packs/snap-1/board-pack.html": "a pack", "annex-a/one/annex-a.xlsx": "a workbook",
    "audit-tools/own-1.yaml": "code: own", "surveys/own.json": "{}",
}  # fmt: skip
VISITS = "id | child | visited_on | child_seen | recorded_at\nV1 | C1 | 2026-06-01 | yes | 2026-06-01 10:00"
PEOPLE = 'id | surname | born_on\nC1 | O\\N"Hara, ő | 2015-01-01\nC2 | | 2015-01-02'


def filled(home: Home) -> Home:
    """A home with changes, differences, rejects, a snapshot, open duties and a log."""
    load(home, [reading(people=PEOPLE, visits=VISITS)], made_by_simulation=True)
    load(home, [reading(visits=VISITS.replace("yes", "no ")), reading("cin", people="id | born_on\nC1 | 2015-01-03")])
    make(home, catalogue_document={"version": "0"}, at=AT)
    texts, days = ("standard", "holder_kind", "holder", "subject"), ("due_on", "met_on", "closed_on")
    schema = dict.fromkeys(texts, pl.String()) | dict.fromkeys(days, pl.Date())
    duty = ("cp_visit", "child", "C1", "P1", date(2026, 10, 1), None, None)
    duties = pl.DataFrame([duty], schema=schema, orient="row").with_columns(known=pl.lit(True))
    rebuild(home, duties, date(2026, 9, 30))
    log_command(home, "load")
    home.policy.write_text("clocks: {}\n")
    for name, text in MADE.items():
        (home.path / name).parent.mkdir(parents=True)
        (home.path / name).write_text(text)
    return home


def same(one: Home, other: Home) -> None:
    assert everything(other) == everything(one)
    for home in (one, other):
        assert OpenDuty.objects.using(home.aliases.service).get().due_on == date(2026, 10, 1)
    assert not other.only_simulated()
    assert [each.command for each in logged_commands(other)] == [each.command for each in logged_commands(one)]
    assert other.policy.read_text() == one.policy.read_text()
    assert open_snapshot(other).info == open_snapshot(one).info
    for name, text in MADE.items():
        assert (other.path / name).read_text() == text
        assert (other.path / name).stat().st_mode & 0o777 == 0o600
    assert other.key == one.key


@pytest.fixture
def to_postgres(postgres_database: str, tmp_path: Path) -> Iterator[Path]:
    """A folder whose configuration names an empty PostgreSQL database."""
    path = tmp_path / "restored"
    path.mkdir()
    write_configuration(path / "config.yaml", Configuration(postgres_database))
    yield path
    connections.close_all()


def test_a_backup_restores_to_the_embedded_database(any_home: Home, tmp_path: Path) -> None:
    filled(any_home)
    target = tmp_path / "backup.zip"
    manifest = backup(any_home, target, at=AT)
    assert target.stat().st_mode & 0o777 == 0o600
    assert read_backup(target) == manifest
    restored = restore(target, tmp_path / "restored").open()
    same(any_home, restored)
    assert (restored.path.stat().st_mode & 0o777, sorted(p.name for p in tmp_path.iterdir() if p.name[0] == ".")) == (
        0o700, [],
    )  # fmt: skip
    # What was restored goes on as the original would: the next load gets the next number, and can be undone.
    assert load(restored, [reading(visits=VISITS)]).number == 3
    assert undo(restored) == 3


def test_what_pages_made_is_backed_up_and_what_lies_there_for_a_day_is_not(home: Home, tmp_path: Path) -> None:
    filled(home)
    for name in ("annex-a/.writing/annex-a.xlsx", "uploads/two/children.csv"):
        (home.path / name).parent.mkdir(parents=True)
        (home.path / name).write_text("Wilfreda")
    names = set(backup(home, tmp_path / "backup.zip", at=AT).files)
    assert set(MADE) <= names
    assert [name for name in names if "writing" in name or name.startswith("uploads")] == []


def test_a_backup_restores_to_postgresql(home: Home, to_postgres: Path, tmp_path: Path) -> None:
    filled(home)
    backup(home, tmp_path / "backup.zip", at=AT)
    restored = restore(tmp_path / "backup.zip", to_postgres).open()
    assert connections[restored.aliases.record].vendor == "postgresql"
    assert not list(to_postgres.glob("*.sqlite3*"))
    same(home, restored)
    assert load(restored, [reading(visits=VISITS)]).number == 3


def test_nothing_is_overwritten(home: Home, tmp_path: Path) -> None:
    backup(filled(home), tmp_path / "backup.zip", at=AT)
    with pytest.raises(BackupRefused, match="exists already"):
        backup(home, tmp_path / "backup.zip", at=AT)
    before = everything(home)
    with pytest.raises(BackupRefused, match="is not empty"):
        restore(tmp_path / "backup.zip", home.path)
    assert everything(home) == before


def test_a_database_in_use_is_not_restored_to(home: Home, to_postgres: Path, tmp_path: Path) -> None:
    backup(filled(home), tmp_path / "backup.zip", at=AT)
    url = Home(to_postgres).configuration.database
    assert url
    other = postgres_home(tmp_path / "other", url)
    load(other, [reading(people=PEOPLE)])
    with pytest.raises(CopyFailed, match="not empty"):
        restore(tmp_path / "backup.zip", to_postgres)
    assert [path.name for path in to_postgres.iterdir()] == ["config.yaml"]
    assert len(everything(other)["people"]) == 2


def test_a_password_is_not_in_the_backup(home: Home, tmp_path: Path) -> None:
    write_configuration(home.configuration_file, Configuration(None, ("cin", "ssd")))
    backup(Home(home.path).open(), tmp_path / "backup.zip", at=AT)
    with ZipFile(tmp_path / "backup.zip") as archive:
        assert b"url" not in archive.read("config.yaml")
    assert restore(tmp_path / "backup.zip", tmp_path / "restored").configuration.source_ranks == ("cin", "ssd")


def test_a_damaged_backup_is_refused(home: Home, tmp_path: Path) -> None:
    archive = tmp_path / "backup.zip"
    backup(filled(home), archive, at=AT)
    rewritten = tmp_path / "rewritten.zip"
    with ZipFile(archive) as old, ZipFile(rewritten, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"other" if name == "identity.key" else old.read(name))
    with pytest.raises(BackupRefused, match="identity.key is not as it was backed up"):
        restore(rewritten, tmp_path / "restored")
    (tmp_path / "letter.zip").write_text("not a backup")
    with pytest.raises(BackupRefused, match="is not a backup"):
        restore(tmp_path / "letter.zip", tmp_path / "restored")
    assert not (tmp_path / "restored").exists()


def test_a_backup_in_which_bytes_changed_is_refused_and_leaves_nothing(home: Home, tmp_path: Path) -> None:
    backup(home, tmp_path / "b.zip")
    whole = (tmp_path / "b.zip").read_bytes()
    with ZipFile(tmp_path / "b.zip") as archive:
        record = archive.getinfo("record.sqlite3")
    for place in range(record.header_offset + 44, record.header_offset + record.compress_size, 97):
        held = bytearray(whole)
        held[place : place + 3] = b"\xff\xff\xff"  # no way to pack anything begins so
        (tmp_path / "damaged.zip").write_bytes(held)
        with pytest.raises(BackupRefused, match=r"record\.sqlite3"):
            restore(tmp_path / "damaged.zip", tmp_path / "restored")
        assert not (tmp_path / "restored").exists()
        if place > record.header_offset + 2000:
            break


def test_a_backup_writes_nothing_outside_the_home(home: Home, tmp_path: Path) -> None:
    archive, crafted = tmp_path / "backup.zip", tmp_path / "crafted.zip"
    backup(home, archive, at=AT)
    with ZipFile(archive) as old, ZipFile(crafted, "w") as new:
        manifest = old.read("backup.json").replace(b'"format"', b'"../outside"')
        new.writestr("backup.json", manifest)
        new.writestr("../outside", old.read("format"))
    with pytest.raises(BackupRefused, match="outside the home"):
        restore(crafted, tmp_path / "restored")
    assert not (tmp_path / "outside").exists()


def test_an_upgrade_backs_up_first(any_home: Home) -> None:
    filled(any_home)
    before = everything(any_home)
    any_home.write_format(FORMAT - 1)
    with connections[any_home.aliases.service].cursor() as cursor:
        for model in apps.get_app_config("service").get_models():
            cursor.execute(f"DROP TABLE {model._meta.db_table}")
        for alias in any_home.aliases.each():
            with connections[alias].cursor() as each:
                each.execute("DELETE FROM django_migrations WHERE app = 'service'")
    with pytest.raises(HomeRefused, match="run lineofsight upgrade"):
        Home(any_home.path).open()
    done = upgrade(Home(any_home.path), at=AT)
    assert (done.before, done.after) == (FORMAT - 1, FORMAT)
    opened = Home(any_home.path).open()
    assert everything(opened) == before
    assert OpenDuty.objects.using(opened.aliases.service).count() == 0
    assert done.backup is not None
    assert read_backup(done.backup).home_format == FORMAT - 1
    older = restore(done.backup, done.backup.with_name("older"))
    with pytest.raises(HomeRefused, match="run lineofsight upgrade"):
        older.open()
    upgrade(older, at=AT)
    assert everything(older.open()) == before


def test_an_upgrade_with_nothing_to_do_does_nothing(home: Home) -> None:
    assert upgrade(home, at=AT).backup is None
    assert [path.name for path in home.path.parent.iterdir()] == ["home"]
    home.write_format(FORMAT + 1)
    with pytest.raises(HomeRefused, match="newer version"):
        upgrade(home, at=AT)


def test_a_home_moves_to_postgresql(home: Home, postgres_database: str, made_home: Path, tmp_path: Path) -> None:
    filled(home)
    before = everything(home)
    copied = move_to_postgres(home, postgres_database)
    assert (copied["people"], copied["visits"], copied["open_duties"]) == (3, 1, 1)
    moved = Home(home.path).open()
    assert connections[moved.aliases.record].vendor == "postgresql"
    assert everything(moved) == before
    assert {path.name for path in home.path.glob("*.sqlite3*")} >= {"record.sqlite3.moved", "service.sqlite3.moved"}
    assert load(moved, [reading(visits=VISITS)]).number == 3
    with pytest.raises(CopyFailed, match="PostgreSQL already"):
        move_to_postgres(moved, postgres_database)
    second = Home(shutil.copytree(made_home, tmp_path / "second")).open()
    with pytest.raises(CopyFailed, match="not empty"):
        move_to_postgres(second, postgres_database)
    assert connections[Home(second.path).open().aliases.record].vendor == "sqlite"
