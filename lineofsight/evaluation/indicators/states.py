"""What counting gives: members with their states; and the standards whose duties are counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from lineofsight.core.standards import Standard
from lineofsight.evaluation.indicators.arrays import Answers, Flags, Floats
from lineofsight.evaluation.indicators.members import Members, Slots
from lineofsight.evaluation.record import Record

DutyFrame = Callable[[Standard, Record], pl.DataFrame]


@dataclass(frozen=True)
class Counted:
    """Members with a state each, an amount (above the line) and a weight (below it)."""

    members: Members
    state: Answers
    amount: Floats
    weight: Floats

    def only(self, kept: Flags) -> Counted:
        """Those members alone."""
        return Counted(self.members.only(kept), self.state[kept], self.amount[kept], self.weight[kept])

    @property
    def slots(self) -> Slots:
        """The pieces of time the members are in."""
        return self.members.slots


@dataclass(frozen=True)
class Standards:
    """The standards whose duties indicators count, and a table of their duties where the caller has one.

    Without one the kernel finds them, and no table is made.
    """

    by_code: Mapping[str, Standard]
    duties: DutyFrame | None = None

    def named(self, codes: Sequence[str]) -> list[Standard]:
        """The standards of those codes; all where none is named. Raises KeyError for a code there is not."""
        return [self.by_code[code] for code in codes] if codes else list(self.by_code.values())
