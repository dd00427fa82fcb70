"""Whole tables into a database: indexes made after many rows, and values that are the same throughout."""

from __future__ import annotations

import polars as pl
import pytest
from django.db import IntegrityError, connections, transaction

from lineofsight.record.changing import MANY_ROWS
from lineofsight.record.home import Home
from lineofsight.record.loads import load
from lineofsight.record.models import MODELS
from lineofsight.record.rows import indexes_made_after, insert
from tests.support.homes import reading

PEOPLE = "id | born_on\nC1 | 2015-01-01"


def indexes(home: Home) -> set[tuple[str, str]]:
    with connections[home.aliases.record].cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'visits'")
        return set(cursor.fetchall())


def visits(count: int) -> str:
    return "id | child_id | visited_on\n" + "\n".join(f"V{n} | C1 | 2020-01-01" for n in range(count))


def test_a_large_first_load_has_every_index_after(home: Home) -> None:
    before = indexes(home)
    load(home, [reading(people=PEOPLE, visits=visits(MANY_ROWS))])
    assert len(before) == 3
    assert indexes(home) == before
    assert MODELS["visits"].objects.using(home.aliases.record).count() == MANY_ROWS


def test_an_id_that_stands_twice_is_refused_when_its_index_is_made(home: Home) -> None:
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
