"""However a return's rows are ordered, and whoever else is in it, a child breaks the same rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.core.code_sets import all_code_sets
from lineofsight.returns import check_tables
from lineofsight.returns.rulebooks import Book, book_of
from lineofsight.sources.rule_values import Kind

YEAR = "2026-27"
CHILDREN = 4
# Rules that look at several children at once, or at the order in which a file lists what it lists.
ACROSS = {
    "ssda903": {"444", "705"},
    "cin": {"100", "1520", "2883", "2886Q", "2887Q", "2888Q", "4010", "8720", "8730", "8905", "8910", "8935"},
}
SPAN = 900
ONE_A_CHILD = ("Header", "UASC", "OC2", "OC3", "AD1", "ChildIdentifiers", "ChildCharacteristics")
OWN_NUMBER = {"CINdetails": "CINdetailsID", "Assessments": "AssessmentID", "ChildProtectionPlans": "CPPID"}


def random_tables(book: Book, seed: int) -> dict[str, pl.DataFrame]:
    """Tables of a few children with codes of the lists, some of other lists, and dates that no two rows share."""
    draw = Random(seed)
    codes = {name: [code.code for code in members] for name, members in all_code_sets().items()}
    tables = {}
    for table, kinds in book.tables.kinds.items():
        if (table in ("Provider Info", "Header") and book.collection == "cin") or table == "Provider Info":
            continue
        single = table.removesuffix("_last") in ONE_A_CHILD
        owners = [n for n in range(1, CHILDREN + 1) for _ in range(1 if single else draw.randint(0, 4))]
        own = OWN_NUMBER.get(table)
        numbers = [owners[:place].count(owner) for place, owner in enumerate(owners)]
        days = [date(2025, 1, 1) + timedelta(days=n) for n in draw.sample(range(SPAN), len(owners) * len(kinds))]
        tables[table] = pl.DataFrame(
            {
                column: [
                    str(number) if own == column else _cell(draw, book, column, kind, owner, days, codes)
                    for owner, number in zip(owners, numbers, strict=True)
                ]
                for column, kind in kinds.items()
            },
            schema=dict.fromkeys(kinds, pl.String),
        )
    if book.collection == "cin":
        tables["Header"] = pl.DataFrame({"ReferenceDate": ["2027-03-31"]})
    return tables


def _cell(
    draw: Random, book: Book, column: str, kind: Kind, owner: int, days: list[date], codes: Mapping[str, list[str]]
) -> str | None:
    if column == book.tables.child:
        return str(owner)
    if column.endswith("ID"):
        return str(draw.randint(0, 2))
    if draw.random() < 0.15:
        return None
    if column in ("DOB", "PersonBirthDate"):
        return f"{2005 + owner * 4}-06-01"
    if kind is Kind.DATE:
        return days.pop().isoformat()
    if kind is Kind.NUMBER:
        return str(draw.randint(-1, 45))
    members = codes.get(f"{book.collection}:{column}") or ["0", "1", "2", "true"]
    return draw.choice(members)


def broken(book: Book, tables: Mapping[str, pl.DataFrame], rows: Mapping[str, list[int]]) -> set[tuple[str, str, int]]:
    """Rule, table and the row's place in the tables first made; `rows` says which place each row had there."""
    wanted = [rule.code for rule in book.in_force(YEAR) if rule.code not in ACROSS[book.collection]]
    checked = check_tables(book.collection, YEAR, tables, rules=wanted)
    found = checked.breaches.drop_nulls("table").select("rule", "table", "row").iter_rows()
    return {(rule, table, rows[table][row]) for rule, table, row in found}


@pytest.mark.parametrize("collection", ["ssda903", "cin"])
@settings(max_examples=5)
@given(seed=st.integers(0, 2**32))
def test_the_order_of_rows_does_not_matter(collection: str, seed: int) -> None:
    book = book_of(collection)
    tables = random_tables(book, seed)
    places = {name: list(range(frame.height)) for name, frame in tables.items()}
    mixed = {name: Random(seed + 1).sample(rows, len(rows)) for name, rows in places.items()}
    shuffled = {name: frame[mixed[name]] for name, frame in tables.items()}
    assert broken(book, shuffled, mixed) == broken(book, tables, places)


@pytest.mark.parametrize("collection", ["ssda903", "cin"])
@settings(max_examples=5)
@given(seed=st.integers(0, 2**32))
def test_a_child_alone_breaks_the_rules_it_breaks_among_others(collection: str, seed: int) -> None:
    book = book_of(collection)
    tables = random_tables(book, seed)
    together = broken(book, tables, {name: list(range(frame.height)) for name, frame in tables.items()})
    child = book.tables.child
    apart: set[tuple[str, str, int]] = set()
    for owner in range(1, CHILDREN + 1):
        rows = {
            name: list(range(frame.height)) if child not in frame.columns
            else frame[child].eq(str(owner)).arg_true().to_list()
            for name, frame in tables.items()
        }  # fmt: skip
        apart |= broken(book, {name: frame[rows[name]] for name, frame in tables.items()}, rows)
    assert apart == together
