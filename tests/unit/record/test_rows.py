"""Whole tables into a database: indexes made after many rows, values the same throughout, many rows at once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest
from django.db import IntegrityError, connections, transaction

from lineofsight.record.changing import MANY_ROWS
from lineofsight.record.home import Home
from lineofsight.record.loads import load
from lineofsight.record.models import MODELS
from lineofsight.record.rows import POSTGRESQL, TOGETHER, indexes_made_after, insert
from lineofsight.record.stored import HANDED_OVER
from tests.support.homes import reading

PEOPLE = "id | born_on\nC1 | 2015-01-01"


def indexes(home: Home) -> set[tuple[str, str]]:
    connection = connections[home.aliases.record]
    with connection.cursor() as cursor:
        if connection.vendor == POSTGRESQL:
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'visits' UNION "
                "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'visits'::regclass"
            )
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'visits'")
        return set(cursor.fetchall())


def visits(count: int) -> str:
    return "id | child_id | visited_on\n" + "\n".join(f"V{n} | C1 | 2020-01-01" for n in range(count))


def test_a_large_first_load_has_every_index_after(any_home: Home) -> None:
    before = indexes(any_home)
    load(any_home, [reading(people=PEOPLE, visits=visits(MANY_ROWS))])
    # Three of the table, and PostgreSQL's of the key, which is also a constraint.
    assert len(before) == (5 if connections[any_home.aliases.record].vendor == POSTGRESQL else 3)
    assert indexes(any_home) == before
    assert MODELS["visits"].objects.using(any_home.aliases.record).count() == MANY_ROWS


def test_rows_after_a_large_first_load_have_keys_of_their_own(any_home: Home) -> None:
    load(any_home, [reading(people=PEOPLE, visits=visits(MANY_ROWS))])
    load(any_home, [reading(people=PEOPLE, visits=visits(MANY_ROWS + 1))])
    keys = list(MODELS["visits"].objects.using(any_home.aliases.record).order_by("key").values_list("key", flat=True))
    assert keys == list(range(1, MANY_ROWS + 2))


def test_an_id_that_stands_twice_is_refused_when_its_index_is_made(any_home: Home) -> None:
    home = any_home
    connection = connections[home.aliases.record]
    before = indexes(home)
    twice = pl.DataFrame({"id": ["V1", "V1"], "source": ["ssd", "ssd"]})
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(using=connection.alias),
        indexes_made_after(connection, "visits"),
    ):
        insert(connection, "visits", twice)
    assert indexes(home) == before
    assert not MODELS["visits"].objects.using(home.aliases.record).exists()


@pytest.mark.parametrize("same", ["it's", "50% ?", "", "a\0b", 'Łódź "x"'])
def test_a_value_in_every_row_arrives_as_it_is(home: Home, same: str) -> None:
    connection = connections[home.aliases.record]
    rows = pl.DataFrame({"id": ["V1", "V2"], "source": "ssd", "file": same, "child_words": [None, same]})
    with transaction.atomic(using=connection.alias):
        insert(connection, "visits", rows)
    found = MODELS["visits"].objects.using(connection.alias).order_by("key").values_list("file", "child_words")
    assert list(found) == [(same, None), (same, same)]


@pytest.mark.parametrize("count", [1, TOGETHER - 1, TOGETHER, TOGETHER + 1, HANDED_OVER, HANDED_OVER + TOGETHER + 1])
def test_rows_handed_over_together_arrive_each_and_in_order(any_home: Home, count: int) -> None:
    connection = connections[any_home.aliases.record]
    days = [None if n % 3 == 0 else date(2020, 1, 1) + timedelta(n % 700) for n in range(count)]
    moments = [None if n % 5 == 0 else datetime(2020, 1, 1, microsecond=n % 2, tzinfo=UTC) for n in range(count)]
    seen = [(True, False, None)[n % 3] for n in range(count)]
    rows = pl.DataFrame(
        {"id": [f"V{n}" for n in range(count)], "source": "ssd", "visited_on": days, "visited_at": moments,
         "child_seen": seen, "line": range(count)},
        schema_overrides={"visited_on": pl.Date(), "visited_at": pl.Datetime("us", "UTC"), "child_seen": pl.Boolean()},
    )  # fmt: skip
    with transaction.atomic(using=connection.alias):
        insert(connection, "visits", rows)
    found = MODELS["visits"].objects.using(connection.alias).order_by("key")
    assert list(found.values_list("row_id", "source", "visited_on", "visited_at", "child_seen", "line")) == rows.rows()
