"""Parts of a child's page that are one lane of the story: what is in it, and what no file loaded could tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lineofsight.core.column_words import lower_first
from lineofsight.core.tables import TABLES
from lineofsight.web.children.entries import Entry, entries_of
from lineofsight.web.children.kinds import KINDS, LANES
from lineofsight.web.children.opened import Opened


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what is under it, newest first. `untold`: kinds of thing of which no file loaded speaks."""

    lane: str
    title: str
    running: tuple[Entry, ...]
    others: tuple[Entry, ...]
    untold: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is recorded."""
        return not self.running and not self.others


def part_of(opened: Opened, lane: str) -> Part:
    """One lane of a child's story: what goes on first."""
    tables = [name for name in opened.told if KINDS[name].lane == lane]
    entries = entries_of(opened.record, tables, opened.names)
    running = tuple(entry for entry in entries if entry.goes_on)
    others = tuple(entry for entry in entries if not entry.goes_on)
    return Part(lane, LANES[lane], running, others, missing_from(opened, tables))


def missing_from(opened: Opened, tables: Iterable[str]) -> tuple[str, ...]:
    """Kinds of thing that no file loaded speaks of: none in the list does not mean none happened."""
    return tuple(lower_first(TABLES[name].title) for name in tables if not opened.can_tell(name))
