"""What codes mean: standards, measures, and rules of the returns, each from its own definition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ninja import Field as Named
from ninja import Query, Router, Schema

from lineofsight.core.authority import Confidence
from lineofsight.core.indicator_words import indicator_words
from lineofsight.core.indicators import Indicator
from lineofsight.core.standards import Standard
from lineofsight.core.wording import standard_words, title_of
from lineofsight.returns.rulebooks import book_of
from lineofsight.returns.rulebooks.facts import Facts
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.api.paging import Paging, page_of
from lineofsight.web.api.problems import Refusal, wrong_values
from lineofsight.web.api.shapes import DefinitionRow, Rows
from lineofsight.web.api.stating import reads
from lineofsight.web.knowledge.definitions import definitions

router = Router(tags=["Definitions"])
KINDS = ("standard", "indicator", "rule")
RETURNS = {"ssda903": "Looked-after return (SSDA903)", "cin": "Children in need census"}


class CatalogueFilters(Schema):
    """Which definitions."""

    kind: str = Named("", description=f"{', '.join(KINDS)}; blank for all.")


@reads(router, "/catalogue/", Action.SEE_HANDBOOK, Rows[DefinitionRow])
def catalogue(request: Request, asked: Query[CatalogueFilters], paging: Query[Paging]) -> Any:
    """Every standard, measure and rule"""
    if asked.kind and asked.kind not in KINDS:
        raise wrong_values([("kind", f"There is no such kind. There are {', '.join(KINDS)}.")])
    return page_of([row for row in _rows() if asked.kind in ("", row["kind"])], paging)


@reads(router, "/catalogue/{str:code}/", Action.SEE_HANDBOOK, Rows[DefinitionRow])
def definition(request: Request, code: str) -> Any:
    """What one code means

    `ssda903:101` and `cin:8500` are rules; a code that is a standard's and a measure's gives both.
    """
    kind, _, own = code.rpartition(":")
    found = [row for row in _rows() if row["code"] == code or (row["code"] == own and row["kind"] == kind)]
    if not found:
        raise Refusal(404, "Nothing is defined by that code.", "Take it from the catalogue of this API.")
    return {"rows": found, "next": None}


def standard_row(item: Standard) -> dict[str, Any]:
    """A standard, as `define` gives it."""
    words = [item.why, *(f"{heading} {said}." for heading, said in standard_words(item)), *_unsure(item.confidence)]
    return {
        "kind": "standard", "code": item.code, "title": title_of(item), "area": item.area.value,
        "authority": str(item.authority), "basis": item.duty_basis.value, "words": " ".join(words),
    }  # fmt: skip


def indicator_row(item: Indicator) -> dict[str, Any]:
    """A measure, as `define` gives it."""
    words = [item.why, indicator_words(item), *_unsure(item.confidence)]
    return {
        "kind": "indicator", "code": item.code, "title": item.title, "area": item.area.value,
        "authority": str(item.authority), "basis": item.status.value, "words": " ".join(words),
    }  # fmt: skip


def rule_row(collection: str, code: str, facts: Facts) -> dict[str, Any]:
    """A rule of a return."""
    years = f"In force {facts.years[0]} to {facts.years[-1]}." if facts.years else "In force in no year."
    return {
        "kind": "rule", "code": f"{collection}:{code}", "title": facts.wordings[-1][1], "area": RETURNS[collection],
        "authority": RETURNS[collection], "basis": facts.severity or facts.kind,
        "words": f"{years} Reads {', '.join(facts.tables)}: {', '.join(facts.fields)}.",
    }  # fmt: skip


def _rows() -> Iterator[dict[str, Any]]:
    held = definitions()
    yield from map(standard_row, held.standards.values())
    yield from map(indicator_row, held.indicators.values())
    for collection in RETURNS:
        book = book_of(collection)
        known = {found: rule.facts for found, rule in book.rules.items()} | dict(book.never_active)
        yield from (rule_row(collection, code, facts) for code, facts in known.items())


def _unsure(confidence: Confidence) -> list[str]:
    unsure = confidence in (Confidence.MEDIUM, Confidence.LOW)
    return ["Check the source before relying on the number."] if unsure else []
