"""Examples of each rule, as its specs give them: small tables, and which of their rows break it. For pages to show.

`data/examples.json` is made from the specs by `make handbook`, and a test holds the two together.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class RuleTable:
    """A table of an example as text, a blank cell the empty text. `broken` are the places of rows that break it."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    broken: frozenset[int]


@dataclass(frozen=True, slots=True)
class RuleExample:
    """One example, of a collection year. `whole_return`: the return as a whole breaks the rule, not a row of it."""

    year: str
    whole_return: bool
    tables: tuple[RuleTable, ...]

    @property
    def is_broken(self) -> bool:
        """Whether anything in it breaks the rule."""
        return self.whole_return or any(table.broken for table in self.tables)


def examples_of(collection: str, code: str) -> tuple[RuleExample, ...]:
    """The examples of a rule in the order written; none for a rule in force in no year."""
    return _all().get(collection, {}).get(code, ())


@cache
def _all() -> Mapping[str, Mapping[str, tuple[RuleExample, ...]]]:
    text = resources.files(__package__).joinpath("data", "examples.json").read_text(encoding="utf-8")
    return MappingProxyType({
        collection: MappingProxyType({code: tuple(map(_example, items)) for code, items in codes.items()})
        for collection, codes in json.loads(text).items()
    })  # fmt: skip


def _example(item: Mapping[str, Any]) -> RuleExample:
    tables = tuple(
        RuleTable(name, tuple(held["columns"]), tuple(map(tuple, held["rows"])), frozenset(held["broken"]))
        for name, held in item["tables"].items()
    )
    return RuleExample(str(item["year"]), bool(item["whole_return"]), tables)
