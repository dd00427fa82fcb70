"""Proof that something changed: named when an action is made, worked out from what was measured or looked at since.

Pure. Nothing here is typed: a proof holds when a figure, a dip sample or audits, made after the action was, reach what
was wanted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from lineofsight.web.layout.dates import in_full

ENOUGH = 5
"""Records in a dip sample, or audits, below which nothing is proved."""


class By(StrEnum):
    """What shows a change."""

    MEASURE = "measure"
    DIP = "dip_sample"
    AUDITS = "audits"
    CHILD = "child_audit"


TITLES = {
    By.MEASURE: "A measure moves", By.DIP: "A dip sample, repeated", By.AUDITS: "Audits about one thing, since then",
    By.CHILD: "This child, audited again",
}  # fmt: skip


class State(StrEnum):
    """What a proof says."""

    HOLDS = "holds"
    NOT_YET = "not yet"
    NOBODY_LOOKED = "nobody has looked"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found on a day: a value, out of how many, and in words where it is from. `of` None: no denominator."""

    on: date
    value: float
    of: int | None
    words: str
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """The proof an action names: what is looked at (`code`: a measure, a question set, a theme) and what is wanted.

    `higher`: whether more is better. `before`: the value when it was named, with its interval where it has one.
    """

    by: By
    code: str
    title: str
    wanted: float
    higher: bool
    unit: str = ""
    before: float | None = None
    before_words: str = ""
    lower: float | None = None
    upper: float | None = None

    def as_data(self) -> dict[str, Any]:
        """As an action keeps it."""
        return {**asdict(self), "by": self.by.value}


def named_from(data: Mapping[str, Any]) -> Named:
    """What an action kept."""
    return Named(**{**data, "by": By(data["by"])})


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether a proof holds, why, and the reading it rests on. `chance`: the move could be chance alone.

    `exact`: whether it is told to whoever asks with its figures, or as `without_figures` gives it.
    """

    state: State
    words: str
    reading: Reading | None = None
    chance: bool = False
    exact: bool = True


_WITHOUT = {
    State.HOLDS: "What was wanted is reached.", State.NOT_YET: "What was wanted is not reached.",
    State.NOBODY_LOOKED: "Nobody has looked since, or too few were counted to tell.",
}  # fmt: skip


def without_figures(proof: Proof) -> Proof:
    """A proof as it is told to those to whom its figures are not: small ones would tell of a child they may not see."""
    return Proof(proof.state, _WITHOUT[proof.state], exact=False)


def may_not_name(named: Named) -> str:
    """Why a proof will not do; blank where it will."""
    if named.before is not None and _reached(named, named.before):
        return f"It is there already: {said(named, named.before)}. Name what would show a change."
    if named.unit == "%" and not 0 <= named.wanted <= 100:
        return "Enter a percentage from 0 to 100."
    return ""


def proof_of(named: Named, since: date, readings: Sequence[Reading]) -> Proof:
    """Whether a proof holds. Readings of `since` or before count for nothing; the latest of those after decides.

    since: the day the action was made; for a later check, the day the entry was closed or last looked at.
    """
    later = [each for each in sorted(readings, key=lambda each: each.on) if each.on > since]
    if not later:
        return Proof(State.NOBODY_LOOKED, f"Nobody has looked since {in_full(since)}: {looked_at(named)}.")
    last = later[-1]
    if named.by is not By.CHILD and last.of is not None and last.of < (1 if named.by is By.MEASURE else ENOUGH):
        few = "nobody was counted" if not last.of else f"{last.of} is too few to tell"
        return Proof(State.NOBODY_LOOKED, f"{last.words}: {few}.", last)
    found = f"{last.words}: {said(named, last.value)}; wanted {wanted(named)}."
    if not _reached(named, last.value):
        return Proof(State.NOT_YET, found, last)
    return Proof(State.HOLDS, found, last, _could_be_chance(named, last))


def looked_at(named: Named) -> str:
    """What a proof looks at, in words."""
    match named.by:
        case By.MEASURE:
            return f"the measure “{named.title}”"
        case By.DIP:
            return f"a dip sample of “{named.title}”"
        case By.AUDITS:
            return f"audits that are above all about {named.title.lower()}"
    return "an audit of the same child"


def wanted(named: Named) -> str:
    """What is wanted, in words."""
    if named.by is By.CHILD:
        return "good or outstanding"
    return f"{said(named, named.wanted)} or {'more' if named.higher else 'less'}"


def said(named: Named, value: float) -> str:
    """A value in words."""
    if named.by is By.CHILD:
        return "good or outstanding" if value >= 1 else "below good"
    number = f"{value:.0f}" if named.unit == "%" or value == int(value) else f"{value:.1f}"
    return number + ("%" if named.unit == "%" else "")


def _reached(named: Named, value: float) -> bool:
    return value >= named.wanted if named.higher else value <= named.wanted


def _could_be_chance(named: Named, last: Reading) -> bool:
    """Whether the interval before and the interval now have values in common: then chance alone could do it."""
    if None in (named.lower, named.upper, last.lower, last.upper):
        return False
    assert named.lower is not None and named.upper is not None and last.lower is not None and last.upper is not None  # noqa: PT018
    return named.lower <= last.upper and last.lower <= named.upper
