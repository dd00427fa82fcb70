"""A record that has fallen due goes when two people have said so, and no load brings it back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from lineofsight.record.books import Reject
from lineofsight.record.home import Home
from lineofsight.record.pseudonyms import pseudonym
from lineofsight.record.retention.actions import RetentionRefused
from lineofsight.record.retention.barring import came_back
from lineofsight.record.retention.books import DisposalProposal, LegalHold, Tombstone
from lineofsight.record.retention.disposals import approve, carry_out, propose, would_go
from lineofsight.record.retention.holds import hold, lift
from lineofsight.record.retention.tombstones import finish, readmit
from lineofsight.record.snapshots import open_snapshot
from lineofsight.record.snapshots.opening import Snapshot
from tests.support.homes import everything, held
from tests.unit.record.retention.family import (
    LONG_AFTER,
    NOW,
    PERSONAL,
    TABLES,
    in_snapshots,
    load_family,
    on_disk,
    said,
    snapshot,
)

# Adopted, C1 is kept for 100 years from the order of 2020-01-01.
DUE = datetime(2120, 1, 1, 9, tzinfo=UTC)
DAY_BEFORE = datetime(2119, 12, 31, 9, tzinfo=UTC)


def dispose(home: Home, child: str = "C1", at: datetime = DUE) -> None:
    number = propose(home, child, by="Ann", at=at)
    approve(home, number, by="Bob", at=at)
    carry_out(home, number, at=at)


def published(snapshot: Snapshot) -> list[tuple[Any, ...]]:
    assert snapshot.figures is not None
    return snapshot.figures.rows()


def test_disposal_leaves_a_tombstone_and_nothing_else(any_home: Home) -> None:
    load_family(any_home)
    made = snapshot(any_home)
    before = published(open_snapshot(any_home))
    number = propose(any_home, "C1", by="Ann", at=DUE)
    approve(any_home, number, by="Bob", at=DUE)
    assert would_go(any_home, number, at=DUE) == {
        "people": 1, "relationships": 1, "addresses": 1, "visits": 1, "care_episodes": 1,
    }  # fmt: skip
    taken = carry_out(any_home, number, at=DUE)
    assert (taken.rows["people"], taken.snapshots) == (1, (made.snapshot,))
    left = Tombstone.objects.using(any_home.aliases.record).get()
    assert (left.kind, left.retention_class, left.asked_by, left.approved_by, left.on) == (
        "disposed", "adopted", "Ann", "Bob", date(2120, 1, 1),
    )  # fmt: skip
    assert "regulation 6" in left.authority
    assert left.pseudonym == pseudonym(any_home.key, "C1")
    assert held(any_home, "people", "row_id") == [("C2",), ("M1",)]
    assert held(any_home, "relationships", "row_id") == [("R2",)]
    assert held(any_home, "supervisions", "child_id", "summary") == [(left.pseudonym, None)]
    text = repr(everything(any_home))
    assert [word for word in (*PERSONAL, "'C1'", "C1/") if word in text] == []
    opened = open_snapshot(any_home)
    assert (opened.info.sha256, published(opened)) == (made.sha256, before)
    assert [word for word in PERSONAL if in_snapshots(any_home, word)] == []
    assert in_snapshots(any_home, "Ottoline") == ["people.parquet"]


def test_nothing_of_the_name_is_left_in_the_files(home: Home) -> None:
    load_family(home)
    assert on_disk(home, "Wilfreda") != []
    dispose(home)
    assert [word for word in ("Wilfreda", "Bartholomew", "ZZ99 9QX") if on_disk(home, word)] == []
    assert on_disk(home, "Ottoline") != []


def test_no_load_brings_it_back(any_home: Home) -> None:
    load_family(any_home)
    dispose(any_home)
    before = said(any_home)
    again = load_family(any_home)
    assert said(any_home) == before
    rejected = {row.table: row.rejected for row in again if row.rejected}
    assert rejected == {
        "people": 1, "relationships": 2, "addresses": 1, "care_episodes": 1, "visits": 1,
    }  # fmt: skip
    assert all((row.taken, row.changed) == (0, 0) for row in again)
    found = Reject.objects.using(any_home.aliases.record).filter(load=again.number, table="people").get()
    assert (found.value, found.line) == ("", 2)
    assert found.reason == (
        "The identity in this row was disposed of on 2120-01-01 (tombstone 1): no load brings it back."
    )


def test_the_supervision_of_another_child_is_still_there_after_the_load(home: Home) -> None:
    load_family(home)
    dispose(home)
    load_family(home)
    assert [row[1] for row in held(home, "supervisions", "child_id", "missing_since")] == [None]


@pytest.mark.parametrize("approver", ["Ann", " ann "])
def test_whoever_proposes_may_not_approve(home: Home, approver: str) -> None:
    load_family(home)
    number = propose(home, "C1", by="Ann", at=DUE)
    with pytest.raises(RetentionRefused, match="another person"):
        approve(home, number, by=approver, at=DUE)
    with pytest.raises(RetentionRefused, match="not approved"):
        carry_out(home, number, at=DUE)


def test_not_a_day_before_it_is_due(home: Home) -> None:
    load_family(home)
    with pytest.raises(RetentionRefused, match="kept until 2120-01-01"):
        propose(home, "C1", by="Ann", at=DAY_BEFORE)
    with pytest.raises(RetentionRefused, match="kept until 2087-07-08"):
        propose(home, "C2", by="Ann", at=LONG_AFTER)
    with pytest.raises(RetentionRefused, match="nobody with that id"):
        propose(home, "C9", by="Ann", at=DUE)
    with pytest.raises(RetentionRefused, match="has a retention class"):
        propose(home, "M1", by="Ann", at=DUE)


def test_what_becomes_unknown_after_approval_is_not_carried_out(home: Home) -> None:
    load_family(home)
    number = propose(home, "C1", by="Ann", at=DUE)
    approve(home, number, by="Bob", at=DUE)
    load_family(home, people=TABLES["people"].replace("2010-05-06", ""))
    with pytest.raises(RetentionRefused, match="could not be determined"):
        carry_out(home, number, at=DUE)
    assert ("C1",) in held(home, "people", "row_id")


def test_a_hold_stops_each_step_until_it_is_lifted(any_home: Home) -> None:
    load_family(any_home)
    number = propose(any_home, "C1", by="Ann", at=DUE)
    first = hold(any_home, "C1", why="claim 7", by="Eve", at=DUE)
    with pytest.raises(RetentionRefused, match="claim 7"):
        approve(any_home, number, by="Bob", at=DUE)
    lift(any_home, first, why="settled", by="Eve", at=DUE)
    approve(any_home, number, by="Bob", at=DUE)
    second = hold(any_home, None, why="national inquiry", by="Eve", at=DUE)
    with pytest.raises(RetentionRefused, match="national inquiry"):
        carry_out(any_home, number, at=DUE)
    lift(any_home, second, why="reported", by="Eve", at=DUE)
    carry_out(any_home, number, at=DUE)
    holds = LegalHold.objects.using(any_home.aliases.record).order_by("number")
    assert list(holds.values_list("child", "lifted_by")) == [(pseudonym(any_home.key, "C1"), "Eve"), (None, "Eve")]
    with pytest.raises(RetentionRefused, match="was lifted on"):
        lift(any_home, first, why="again", by="Eve", at=DUE)
    with pytest.raises(RetentionRefused, match="no hold 9"):
        lift(any_home, 9, why="again", by="Eve", at=DUE)


def test_each_step_is_done_once(home: Home) -> None:
    load_family(home)
    number = propose(home, "C1", by="Ann", at=DUE)
    with pytest.raises(RetentionRefused, match="waits already"):
        propose(home, "C1", by="Cat", at=DUE)
    approve(home, number, by="Bob", at=DUE)
    with pytest.raises(RetentionRefused, match="was approved by Bob"):
        approve(home, number, by="Cat", at=DUE)
    carry_out(home, number, at=DUE)
    with pytest.raises(RetentionRefused, match="was carried out"):
        carry_out(home, number, at=DUE)
    with pytest.raises(RetentionRefused, match="no proposal 7"):
        approve(home, 7, by="Bob", at=DUE)
    with pytest.raises(RetentionRefused, match="is blank"):
        propose(home, "C2", by=" ", at=DUE)
    proposal = DisposalProposal.objects.using(home.aliases.record).get()
    assert proposal.child == pseudonym(home.key, "C1")


def test_what_a_stopped_machine_left_is_finished_by_the_next(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    load_family(home)
    snapshot(home)
    number = propose(home, "C1", by="Ann", at=DUE)
    approve(home, number, by="Bob", at=DUE)

    def stopped(*_: object, **__: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patched:
        patched.setattr("lineofsight.record.retention.tombstones.scrub", stopped)
        with pytest.raises(OSError, match="no space"):
            carry_out(home, number, at=DUE)
    assert in_snapshots(home, "Wilfreda") == ["people.parquet"]
    assert ("C1",) not in held(home, "people", "row_id")
    assert len(finish(home, at=NOW)) == 1
    assert in_snapshots(home, "Wilfreda") == []
    assert finish(home, at=NOW) == []


def test_a_snapshot_changed_by_any_other_hand_is_still_refused(home: Home) -> None:
    load_family(home)
    made = snapshot(home)
    dispose(home)
    open_snapshot(home)
    path = home.snapshots / made.snapshot / "identity" / "people.parquet"
    path.chmod(0o600)
    pl.read_parquet(path).with_columns(surname=pl.lit("Other")).write_parquet(path)
    with pytest.raises(Exception, match="was changed after the snapshot was made"):
        open_snapshot(home)


RETURNED = TABLES["visits"] + "C1/visit/9 | C1 | 2120-01-02 | in_care | yes | again"


def test_somebody_who_comes_back_is_told_of_and_taken_once_readmitted(any_home: Home) -> None:
    load_family(any_home)
    dispose(any_home)
    again = load_family(any_home, visits=RETURNED)
    assert came_back(any_home, again.number) == 1
    assert ("C1",) not in held(any_home, "people", "row_id")
    readmit(any_home, 1, why="referred again", by="Ann", at=DUE)
    after = load_family(any_home, visits=RETURNED)
    assert came_back(any_home, after.number) == 0
    assert ("C1", "Wilfreda") in held(any_home, "people", "row_id", "forename")
    # What was disposed of stays away; only what is dated after it comes.
    assert held(any_home, "visits", "row_id") == [("C1/visit/9",), ("C2/visit/1",)]
    assert held(any_home, "care_episodes", "child_id") == [("C2",)]
    with pytest.raises(RetentionRefused, match="no tombstone 7"):
        readmit(any_home, 7, why="referred again", by="Ann")


def test_a_row_of_the_day_of_the_tombstone_stays_out(home: Home) -> None:
    load_family(home)
    dispose(home)
    readmit(home, 1, why="referred again", by="Ann", at=DUE)
    load_family(home, visits=RETURNED.replace("2120-01-02", "2120-01-01"))
    assert held(home, "visits", "row_id") == [("C2/visit/1",)]
