"""What may be done to answers, requests and claims, and what is wrong with a claim's evidence.

Pure: each gives the reason it refuses, or nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.core.periods import add_months

MEASURE, AUDIT, VOICE = KINDS = ("measure", "audit", "voice")
AT_LEAST, AT_MOST = "at_least", "at_most"
OLD_AFTER = 12
"""Months after which evidence is old."""
KIND_WORDS = {MEASURE: "measures", AUDIT: "audits", VOICE: "what children and families say"}


@dataclass(frozen=True, slots=True)
class Held:
    """Evidence as rules read it, with what the measure says now: `now` its value, `moved` a signal at its end.

    `moved`: 1 up, -1 down, 0 none. `is_comparable`: whether the measure is still defined as it was.
    """

    kind: str
    on: date
    title: str = ""
    test: str = ""
    bound: float | None = None
    now: float | None = None
    moved: int = 0
    is_comparable: bool = True


def may_not_answer(*, answered: bool, gone: bool) -> str:
    """Why a query may not be answered; blank where it may."""
    if gone:
        return "The answer has gone. Write down a new query if more was asked."
    return "It is answered, and waits for somebody to check it." if answered else ""


def may_not_check(answered_by: int | None, who: int, *, checked: bool, gone: bool) -> str:
    """Why somebody may not check an answer or return it; blank where they may."""
    if gone:
        return "The answer has gone."
    if answered_by is None:
        return "Nobody has answered yet. There is nothing to check."
    if checked:
        return "It is checked already."
    return "You wrote this answer. A second person must check it before it goes." if answered_by == who else ""


def may_not_send(answered_by: int | None, checked_by: int | None, *, gone: bool) -> str:
    """Why an answer may not go to inspectors; blank where it may."""
    if gone:
        return "The answer has gone already."
    if answered_by is None:
        return "Nobody has answered yet."
    if checked_by is None or checked_by == answered_by:
        return "An answer goes to inspectors only when a second person has checked it."
    return ""


def may_not_finish(*, done: bool, ended: bool, note: str) -> str:
    """Why a request may not be marked as done; blank where it may. `note`: where what was given is."""
    if done:
        return "It is done already."
    if ended:
        return "The visit is over."
    return "" if note.strip() else "Say what was given, and where it is: a request is not done by saying so."


def may_not_sign(kinds: Collection[str], one_kind: str, written_by: int, who: int, *, stands: bool) -> str:
    """Why a claim may not be signed; blank where it may. `one_kind`: what is said where there is one kind alone."""
    if not stands:
        return "It is withdrawn."
    if written_by == who:
        return "You wrote this claim. Somebody else must sign it."
    found = set(kinds)
    if not found:
        return "Nothing shows how this is known. Add a measure, audits, or what children and families say."
    if len(found) == 1 and not one_kind.strip():
        only = KIND_WORDS[next(iter(found))]
        return (
            f"All that it rests on is {only}. Add another kind, or say why there is none: it is then printed with it."
        )
    return ""


def may_not_begin(notice_on: date, site_on: date | None, today: date) -> str:
    """Why a visit's days cannot be; blank where they can."""
    if notice_on > today:
        return "Inspectors cannot have rung after today."
    if site_on is not None and site_on < notice_on:
        return "They cannot be on site before they rang."
    return ""


def may_not_end(notice_on: date, site_on: date | None, ended_on: date, today: date) -> str:
    """Why a visit cannot have ended on a day; blank where it can."""
    if site_on is None:
        return "Say first on which day they came on site."
    if ended_on < site_on:
        return "It cannot have ended before they came on site."
    return "It cannot have ended after today." if ended_on > today else ""


def flags(evidence: Sequence[Held], today: date) -> tuple[str, ...]:
    """What is wrong with how a claim is known, each a sentence; none where nothing is."""
    found = []
    kinds = list(dict.fromkeys(each.kind for each in evidence))
    if not kinds:
        return ("Nothing shows how this is known.",)
    if len(kinds) == 1:
        found.append(f"One kind of evidence alone: {KIND_WORDS[kinds[0]]}.")
    old = [each for each in evidence if is_old(each.on, today)]
    if old and len(old) == len(evidence):
        found.append("All of its evidence is older than a year.")
    elif old:
        found.append(f"{len(old)} of {len(evidence)} pieces of evidence are older than a year.")
    found += [against for each in evidence if (against := moved_against(each))]
    found += [f"{each.title}: it is no longer defined as it was then, so the two are not compared."
              for each in evidence if each.kind == MEASURE and not each.is_comparable]  # fmt: skip
    return tuple(found)


def may_not_show(title: str, test: str, bound: float | None, value: float | None) -> str:
    """Why a measure does not show what is claimed of it; blank where it does, or nothing is claimed."""
    if value is None or not _is_past(test, bound, value):
        return ""
    return (
        f"{title}: it is {value:,.1f} now, which is not {'at least' if test == AT_LEAST else 'at most'} {bound:,.1f}."
    )


def is_old(on: date, today: date) -> bool:
    """Whether evidence of a day is older than a year."""
    return add_months(on, OLD_AFTER) < today


def moved_against(held: Held) -> str:
    """How a measure has since moved against what is claimed of it; blank where it has not, or nobody can tell."""
    if held.kind != MEASURE or not held.is_comparable or held.bound is None or held.test not in (AT_LEAST, AT_MOST):
        return ""
    low = held.test == AT_LEAST
    if held.now is not None and _is_past(held.test, held.bound, held.now):
        return f"{held.title}: it is no longer {'at least' if low else 'at most'} what the claim says."
    if held.moved == (-1 if low else 1):
        return f"{held.title}: it moves against the claim by more than chance would give."
    return ""


def may_not_hold_all(shut: int) -> str:
    """Why somebody may not hold lists of every child; blank where they may. `shut`: children restricted to others."""
    if not shut:
        return ""
    return (
        "Some records are restricted to people you are not among, and these lists have every child. Have somebody who "
        "may see all of them make it, or whoever runs Line of Sight by command."
    )


def _is_past(test: str, bound: float | None, value: float) -> bool:
    """Whether a value is on the wrong side of a bound."""
    return bound is not None and ((test == AT_LEAST and value < bound) or (test == AT_MOST and value > bound))
