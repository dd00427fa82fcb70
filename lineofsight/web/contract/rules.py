"""How a quarter stands against its target, when a remedial plan is due, and who may close one. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lineofsight.core.working_days import add_working_days

HIGHER, LOWER = "higher", "lower"
TWICE, WITHIN_QUARTERS = 2, 4
DAYS_TO_PLAN = 20
"""Working days from what a snapshot knew to the plan it asks for: a term of the two bodies' own, asked by no law."""

CONTROLLER, JOINT = "controller", "joint"


class State(StrEnum):
    """What a quarter's figure is against its target."""

    AT = "at"
    WITHIN = "within"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


STATES = {
    State.AT: "At target", State.WITHIN: "Within tolerance", State.OUTSIDE: "Outside tolerance",
    State.UNKNOWN: "Not known",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quarter:
    """A measure's quarter: its code and last day, and how it stands."""

    code: str
    end: date
    state: State


def state_of(value: float | None, target: float, tolerance: float, direction: str) -> State:
    """At the target or better; within so much of it (to the very edge); outside; not known without a figure."""
    if value is None:
        return State.UNKNOWN
    short = target - value if direction == HIGHER else value - target
    if short <= 0:
        return State.AT
    # 90.0 less 5.0 is 85.0 in decimals: no figure is outside for the sake of the last binary digit.
    return State.WITHIN if short <= tolerance + 1e-9 else State.OUTSIDE


def quarters_to_answer(quarters: Sequence[Quarter]) -> tuple[Quarter, ...]:
    """The quarters a remedial plan is asked for: outside tolerance now, and twice or more in the last four known.

    A quarter that is not known neither asks for a plan nor saves from one. quarters: oldest first.
    """
    known = [each for each in quarters if each.state is not State.UNKNOWN][-WITHIN_QUARTERS:]
    outside = tuple(each for each in known if each.state is State.OUTSIDE)
    return outside if len(outside) >= TWICE and known[-1].state is State.OUTSIDE else ()


def plan_due_on(known_on: date) -> date:
    """By when a plan is due once a snapshot of that day showed it."""
    return add_working_days(known_on, DAYS_TO_PLAN)


def relapsed_in(closed_on_quarter: date | None, quarters: Iterable[Quarter]) -> Quarter | None:
    """The first quarter outside tolerance after the one a plan was closed on; None where it holds."""
    if closed_on_quarter is None:
        return None
    later = [each for each in quarters if each.end > closed_on_quarter and each.state is State.OUTSIDE]
    return min(later, key=lambda each: each.end, default=None)


def may_not_open(asked: Sequence[Quarter], *, is_open: bool) -> str:
    """Why no remedial plan can be begun; blank where one can. `asked`: as `quarters_to_answer` gave."""
    if is_open:
        return "This measure has a remedial plan that is open. Add actions to that one."
    if not asked:
        return "No plan is asked for: the measure was not outside tolerance twice in its last four known quarters."
    return ""


def may_not_close(
    quarters: Sequence[Quarter], known_on: date, opened_known_on: date, last_closing: date | None, *,
    is_open: bool, wrote: bool,
) -> str:  # fmt: skip
    """Why a remedial plan cannot be closed on a snapshot; blank where it can.

    quarters: of the snapshot, oldest first. `opened_known_on`: what the plan was opened on; `last_closing`: the end of
    the quarter a closing that did not hold stood on. `wrote`: whether whoever closes wrote the plan.
    """
    if not is_open:
        return "This plan is closed."
    if wrote:
        return "You wrote this plan. The council’s side closes it."
    if known_on <= opened_known_on:
        return "Nothing later is known than when the plan was opened. It is closed on a later snapshot."
    known = [each for each in quarters if each.state is not State.UNKNOWN]
    if not known or not quarters or quarters[-1].state is State.UNKNOWN:
        return "The latest quarter is not known, or too few are counted to show it. That is not back within tolerance."
    last = known[-1]
    if last.end <= opened_known_on:
        return "No quarter has ended since the plan was opened. It is closed on one that has."
    if last_closing is not None and last.end <= last_closing:
        return "It was closed on that quarter before, and did not hold. A later quarter has to show it."
    if last.state is State.OUTSIDE:
        return "The latest quarter is outside tolerance. The plan is closed when the measure is back within it."
    return ""


def may_not_end(from_on: date, ends_on: date) -> str:
    """Why something agreed cannot end on a day; blank where it can."""
    return "That is before it began. What was agreed stays as it was." if ends_on < from_on else ""


def may_not_reach_back(on: date, reported_to: date | None) -> str:
    """Why something agreed now cannot begin, or end, on a day; blank where it can.

    `reported_to`: the last day of the latest quarter a report was issued for. What was reported stays as it was.
    """
    if reported_to is None or on > reported_to:
        return ""
    return f"A report was issued for the quarter to {reported_to.day} {reported_to:%B %Y}. What is agreed now begins " \
        "or ends after it, or that report would not come out the same again."  # fmt: skip


def may_not_agree(target: float, tolerance: float, *, is_percentage: bool) -> str:
    """Why a target cannot be agreed; blank where it can."""
    if tolerance < 0:
        return "The tolerance is how far from the target is still accepted: 0 or more."
    if is_percentage and not 0 <= target <= 100:
        return "This measure is a percentage: its target lies between 0 and 100."
    return "A target is 0 or more." if target < 0 else ""


def may_not_share(council: str, trust: str) -> str:
    """Why council and trust cannot have these parts in one purpose; blank where they can."""
    parts = (council, trust)
    if CONTROLLER not in parts and parts != (JOINT, JOINT):
        return "Somebody decides why and how the record is used: one controller, or both jointly."
    if JOINT in parts and parts != (JOINT, JOINT):
        return "Joint controllers are two: say so of both."
    return ""


def may_not_issue(quarter_end: date, known_on: date, *, issued: bool) -> str:
    """Why a quarter's report cannot be issued from a snapshot; blank where it can."""
    if quarter_end > known_on:
        return "The snapshot knows only part of that quarter. Issue the report from a later one."
    return "It was issued from this snapshot already, and stays as it is." if issued else ""


def may_not_say_done(*, is_done: bool, evidence: str) -> str:
    """Why an action of a plan cannot be said to be done; blank where it can."""
    if is_done:
        return "This action is done already."
    return "" if evidence.strip() else "Say what shows that it was done."
