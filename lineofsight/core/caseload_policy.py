"""How much a worker is to hold: limits by what they do, and what each child weighs, dated; the authority's own first.

No law or guidance sets a number. The limits are this project's default; the weights are a common shape of the schemes
that authorities publish: a child at risk or in care takes more of a week than a child in need, court and distance take
more, brothers and sisters held together take less than as many children apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

SOCIAL_WORKER = "social_worker"
NEWLY_QUALIFIED = "newly_qualified"
STAGES = (
    "contact", "referral", "early_help", "assessment", "section_47", "child_in_need", "care_leaver", "child_protection",
    "in_care",
)  # fmt: skip
IN_COURT, AT_A_DISTANCE, BROTHER_OR_SISTER, MILES = "in_court", "at_a_distance", "brother_or_sister", "miles"
LIMITS = (SOCIAL_WORKER, NEWLY_QUALIFIED)
WEIGHTS = (*STAGES, IN_COURT, AT_A_DISTANCE, BROTHER_OR_SISTER, MILES)
"""By stage; what court and distance add; what a child counts for whose brother or sister the same worker holds, as a
share; and how many miles from home are a distance."""


@dataclass(frozen=True, slots=True)
class NumberAt:
    """From a day on, one limit or weight. `source`: where that comes from."""

    name: str
    number: float
    from_on: date
    source: str = "this catalogue's default"

    def __post_init__(self) -> None:
        if self.name not in (*LIMITS, *WEIGHTS):
            raise ValueError(f"There is no limit or weight {self.name!r}. There are: {', '.join((*LIMITS, *WEIGHTS))}.")
        if not 0 <= self.number <= 1000:
            raise ValueError(f"{self.name}: {self.number} cannot be. Give a number from 0 to 1000.")


_ALWAYS = date(2000, 1, 1)
DEFAULTS: tuple[NumberAt, ...] = tuple(
    NumberAt(name, number, _ALWAYS)
    for name, number in {
        SOCIAL_WORKER: 18, NEWLY_QUALIFIED: 12, "contact": 0.5, "referral": 0.5, "early_help": 0.8, "assessment": 1.0,
        "section_47": 1.5, "child_in_need": 1.0, "care_leaver": 0.6, "child_protection": 1.5, "in_care": 1.3,
        IN_COURT: 0.7, AT_A_DISTANCE: 0.3, BROTHER_OR_SISTER: 0.6, MILES: 20,
    }.items()
)  # fmt: skip


@dataclass(frozen=True)
class CaseloadPolicy:
    """The limits and weights in force on a day. `local`: the names of those the authority set itself."""

    numbers: tuple[tuple[str, float], ...]
    local: frozenset[str] = frozenset()

    def number(self, name: str) -> float:
        """One of them. Raises KeyError for a name that is none."""
        return dict(self.numbers)[name]

    def limit(self, *, is_new: bool) -> int:
        """How many children a social worker holds at most; fewer in the first, supported year."""
        return int(self.number(NEWLY_QUALIFIED if is_new else SOCIAL_WORKER))


def in_force(on: date, own: Iterable[NumberAt] = ()) -> CaseloadPolicy:
    """What holds on a day: of each the authority's own latest, else the default."""
    lines = sorted((line for line in own if line.from_on <= on), key=lambda line: line.from_on)
    found = {line.name: line.number for line in DEFAULTS} | {line.name: line.number for line in lines}
    return CaseloadPolicy(tuple(found.items()), frozenset(line.name for line in lines))
