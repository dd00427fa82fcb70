"""Erasure, sealing and rectification: identity changes, facts and figures stay."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from lineofsight.record.books import Change, Difference, Reject
from lineofsight.record.home import Home
from lineofsight.record.pseudonyms import is_pseudonym, pseudonym
from lineofsight.record.retention.actions import RetentionRefused
from lineofsight.record.retention.books import SealedIdentity, SealedLook, Tombstone
from lineofsight.record.retention.erasing import erase, would_erase
from lineofsight.record.retention.falling_due import falling_due
from lineofsight.record.retention.holds import hold
from lineofsight.record.retention.rectifying import rectify, versions_before, would_rectify
from lineofsight.record.retention.sealing import NewIdentity, open_sealed, seal, would_seal
from lineofsight.record.retention.tombstones import Taken, readmit
from lineofsight.record.snapshots import make, open_snapshot
from tests.support.homes import everything, held
from tests.unit.record.retention.family import (
    NOW,
    PERSONAL,
    TABLES,
    in_snapshots,
    load_family,
    on_disk,
    said,
    snapshot,
    visits_by_child,
)

LATER = datetime(2026, 11, 1, 9, tzinfo=UTC)
NEW = NewIdentity("C77", "Marigold", "Thrupp")


def erased(home: Home, child: str = "C1") -> Taken:
    return erase(home, child, why="asked", by="Ann", approved_by="Bob", court_order="Order 3 of 2026", at=NOW)


def sealed(home: Home) -> Taken:
    return seal(home, "C1", NEW, order="Adoption order 12", by="Ann", approved_by="Bob", at=NOW)


def counted(home: Home, at: datetime) -> list[tuple[Any, ...]]:
    """Visits by child as a new snapshot has them."""
    make(home, catalogue_document={}, at=at)
    return visits_by_child(open_snapshot(home).record).rows()


def test_erasure_leaves_facts_under_the_pseudonym_they_had(any_home: Home) -> None:
    load_family(any_home)
    made = snapshot(any_home)
    before = visits_by_child(open_snapshot(any_home).record).rows()
    assert would_erase(any_home, "C1", court_order="Order 3", at=NOW)["visits"] == 1
    taken = erased(any_home)
    stands_for = pseudonym(any_home.key, "C1")
    assert taken.snapshots == (made.snapshot,)
    assert held(any_home, "visits", "child_id", "row_id", "visited_on", "child_seen", "child_words")[1:] == [
        (stands_for, f"{stands_for}/visit/1", date(2019, 1, 1), True, None),
    ]  # fmt: skip
    people = {row[0]: row[1:] for row in held(any_home, "people", "row_id", "forename", "born_on", "sex")}
    # Of the day of birth its month is left, so that ages in figures stay.
    assert people[stands_for] == (None, date(2010, 5, 1), "F")
    assert held(any_home, "relationships", "row_id") == [("R2",)]
    text = repr(everything(any_home))
    assert [word for word in (*PERSONAL, "'C1'", "C1/") if word in text] == []
    assert [word for word in PERSONAL if in_snapshots(any_home, word)] == []
    left = Tombstone.objects.using(any_home.aliases.record).get()
    assert (left.kind, left.authority, left.asked_by, left.approved_by) == ("erased", "Order 3 of 2026", "Ann", "Bob")
    # Figures: the old snapshot's, and those of a new one.
    old = open_snapshot(any_home, made.snapshot)
    assert old.figures is not None
    assert old.figures.rows() == visits_by_child(old.record).rows() == before == counted(any_home, LATER)
    assert old.pseudonym_of("C1") is None


def test_what_was_erased_stays_erased_through_a_load_and_is_not_missing(any_home: Home) -> None:
    load_family(any_home)
    erased(any_home)
    before = said(any_home)
    again = load_family(any_home, people=TABLES["people"].replace("Wilfreda", "Wilhelmina"))
    assert said(any_home) == before
    assert {row.table for row in again if row.withdrawn} == set()
    assert "erased on 2026-10-01" in next(
        reason for (reason,) in held_rejects(any_home, again.number) if reason is not None
    )


def held_rejects(home: Home, load: int) -> list[tuple[str | None]]:
    return list(Reject.objects.using(home.aliases.record).filter(load=load).values_list("reason"))


def test_nothing_of_an_erased_name_is_left_in_the_files(home: Home) -> None:
    load_family(home)
    load_family(home, people=TABLES["people"].replace("Wilfreda", "Wilhelmina"))
    assert on_disk(home, "Wilfreda") != []
    erased(home)
    assert [word for word in ("Wilfreda", "Wilhelmina", "Bartholomew", "ZZ99 9QX") if on_disk(home, word)] == []


def test_what_the_law_keeps_is_erased_by_a_court_alone(home: Home) -> None:
    load_family(home, contacts="id | child | received_on | decided_on\nX | M1 | 2020-01-01 | 2020-01-02")
    with pytest.raises(RetentionRefused, match="regulation 6.*court's order"):
        erase(home, "C1", why="asked", by="Ann", approved_by="Bob", at=NOW)
    erase(home, "M1", why="asked", by="Ann", approved_by="Bob", at=NOW)
    with pytest.raises(RetentionRefused, match=r"was erased on 2026-10-01 \(tombstone 1\)"):
        erase(home, "M1", why="asked", by="Ann", approved_by="Bob", at=NOW)
    with pytest.raises(RetentionRefused, match="nobody with that id"):
        erased(home, "C9")
    with pytest.raises(RetentionRefused, match="another person"):
        erase(home, "C1", why="asked", by="Ann", approved_by="ANN", court_order="Order 3", at=NOW)


def test_a_hold_stops_erasure(home: Home) -> None:
    load_family(home)
    hold(home, "C1", why="claim 7", by="Eve", at=NOW)
    with pytest.raises(RetentionRefused, match="claim 7"):
        erased(home)
    assert ("Wilfreda",) in held(home, "people", "forename")


def test_facts_without_identity_still_fall_due(home: Home) -> None:
    load_family(home)
    erased(home)
    found = falling_due(home, date(2120, 1, 1), child=pseudonym(home.key, "C1"))
    assert found.select("retention_class", "status").rows() == [("adopted", "due")]


def test_neither_name_finds_the_other_after_sealing(any_home: Home) -> None:
    load_family(any_home)
    made = snapshot(any_home)
    before = visits_by_child(open_snapshot(any_home).record).rows()
    assert would_seal(any_home, "C1", NEW)["people"] == 1
    sealed(any_home)
    people = {row[0]: row[1:] for row in held(any_home, "people", "row_id", "forename", "surname", "born_on")}
    assert people["C77"] == ("Marigold", "Thrupp", date(2010, 5, 6))
    assert not [row for row in people.values() if row[0] == "Wilfreda"]
    text = repr(everything(any_home))
    assert [word for word in ("Wilfreda", "ZZ99 9QX", "Bartholomew", "'C1'", "C1/") if word in text] == []
    # Nothing of the new identity is on the old facts, nor the other way round.
    stands_for = pseudonym(any_home.key, "C1")
    assert {row[0] for row in held(any_home, "care_episodes", "child_id")} == {stands_for, "C2"}
    assert is_pseudonym(stands_for)
    assert "C77" not in repr([held(any_home, name, "child_id") for name in ("visits", "relationships", "addresses")])
    assert [word for word in PERSONAL if in_snapshots(any_home, word)] == []
    assert visits_by_child(open_snapshot(any_home, made.snapshot).record).rows() == before == counted(any_home, LATER)
    assert in_snapshots(any_home, "Marigold") == ["people.parquet"]


def test_the_link_opens_to_one_role_with_a_reason_that_is_kept(any_home: Home) -> None:
    load_family(any_home)
    sealed(any_home)
    for role in ("operator", "director", "social_worker", ""):
        with pytest.raises(RetentionRefused, match="adoption records officer alone"):
            open_sealed(any_home, "C77", role=role, by="Eve", why="curious", at=NOW)
    with pytest.raises(RetentionRefused, match="is blank"):
        open_sealed(any_home, "C77", role="adoption_records_officer", by="Eve", why=" ", at=NOW)
    for child in ("C1", "C77"):
        opened = open_sealed(any_home, child, role="adoption_records_officer", by="Eve", why="asked at 18", at=NOW)
        assert (opened.old_id, opened.new_id) == ("C1", "C77")
    assert opened.content["people"][0]["forename"] == "Wilfreda"
    assert opened.content["addresses"][0]["postcode"] == "ZZ99 9QX"
    assert opened.content["relationships"][0]["related_person_id"] == "M1"
    looks = SealedLook.objects.using(any_home.aliases.record)
    assert list(looks.values_list("by", "role", "why")) == [("Eve", "adoption_records_officer", "asked at 18")] * 2
    with pytest.raises(RetentionRefused, match="Nothing is sealed"):
        open_sealed(any_home, "C2", role="adoption_records_officer", by="Eve", why="asked", at=NOW)


def test_the_old_id_stays_out_and_the_new_one_loads(home: Home) -> None:
    load_family(home)
    sealed(home)
    people = TABLES["people"] + "C77 | Marigold | Thrupp | 2010-05-06 | F | B9"
    again = load_family(home, people=people)
    assert {row.table: (row.taken, row.rejected) for row in again}["people"] == (1, 1)
    assert not [row for row in held(home, "people", "forename") if row == ("Wilfreda",)]
    with pytest.raises(RetentionRefused, match="sealed at adoption"):
        sealed(home)
    with pytest.raises(RetentionRefused, match="never comes back"):
        readmit(home, 1, why="referred again", by="Ann")


def test_a_new_identity_needs_an_id_of_its_own(home: Home) -> None:
    load_family(home)
    for id_, refused in (("C2", "in use"), ("", "is blank"), (pseudonym(home.key, "x"), "form of a pseudonym")):
        with pytest.raises(RetentionRefused, match=refused):
            seal(home, "C1", NewIdentity(id_, "M", "T"), order="o", by="Ann", approved_by="Bob", at=NOW)
    assert SealedIdentity.objects.using(home.aliases.record).count() == 0


def test_a_correction_stands_everywhere_and_through_every_load(any_home: Home) -> None:
    load_family(any_home)
    made = snapshot(any_home)
    assert would_rectify(any_home, "C1", "forename", "Winifred") == {"people": 1}
    assert rectify(any_home, "C1", "forename", "Winifred", why="misspelt", by="Ann", at=NOW) == (made.snapshot,)
    assert in_snapshots(any_home, "Wilfreda") == []
    assert in_snapshots(any_home, "Winifred") == ["people.parquet"]
    record = open_snapshot(any_home).record
    assert record.frames["people"].collect().height == 3
    assert [row for row in held(any_home, "people", "forename") if row == ("Wilfreda",)] == []
    # The same file changes nothing; a changed one that still has it wrong shows as a difference, and gives way.
    load_family(any_home)
    load_family(any_home, people=TABLES["people"].replace("A123", "A999"))
    make(any_home, catalogue_document={}, at=LATER)
    names = open_snapshot(any_home).record.frames["people"].sort("born_on").select("forename", "pupil_number").collect()
    assert names.rows()[1] == ("Winifred", "A999")
    differences = Difference.objects.using(any_home.aliases.record).filter(column="forename")
    assert list(differences.values_list("value", "other_value")) == [("Winifred", "Wilfreda")]


def test_what_it_said_before_is_kept_where_few_may_look(any_home: Home) -> None:
    load_family(any_home)
    rectify(any_home, "C1", "born_on", "2010-05-07", why="birth certificate seen", by="Ann", at=NOW)
    assert versions_before(any_home, "C1") == [("ssd", {"born_on": "2010-05-06"}, "birth certificate seen", NOW)]
    assert Change.objects.using(any_home.aliases.record).filter(table="people").count() == 0
    rectify(any_home, "C1", "born_on", "2010-05-08", why="copied wrongly", by="Ann", at=NOW)
    assert sorted((source, before["born_on"]) for source, before, _, _ in versions_before(any_home, "C1")) == [
        ("application", "2010-05-07"), ("ssd", "2010-05-06"), ("ssd", "2010-05-07"),
    ]  # fmt: skip
    erased(any_home)
    assert versions_before(any_home, "C1") == []
    with pytest.raises(RetentionRefused, match="was erased"):
        rectify(any_home, "C1", "forename", "Winifred", why="misspelt", by="Ann", at=NOW)


@pytest.mark.parametrize(
    ("column", "text", "refused"),
    [("sex", "M", "not put right here"), ("born_on", "6 May", "not a date"), ("forename", "  ", "is blank")],
)
def test_a_correction_that_cannot_be_is_refused(home: Home, column: str, text: str, refused: str) -> None:
    load_family(home)
    with pytest.raises(RetentionRefused, match=refused):
        rectify(home, "C1", column, text, why="why", by="Ann", at=NOW)
