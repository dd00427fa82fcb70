"""What a rule's code means: `ssda903:101`, `cin:8500`."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from lineofsight.catalogue.finding import UnknownDefinition
from lineofsight.returns.rulebooks import book_of
from lineofsight.returns.rulebooks.facts import Facts

RETURNS = {"ssda903": "Looked-after return (SSDA903)", "cin": "Children in need census"}
NEAR = 3
_DEPARTMENT = "Department for Education, published checks of the {}"
_BASIS = {"internal": "our own check that files agree", "own": "ours, until the Department's is published"}


def is_rule(code: str) -> bool:
    """Whether a code is written as a rule's is."""
    return code.partition(":")[0] in RETURNS


def rule_row(code: str) -> dict[str, Any]:
    """The row of `define` for a rule. Raises UnknownDefinition with near matches."""
    collection, _, own = code.partition(":")
    book = book_of(collection)
    known = {found: rule.facts for found, rule in book.rules.items()} | dict(book.never_active)
    if own not in known:
        near = ", ".join(f"{collection}:{found}" for found in _near(own, known))
        hint = f"Did you mean {near}? " if near else ""
        raise UnknownDefinition(
            f"There is no rule {code!r}. {hint}The handbook lists all {len(known)} (docs/handbook/rules/{collection})."
        )
    facts = known[own]
    ours = own in book.rules and book.rules[own].ours and facts.kind != "own"
    return {
        "kind": "rule", "code": code, "title": facts.wordings[-1][1], "area": RETURNS[collection],
        "authority": "Line of Sight" if facts.kind in _BASIS else _DEPARTMENT.format(RETURNS[collection]),
        "basis": _BASIS.get(facts.kind) or facts.severity or "severity not published",
        "words": _words(facts) + (" How it is worked out is ours until the Department's is confirmed." if ours else ""),
    }  # fmt: skip


def _near(own: str, known: Iterable[str]) -> list[str]:
    """The codes nearest to one: numbers by size, others by spelling."""
    if own.isdecimal():
        return sorted((found for found in known if found.isdecimal()), key=lambda found: abs(int(found) - int(own)))[
            :NEAR
        ]
    return get_close_matches(own, sorted(known), n=NEAR)


def _words(facts: Facts) -> str:
    years = f"In force {facts.years[0]} to {facts.years[-1]}." if facts.years else "In force in no year."
    earlier = [f"Before: {text}" for _, text in facts.wordings[:-1]]
    return " ".join([years, f"Reads {', '.join(facts.tables)}: {', '.join(facts.fields)}.", *earlier])
