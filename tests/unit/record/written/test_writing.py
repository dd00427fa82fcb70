"""A row written here: kept with every version, believed before any source's, and never lost to another's writing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connections

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.record.books import Change, Difference
from lineofsight.record.configuration import APPLICATION
from lineofsight.record.covering import as_known_on, columns_held, coverage_by_source, coverage_over_sources
from lineofsight.record.covering import standing_parts as parts_of
from lineofsight.record.home import Home, HomeBusy
from lineofsight.record.loads import load
from lineofsight.record.reading_rows import record_of_child
from lineofsight.record.undoing import undo
from lineofsight.record.written import (
    ChangedMeanwhile,
    RowToWrite,
    WriteRefused,
    WrittenRow,
    held_row,
    new_row_id,
    versions_of,
    withdraw_row,
    write_row,
    write_rows,
)
from tests.support.homes import KNOWN, reading

DAY = date(2026, 10, 5)
SAID = {"gateway": "closure", "decided_on": DAY, "reason": "The family is safe."}
IMPORTED = """
    child | id | gateway | decided_on | decided_by | written_on
    amy   | d1 | closure | 2026-10-05 | w9         | 2026-10-20
    """


def wrote(home: Home, values: dict[str, Any] = SAID, **more: Any) -> WrittenRow:
    given = {"by": "w1", "on": DAY, "holder": "amy", "action": "decide"} | more
    return write_row(home, "decisions", values, **given)


def stands(home: Home, child: str = "amy") -> list[dict[str, Any]]:
    return [dict(row) for row in record_of_child(home, child).tables.get("decisions", ())]


def test_a_row_is_added_with_who_wrote_it_and_when(any_home: Home) -> None:
    written = wrote(any_home)
    (row,) = stands(any_home)
    assert (written.version, row["id"], row["source"]) == (1, written.row_id, APPLICATION)
    assert (row["recorded_by"], row["recorded_on"], row["reason"]) == ("w1", DAY, "The family is safe.")


def test_every_version_is_kept(any_home: Home) -> None:
    first = wrote(any_home)
    second = wrote(
        any_home, {"reason": "The family is safe and says so."}, row_id=first.row_id, version=1, by="w2", why="Clearer."
    )
    assert second == WrittenRow(first.row_id, 2)
    later, earlier = versions_of(any_home, "decisions", first.row_id)
    assert (later.by, later.why, later.changed) == ("w2", "Clearer.", ("reason",))
    assert (earlier.by, earlier.values["reason"], earlier.values["decided_on"]) == ("w1", "The family is safe.", DAY)


def test_of_two_writers_the_second_is_shown_what_the_first_wrote_and_loses_nothing(any_home: Home) -> None:
    row = wrote(any_home)
    wrote(any_home, {"reason": "First."}, row_id=row.row_id, version=1, by="w2")
    with pytest.raises(ChangedMeanwhile) as caught:
        wrote(any_home, {"reason": "Second."}, row_id=row.row_id, version=1, by="w3")
    assert (caught.value.by, caught.value.version, caught.value.current["reason"]) == ("w2", 2, "First.")
    assert (caught.value.given, caught.value.differing) == ({"reason": "Second."}, ("reason",))
    assert stands(any_home)[0]["reason"] == "First."


def test_the_same_form_sent_twice_is_one_row(any_home: Home) -> None:
    row_id = new_row_id()
    first = wrote(any_home, row_id=row_id, version=0)
    assert wrote(any_home, row_id=row_id, version=0) == first == WrittenRow(row_id, 1)
    assert len(stands(any_home)) == 1


def test_saying_what_it_says_already_makes_no_version(any_home: Home) -> None:
    row = wrote(any_home)
    assert wrote(any_home, SAID, row_id=row.row_id, version=1).version == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"gateway": "nonsense"}, "not in the list"),
        ({"no_such": "x"}, "has no column"),
        ({"decided_on": date(26, 1, 1)}, "Check the year"),
        ({"decided_on": "2026-10-05"}, "a date is wanted"),
        ({"is_retrospective": "yes"}, "yes or no"),
        ({"reason": "\0"}, "no database keeps"),
        ({"recorded_by": "w9"}, "has no column"),
        ({"source": "ssd"}, "has no column"),
    ],
)
def test_what_cannot_be_is_refused(home: Home, values: dict[str, Any], said: str) -> None:
    with pytest.raises(WriteRefused, match=said):
        wrote(home, values)
    assert stands(home) == []


def test_a_span_does_not_end_before_it_begins(home: Home) -> None:
    values = {"role": "allocated_worker", "started_on": DAY, "ended_on": date(2026, 10, 4)}
    with pytest.raises(WriteRefused, match="before Started on"):
        write_row(home, "allocations", values, by="w1", on=DAY, holder="amy", action="allocate")
    values["ended_on"] = DAY
    write_row(home, "allocations", values, by="w1", on=DAY, holder="amy", action="allocate")


def test_who_somebody_is_is_not_written_here(home: Home) -> None:
    with pytest.raises(WriteRefused, match="rectification"):
        write_row(home, "people", {"forename": "Zed"}, by="w1", on=DAY, holder="amy", action="rename")


def test_a_bundle_is_written_whole_or_not_at_all(any_home: Home) -> None:
    good = RowToWrite("decisions", SAID, "amy")
    with pytest.raises(WriteRefused):
        write_rows(any_home, [good, RowToWrite("decisions", {"gateway": "x"}, "amy")], by="w", on=DAY, action="decide")
    assert stands(any_home) == []
    assert not Change.objects.using(any_home.aliases.record).exists()
    assert len(write_rows(any_home, [good, RowToWrite("decisions", SAID, "ben")], by="w", on=DAY, action="a")) == 2


def test_a_sources_row_is_taken_over_and_its_own_account_shown_as_a_difference(any_home: Home) -> None:
    load(any_home, [reading(decisions=IMPORTED)])
    held = held_row(any_home, "decisions", "d1")
    assert held is not None
    assert (held.version, held.source) == (0, "ssd")
    wrote(any_home, {"written_on": DAY, "reason": "Seen since."}, row_id="d1", version=0)
    (row,) = stands(any_home)
    assert (row["id"], row["source"], row["decided_by"], row["reason"]) == ("d1", APPLICATION, "w9", "Seen since.")
    (difference,) = Difference.objects.using(any_home.aliases.record)
    assert (difference.column, difference.value, difference.other_value) == ("written_on", "2026-10-05", "2026-10-20")


def test_a_later_load_of_the_same_row_gives_way_and_is_shown(any_home: Home) -> None:
    written = wrote(any_home, {**SAID, "written_on": DAY})
    load(any_home, [reading(decisions=IMPORTED)])
    (row,) = stands(any_home)
    assert (row["id"], row["written_on"]) == (written.row_id, DAY)
    differing = {each.column for each in Difference.objects.using(any_home.aliases.record)}
    assert differing == {"written_on"}
    # What ours never fills is filled from theirs.
    assert row["decided_by"] == "w9"


def test_a_sources_row_is_known_again_by_its_id_whatever_is_put_right_in_it(any_home: Home) -> None:
    undecided = "child | id | gateway | decided_on | proposed_on\namy | d1 | closure | | 2026-10-02"
    load(any_home, [reading(decisions=undecided)])
    with pytest.raises(WriteRefused, match="somebody else"):
        wrote(any_home, {"reason": "x"}, row_id="d1", version=0, holder="ben")
    wrote(any_home, {"decided_on": DAY}, row_id="d1", version=0)
    (row,) = stands(any_home)
    assert (row["id"], row["decided_on"], row["proposed_on"]) == ("d1", DAY, date(2026, 10, 2))
    load(any_home, [reading(decisions=undecided.replace("02", "03"))])  # the source's own row changes meanwhile
    assert [each["decided_on"] for each in stands(any_home)] == [DAY]


def test_a_row_taken_back_counts_no_more_and_stays_with_its_versions(any_home: Home) -> None:
    row = wrote(any_home)
    with pytest.raises(WriteRefused, match="Say why"):
        withdraw_row(any_home, "decisions", row.row_id, by="w1", on=DAY, version=1, action="withdraw", why=" ")
    given = {"by": "w1", "on": DAY, "action": "withdraw", "why": "Wrong child."}
    assert withdraw_row(any_home, "decisions", row.row_id, version=1, **given).version == 2  # type: ignore[arg-type]
    assert stands(any_home) == []
    load(any_home, [reading(decisions=IMPORTED)])
    assert [each["id"] for each in stands(any_home)] == ["d1"]  # theirs stands again; ours stays taken back
    undo(any_home)
    assert stands(any_home) == []
    held = held_row(any_home, "decisions", row.row_id)
    assert held is not None
    assert held.withdrawn
    assert [version.withdrawn for version in versions_of(any_home, "decisions", row.row_id)] == [True, False]


def test_undoing_a_load_leaves_what_was_written_here(any_home: Home) -> None:
    load(any_home, [reading(decisions=IMPORTED)])
    wrote(any_home, {"reason": "Seen."}, row_id="d1", version=0)
    undo(any_home)
    (row,) = stands(any_home)
    assert (row["source"], row["reason"], row["decided_by"]) == (APPLICATION, "Seen.", "w9")
    assert len(versions_of(any_home, "decisions", "d1")) == 1


def test_a_load_under_way_is_waited_for_and_then_said(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lineofsight.record.home._SAVES_WAIT", 0.05)
    other = Home(home.path).open()
    with other.alone(), pytest.raises(HomeBusy, match="Save again in a minute"):
        wrote(home)
    with other.alone(beside_writers=True):  # a snapshot only reads
        wrote(home)
    with home.saving(), other.saving():  # saves go side by side
        pass


def test_the_books_say_what_is_written_here_and_since_when(any_home: Home) -> None:
    load(any_home, [reading(visits="child | id | visited_on\namy | v1 | 2026-09-01")])
    wrote(any_home)
    parts = parts_of(any_home)
    assert as_known_on(parts) == KNOWN  # of what else was done since, the source has yet to tell
    assert columns_held(parts)[APPLICATION, "decisions"] == {"gateway", "decided_on", "reason"}
    coverage = coverage_over_sources(coverage_by_source(parts), KNOWN)
    assert (coverage["decisions"].from_on, coverage["decisions"].to_on) == (DAY, None)


def test_one_row_here_does_not_stand_for_a_sources_whole_table(any_home: Home) -> None:
    """A latest-only source keeps its rows: what is written here is beside them, not instead."""
    from lineofsight.evaluation.coverage import Extent, TableCoverage

    wrote(any_home)
    latest = {"decisions": TableCoverage(Extent.LATEST_ONLY)}
    other = "child | id | gateway | decided_on\namy | d7 | placement | 2026-10-01"
    load(any_home, [reading("annex_a", coverage=latest, decisions=other)])
    assert len(stands(any_home)) == 2
    coverage = coverage_over_sources(coverage_by_source(parts_of(any_home)), KNOWN)
    assert coverage["decisions"].extent is Extent.LATEST_ONLY


def test_a_row_of_another_child_is_left_alone(any_home: Home) -> None:
    load(any_home, [reading(decisions=IMPORTED + "    ben | d2 | closure | 2026-10-05 | w9 | 2026-10-06\n")])
    wrote(any_home, {"reason": "Seen."}, row_id="d1", version=0)
    connection = connections[any_home.aliases.record]
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM decisions WHERE superseded_by IS NOT NULL AND source = 'ssd'")
        assert cursor.fetchall() == [("d1",)]
