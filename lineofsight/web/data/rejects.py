"""What a load could not take: filtered, in words, and as a file to mend the source from.

A value may be a name or an address, and a reason may quote it: both are for those who load data.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from lineofsight.record.books import Load, Reject
from lineofsight.web.data.loads import LONGEST_VALUE, title_of_table

HEADINGS = ("File", "Line", "Column", "Value", "Why", "What to do", "What was done")
DONE = {"row": "The whole row was left out", "cell": "The row was taken, this cell left blank"}
NOT_SHOWN = "(not shown)"
# A value as messages quote it: in single or double marks, its own marks escaped.
_QUOTED = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"")
_MOST_OPTIONS = 200


@dataclass(frozen=True)
class Filters:
    """What is asked for; `unknown` are values that do not exist in this load, as given."""

    table: str = ""
    file: str = ""
    column: str = ""
    done: str = ""
    unknown: tuple[str, ...] = ()

    @property
    def chosen(self) -> Mapping[str, str]:
        """The filters that are set."""
        return {name: value for name in ("table", "file", "column", "done") if (value := getattr(self, name))}


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter: its name in the address, its label and what it may be."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    chosen: str


@dataclass(frozen=True, slots=True)
class RejectRow:
    """One thing that could not be taken."""

    file: str
    line: int | None
    column: str
    value: str
    reason: str
    remedy: str
    done: str

    @property
    def cells(self) -> tuple[object, ...]:
        """The row as a file has it."""
        return (self.file, self.line, self.column, self.value, self.reason, self.remedy, self.done)


def options_of(load: Load) -> dict[str, list[tuple[str, str, int]]]:
    """The values each filter may have in a load: value, words, how many."""
    found: dict[str, list[tuple[str, str, int]]] = {}
    for name in ("table", "file", "column"):
        rows = Reject.objects.filter(load=load).order_by().values_list(name).annotate(number=Count("pk"))
        words = title_of_table if name == "table" else str
        numbers: Counter[str] = Counter()
        for value, number in rows:
            # A file by its name: where it lay when it was read is nobody's business here.
            numbers[_name(value or "") if name == "file" else value or ""] += number
        ordered = sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))
        found[name] = [(value, words(value), number) for value, number in ordered if value][:_MOST_OPTIONS]
    return found


def read_filters(query: QueryDict, options: Mapping[str, list[tuple[str, str, int]]]) -> Filters:
    """The filters an address asks for; what this load has not is left out and said."""
    taken: dict[str, str] = {}
    unknown = []
    for name in ("table", "file", "column", "done"):
        value = query.get(name, "")[: LONGEST_VALUE * 10]
        known = DONE if name == "done" else {each[0] for each in options[name]}
        if value and value in known:
            taken[name] = value
        elif value:
            unknown.append(f"{name}: {value[:LONGEST_VALUE]}")
    return Filters(**taken, unknown=tuple(unknown))


def choices(filters: Filters, options: Mapping[str, list[tuple[str, str, int]]]) -> list[Choice]:
    """The filters as the page offers them."""
    labels = {"table": "Table", "file": "File", "column": "Column"}
    found = [
        Choice(name, label, [(value, f"{words} ({number:,})") for value, words, number in options[name]],
               getattr(filters, name))
        for name, label in labels.items()
    ]  # fmt: skip
    return [*found, Choice("done", "What was done", list(DONE.items()), filters.done)]


def listed(load: Load, filters: Filters) -> QuerySet[Reject]:
    """The rejects asked for, in the order they were met."""
    rows = Reject.objects.filter(load=load).order_by("key")
    for name in ("table", "column"):
        if value := getattr(filters, name):
            rows = rows.filter(**{name: value})
    if filters.file:
        rows = rows.filter(Q(file=filters.file) | Q(file__endswith=f"/{filters.file}"))
    if filters.done:
        rows = rows.filter(row_taken=filters.done == "cell")
    return rows


def row_of(reject: Reject, *, with_values: bool) -> RejectRow:
    """One reject in words."""
    reason, value = reject.reason or "", reject.value or ""
    return RejectRow(
        _name(reject.file or ""), reject.line, reject.column or "",
        value if with_values or not value else NOT_SHOWN,
        reason if with_values else _QUOTED.sub(NOT_SHOWN, reason).replace(value or "\0", NOT_SHOWN),
        reject.remedy or "", DONE["cell" if reject.row_taken else "row"],
    )  # fmt: skip


def _name(file: str) -> str:
    return Path(file).name
