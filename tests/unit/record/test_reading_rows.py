"""A child's rows read as they stand: the same whether or not a frame is made of them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connections

from lineofsight.core.tables import table_named
from lineofsight.record import reading_rows
from lineofsight.record.covering import columns_held_now
from lineofsight.record.home import Home
from lineofsight.record.loads import load
from lineofsight.record.ranking import SameRows
from lineofsight.record.reading_rows import record_of_child, rows_of, standing_rows
from tests.support.homes import reading

RECORD = {
    "people": "id | forename | born_on    | address_protected\nC1 | Zoë | 2015-03-12 | yes\nC2 | Ann | |",
    "contacts": "id | child | received_at\nK1 | C1 | 2026-06-01 09:30\nK2 | C1 |",
    "visits": "id | child | visited_on | child_seen\nV1 | C1 | 2026-09-01 | yes\nV2 | C1 | 2026-09-20 | no\n"
    "V3 | C2 | |",
    "assessment_factors": "id | child | assessment_id\nF1 | C1 | A1",
}  # fmt: skip


@pytest.mark.parametrize("name", RECORD)
def test_values_are_those_a_frame_holds(any_home: Home, name: str) -> None:
    load(any_home, [reading(**RECORD)])
    table = table_named(name)
    same, held = SameRows(connections[any_home.aliases.record]), columns_held_now(any_home)
    framed = standing_rows(any_home, table, held, same, f"{table.holder_column} = %s", ["C1"]).to_dicts()
    read = record_of_child(any_home, "C1").tables[name]
    assert read == framed
    assert [[type(value) for value in row.values()] for row in read] == [
        [type(value) for value in row.values()] for row in framed
    ]  # fmt: skip


def test_no_frame_is_made_where_one_source_tells(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    load(home, [reading(**RECORD)])

    def refused(*_: Any) -> None:
        raise AssertionError("A frame was made.")

    monkeypatch.setattr(reading_rows, "standing_rows", refused)
    assert set(record_of_child(home, "C1").tables) == set(RECORD)
    assert rows_of(home, table_named("people"), ["C1", "none"])["C1"]["forename"] == "Zoë"


def test_what_two_sources_tell_is_put_together(any_home: Home) -> None:
    load(any_home, [reading(people="id | forename | born_on\nC1 | Zoë | 2015-03-12")])
    load(any_home, [reading(source="education", people="id | forename | sex\nC1 | Zoe | F")])
    (row,) = record_of_child(any_home, "C1").tables["people"]
    assert (row["forename"] in ("Zoë", "Zoe"), row["sex"]) == (True, "F")
