"""What pages of data quality say of rules, items and where to mend them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from lineofsight.core.code_sets import code_set
from lineofsight.core.columns import ColumnType
from lineofsight.core.tables import table_named
from lineofsight.record.service.data_error import Severity
from lineofsight.record.service.quality.places import column_of
from lineofsight.returns.rulebooks.books import book_of
from lineofsight.sources.cin.layout import elements
from lineofsight.sources.ssda903.layout import modules
from lineofsight.web.layout.dates import in_full

RETURNS = {"ssda903": "Looked-after children return (SSDA903)", "cin": "Children in need census"}
SHORT_RETURNS = {"ssda903": "SSDA903", "cin": "CIN census"}
SOURCES = {
    "ssd": "the Standard Safeguarding Dataset", "annex_a": "the Annex A lists", "cin": "the children in need census",
    "ssda903": "the looked-after children return (SSDA903)", "application": "this service",
}  # fmt: skip
TAGS = {
    Severity.ERROR: ("Error: stops the return", "overdue"),
    Severity.NOT_GRADED: ("Not graded", "soon"),
    Severity.QUERY: ("Query: to be explained", "plain"),
}
SEVERITY_MEANS = {
    Severity.ERROR: "The return is not accepted while it is there.",
    Severity.NOT_GRADED: "The published list of rules does not say whether it stops the return. Mend it as if it did.",
    Severity.QUERY: "The return is accepted with it, if somebody says why it is right.",
}
BLANK = "blank"
KEPT_BACK = "in the record"
WHAT_TO_DO = {
    Severity.ERROR: "Correct it in the system it came from. It goes from this list with the next load.",
    Severity.NOT_GRADED: "Correct it in the system it came from; or, if it is right, say why. It goes from this list "
    "with the next load.",
    Severity.QUERY: "Look whether it is right. If not, correct it in the system it came from; if it is, say why: the "
    "explanation goes with the return.",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A rule in words. `items`: what it looks at, each as the return names it and what it means."""

    code: str
    collection: str
    wording: str
    severity: Severity
    items: tuple[tuple[str, str], ...]
    note: str

    @property
    def short_return(self) -> str:
        """Which return it is of."""
        return SHORT_RETURNS[self.collection]


@cache
def rule_words(collection: str, code: str, year: str) -> RuleWords | None:
    """The rule of that code in a year; None where the return has no such rule."""
    if collection not in RETURNS or code not in book_of(collection).rules:
        return None
    found = book_of(collection).rules[code]
    facts = found.facts
    note = ""
    if found.ours:
        note = "The Department has not published this rule yet: it follows from the names it has published."
    elif facts.kind == "internal":
        note = "This is a check that the return's own files agree. It is not one of the Department's rules."
    items = [_item(collection, table, name) for table, name in _named(collection, facts.fields, facts.tables)]
    severity = Severity(facts.severity or Severity.NOT_GRADED)
    return RuleWords(code, collection, facts.wording(year), severity, tuple(dict.fromkeys(items)), note)


def _named(collection: str, fields: tuple[str, ...], tables: tuple[str, ...]) -> list[tuple[str, str]]:
    """Each field with its table: the one it names, else the first of the rule's that has it."""
    kinds = book_of(collection).tables.kinds
    found = []
    for each in fields:
        owner, _, name = each.rpartition(".")
        holding = [table for table in tables if name in kinds.get(table, {})]
        found.append((owner or (holding[0] if holding else ""), name))
    return found


def _item(collection: str, table: str, name: str) -> tuple[str, str]:
    return (f"{table}: {name}" if table else name), item_meaning(collection, table, name)


@cache
def item_meaning(collection: str, table: str, name: str) -> str:
    """What an item of a return means; blank where that is not known."""
    plain = table.removesuffix("_last")
    if collection == "ssda903":
        module = modules().get(plain)
        return next((item.meaning for item in module.items if item.name == name), "") if module else ""
    return next((each.meaning for each in elements().values() if each.name == name and each.meaning), "")


def table_title(collection: str, table: str | None) -> str:
    """A table of a return for a reader: its title, and that it is last year's."""
    if table is None:
        return "the return as a whole"
    plain = table.removesuffix("_last")
    module = modules().get(plain) if collection == "ssda903" else None
    title = module.title if module else plain
    return f"{title}, last year's return" if plain != table else title


def value_words(collection: str, table: str | None, field: str, value: str | None) -> str:
    """A value as it stands, with the meaning of its code; that it is blank; or that it is not shown in lists."""
    if value is None:
        return KEPT_BACK
    if value == "":
        return BLANK
    found = column_of(collection, table, field) if table else None
    column = table_named(found[0]).column(found[1]) if found else None
    try:
        if column is not None and column.type is ColumnType.DATE:
            return in_full(date.fromisoformat(value))
        meaning = code_set(column.code_set).meaning(value) if column is not None and column.code_set else ""
    except ValueError:  # no date, or no code: often just what is wrong with it
        return value
    return f"{value} ({meaning})" if meaning else value
