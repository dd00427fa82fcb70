"""Examples of a definition, from its specs, as tables people read: days in UK form, codes by their meanings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from lineofsight.catalogue.examples import Example, ExampleTable
from lineofsight.core.code_sets import all_code_sets
from lineofsight.core.periods import parse_period
from lineofsight.core.table import Table
from lineofsight.core.tables import TABLES
from lineofsight.web.handbook.words import column_title, sentence
from lineofsight.web.layout.dates import in_full, short

STATUSES = {
    "met": "Met in time", "late": "Met late", "overdue": "Overdue", "due": "Due", "ended": "Ended before it was due",
    "ended_overdue": "Ended while overdue", "not_known": "Not known", "yes": "Yes", "no": "No", "missing": "Missing",
}  # fmt: skip
MOST_COVERED = 14
# Whom an example is about is named as people are.
_WHO = frozenset({"child", "worker", "carer"})


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says; where that is the meaning of a code, the code beside it."""

    text: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A small table: its caption, headings and rows."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class ShownExample:
    """What an example shows, the rows given, and what follows from them."""

    title: str
    given: tuple[Shown, ...]
    covered: str
    follows: Shown
    figure: str


def shown_examples(examples: Iterable[Example], follows: str) -> tuple[ShownExample, ...]:
    """The examples in their order. `follows` heads what is expected: "What is owed"."""
    listed = tuple(examples)
    titles, before = Counter(example.shows for example in listed), Counter[str]()
    found = []
    for example in listed:
        before[example.shows] += 1
        of = titles[example.shows]
        found.append(_shown(example, follows, f" ({before[example.shows]} of {of})" if of > 1 else ""))
    return tuple(found)


def _shown(example: Example, follows: str, which: str) -> ShownExample:
    given = tuple(
        _table(TABLES[name].title if name in TABLES else column_title(name), rows, TABLES.get(name))
        for name, rows in example.tables.items()
    )
    figure = ""
    if example.figure is not None:
        figure = "No figure is given." if example.figure == "none" else f"The figure is {example.figure}."
    follows_from = _table(f"{follows} {_when(example.when)}", example.expect)
    return ShownExample(sentence(example.shows + which), given, _covered(example), follows_from, figure)


def _covered(example: Example) -> str:
    if not example.covered or len(example.covered) > MOST_COVERED:
        return ""
    told = (f"{TABLES[name].title.lower()}: {reach}" for name, reach in example.covered.items() if name in TABLES)
    return f"What the files loaded tell: {'; '.join(told)}."


def _when(text: str) -> str:
    try:
        return f"on {in_full(date.fromisoformat(text))}"
    except ValueError:
        pass
    try:
        return f"for {parse_period(text).title}"
    except ValueError:
        return f"for {text}"


def _table(caption: str, rows: ExampleTable, table: Table | None = None) -> Shown:
    shown = tuple(
        tuple(_cell(heading, value, table) for heading, value in zip(rows.heading, row, strict=True))
        for row in rows.rows
    )
    return Shown(caption, tuple(column_title(heading.removesuffix("_id")) for heading in rows.heading), shown)


def _cell(heading: str, value: str, table: Table | None) -> Cell:
    if table is not None and table.has(heading) and (codes := table.column(heading).code_set):
        meaning = meaning_of(codes, value)
        if meaning and meaning.casefold() != value.casefold():
            return Cell(meaning, value)
    if heading in _WHO:
        return Cell(value[:1].upper() + value[1:])
    return Cell(day_words(value) if table is not None else STATUSES.get(value, day_words(value)))


def meaning_of(codes: str, value: str) -> str:
    """What a code of a list means; blank where the list does not say."""
    try:
        return all_code_sets()[codes].meaning(value)
    except (KeyError, ValueError):
        return ""


def day_words(value: str) -> str:
    """A day or a moment in UK form; anything else as it stands."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return short(moment) if len(value) <= 10 else f"{moment:%H:%M} on {short(moment)}"
