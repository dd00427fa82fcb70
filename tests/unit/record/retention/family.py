"""One family in a home, for tests of what becomes of an identity."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import polars as pl
from django.db import connections

from lineofsight.core.tables import table_named
from lineofsight.evaluation.record import Record
from lineofsight.record.home import Home
from lineofsight.record.loads import Loaded, load
from lineofsight.record.snapshots import make
from lineofsight.record.snapshots.manifest import SnapshotInfo
from tests.support.homes import everything, reading

NOW = datetime(2026, 10, 1, 9, tzinfo=UTC)
LONG_AFTER = datetime(2086, 1, 1, 9, tzinfo=UTC)

TABLES = {
    "people": """
        id | forename | surname   | born_on    | sex | pupil_number
        C1 | Wilfreda | Quillfeather | 2010-05-06 | F | A123
        C2 | Ottoline | Quillfeather | 2012-07-08 | F | A124
        M1 | Persis   | Quillfeather | 1985-01-02 | F |
    """,
    "relationships": """
        id | child | related_person_id | relation
        R1 | C1    | M1                | mother
        R2 | C2    | M1                | mother
        R3 | C2    | C1                | sibling
    """,
    "addresses": "id | child | started_on | postcode\nA1 | C1 | 2011-06-01 | ZZ99 9QX",
    "care_episodes": """
        id            | child | started_on | ended_on   | end_reason | legal_status
        C1/episode/1  | C1    | 2018-01-05 | 2020-01-01 | E12        | E1
        C2/episode/1  | C2    | 2018-01-05 |            |            | C2
    """,
    "visits": """
        id           | child | visited_on | kind    | child_seen | child_words
        C1/visit/1   | C1    | 2019-01-01 | in_care | yes        | my rabbit Bartholomew
        C2/visit/1   | C2    | 2019-01-01 | in_care | yes        | hello
    """,
    "supervisions": "id | worker | held_on | child_id | summary\nS1 | W1 | 2019-02-01 | C1 | Bartholomew again",
}
PERSONAL = ("Wilfreda", "2010-05-06", "ZZ99 9QX", "A123", "Bartholomew")


def load_family(home: Home, **other: str) -> Loaded:
    """Load the family, or a changed version of some of its tables."""
    return load(home, [reading("ssd", **{**TABLES, **other})], at=NOW, by="loader", accept_drop=True)


def snapshot(home: Home, at: datetime = NOW) -> SnapshotInfo:
    """A snapshot with a published figure: visits by child."""
    return make(home, catalogue_document={"standards": {}}, at=at, publish=visits_by_child)


def visits_by_child(record: Record) -> pl.DataFrame:
    """How many visits each child, as the record names them, had."""
    return (
        record.lazy(table_named("visits")).group_by("child_id").agg(pl.len().alias("visits")).sort("child_id").collect()
    )


def said(home: Home) -> dict[str, list[dict[str, Any]]]:
    """Everything the record says; how it knows rows again is left out."""
    tables = everything(home)
    return {name: [{k: v for k, v in row.items() if k != "row_hash"} for row in rows] for name, rows in tables.items()}


def on_disk(home: Home, text: str) -> list[str]:
    """The files of a home's databases that hold a text."""
    connections[home.aliases.record].close()
    connections[home.aliases.service].close()
    return [path.name for path in sorted(home.path.glob("*.sqlite3*")) if text.encode() in path.read_bytes()]


def in_snapshots(home: Home, text: str) -> list[str]:
    """The snapshots' Parquet files that hold a text, or a date, in any cell."""
    found = []
    for path in sorted(home.snapshots.rglob("*.parquet")):
        cells = pl.read_parquet(path).select(pl.all().cast(pl.String))
        if any(series.str.contains(text, literal=True).any() for series in cells):
            found.append(path.name)
    return found
