"""Examples of each definition, as its spec gives them: rows in, and what is expected. For pages to show.

`data/examples.json` is made from the specs by `make handbook`, and a test holds the two together.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class ExampleTable:
    """A small table as text: its heading and its rows, a blank cell the empty text."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One case of a spec.

    shows: what it shows, in words. when: the day it is looked at (standards) or the period (indicators).
    tables: the record's tables given. expect: the duties or cohort rows that follow. figure: the value, for indicators.
    covered: where the source does not tell everything, table to what it tells.
    """

    shows: str
    when: str
    tables: Mapping[str, ExampleTable]
    expect: ExampleTable
    figure: str | None = None
    covered: Mapping[str, str] | None = None


def standard_examples(code: str) -> tuple[Example, ...]:
    """The examples of a standard; none where no spec names it."""
    return _all()["standards"].get(code, ())


def indicator_examples(code: str) -> tuple[Example, ...]:
    """The examples of an indicator; none where no spec names it."""
    return _all()["indicators"].get(code, ())


@cache
def _all() -> Mapping[str, Mapping[str, tuple[Example, ...]]]:
    text = resources.files("lineofsight.catalogue").joinpath("data", "examples.json").read_text(encoding="utf-8")
    found = json.loads(text)
    return MappingProxyType({
        kind: MappingProxyType({code: tuple(_example(item) for item in items) for code, items in codes.items()})
        for kind, codes in found.items()
    })  # fmt: skip


def _example(item: Mapping[str, object]) -> Example:
    tables = item["tables"]
    covered, figure = item.get("covered"), item.get("figure")
    return Example(
        shows=str(item["shows"]),
        when=str(item.get("as_at") or item.get("period")),
        tables={name: _table(table) for name, table in tables.items()} if isinstance(tables, dict) else {},
        expect=_table(item["expect"]),
        figure=None if figure is None else str(figure),
        covered={str(name): str(reach) for name, reach in covered.items()} if isinstance(covered, dict) else None,
    )


def _table(value: object) -> ExampleTable:
    if not isinstance(value, dict):
        raise ValueError(f"An example's table is a heading and rows, not {value!r}. Run `make handbook`.")
    return ExampleTable(tuple(value["heading"]), tuple(tuple(row) for row in value["rows"]))
