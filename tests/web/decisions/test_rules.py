"""What may be done with a decision, at the boundaries."""

from __future__ import annotations

from datetime import date

import pytest

from lineofsight.core.authority_levels import LevelAt, is_enough, level_of
from lineofsight.web.decisions.rules import (
    State,
    may_not_be_dated,
    may_not_change,
    may_not_return,
    may_not_sign,
    state_of,
)

DAY = date(2026, 10, 5)
PUT = {"proposed_on": DAY, "proposed_by": "w1"}


@pytest.mark.parametrize(
    ("row", "state"),
    [
        (PUT, State.WAITING),
        (PUT | {"returned_on": DAY}, State.RETURNED),
        (PUT | {"returned_on": DAY, "withdrawn_on": DAY}, State.WITHDRAWN),
        (PUT | {"decided_on": DAY, "decided_by": "w2", "returned_on": DAY}, State.DECIDED),
        ({"decided_on": DAY}, State.UNSIGNED),
        ({"acted_on": DAY}, State.PROTECTED),
        (PUT | {"acted_on": DAY}, State.WAITING),
    ],
)
def test_where_a_decision_is_follows_from_its_dates(row: dict[str, object], state: State) -> None:
    assert state_of(row) is state


def test_nobody_makes_a_decision_they_put_themselves_whatever_their_level() -> None:
    assert "yourself" in may_not_sign(PUT, "team_manager", "director", "w1")
    assert may_not_sign(PUT, "team_manager", "director", "w2") == ""


@pytest.mark.parametrize(
    ("held", "needed", "may"),
    [("team_manager", "team_manager", True), ("team_manager", "service_head", False),
     ("service_head", "team_manager", True), ("director", "director", True), ("", "team_manager", False)],
)  # fmt: skip
def test_a_level_may_decide_what_those_below_it_may(held: str, needed: str, may: bool) -> None:
    assert (may_not_sign(PUT, needed, held, "w2") == "") is may
    assert is_enough(held, needed) is may


def test_what_was_decided_stays_as_it_was() -> None:
    decided = PUT | {"decided_on": DAY, "decided_by": "w2"}
    assert may_not_change(decided, "w1")
    assert may_not_sign(decided, "team_manager", "director", "w3")


def test_only_whoever_put_it_changes_it_and_what_nobody_put_goes_back_to_nobody() -> None:
    assert may_not_change(PUT, "w1") == ""
    assert "Only whoever put" in may_not_change(PUT, "w2")
    assert "Nobody put" in may_not_return({"acted_on": DAY}, "team_manager", "director", "w2")
    assert may_not_return(PUT, "team_manager", "team_manager", "w2") == ""
    assert "sent back" in may_not_sign(PUT | {"returned_on": DAY}, "team_manager", "director", "w2")


def test_a_decision_is_not_made_tomorrow() -> None:
    assert may_not_be_dated(DAY, DAY, DAY) == ""
    assert may_not_be_dated(date(2026, 10, 6), None, DAY)
    assert may_not_be_dated(None, date(2026, 10, 6), DAY)


def test_an_authoritys_own_level_holds_from_its_day_on() -> None:
    own = (LevelAt("closure", "service_head", date(2026, 10, 5)),)
    assert level_of("closure", date(2026, 10, 4), own) == "team_manager"
    assert level_of("closure", DAY, own) == "service_head"
    assert level_of("secure_accommodation", DAY) == "director"
    assert level_of("entry_to_care", DAY) == "service_head"
