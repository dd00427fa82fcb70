"""One simulated authority in four formats, loaded into one home: the inspection's lists add nothing wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from django.db import connections

from lineofsight.core.tables import TABLES
from lineofsight.record.covering import columns_held, standing_parts
from lineofsight.record.home import Home
from lineofsight.record.loads import load
from lineofsight.record.models import MODELS, Difference
from lineofsight.record.ranking import SameRows
from lineofsight.record.reading_rows import standing_rows
from lineofsight.returns import annex_a, cin, ssd, ssda903
from lineofsight.simulation import simulate
from lineofsight.sources import read

AS_AT = date(2026, 9, 30)
YEAR = "2025-26"

# What the lists ask for and the other source leaves blank, or has on other rows: said, not counted.
SAID_OTHERWISE = {
    ("people", "ethnicity"),  # the lists have a word for "not yet obtained", and no blank
    ("people", "sex"),  # and for "not stated"
    ("care_episodes", "reviewing_officer_contact_on"),  # the last of the whole period, not of the episode
    ("care_leavers", "latest_contact_on"),
    ("care_leavers", "pathway_review_on"),
    ("health_checks", "status"),  # a check that has a date in the list was completed
    ("placements", "type"),  # the lists have no word of their own for supported accommodation
}


KNOWN_IN_OTHER_WAYS = [name for name, table in TABLES.items() if table.same_as]

# Rows that another source has and the dataset has not, by table, and why. Nothing else may be added.
TOLD_BY_ONE_ALONE = {
    # The return reports every care leaver's year; where none was recorded, from the latest that is known.
    "outcomes_of_care_leavers": {"ssda903"},
    # The lists alone state totals without days; the others give the days.
    "stated_totals": {"annex_a"},
}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    tables = simulate(1000, 2, 11)
    ssd.write(tables, tmp_path / "ssd")
    annex_a.write(tables, tmp_path / "annex-a.xlsx", AS_AT)
    cin.write(tables, tmp_path / "cin.xml", YEAR, "800")
    ssda903.write(tables, tmp_path / "903", YEAR)
    return tmp_path


def standing(home: Home) -> dict[str, pl.DataFrame]:
    held, same = columns_held(standing_parts(home)), SameRows(connections[home.aliases.record])
    return {name: standing_rows(home, table, held, same) for name, table in TABLES.items()}


def test_the_lists_add_no_row_to_what_the_other_three_tell(home: Home, files: Path) -> None:
    load(home, read([files / "ssd"], as_known_on=AS_AT))
    alone = {name: set(frame["id"]) for name, frame in standing(home).items() if frame.height}
    for name in ("903", "cin.xml", "annex-a.xlsx"):
        load(home, read([files / name], as_known_on=AS_AT))
    together = standing(home)
    added = {
        (name, source)
        for name, ids in alone.items()
        for source, row in together[name].select("source", "id").iter_rows()
        if row not in ids and source == "annex_a"
    }
    assert added == set()
    assert [name for name, ids in alone.items() if not ids <= set(together[name]["id"])] == []
    differing = Difference.objects.using(home.aliases.record).filter(other_source="annex_a")
    assert set(differing.values_list("table", "column")) <= SAID_OTHERWISE


@pytest.mark.parametrize(
    "order", [("ssd", "903", "cin.xml", "annex-a.xlsx"), ("annex-a.xlsx", "cin.xml", "903", "ssd")]
)
def test_one_authority_in_four_formats_is_one_record(home: Home, tmp_path: Path, order: tuple[str, ...]) -> None:
    tables = simulate(4000, 3, 11)
    ssd.write(tables, tmp_path / "ssd", everything=True, as_known_on=AS_AT)
    annex_a.write(tables, tmp_path / "annex-a.xlsx", AS_AT)
    cin.write(tables, tmp_path / "cin.xml", YEAR, "800")
    ssda903.write(tables, tmp_path / "903", YEAR)
    for name in order:
        load(home, read([tmp_path / name], as_known_on=AS_AT))
    every = {name: set(MODELS[name].every_source.using(home.aliases.record).values_list("source", flat=True))  # type: ignore[attr-defined]
             for name in KNOWN_IN_OTHER_WAYS}  # fmt: skip
    assert all("ssda903" in sources or "cin" in sources for sources in every.values())
    added = {name: set(frame["source"]) - {"ssd"} for name, frame in standing(home).items()}
    assert {name: sources for name, sources in added.items() if sources - TOLD_BY_ONE_ALONE.get(name, set())} == {}
    worker = standing(home)["allocations"].filter(pl.col("worker_id").str.starts_with("SW"))
    assert worker.is_empty()


def test_the_lists_alone_stand_and_give_way_when_the_whole_comes(home: Home, files: Path) -> None:
    load(home, read([files / "annex-a.xlsx"], as_known_on=AS_AT))
    before = standing(home)
    assert before["visits"].height > 0
    assert before["allocations"].height > 0
    load(home, read([files / "ssd"], as_known_on=AS_AT))
    after = standing(home)
    assert set(after["visits"]["source"]) == {"ssd"}
    assert set(after["allocations"]["source"]) == {"ssd"}


def test_what_the_lists_know_after_the_whole_ends_stands(home: Home, files: Path) -> None:
    load(home, read([files / "annex-a.xlsx"], as_known_on=AS_AT))
    lists = standing(home)["visits"]
    load(home, read([files / "ssd"], as_known_on=date(2026, 7, 31)))
    after = standing(home)["visits"].filter(pl.col("source") == "annex_a")
    assert lists.filter(pl.col("visited_on") <= date(2026, 7, 31)).height > 0
    assert set(after["visited_on"] > date(2026, 7, 31)) <= {True}
