"""How a quarter stands, when a remedial plan is due, and who may close one on what: at the boundaries."""

from __future__ import annotations

from datetime import date

import pytest

from lineofsight.core.periods import parse_period
from lineofsight.web.contract.rules import (
    HIGHER,
    LOWER,
    Quarter,
    State,
    may_not_agree,
    may_not_close,
    may_not_end,
    may_not_issue,
    may_not_open,
    may_not_reach_back,
    may_not_say_done,
    may_not_share,
    plan_due_on,
    quarters_to_answer,
    relapsed_in,
    state_of,
)

AT, WITHIN, OUTSIDE, UNKNOWN = State.AT, State.WITHIN, State.OUTSIDE, State.UNKNOWN
OPENED, KNOWN = date(2026, 3, 31), date(2026, 9, 30)


def quarters(*states: State) -> list[Quarter]:
    """Quarters in a row that end with July to September 2026."""
    codes = ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"][-len(states) :]
    return [Quarter(code, parse_period(code).end, state) for code, state in zip(codes, states, strict=True)]


@pytest.mark.parametrize(
    ("value", "direction", "state"),
    [
        (90.0, HIGHER, AT), (89.9, HIGHER, WITHIN), (85.0, HIGHER, WITHIN), (84.9, HIGHER, OUTSIDE),
        (90.0, LOWER, AT), (90.1, LOWER, WITHIN), (95.0, LOWER, WITHIN), (95.1, LOWER, OUTSIDE),
        (None, HIGHER, UNKNOWN), (None, LOWER, UNKNOWN),
    ],
)  # fmt: skip
def test_a_figure_stands_by_its_target_and_to_the_very_edge_of_the_tolerance(
    value: float | None, direction: str, state: State
) -> None:
    assert state_of(value, 90.0, 5.0, direction) is state


def test_the_edge_is_in_decimals() -> None:
    assert state_of(0.8, 0.9, 0.1, HIGHER) is WITHIN


def test_a_plan_is_due_when_outside_now_and_twice_in_the_last_four_known() -> None:
    assert quarters_to_answer([]) == ()
    assert quarters_to_answer(quarters(OUTSIDE)) == ()
    assert quarters_to_answer(quarters(OUTSIDE, AT)) == ()
    assert len(quarters_to_answer(quarters(OUTSIDE, AT, AT, OUTSIDE))) == 2
    assert quarters_to_answer(quarters(OUTSIDE, AT, AT, AT, OUTSIDE)) == ()
    assert quarters_to_answer(quarters(OUTSIDE, OUTSIDE, WITHIN)) == ()


def test_what_is_not_known_neither_asks_for_a_plan_nor_saves_from_one() -> None:
    assert quarters_to_answer(quarters(UNKNOWN, UNKNOWN, OUTSIDE)) == ()
    assert len(quarters_to_answer(quarters(OUTSIDE, UNKNOWN, OUTSIDE, UNKNOWN))) == 2


def test_a_plan_is_due_in_twenty_working_days() -> None:
    assert plan_due_on(KNOWN) == date(2026, 10, 28)


def test_no_second_plan_and_none_unasked() -> None:
    asked = quarters_to_answer(quarters(OUTSIDE, OUTSIDE))
    assert may_not_open(asked, is_open=False) == ""
    assert "open" in may_not_open(asked, is_open=True)
    assert "No plan is asked for" in may_not_open((), is_open=False)


def closing(*states: State, known_on: date = KNOWN, last: date | None = None, **said: bool) -> str:
    given = {"is_open": True, "wrote": False} | said
    return may_not_close(quarters(*states), known_on, OPENED, last, **given)


def test_a_plan_closes_when_the_measure_is_back_on_a_later_snapshot() -> None:
    assert closing(OUTSIDE, AT) == ""
    assert closing(OUTSIDE, WITHIN) == ""
    assert "outside tolerance" in closing(AT, OUTSIDE)
    assert "not known" in closing(AT, UNKNOWN)
    assert "not known" in may_not_close([], KNOWN, OPENED, None, is_open=True, wrote=False)


def test_a_plan_does_not_close_on_what_was_known_when_it_was_opened() -> None:
    assert "later snapshot" in closing(OUTSIDE, AT, known_on=OPENED)
    early = [Quarter("2025-Q4", OPENED, AT)]
    assert "No quarter has ended" in may_not_close(early, date(2026, 4, 1), OPENED, None, is_open=True, wrote=False)


def test_a_plan_is_closed_once_and_never_by_whoever_wrote_it() -> None:
    assert "is closed" in closing(AT, is_open=False)
    assert "You wrote" in closing(AT, wrote=True)


def test_a_relapse_opens_a_plan_again_and_a_later_quarter_closes_it() -> None:
    closed = parse_period("2026-Q1").end
    assert relapsed_in(None, quarters(OUTSIDE)) is None
    assert relapsed_in(closed, quarters(OUTSIDE, WITHIN)) is None
    found = relapsed_in(closed, quarters(AT, OUTSIDE))
    assert found is not None
    assert found.code == "2026-Q2"
    assert closing(OUTSIDE, AT, last=closed) == ""
    assert "did not hold" in closing(OUTSIDE, AT, last=parse_period("2026-Q2").end)


def test_what_can_be_agreed() -> None:
    assert may_not_agree(90, 5, is_percentage=True) == ""
    assert may_not_agree(100, 0, is_percentage=True) == ""
    assert may_not_agree(101, 5, is_percentage=True)
    assert may_not_agree(101, 5, is_percentage=False) == ""
    assert may_not_agree(-1, 5, is_percentage=False)
    assert may_not_agree(90, -1, is_percentage=True)
    assert may_not_end(KNOWN, KNOWN) == ""
    assert may_not_end(KNOWN, date(2026, 9, 29))


def test_nothing_agreed_reaches_back_behind_a_report() -> None:
    assert may_not_reach_back(date(2026, 10, 1), KNOWN) == ""
    assert "30 September 2026" in may_not_reach_back(KNOWN, KNOWN)
    assert may_not_reach_back(date(2020, 1, 1), None) == ""


def test_every_purpose_has_a_controller_and_joint_ones_are_two() -> None:
    assert may_not_share("controller", "processor") == ""
    assert may_not_share("none", "controller") == ""
    assert may_not_share("joint", "joint") == ""
    assert may_not_share("joint", "controller")
    assert may_not_share("processor", "processor")
    assert may_not_share("none", "none")


def test_a_report_is_of_a_whole_quarter_and_issued_once_from_a_snapshot() -> None:
    assert may_not_issue(KNOWN, KNOWN, issued=False) == ""
    assert "only part" in may_not_issue(date(2026, 12, 31), KNOWN, issued=False)
    assert "already" in may_not_issue(KNOWN, KNOWN, issued=True)
    assert may_not_say_done(is_done=False, evidence="Minutes") == ""
    assert may_not_say_done(is_done=False, evidence="  ")
    assert may_not_say_done(is_done=True, evidence="Minutes")
