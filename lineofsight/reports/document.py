"""What a report is made of, before it is written as a page, a print or a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import polars as pl


class Tone(StrEnum):
    """How strongly a note speaks."""

    PLAIN = "plain"
    WARNING = "warning"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Headline:
    """One figure: what it is, its value in words, what lies behind it, and what England has beside it."""

    label: str
    value: str
    detail: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Headlines:
    """A row of headline figures."""

    items: tuple[Headline, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence or two."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: a caption, its columns, its rows as text. `numeric` names the columns set to the right.

    `shown`: how many rows stand open; the page folds the rest away. None: all of them.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    empty: str = "Nothing to show."
    shown: int | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its length, and the text that says it."""

    label: str
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart, its bars also a table."""

    caption: str
    bars: tuple[Bar, ...]
    unit: str = "children"


@dataclass(frozen=True, slots=True)
class Pyramid:
    """Two groups back to back by age: (band, left, right)."""

    caption: str
    left: str
    right: str
    rows: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class RunChart:
    """A measure over time: (period in words, value or None), its median, and what it shows in words."""

    caption: str
    points: tuple[tuple[str, float | None], ...]
    median: float | None
    reading: str
    unit: str = ""
    england: float | None = None
    decimals: int = 1


@dataclass(frozen=True, slots=True)
class ListBlock:
    """Children or rows by local id. The page shows the first of them; the workbook holds them all."""

    name: str
    caption: str
    frame: pl.DataFrame
    headings: tuple[str, ...] = ()
    empty: str = "No child is on this list."


Block = Headlines | Note | TableBlock | Bars | Pyramid | RunChart | ListBlock


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the report."""

    code: str
    title: str
    intro: str
    blocks: tuple[Block, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report: whose, as known on which day, made when and of what, and its pages in order.

    `children`: what it says at its end of whom it names.
    """

    title: str
    authority: str
    as_known_on: str
    made_on: str
    made_of: str
    version: str
    pages: tuple[Page, ...]
    notes: Sequence[str] = field(default_factory=tuple)
    children: str = "Children are shown by local id, never by name."

    def lists(self) -> tuple[ListBlock, ...]:
        """Every list, in page order."""
        return tuple(block for page in self.pages for block in page.blocks if isinstance(block, ListBlock))
