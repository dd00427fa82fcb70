"""A rule in words, for every page that shows one: what the Department says of it, and what it looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from lineofsight.returns.rulebooks.books import book_of
from lineofsight.returns.rulebooks.examples import RuleExample, examples_of
from lineofsight.returns.rulebooks.facts import Facts
from lineofsight.returns.rulebooks.rule import YEARS, Rule
from lineofsight.sources.cin.layout import elements
from lineofsight.sources.ssda903.layout import modules

RETURNS: Final = {"ssda903": "Children looked after return (SSDA903)", "cin": "Children in need census"}
SEVERITIES: Final = {"error": "Error", "query": "Query", "": "Not published"}
SEVERITY_MEANS: Final = {
    "error": "to be mended before the return is sent",
    "query": "to be mended, or a note sent that says why it is right",
    "": "the published wording does not say whether it is an error or a query",
}  # fmt: skip
# The subjects, by the modules that hold them, in the order a reader looks for them.
SUBJECTS: Final = {
    "identity": "Who the child is", "motherhood": "Mothers", "episodes": "Episodes of care",
    "last_year": "Last year’s return", "legal_status": "Legal status", "placements": "Placements",
    "places": "Where placements are", "adoption": "Adoption", "outcomes": "Health, convictions and reviews",
    "leaving_care": "Care leavers",
    "missing": "Missing, permanence before care, deprivation of liberty", "workers": "Social workers",
    "agreement": "Whether files agree", "children": "Who the child is", "cases": "Referrals and cases",
    "assessments": "Assessments", "protection": "Enquiries, conferences and child protection plans",
    "plans": "Child in need plans and pre-proceedings", "never": "In force in no year",
}  # fmt: skip
DEPARTMENT: Final = "the Department for Education's"
_WHOSE: Final = {
    "standard": DEPARTMENT, "social_worker": DEPARTMENT,
    "internal": "of those who prepare returns: that a return's own files agree. It is not the Department's",
    "own": "ours, until the Department for Education publishes its own",
}  # fmt: skip
_OURS: Final = "the Department for Education's; how it is worked out is ours until the Department's is confirmed"
_DERIVED: Final = {
    "UASC": "Unaccompanied: from the file of unaccompanied children", "PL_LA": "The authority the placement is in",
    "PL_LOCATION": "Whether the placement is in the authority", "PL_DISTANCE": "Miles from home to the placement",
}  # fmt: skip
_BESIDE: Final = {"Provider": "Ofsted's list of providers", "Provider Info": "Ofsted's list of providers"}


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A rule as it is read. `earlier`: wordings before, each with the year in which another took its place."""

    collection: str
    own_code: str
    chapter: str
    title: str
    earlier: tuple[tuple[str, str], ...]
    severity: str
    whose: str
    years: str
    tables: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    changed: tuple[str, ...]
    examples: tuple[RuleExample, ...]

    @property
    def code(self) -> str:
        """Its code with its return: `ssda903:101`."""
        return f"{self.collection}:{self.own_code}"

    @property
    def subject(self) -> str:
        """Its chapter as a heading."""
        return SUBJECTS[self.chapter]

    @property
    def return_title(self) -> str:
        """The return it is of."""
        return RETURNS[self.collection]


def every_rule(collection: str) -> tuple[RuleWords, ...]:
    """The rules of a return in the order published; last, those that are in force in no year."""
    book = book_of(collection)
    known = [_words(collection, rule.facts, rule) for rule in book.rules.values()]
    return (*known, *(_words(collection, facts, None) for facts in book.never_active.values()))


def find_rule(code: str) -> RuleWords | None:
    """The rule of a code such as `ssda903:101`; None where there is none."""
    collection, _, own = code.partition(":")
    if collection not in RETURNS:
        return None
    book = book_of(collection)
    if own in book.rules:
        return _words(collection, book.rules[own].facts, book.rules[own])
    return _words(collection, book.never_active[own], None) if own in book.never_active else None


def by_chapter(collection: str) -> Mapping[str, tuple[RuleWords, ...]]:
    """A return's rules under their chapters, in the order of SUBJECTS; in each, in the order published."""
    every = every_rule(collection)
    there = {words.chapter for words in every}
    return {
        chapter: tuple(words for words in every if words.chapter == chapter)
        for chapter in SUBJECTS if chapter in there
    }  # fmt: skip


@cache
def _chapters(collection: str) -> Mapping[str, str]:
    """The module that holds each rule, by its code."""
    package = import_module(f"lineofsight.returns.rulebooks.{collection}")
    return MappingProxyType({
        rule.code: module.__name__.rpartition(".")[2]
        for module in package.MODULES for rule in module.RULES
    })  # fmt: skip


def years_words(years: tuple[str, ...]) -> str:
    """Years in force: `2022-23 to 2026-27`, one by itself, or each where there is a gap."""
    if not years:
        return "In no year"
    places = [YEARS.index(year) for year in years]
    if len(years) > 1 and all(after == before + 1 for before, after in pairwise(places)):
        return f"{years[0]} to {years[-1]}"
    return ", ".join(years)


def _words(collection: str, facts: Facts, rule: Rule | None) -> RuleWords:
    ours = rule is not None and rule.ours and facts.kind != "own"
    return RuleWords(
        collection=collection, own_code=facts.code,
        chapter=_chapters(collection).get(facts.code, "never"), title=facts.wordings[-1][1],
        earlier=tuple((until, text) for (_, text), (until, _) in pairwise(facts.wordings)),
        severity=facts.severity, whose=_OURS if ours else _WHOSE[facts.kind],
        years=years_words(facts.years), tables=tuple(_table_words(name) for name in facts.tables),
        fields=tuple(_fields(collection, facts)),
        changed=tuple(variant.since for variant in rule.variants if variant.since) if rule is not None else (),
        examples=examples_of(collection, facts.code),
    )  # fmt: skip


def _table_words(name: str) -> str:
    plain = name.removesuffix("_last")
    return _BESIDE.get(plain, plain) + (" of last year's return" if plain != name else "")


def _fields(collection: str, facts: Facts) -> Iterator[tuple[str, str]]:
    """Each field with what it holds; blank where the layout of the return does not say."""
    for field in facts.fields:
        table, _, name = field.rpartition(".")
        yield field, _meaning(collection, (table,) if table else facts.tables, name)


def _meaning(collection: str, tables: tuple[str, ...], name: str) -> str:
    if collection == "ssda903":
        for table in tables:
            module = modules().get(table.removesuffix("_last"))
            found = next((item.meaning for item in module.items if item.name == name), "") if module else ""
            if found:
                return found
        return _DERIVED.get(name, "")
    return _census_meanings().get(name, "")


@cache
def _census_meanings() -> Mapping[str, str]:
    return MappingProxyType({element.name: element.meaning for element in elements().values() if element.meaning})
