"""Every rule of every return does what its examples say, and has examples of all kinds."""

from __future__ import annotations

from itertools import pairwise

import polars as pl
import pytest

from lineofsight.returns import check_tables
from lineofsight.returns.checking.engine import fields_of
from lineofsight.returns.rulebooks import book_of
from tests.specs.returns.examples import Example, examples

COLLECTIONS = ("ssda903", "cin")
EVERY = [example for collection in COLLECTIONS for example in examples(collection)]


@pytest.mark.parametrize("example", EVERY, ids=lambda e: f"{e.collection}:{e.code}-{e.place}")
def test_rule(example: Example) -> None:
    tables = example.frames()
    context = example.context()
    if "Provider" in tables:
        context["provider_info"] = tables.pop("Provider")
    checked = check_tables(example.collection, example.year, tables, rules=[example.code], context=context)
    reasons = checked.not_checked.filter(~pl.col("reason").str.starts_with("partly"))["reason"].to_list()
    assert not reasons
    shown: dict[str, set[int]] = {name: set() for name in example.shown if name != "Provider"}
    for table, row in checked.breaches.drop_nulls("table").select("table", "row").iter_rows():
        shown.setdefault(table, set()).add(row)
    wanted = {name: rows for name, rows in example.shown.items() if name != "Provider"}
    assert shown == wanted
    assert (checked.breaches["table"].null_count() > 0) == example.whole_return


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_rule_has_an_example_broken_kept_and_blank(collection: str) -> None:
    marks: dict[str, set[str]] = {code: set() for code in book_of(collection).rules}
    for example in examples(collection):
        marks[example.code] |= example.marks
    wanted = {"broken", "kept", "blank"}
    assert {code: wanted - found for code, found in marks.items() if wanted - found} == {}


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_variant_has_an_example_that_breaks_it(collection: str) -> None:
    shown = {(e.code, e.year) for e in examples(collection) if "broken" in e.marks}
    lacking = []
    for code, rule in book_of(collection).rules.items():
        starts = [variant.since for variant in rule.variants] + ["9999"]
        for since, until in pairwise(starts):
            if not any((code, year) in shown for year in rule.years if since <= year < until):
                lacking.append((code, since))
    assert lacking == []


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_row_shown_names_columns_its_table_has(collection: str) -> None:
    book = book_of(collection)
    wrong = []
    for rule in book.rules.values():
        for test in (test for variant in rule.variants for test in variant.tests):
            for way in test.flags:
                others = {test.beside: test.beside, "": test.on}
                table = others.get(way) or book.tables.links[way].table
                fields = fields_of(rule, test, way, table, book.tables)
                if not fields or not set(fields) <= {*book.tables.kinds[table]}:
                    wrong.append((rule.code, table, fields))
    assert wrong == []


def test_what_is_not_the_departments_is_marked() -> None:
    looked_after, census = book_of("ssda903"), book_of("cin")
    assert len(looked_after.rules) + len(looked_after.never_active) == 337
    assert len(looked_after.internal) == 24
    assert set(looked_after.never_active) == {"SW15STG2", "SW16aSTG2", "SW16bSTG2", "SW16cSTG2"}
    assert {rule.code for rule in looked_after.rules.values() if rule.ours} == {str(code) for code in range(700, 711)}
    assert {rule.code for rule in census.rules.values() if rule.ours} == {f"PP{number:02d}" for number in range(1, 13)}
    assert len(census.rules) == 109 + 12
