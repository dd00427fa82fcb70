"""The retention schedule: every table about children has its place, law may only be lengthened, and each day counts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from lineofsight.core.authority import Basis
from lineofsight.core.retention import (
    CLASSES,
    KEPT_WITH_THE_RECORD,
    SCHEDULE,
    CountedFrom,
    Evidence,
    RetentionClass,
    class_of_table,
)
from lineofsight.core.table import Holder
from lineofsight.core.tables import TABLES
from lineofsight.evaluation.policy import policy_of
from lineofsight.evaluation.policy_files import PolicyProblem
from lineofsight.evaluation.retention import read_schedule, schedule_of
from lineofsight.record.home import Home
from lineofsight.record.loads import load
from lineofsight.record.retention.falling_due import anniversary, falling_due
from lineofsight.record.retention.holds import hold, lift
from tests.support.homes import reading

CARE = "id | child | started_on | ended_on | end_reason\nE1 | C1 | 2018-01-05 | {}"


def entry(home: Home, on: date, child: str = "C1") -> dict[str, Any]:
    found = falling_due(home, on, child=child)
    assert found.height == 1
    return found.row(0, named=True)


def status(home: Home, on: date, child: str = "C1") -> str:
    return str(entry(home, on, child)["status"])


def test_every_table_about_children_has_its_class() -> None:
    about = [name for name, table in TABLES.items() if table.holder is Holder.CHILD]
    for name in about:
        found = class_of_table(name)
        assert found in CLASSES or name in KEPT_WITH_THE_RECORD
    with pytest.raises(KeyError, match="no retention class"):
        class_of_table("teams")


def test_the_law_is_named_where_it_sets_the_length() -> None:
    by_law = {each.code: (each.years, each.counted_from) for each in SCHEDULE if each.basis is Basis.STATUTE}
    assert by_law == {
        "adopted": (100, CountedFrom.EVENT),
        "looked_after": (75, CountedFrom.BIRTH),
        "care_leaver": (75, CountedFrom.BIRTH),
    }
    assert "regulation 50" in str(CLASSES["looked_after"].authority)
    assert all(each.basis.weight == "local" for each in SCHEDULE if each.code not in by_law)


def test_a_class_that_cannot_be_is_refused() -> None:
    known = CLASSES["education"]
    with pytest.raises(ValueError, match="a year at least"):
        RetentionClass("a", "A", 0, known.counted_from, known.basis, known.authority, "", tables=("visits",))
    with pytest.raises(ValueError, match="Name its tables"):
        RetentionClass("a", "A", 1, known.counted_from, known.basis, known.authority, "")
    with pytest.raises(ValueError, match="no rows about children"):
        Evidence("teams")
    with pytest.raises(ValueError, match="a column and its codes"):
        Evidence("visits", "kind")


@pytest.mark.parametrize("day", [date(2026, 3, 31), date(2024, 2, 29), date(2000, 2, 29)])
def test_an_anniversary_is_never_a_day_early(day: date) -> None:
    found = pl.DataFrame({"day": [day]}).select(anniversary(pl.col("day"), 75))["day"][0]
    assert found == (date(day.year + 75, 3, 1) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 75))


def test_a_looked_after_child_is_due_on_the_75th_birthday_and_not_the_day_before(any_home: Home) -> None:
    load(any_home, [reading(people="id | born_on\nC1 | 2010-05-06", care_episodes=CARE.format("2020-01-01 | E17"))])
    due = date(2085, 5, 6)
    assert status(any_home, due - timedelta(days=1)) == "not_yet"
    found = entry(any_home, due)
    assert (found["status"], found["due_on"], found["retention_class"]) == ("due", due, "looked_after")
    assert (found["basis"], found["reason"]) == ("must", "75 years from birth")


@pytest.mark.parametrize(
    ("died", "due"),
    [
        ("2027-05-05", date(2042, 5, 5)),  # the day before 18
        ("2028-05-05", date(2043, 5, 5)),
        ("2028-05-06", date(2085, 5, 6)),  # on the eighteenth birthday: the whole 75 years
    ],
)
def test_after_a_death_before_18_fifteen_years(home: Home, died: str, due: date) -> None:
    people = f"id | born_on | died_on\nC1 | 2010-05-06 | {died}"
    load(home, [reading(people=people, care_episodes=CARE.format("2020-01-01 | E17"))])
    assert entry(home, due)["due_on"] == due


def test_an_unknown_date_never_disposes(home: Home) -> None:
    load(home, [reading(
        people="id | born_on\nC1 | 1900-05-06\nC2 |\nC3 | 1900-01-01\nC4 | 1900-01-01",
        care_episodes=CARE.format("1910-01-01 | E2") + "\nE2 | C2 | 1905-01-05 | 1906-01-01 | E17",
        referrals="id | child | received_on | closed_on\nX | C3 | |\nY | C4 | 1905-01-01 | 1905-01-02",
    )])  # fmt: skip
    far = date(2200, 1, 1)
    assert (status(home, far), entry(home, far)["due_on"]) == ("not_known", None)
    assert "no date of death" in entry(home, far)["reason"]
    assert "no date of birth" in entry(home, far, "C2")["reason"]
    assert "something has no date" in entry(home, far, "C3")["reason"]
    assert status(home, far, "C4") == "due"


def test_the_longest_class_wins(home: Home) -> None:
    load(home, [reading(
        people="id | born_on\nC1 | 2010-05-06\nC2 | 2010-05-06",
        care_episodes=CARE.format("2020-01-01 | E11") + "\nE2 | C2 | 2015-01-05 | 2016-01-01 | E17",
        permanence="id | child | order_type | order_made_on\nP | C1 | adoption | 2020-01-01",
        contacts="id | child | received_on | decided_on\nY | C2 | 2084-01-01 | 2084-01-02",
    )])  # fmt: skip
    adopted = entry(home, date(2120, 1, 1))
    assert (adopted["retention_class"], adopted["due_on"], adopted["status"]) == ("adopted", date(2120, 1, 1), "due")
    # A contact so late outlasts 75 years from birth.
    assert (entry(home, date(2085, 5, 6), "C2")["retention_class"]) == "front_door"
    assert status(home, date(2089, 12, 31), "C2") == "not_yet"
    assert status(home, date(2090, 1, 1), "C2") == "due"


def test_what_is_still_open_never_falls_due(home: Home) -> None:
    load(home, [reading(
        people="id | born_on\nC1 | 1900-05-06", care_episodes=CARE.format("1910-01-01 | E17"),
        referrals="id | child | received_on | closed_on\nX | C1 | 1905-01-01 |",
    )])  # fmt: skip
    for on in (date(1975, 5, 6), date(2200, 1, 1)):
        assert status(home, on) == "not_yet"
        assert "still open" in entry(home, on)["reason"]
    # Far from 75 years it is the longer of the two that is told.
    assert entry(home, date(1960, 1, 1))["due_on"] == date(1975, 5, 6)
    load(home, [reading(referrals="id | child | received_on | closed_on\nX | C1 | 1905-01-01 | 1906-01-01")])
    assert status(home, date(1975, 5, 6)) == "due"


def test_adopted_on_an_unknown_day_is_not_known_however_old(home: Home) -> None:
    load(home, [reading(
        people="id | born_on\nC1 | 1900-05-06", care_episodes=CARE.format("1910-01-01 | E17"),
        permanence="id | child | order_type | order_made_on\nP | C1 | adoption |",
    )])  # fmt: skip
    assert status(home, date(2200, 1, 1)) == "not_known"


def test_sexual_abuse_is_kept_longer_than_another_plan(home: Home) -> None:
    plans = "id | child | started_on | ended_on | initial_category\nP | C1 | 2018-01-01 | 2019-01-01 | {}"
    load(home, [reading(people="id | born_on\nC1 | 2010-05-06", child_protection_plans=plans.format("NEG"))])
    assert entry(home, date(2026, 1, 1))["due_on"] == date(2035, 5, 6)
    load(home, [reading(child_protection_plans=plans.format("SAB"))])
    assert entry(home, date(2026, 1, 1))["due_on"] == date(2085, 5, 6)


def test_held_while_the_hold_stands_and_not_after(home: Home) -> None:
    load(home, [reading(people="id | born_on\nC1 | 1930-05-06\nC2 | 1930-05-06",
                        visits="id | child | visited_on\nV | C1 | 1940-01-01\nW | C2 | 1940-01-01")])  # fmt: skip
    number = hold(home, "C1", why="claim 7", by="Ann", from_on=date(2026, 3, 1))
    assert status(home, date(2026, 2, 28)) == "due"
    assert status(home, date(2026, 3, 1)) == "held"
    assert status(home, date(2026, 3, 1), "C2") == "due"
    lift(home, number, why="settled", by="Bob", at=datetime(2026, 5, 1, 9, tzinfo=UTC))
    assert status(home, date(2026, 4, 30)) == "held"
    assert status(home, date(2026, 5, 1)) == "due"
    hold(home, None, why="inquiry", by="Ann", from_on=date(2026, 6, 1))
    assert {status(home, date(2026, 6, 1), child) for child in ("C1", "C2")} == {"held"}


def test_a_local_schedule_changes_local_lengths_and_lengthens_the_law(home: Home) -> None:
    load(home, [reading(people="id | born_on\nC1 | 2010-05-06", visits="id | child | visited_on\nV | C1 | 2016-01-01")])
    home.policy.write_text("retention:\n  child_in_need: {years: 21, reason: our schedule}\n", encoding="utf-8")
    assert entry(home, date(2031, 5, 6))["due_on"] == date(2031, 5, 6)
    assert "our schedule" in entry(home, date(2031, 5, 6))["authority"]
    longer = {each.code: each.years for each in schedule_of({"retention": {"looked_after": {"years": 80}}})}
    assert longer["looked_after"] == 80
    assert policy_of({"retention": {}}).lines == ()
    assert read_schedule(home.path / "none.yaml") == SCHEDULE


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"looked_after": {"years": 74}}, "may only be longer"),
        ({"looked_afte": {"years": 80}}, "Did you mean looked_after"),
        ({"child_in_need": {"years": 0}}, "not a whole number of years"),
        ({"child_in_need": {"years": True}}, "not a whole number of years"),
        ({"child_in_need": 25}, "give `years:`"),
        (["child_in_need"], "should name classes"),
    ],
)
def test_a_schedule_that_cannot_be_used_is_refused(given: Any, said: str) -> None:
    with pytest.raises(PolicyProblem, match=said):
        schedule_of({"retention": given})
