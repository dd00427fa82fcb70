"""Whether audits of a line's theme are at grade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from lineofsight.core.periods import add_months
from lineofsight.core.text_formats import plural, uk_date

MONTHS_LOOKED_BACK: Final = 6
GOOD: Final = frozenset({"good", "outstanding"})


@dataclass(frozen=True, slots=True)
class AuditsAsked:
    """What is asked of audits: at least so many in six months, and so many in a hundred of them good or better."""

    least: int
    share: int
    about: str = ""

    def __post_init__(self) -> None:
        if self.least < 1 or not 1 <= self.share <= 100:
            raise ValueError("Ask for one audit or more, and for a share from 1 to 100 in a hundred.")


@dataclass(frozen=True, slots=True)
class AuditSeen:
    """An audit: its day, and its grade after moderation where it was moderated."""

    on: date
    grade: str

    @property
    def is_good(self) -> bool:
        """Good or better."""
        return self.grade in GOOD


@dataclass(frozen=True, slots=True)
class AuditsFound:
    """The audits of six months. `words`: why they are not at grade, or that they are; `public` without a figure."""

    since: date
    audits: int
    good: int
    at_grade: bool
    words: str
    public: str


def audits_found(asked: AuditsAsked, seen: Sequence[AuditSeen], on: date) -> AuditsFound:
    """What the audits of the six months before a day, that day included, say together."""
    since = add_months(on, -MONTHS_LOOKED_BACK)
    within = [each for each in seen if since < each.on <= on]
    good = sum(each.is_good for each in within)
    name = f"audits of {asked.about}" if asked.about else "audits"
    told = f"{plural(len(within), 'audit')}{f' of {asked.about}' if asked.about else ''} since {uk_date(since)}"
    if len(within) < asked.least:
        words = f"Too few {name}: {told}, and at least {asked.least} are asked."
        return AuditsFound(since, len(within), good, False, words, "Too few audits to tell.")
    enough = 100 * good >= asked.share * len(within)
    said = f"{good} of {told} good or better"
    words = f"{said}." if enough else f"Audits are not at grade: {said}, and {asked.share} in a hundred are asked."
    public = "Audits are at grade." if enough else "Audits are not at grade."
    return AuditsFound(since, len(within), good, enough, words, public)


def audits_fell_back(asked: AuditsAsked, seen: Sequence[AuditSeen], since: date, on: date) -> date | None:
    """The day of the first audit after a day by which enough were in again and too few of them good; None for none."""
    later = sorted((each for each in seen if since < each.on <= on), key=lambda each: each.on)
    for each in later:
        window = [
            other for other in later if add_months(each.on, -MONTHS_LOOKED_BACK) < other.on <= each.on
        ]  # fmt: skip
        good = sum(other.is_good for other in window)
        if len(window) >= asked.least and 100 * good < asked.share * len(window):
            return each.on
    return None
