"""The looked-after return as published: its modules, their columns in order, and the element of each in XML.

Carried from the Department for Education's SSDA903 specification (`core/data/ssda903_columns.csv`). The places in XML
are of the 2021 schema, which has none for the modules that came after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from lineofsight.core.package_data import read_rows
from lineofsight.core.periods import collection_year
from lineofsight.sources.headings import plain

CHILD: Final = "CHILD"
ROOT: Final = "EXPSSDA903"

# A file with this share of a module's columns is the module, untidy or in part.
_ENOUGH: Final = 0.6


@dataclass(frozen=True, slots=True)
class Item:
    """One column of a module. `xml_path` is from the root, blank where no place is known."""

    name: str
    type: str
    code_set: str
    can_be_blank: bool
    xml_path: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Module:
    """One file of the return. `first_year` is blank where it was always there."""

    name: str
    title: str
    first_year: str
    items: tuple[Item, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Its columns in the order of the file."""
        return tuple(item.name for item in self.items)

    def in_year(self, year: str) -> bool:
        """Whether the return of that collection year has it."""
        return not self.first_year or self.first_year <= collection_year(year)


@cache
def modules() -> Mapping[str, Module]:
    """Every module by name, in the return's order."""
    rows: dict[str, list[dict[str, str]]] = {}
    for row in read_rows("ssda903_columns.csv"):
        rows.setdefault(row["module"], []).append(row)
    return MappingProxyType({
        name: Module(name, found[0]["module_title"], found[0]["first_year"], tuple(_item(row) for row in found))
        for name, found in rows.items()
    })  # fmt: skip


def _item(row: Mapping[str, str]) -> Item:
    blank = row["can_be_blank"] == "yes"
    return Item(row["column"], row["type"], row["code_set"], blank, row["xml_path"], row["description"])


@cache
def _telling() -> Mapping[str, frozenset[str]]:
    """The columns of each module that no other module has."""
    return {
        module.name: frozenset(module.columns).difference(
            *(other.columns for other in modules().values() if other.name != module.name)
        )
        for module in modules().values()
    }


def module_of(headings: Iterable[str]) -> Module | None:
    """The module a file's headings belong to, in any order and capitals; None where they belong to none.

    A file must have the child, at least one column that only that module has, and most of its columns.
    """
    present = {plain(heading) for heading in headings}
    if plain(CHILD) not in present:
        return None
    best, share = None, 0.0
    for module in modules().values():
        found = sum(plain(column) in present for column in module.columns) / len(module.columns)
        if found > share and any(plain(column) in present for column in _telling()[module.name]):
            best, share = module, found
    return best if share >= _ENOUGH else None
