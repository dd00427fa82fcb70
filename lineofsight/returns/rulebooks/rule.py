"""The shape of a rule, and of one failure of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from lineofsight.returns.rulebooks.facts import Facts, facts_of

YEARS = ("2022-23", "2023-24", "2024-25", "2025-26", "2026-27")


@dataclass(frozen=True, eq=False)
class Test:
    """What a rule looks at and when it is broken.

    Each row of `on` is looked at; with `beside`, each pair of it and a row of that table with the same `key`
    (default the child), whose columns are then `Beside.COLUMN`. `breach` is true of a broken row. `flags` are the
    ways from the row to the rows to show: `""` is the row itself, `Header` the child's row in the header; with none,
    something is not in the return at all, and the error is known by the columns of `apart`.
    `whole_return`: one true row breaks the return as a whole. `fields` names, by way or table, the columns shown,
    where they are not the rule's own. `apart` names the columns that tell errors apart, where each row is not its own.
    """

    on: str
    breach: pl.Expr
    beside: str = ""
    key: str | None = None
    flags: tuple[str, ...] = ("",)
    whole_return: bool = False
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Variant:
    """The tests from a collection year on; `since` is blank for the first."""

    since: str
    tests: tuple[Test, ...]


@dataclass(frozen=True, eq=False)
class Rule:
    """A rule of a return: its published facts, and its tests by the year each holds from.

    `also_reads` are tables without which it is still evaluated, on the rest. `needs` are tables it cannot do without
    though no column of theirs is named. `ours`: its meaning follows from the published names, and is to be confirmed
    by the Department's list.
    """

    collection: str
    facts: Facts
    variants: tuple[Variant, ...]
    also_reads: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    ours: bool = False

    def __post_init__(self) -> None:
        starts = [variant.since for variant in self.variants]
        if starts != sorted(set(starts)) or not set(starts) <= {"", *YEARS}:
            raise ValueError(f"Rule {self.code}: its variants begin in {starts}. Put each year once, oldest first.")

    @property
    def code(self) -> str:
        """The official code, `8500`."""
        return self.facts.code

    @property
    def years(self) -> tuple[str, ...]:
        """The collection years in which it is in force."""
        return self.facts.years

    def tests_in(self, year: str) -> tuple[Test, ...]:
        """What it tests in a year it is in force. Raises LookupError in others."""
        if year not in self.years:
            raise LookupError(f"Rule {self.code} is not in force in {year}.")
        return next(variant.tests for variant in reversed(self.variants) if variant.since <= year)


Tests = Test | tuple[Test, ...]


def rule(
    collection: str, code: str, tests: Tests | Mapping[str, Tests], *, also: Iterable[str] = (),
    needs: Iterable[str] = (), ours: bool = False,
) -> Rule:  # fmt: skip
    """A rule by its code; `tests` by the year each holds from, where they changed. Raises KeyError for no such code."""
    dated = tests if isinstance(tests, Mapping) else {"": tests}
    variants = tuple(Variant(since, _tuple(found)) for since, found in dated.items())
    return Rule(collection, facts_of(collection)[code], variants, frozenset(also), frozenset(needs), ours)


def _tuple(tests: Tests) -> tuple[Test, ...]:
    return (tests,) if isinstance(tests, Test) else tests
