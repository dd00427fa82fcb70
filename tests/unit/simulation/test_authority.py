"""What a synthetic authority promises: every table, in its shape, its references whole, the same every time."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from lineofsight.core.code_sets import code_set
from lineofsight.core.table import Table
from lineofsight.core.tables import TABLES, reference_data
from lineofsight.evaluation.schemas import schema_of
from lineofsight.simulation import simulate
from tests.unit.simulation.conftest import Frames

NOT_PRACTICE = {table.name for table in reference_data.TABLES} - {"populations"}
PRACTICE = [table for name, table in TABLES.items() if name not in NOT_PRACTICE]
ENDS_ON = date(2026, 9, 30)


@pytest.mark.parametrize("table", PRACTICE, ids=lambda table: table.name)
def test_every_table_of_practice_has_rows_in_its_declared_schema(authority: Frames, table: Table) -> None:
    assert authority[table.name].height > 0
    assert authority[table.name].schema == schema_of(table)


@pytest.mark.parametrize("table", PRACTICE, ids=lambda table: table.name)
def test_ids_are_given_once_and_holders_are_known(authority: Frames, table: Table) -> None:
    frame = authority[table.name]
    assert frame["id"].null_count() == 0
    assert frame["id"].n_unique() == frame.height
    holders = {
        "child_id": "people",
        "worker_id": "professionals",
        "team_id": "teams",
        "carer_id": "carers",
        "home_id": "homes",
    }
    if table.holder_column in holders:
        assert frame[table.holder_column].is_in(authority[holders[table.holder_column]]["id"].implode()).all()


@pytest.mark.parametrize("table", PRACTICE, ids=lambda table: table.name)
def test_references_lead_to_rows(authority: Frames, table: Table) -> None:
    for column in table.columns:
        if column.refers_to is not None:
            given = authority[table.name][column.name].drop_nulls()
            assert given.is_in(authority[column.refers_to]["id"].implode()).all(), column.name


@pytest.mark.parametrize("table", PRACTICE, ids=lambda table: table.name)
def test_codes_are_of_their_sets(authority: Frames, table: Table) -> None:
    for column in table.columns:
        if column.code_set is not None:
            used = authority[table.name][column.name].drop_nulls().unique().to_list()
            assert [code for code in used if not code_set(column.code_set).contains(code)] == [], column.name


@pytest.mark.parametrize("table", PRACTICE, ids=lambda table: table.name)
def test_spans_do_not_end_before_they_start_and_nothing_is_known_before_it_happens(
    authority: Frames, table: Table
) -> None:
    frame = authority[table.name]
    assert frame["recorded_on"].max() <= ENDS_ON  # type: ignore[operator]
    if table.event is not None:
        assert frame.filter(pl.col(table.event) > ENDS_ON).height == 0
        if table.ends is not None:
            assert frame.filter(pl.col(table.ends) < pl.col(table.event)).height == 0


def test_the_same_arguments_give_the_same_bytes() -> None:
    first, second = simulate(2_000, 2, 5), simulate(2_000, 2, 5)
    assert list(first) == list(second)
    for name, frame in first.items():
        assert frame.equals(second[name]), name
    assert not simulate(2_000, 2, 6)["visits"].equals(first["visits"])


def test_what_is_open_on_the_first_day_began_before_it(authority: Frames) -> None:
    first = date(2022, 9, 30)
    for name in ("referrals", "child_protection_plans", "care_episodes", "allocations"):
        start, end = TABLES[name].event or "", TABLES[name].ends or ""
        open_then = authority[name].filter((pl.col(start) < first) & (pl.col(end).is_null() | (pl.col(end) > first)))
        assert open_then.height > 20, name


def test_brothers_and_sisters_share_a_family_and_a_surname(authority: Frames) -> None:
    together = authority["families"].join(authority["people"].select(child_id="id", surname="surname"), on="child_id")
    sizes = together.group_by("family_id").agg(pl.len(), pl.col("surname").n_unique().alias("names"))
    assert sizes["names"].max() == 1
    assert (sizes["len"] > 2).mean() > 0.2  # type: ignore[operator]


def test_children_of_a_family_are_visited_on_one_day(authority: Frames) -> None:
    visits = authority["visits"].filter(pl.col("kind") == "child_protection")
    visits = visits.join(authority["families"].select("child_id", "family_id"), on="child_id")
    children = visits.group_by("family_id", "visited_on").agg(pl.col("child_id").n_unique())
    assert (children["child_id"] > 1).mean() > 0.3  # type: ignore[operator]


def test_the_record_is_messy_as_life_is(authority: Frames) -> None:
    visits, people = authority["visits"], authority["people"]
    late = (visits["recorded_on"] - visits["visited_on"]).dt.total_days()
    assert (late >= 0).all()
    assert (late > 7).mean() > 0.02  # type: ignore[operator]
    assert visits.filter(pl.col("outcome") == "no_access").height > 50
    assert visits.filter(pl.col("mode") == "virtual").height > 50
    assert visits["child_seen_alone"].null_count() > 0
    assert visits.select("child_id", "visited_on", "kind").is_duplicated().any()
    born = visits.join(people.select(child_id="id", born_on="born_on"), on="child_id")
    before_birth = born.filter(pl.col("visited_on") < pl.col("born_on")).filter(pl.col("kind") != "assessment").height
    assert 0 < before_birth < visits.height * 0.005
    plans = authority["child_in_need_plans"].join(
        authority["child_protection_plans"], on="child_id", suffix="_protection"
    )
    overlap = plans.filter(
        (pl.col("started_on") < pl.col("started_on_protection"))
        & (pl.col("ended_on") > pl.col("started_on_protection"))
    )
    assert overlap.height > 0


def test_some_children_are_held_by_a_leaver_or_by_no_person(authority: Frames) -> None:
    held = authority["allocations"].join(
        authority["professionals"].select(worker_id="id", left="ended_on", stands_for="placeholder"), on="worker_id"
    )
    assert held.filter(pl.col("stands_for").is_not_null()).height > 10
    assert (
        held.filter(
            pl.col("ended_on").is_null() & (pl.col("left") < ENDS_ON)
            | (pl.col("ended_on") > pl.col("left") + pl.duration(days=2))
        ).height
        > 10
    )


def test_names_come_in_several_scripts(authority: Frames) -> None:
    names = authority["people"]["forename"]
    for script in (r"\p{Arabic}", r"\p{Cyrillic}", r"\p{Bengali}", r"\p{Gurmukhi}", r"\p{Han}", r"\p{Latin}"):
        assert names.str.contains(script).any(), script
