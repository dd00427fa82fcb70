"""Examples of rules, a subject a file, as small tables of text.

`== 148` begins an example of that rule (`year=2023-24` where not 2025-26 or the rule's last year; `return!` where the
return as a whole must be shown). A line that begins with a letter names a table and its columns; each line below is a
row: `.` must not be shown, `!` must be; `-` is a blank. Rows of a table without the child's column are of child 1, 2,
3 and so on, so that the first rows of two tables are one child's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import polars as pl

from lineofsight.core.periods import collection_period
from lineofsight.returns.rulebooks import book_of

HERE = Path(__file__).parent
CHILD = {"ssda903": "CHILD", "cin": "LAchildID"}
AUTHORITY = "330"
_WITHOUT_CHILDREN = {"ssda903": "Provider", "cin": "Header"}


@dataclass
class Example:
    """One example of one rule: its tables as text and, by table, the rows that must be shown."""

    collection: str
    code: str
    place: str
    year: str
    whole_return: bool
    tables: dict[str, tuple[list[str], list[list[str | None]]]] = field(default_factory=dict)
    shown: dict[str, set[int]] = field(default_factory=dict)

    @property
    def marks(self) -> set[str]:
        """What it shows: that a rule is `broken`, `kept`, and how it takes a `blank`."""
        cells = [cell for _, rows in self.tables.values() for row in rows for cell in row]
        rows = {name: len(rows) for name, (_, rows) in self.tables.items()}
        broken = self.whole_return or any(self.shown.values())
        kept = not broken or any(rows[name] > len(self.shown[name]) for name in rows)
        found = {"broken": broken, "kept": kept, "blank": None in cells}
        return {mark for mark, is_so in found.items() if is_so}

    def frames(self) -> dict[str, pl.DataFrame]:
        """The tables handed to the check."""
        child = CHILD[self.collection]
        made = {}
        for name, (columns, rows) in self.tables.items():
            data = {column: [row[n] for row in rows] for n, column in enumerate(columns)}
            if child not in columns and name != _WITHOUT_CHILDREN[self.collection]:
                data[child] = [str(n) for n in range(1, len(rows) + 1)]
            made[name] = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
        return made

    def context(self) -> dict[str, object]:
        """What is told beside the tables."""
        period = collection_period(self.year)
        told: dict[str, object] = {
            "collection_start": period.start, "collection_end": period.end, "localAuthority": AUTHORITY,
        }  # fmt: skip
        return told


@cache
def examples(collection: str) -> tuple[Example, ...]:
    """Every example of a return's rules, in the order written."""
    return tuple(example for path in sorted((HERE / collection).glob("*.txt")) for example in _read(collection, path))


def _read(collection: str, path: Path) -> Iterator[Example]:
    example: Example | None = None
    name = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        words = line.split()
        if not words:
            continue
        if words[0] == "==":
            if example is not None:
                yield example
            example = _begun(collection, words[1:], f"{path.name}:{number}")
        elif example is None:
            raise ValueError(f"{path.name}:{number}: a table before the first rule. Begin with == and its code.")
        elif words[0] in (".", "!"):
            columns, rows = example.tables[name]
            if len(words) - 1 != len(columns):
                raise ValueError(f"{path.name}:{number}: {len(words) - 1} cells under {len(columns)} columns.")
            if words[0] == "!":
                example.shown[name].add(len(rows))
            rows.append([None if word == "-" else word for word in words[1:]])
        else:
            name = words[0]
            example.tables[name] = (words[1:], [])
            example.shown[name] = set()
    if example is not None:
        yield example


def _begun(collection: str, words: list[str], place: str) -> Example:
    code, *options = words
    years = book_of(collection).rules[code].years
    usual = "2025-26" if "2025-26" in years else years[-1]
    year = next((word.removeprefix("year=") for word in options if word.startswith("year=")), usual)
    return Example(collection, code, place, year, "return!" in options)
