"""What a home page is made of: counts that lead to what they count, lists of children, tables and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tile:
    """A number and what it counts. `number` None: not known, with the reason in `note`."""

    number: int | None
    label: str
    link: str = ""
    note: str = ""

    @property
    def tone(self) -> str:
        """How the tile is drawn: unknown, none, or plain."""
        return "unknown" if self.number is None else "none" if self.number == 0 else "plain"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: who or what, where it leads, and what is said of it."""

    title: str
    link: str
    beside: str
    text: str
    tag: str = ""
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page under a heading; only what is filled is shown. `empty`: what it means that nothing is."""

    title: str
    intro: str = ""
    tiles: Sequence[Tile] = ()
    lines: Sequence[Line] = ()
    headings: Sequence[str] = ()
    rows: Sequence[Sequence[tuple[str, str]]] = ()
    numeric: frozenset[int] = field(default=frozenset())
    paragraphs: Sequence[str] = ()
    more: tuple[str, str] | None = None
    empty: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.tiles or self.lines or self.rows or self.paragraphs)
