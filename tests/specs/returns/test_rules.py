"""Every rule of every return does what its examples say, and has examples of all kinds."""

from __future__ import annotations

from itertools import pairwise

import polars as pl
import pytest

from lineofsight.returns import check_tables
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
