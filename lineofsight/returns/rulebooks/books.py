"""The rule book of each return: every rule by code, from its modules by subject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import MappingProxyType

from lineofsight.core.periods import collection_year
from lineofsight.returns.rulebooks.facts import Facts, facts_of
from lineofsight.returns.rulebooks.rule import Rule
from lineofsight.returns.rulebooks.tables import Tables


@dataclass(frozen=True, eq=False)
class Book:
    """A return's rules by code, in the order published. `never_active`: published, and in no year's set."""

    collection: str
    tables: Tables
    rules: Mapping[str, Rule]
    never_active: Mapping[str, Facts]

    def in_force(self, year: str) -> tuple[Rule, ...]:
        """The rules of a collection year, `2025-26` or `2025_26`."""
        wanted = collection_year(year)
        return tuple(rule for rule in self.rules.values() if wanted in rule.years)

    @property
    def internal(self) -> tuple[Rule, ...]:
        """Checks that a return's own files agree, which the Department does not publish."""
        return tuple(rule for rule in self.rules.values() if rule.facts.kind == "internal")


@cache
def book_of(collection: str) -> Book:
    """The rule book of `ssda903` or `cin`. Raises ValueError for another, and for a rule written twice or never."""
    if collection not in ("ssda903", "cin"):
        raise ValueError(f"There is no rule book of {collection!r}. There are ssda903 and cin.")
    package = import_module(f"lineofsight.returns.rulebooks.{collection}")
    written: dict[str, Rule] = {}
    for found in (found for module in package.MODULES for found in module.RULES):
        if found.code in written:
            raise ValueError(f"Rule {found.code} of {collection} is written twice. Keep one.")
        written[found.code] = found
    facts = facts_of(collection)
    never = {code: found for code, found in facts.items() if not found.years}
    if lacking := set(facts) - set(written) - set(never):
        raise ValueError(f"These rules of {collection} are not written: {', '.join(sorted(lacking))}.")
    rules = {code: written[code] for code in facts if code in written}
    return Book(collection, package.TABLES, MappingProxyType(rules), MappingProxyType(never))
