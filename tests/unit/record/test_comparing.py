"""Comparing a source's rows with those held, generated: loading twice is loading once, in any order of rows."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.db import connections
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.core.tables import table_named
from lineofsight.evaluation.coverage import EVERYTHING
from lineofsight.evaluation.schemas import schema_of
from lineofsight.record.comparing import incoming_rows, made_id
from lineofsight.record.home import Home
from lineofsight.record.loads import load
from lineofsight.sources.reading import Reading
from tests.support.homes import KNOWN, everything, frame_of, held, unblocked

VISITS = table_named("visits")
KEY = b"k" * 32

visit = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["V1", "V2", "V3", "V4", None]),
        "child_id": st.sampled_from(["C1", "C2"]),
        "visited_on": st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 1, 3))),
        "kind": st.sampled_from(["child_protection", 'ő, "quoted"\nand broken', None]),
        "child_seen": st.one_of(st.none(), st.booleans()),
    }
)
visits = st.lists(visit, max_size=6).map(lambda rows: pl.DataFrame(rows, schema=schema_of(VISITS)))


def content(home: Home) -> list[tuple[Any, ...]]:
    return held(home, "visits", "row_id", "child_id", "visited_on", "kind", "child_seen", "missing_since")


def read(frame: pl.DataFrame) -> Reading:
    return Reading("ssd", (Path("visits.csv"),), {"visits": frame}, {"visits": EVERYTHING}, KNOWN)


@given(first=visits, second=visits)
@settings(max_examples=10)
def test_loading_twice_is_loading_once(
    first: pl.DataFrame, second: pl.DataFrame, made_home: Path, request: pytest.FixtureRequest
) -> None:
    with unblocked(request), tempfile.TemporaryDirectory() as folder:
        home = Home(shutil.copytree(made_home, Path(folder) / "home")).open()
        load(home, [read(first)])
        load(home, [read(second)])
        once = everything(home)
        again = load(home, [read(second)])
        assert everything(home) == once
        assert all((row.taken, row.changed, row.withdrawn) == (0, 0, 0) for row in again)
        assert all(row.read == row.unchanged + row.rejected for row in again)
        present = [row for row in content(home) if row[-1] is None]
        ids = incoming_rows(second, VISITS, source="ssd", load="1", key=home.key)["id"]
        assert {row[0] for row in present} == set(ids)
        connections.close_all()


def test_what_a_row_says_is_digested_and_where_it_stands_is_not() -> None:
    here, there = (
        frame_of("visits", text).with_columns(line=pl.lit(line, dtype=pl.Int64))
        for line, text in ((2, "id | child | mode\nV1 | C1 |"), (9, "id | child | mode\nV1 | C1 |"))
    )
    other = frame_of("visits", "id | child | mode\nV1 | C1 | virtual")
    digests = [
        incoming_rows(frame, VISITS, source="ssd", load=load, key=KEY)["row_hash"][0]
        for frame, load in ((here, "1"), (there, "2"), (other, "1"))
    ]
    assert digests[0] == digests[1] != digests[2]


def test_made_ids_hold_only_under_one_key() -> None:
    assert made_id(KEY, ("visits", "C1", 1)) == made_id(KEY, ("visits", "C1", 1))
    assert made_id(KEY, ("visits", "C1", 1)) != made_id(b"other" * 4, ("visits", "C1", 1))
    assert made_id(KEY, ("a", "b", None)) != made_id(KEY, ("a", None, "b"))
    assert "C1" not in made_id(KEY, ("visits", "C1", 1))
