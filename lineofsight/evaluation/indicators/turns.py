"""In which turn populations are counted, so that what one needs in memory can be let go before the next is read.

Every duty first, then rows of derived tables, then those of each declared table in turn: the duties of a large service,
and every column of its tables, need not be there together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lineofsight.core.indicators import Duties, DutiesWhen, Indicator
from lineofsight.core.table import Table
from lineofsight.evaluation.indicators.columns import columns_read
from lineofsight.evaluation.indicators.rows import Workspace


@dataclass(frozen=True)
class Turn:
    """Indicators of one population, and what nobody needs after them and all before."""

    indicators: Sequence[Indicator]
    rows: frozenset[str] = frozenset()
    duties: bool = False
    frames: bool = False

    def let_go(self, workspace: Workspace) -> None:
        """Let go of what nobody needs any more."""
        workspace.let_go(self.rows, duties=self.duties, frames=self.frames)


def turns(populations: Iterable[Sequence[Indicator]]) -> list[Turn]:
    """Each population's turn, in order; each has at least one indicator."""
    ordered = sorted(populations, key=_place)
    reads = [columns_read(each) for each in ordered]
    last_of = {name: turn for turn, read in enumerate(reads) for name in read}
    last_duties = max((turn for turn, each in enumerate(ordered) if _counts_duties(each)), default=-1)
    derived = (turn for turn, read in enumerate(reads) if any(_is_derived(source) for source, _ in read.values()))
    last_frames = max(last_duties, max(derived, default=-1))
    return [
        Turn(
            each, frozenset(name for name in reads[turn] if last_of[name] == turn), turn == last_duties,
            turn == last_frames,
        )
        for turn, each in enumerate(ordered)
    ]  # fmt: skip


def _place(indicators: Sequence[Indicator]) -> tuple[int, str]:
    population = indicators[0].population
    if isinstance(population, Duties):
        # What asks when a duty's meeting was recorded needs other frames, and those are read once too.
        return (1 if population.when is DutiesWhen.MET else 0, "")
    source = indicators[0].source
    return (2 if _is_derived(source) else 3, source.name)


def _counts_duties(indicators: Sequence[Indicator]) -> bool:
    return isinstance(indicators[0].population, Duties)


def _is_derived(source: object) -> bool:
    return not isinstance(source, Table)
