"""An operator follows a council's retention decisions: what is due, holds, disposal, erasure, sealing, corrections."""

from __future__ import annotations

import io
import json
from pathlib import Path

import polars as pl
import pytest

from lineofsight.record.backup import backup
from lineofsight.record.command_log import logged_commands
from lineofsight.record.home import Home
from lineofsight.record.snapshots import open_snapshot
from tests.support.commands import Authority, Commands

TWO = ("--by", "Ann Archivist", "--approved-by", "Bob Governor")
NEVER_MET = "2300-01-01"


def in_care(home: Path) -> str:
    """A child in care, by the local id."""
    snapshot = open_snapshot(Home(home))
    episodes = snapshot.record.frames["care_episodes"].filter(pl.col("ended_on").is_null()).collect()
    return str(snapshot.local_ids(episodes)["child_id"].sort()[0])


def answers(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_the_schedule_says_on_whose_authority(command: Commands, own_home: Path) -> None:
    rows = {row["code"]: row for row in command("retention", "schedule", "--home", own_home).rows}
    assert rows["looked_after"]["years"] == 75
    assert rows["looked_after"]["basis"] == "must"
    assert "regulation 50" in rows["looked_after"]["authority"]
    assert rows["child_in_need"]["basis"] == "local"


def test_what_is_due_is_listed_and_refused_before_its_day(command: Commands, own_home: Path) -> None:
    child = in_care(own_home)
    (row,) = command("retention", "due", "--child", child, "--as-at", "2026-09-30", "--home", own_home).rows
    assert (row["status"], row["retention_class"], row["child"]) == ("not_yet", "looked_after", child)
    later = command("retention", "due", "--as-at", "2120-01-01", "--status", "due", "--home", own_home).rows
    last = later[-1]
    for on, status in ((last["due_on"], "due"), ("2026-09-30", "not_yet")):
        (row,) = command("retention", "due", "--child", last["child"], "--as-at", on, "--home", own_home).rows
        assert (row["status"], row["due_on"]) == (status, last["due_on"])
    refused = command("retention", "propose", child, "--by", "Ann", "--home", own_home)
    assert (refused.code, refused.out) == (2, "")
    assert "kept until" in refused.err
    assert child not in refused.err
    every = command("retention", "due", "--as-at", "2026-09-30", "--home", own_home).rows
    assert len({row["child"] for row in every}) == len(every) > 100
    wrong = command("retention", "due", "--status", "soon", "--home", own_home)
    assert (wrong.code, "Choose due" in wrong.err) == (2, True)


def test_a_hold_is_placed_listed_and_lifted(command: Commands, own_home: Path) -> None:
    child = in_care(own_home)
    given = ("--why", "claim 7", "--by", "Eve", "--home", own_home)
    assert command("retention", "hold", child, *given).code == 0
    (row,) = command("retention", "due", "--child", child, "--status", "held", "--home", own_home).rows
    assert row["reason"] == "hold 1: claim 7"
    refused = command("retention", "erase", child, *TWO, "--why", "x", "--court-order", "y", "--home", own_home)
    assert (refused.code, "claim 7" in refused.err) == (2, True)
    assert command("retention", "lift", "1", *given).code == 0
    assert command("retention", "hold", "--everyone", "--from", NEVER_MET, *given).code == 0
    rows = command("retention", "holds", "--home", own_home).rows
    assert [(row["child"], row["lifted_by"]) for row in rows] == [(child, "Eve"), (None, None)]
    assert command("retention", "hold", *given).code == 2
    assert command("retention", "hold", child, "--everyone", *given).code == 2


def test_figures_are_what_they_were_after_an_erasure(command: Commands, own_home: Path, authority: Authority) -> None:
    child = in_care(own_home)
    old = open_snapshot(Home(own_home)).info.snapshot
    asked = ("figures", "cla_count", "cla_rate", "cp_count", "--home", own_home)
    before, published = command(*asked).rows, open_snapshot(Home(own_home)).figures
    arguments = ("retention", "erase", child, *TWO, "--why", "asked", "--court-order", "Order 3", "--home", own_home)
    dry = command(*arguments)
    assert all(row["done"] is False for row in dry.rows)
    assert "Nothing was changed" in dry.err
    assert command(*asked).rows == before
    done = command(*arguments, "--confirm")
    assert (done.code, "Backups made before" in done.err) == (0, True)
    assert [row["rows"] for row in done.rows if row["table"] == "people"] == [1]
    again = open_snapshot(Home(own_home), old)
    assert again.figures is not None
    assert published is not None
    assert again.figures.equals(published)
    assert command(*asked).rows == before
    loaded = command("load", authority.files / "ssd", "--as-known-on", "2026-09-30", "--home", own_home)
    assert loaded.code == 0
    assert sum(row["rejected"] for row in loaded.rows) > 0
    assert [row["table"] for row in loaded.rows if row["taken"] or row["changed"] or row["withdrawn"]] == []
    rejects = command("rejects", "--home", own_home).rows
    assert {row["reason"].split(" on ")[0] for row in rejects} == {"The identity in this row was erased"}
    assert command("snapshot", "--home", own_home).code == 0
    told = [{**row, "snapshot": ""} for row in command(*asked).rows]
    assert told == [{**row, "snapshot": ""} for row in before]
    (left,) = command("retention", "tombstones", "--home", own_home).rows
    assert (left["kind"], left["authority"], left["approved_by"]) == ("erased", "Order 3", "Bob Governor")


def test_names_are_asked_for_and_stand_in_no_log(
    command: Commands, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = in_care(own_home)
    why = ("--why", "misspelt", "--by", "Ann", "--home", own_home)
    answers(monkeypatch, "Zebediah")
    dry = command("retention", "rectify", child, "forename", *why)
    assert (dry.code, [row["done"] for row in dry.rows]) == (0, [False])
    answers(monkeypatch, "Zebediah")
    assert command("retention", "rectify", child, "forename", *why, "--confirm").code == 0
    order = ("--new-id", "NEW1", "--order", "Order 12", *TWO, "--home", own_home)
    answers(monkeypatch, "Marigold", "Thrupp")
    assert [row["done"] for row in command("retention", "seal", child, *order).rows][:1] == [False]
    answers(monkeypatch, "Marigold", "Thrupp")
    assert command("retention", "seal", child, *order, "--confirm").code == 0
    log = Home(own_home).commands_log.read_text(encoding="utf-8")
    assert [word for word in ("Zebediah", "Marigold", "Thrupp", child) if f'"{word}"' in log] == []
    names = [(each.command, each.options) for each in logged_commands(Home(own_home))]
    assert ("retention seal", ("confirm",)) in names
    assert ("retention rectify", ()) in names
    answers(monkeypatch, "Zebediah")
    refused = command("retention", "rectify", child, "forename", *why, "--confirm")
    assert (refused.code, "sealed at adoption" in refused.err) == (2, True)


def test_a_disposal_takes_two_people_and_a_backup_keeps_the_changes(
    command: Commands, own_home: Path, tmp_path: Path
) -> None:
    policy = Home(own_home).policy
    policy.write_text("retention:\n  front_door: {years: 1, reason: our schedule}\n", encoding="utf-8")
    due = command("retention", "due", "--status", "due", "--home", own_home).rows
    assert {row["retention_class"] for row in due} <= {"front_door"}
    child = due[0]["child"]
    assert command("retention", "propose", child, "--by", "Ann", "--home", own_home).code == 0
    same = command("retention", "approve", "1", "--by", "Ann", "--home", own_home)
    assert (same.code, "another person" in same.err) == (2, True)
    assert command("retention", "carry-out", "1", "--confirm", "--home", own_home).code == 2
    assert command("retention", "approve", "1", "--by", "Bob", "--home", own_home).code == 0
    assert command("retention", "carry-out", "1", "--home", own_home).rows[0]["done"] is False
    assert command("retention", "carry-out", "1", "--confirm", "--home", own_home).rows[0]["done"] is True
    (proposal,) = command("retention", "proposals", "--home", own_home).rows
    assert (proposal["approved_by"], proposal["child"] == child) == ("Bob", False)
    assert command("retention", "due", "--child", child, "--home", own_home).rows == []
    home = Home(own_home).open()
    backup(home, tmp_path / "after.zip")
    restored = command("restore", tmp_path / "after.zip", "--home", tmp_path / "restored")
    assert restored.code == 0, restored.err
    (row,) = command("retention", "tombstones", "--home", tmp_path / "restored").rows
    assert (row["kind"], row["retention_class"]) == ("disposed", "front_door")
    changes = json.loads(next(home.snapshots.rglob("identity-changes.json")).read_text(encoding="utf-8"))
    assert len(changes["done"]) == 1
    assert open_snapshot(Home(tmp_path / "restored")).pseudonym_of(child) is None
