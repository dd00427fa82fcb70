"""The parts a page can be made of, as data: what to show, of which rows. `facts` works them out."""

from __future__ import annotations

from dataclasses import dataclass, field

from lineofsight.core.indicators import OpenSpans
from lineofsight.core.selections import Selection


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """What stands for an indicator where the source does not date what it counts, but states totals of each child.

    The share of the children of `of` whose total `column` is at least `at_least`; without that, the mean of the totals
    that are not nought. `like_england`: it is of the same children as the published figure, which then stands beside.
    """

    code: str
    title: str
    column: str
    of: Selection | OpenSpans
    at_least: int | None = None
    like_england: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """Headline figures of indicators, with England beside where published; `stated`: what stands for some of them.

    `need_ends`: those of what is open, not known from a source that never says when anything ended: to it all is open.
    """

    codes: tuple[str, ...]
    stated: tuple[StatedFigure, ...] = ()
    need_ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgeAndSex:
    """Boys and girls by age, back to back, children counted once."""


@dataclass(frozen=True, slots=True)
class Disability:
    """The page's children by whether a disability is recorded."""

    caption: str = "Is a disability recorded?"


@dataclass(frozen=True, slots=True)
class Stages:
    """Rows by the furthest stage each has reached: (label, the date column that says so), in order."""

    caption: str
    stages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Split:
    """Rows by the code (or whole number) in a column; `child.` columns count children once; blanks are not recorded.

    `of`: other rows than the page's own (of those that ended, where the page is of those that began).
    `if_said`: no word of it where no row says: the source tells the same in another way. `words`: what codes of no
    code set mean.
    """

    caption: str
    column: str
    code_set: str | None = None
    most: int = 12
    of: Selection | OpenSpans | None = None
    if_said: bool = False
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long from one date to another (or to now), in bands of whole `unit`s: each band's first length."""

    caption: str
    start: str
    end: str | None
    unit: str
    bands: tuple[int, ...]
    of: Selection | OpenSpans | None = None
    if_said: bool = False


@dataclass(frozen=True, slots=True)
class Latest:
    """The page's children by what the latest row of another table says of each, by the page's day."""

    caption: str
    among: Selection
    column: str
    code_set: str | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """The page's children (or those of `of`) by what the source states of each in total; nothing where it does not."""

    caption: str
    column: str
    code_set: str | None = None
    of: Selection | OpenSpans | None = None
    most: int = 4


@dataclass(frozen=True, slots=True)
class Repeats:
    """How many children have one, two, three or more of these rows."""

    caption: str


@dataclass(frozen=True, slots=True)
class AlsoIn:
    """How many of these children are also among the rows of another population."""

    caption: str
    other: Selection | OpenSpans


@dataclass(frozen=True, slots=True)
class Timeliness:
    """In time, late, open and overdue for standards, children overdue listed."""

    standards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """A run chart of an indicator by month."""

    code: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The list behind the page: these columns of its rows, or of the rows of `of`."""

    caption: str
    columns: tuple[str, ...]
    of: Selection | OpenSpans | None = None


Part = (
    Figures | AgeAndSex | Disability | Stages | Split | Lengths | Latest | Stated | Repeats | AlsoIn | Timeliness
    | Trend | Rows
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageContent:
    """What one page shows: the rows it is about (if any), of the last so many months, and its parts in order.

    `otherwise`: what it shows of a source that holds no such rows, where that has any of its own population.
    """

    code: str
    title: str
    intro: str
    parts: tuple[Part, ...]
    population: Selection | OpenSpans | None = None
    annex_a_list: int | None = None
    tables: tuple[str, ...] = field(default=())
    months: int = 6
    otherwise: PageContent | None = None
