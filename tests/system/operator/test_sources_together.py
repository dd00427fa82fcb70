"""Several sources of one authority: which one stands, what they say differently, what they add to each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import connections

from lineofsight.core.tables import table_named
from lineofsight.record.configuration import Configuration, write_configuration
from lineofsight.record.covering import columns_held, standing_parts
from lineofsight.record.home import Home
from lineofsight.record.loads import load
from lineofsight.record.models import MODELS, Difference
from lineofsight.record.ranking import SameRows
from lineofsight.record.reading_rows import record_of_child, standing_rows
from lineofsight.record.undoing import undo
from tests.support.homes import everything, held, reading

SSD = """
id | child | started_on | ended_on   | initial_category
P1 | C1    | 2026-01-05 |            | NEG
P2 | C2    | 2026-02-05 | 2026-05-05 | EMO
"""
CIN = """
id | child | started_on | ended_on   | initial_category
-  | C1    | 2026-01-05 | 2026-03-05 | EMO
-  | C3    | 2026-03-05 |            | PHY
"""


def standing(home: Home, name: str, *columns: str) -> list[tuple[Any, ...]]:
    """The rows that stand, as evaluation sees them."""
    table = table_named(name)
    same = SameRows(connections[home.aliases.record])
    rows = standing_rows(home, table, columns_held(standing_parts(home)), same)
    return rows.sort(table.holder_column, "id").select(columns).rows()


def differences(home: Home) -> list[tuple[Any, ...]]:
    found = Difference.objects.using(home.aliases.record).order_by("column")
    return list(found.values_list("table", "holder", "column", "source", "value", "other_source", "other_value"))


def test_the_more_believed_source_stands_whatever_the_order(any_home: Home) -> None:
    category = "initial_category"
    load(any_home, [reading("cin", child_protection_plans=CIN)])
    load(any_home, [reading("ssd", child_protection_plans=SSD)])
    expected = [("C1", "ssd", "NEG"), ("C2", "ssd", "EMO"), ("C3", "cin", "PHY")]
    assert standing(any_home, "child_protection_plans", "child_id", "source", category) == expected
    # What only the other source fills stays blank where this one fills the column for other children: it says "open".
    assert standing(any_home, "child_protection_plans", "ended_on")[0] == (None,)
    assert differences(any_home) == [
        ("child_protection_plans", "C1", "ended_on", "ssd", None, "cin", "2026-03-05"),
        ("child_protection_plans", "C1", category, "ssd", "NEG", "cin", "EMO"),
    ]
    objects = MODELS["child_protection_plans"].objects.using(any_home.aliases.record)  # type: ignore[attr-defined]
    assert objects.count() == 3
    assert len(held(any_home, "child_protection_plans", "row_id")) == 4


def test_the_configured_order_is_used(home: Home) -> None:
    write_configuration(home.configuration_file, replace(Configuration(), source_ranks=("cin", "ssd")))
    home = Home(home.path).open()
    load(home, [reading("ssd", people="id | sex\nC1 | F"), reading("cin", people="id | sex\nC1 | M")])
    assert standing(home, "people", "sex", "source") == [("M", "cin")]


def test_people_are_the_same_by_id(any_home: Home) -> None:
    load(any_home, [reading("ssd", people="id | born_on | sex\nC1 | 2015-01-01 | F\nC2 | 2016-01-01 |")])
    load(any_home, [reading("ssda903", people="id | born_on | sex\nC1 | 2015-01-02 | F\nC3 | 2012-01-01 | M")])
    assert standing(any_home, "people", "id", "born_on") == [
        ("C1", date(2015, 1, 1)), ("C2", date(2016, 1, 1)), ("C3", date(2012, 1, 1)),
    ]  # fmt: skip
    assert differences(any_home) == [("people", "C1", "born_on", "ssd", "2015-01-01", "ssda903", "2015-01-02")]


def test_a_column_a_source_never_fills_is_filled_from_another(any_home: Home) -> None:
    ssd = "id | child | started_on\nE1 | C1 | 2026-01-05\nE2 | C2 | 2026-01-06"
    looked_after = "id | child | started_on | legal_status\n- | C1 | 2026-01-05 | C2"
    load(any_home, [reading("ssd", care_episodes=ssd), reading("ssda903", care_episodes=looked_after)])
    assert standing(any_home, "care_episodes", "id", "legal_status", "source") == [
        ("E1", "C2", "ssd"), ("E2", None, "ssd"),
    ]  # fmt: skip
    assert differences(any_home) == []
    of_child = record_of_child(any_home, "C1").tables["care_episodes"]
    assert [(row["id"], row["legal_status"]) for row in of_child] == [("E1", "C2")]


def test_what_refers_to_a_superseded_row_means_the_one_that_stands(any_home: Home) -> None:
    people = "id | born_on\nC1 | 2015-01-01"
    ssd = {
        "people": people,
        "assessments": "id | child | started_on\nA1 | C1 | 2026-01-05",
        "assessment_factors": "id | child | assessment_id | factor\nF1 | C1 | A1 | 3A",
    }
    cin = {
        "people": people,
        "assessments": "id | child | started_on\nC1/a | C1 | 2026-01-05",
        "assessment_factors": "id | child | assessment_id | factor\nC1/f | C1 | C1/a | 3A\nC1/g | C1 | C1/a | 4B",
    }
    load(any_home, [reading("cin", **cin)])
    load(any_home, [reading("ssd", **ssd)])
    assert standing(any_home, "assessment_factors", "id", "assessment_id", "factor") == [
        ("C1/g", "A1", "4B"), ("F1", "A1", "3A"),
    ]  # fmt: skip
    assert {row["assessment_id"] for row in record_of_child(any_home, "C1").tables["assessment_factors"]} == {"A1"}
    assert differences(any_home) == []


def test_undoing_the_more_believed_load_lets_the_other_stand(any_home: Home) -> None:
    load(any_home, [reading("ssda903", people="id | sex\nC1 | M")])
    before = everything(any_home)
    load(any_home, [reading("ssd", people="id | sex\nC1 | F")])
    assert standing(any_home, "people", "sex") == [("F",)]
    undo(any_home)
    assert standing(any_home, "people", "sex") == [("M",)]
    assert everything(any_home) == before


def test_the_record_of_one_child(any_home: Home) -> None:
    load(
        any_home,
        [
            reading(
                people="id | born_on\nC1 | 2015-01-01\nC2 | 2016-01-01",
                visits="id | child | visited_on | child_seen | recorded_at\n"
                "V1 | C1 | 2026-06-01 | yes | 2026-06-01 10:00\nV2 | C2 | 2026-06-02 | no |",
            )
        ],
    )
    record = record_of_child(any_home, "C1")
    assert set(record.tables) == {"people", "visits"}
    (visit,) = record.tables["visits"]
    assert (visit["id"], visit["visited_on"], visit["child_seen"]) == ("V1", date(2026, 6, 1), True)
    assert visit["recorded_at"].isoformat() == "2026-06-01T09:00:00+00:00"
    assert list(visit) == [column.name for column in table_named("visits").all_columns]
    assert record_of_child(any_home, "nobody").tables == {}
