"""What is written as an Annex A workbook and read again is the same, within each list's cohort and columns."""

from __future__ import annotations

import tempfile
import zipfile
from datetime import date, timedelta
from pathlib import Path
from random import Random

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from lineofsight.core.code_sets import code_set
from lineofsight.core.columns import Column
from lineofsight.core.tables import TABLES, table_named
from lineofsight.returns import annex_a
from lineofsight.sources import read
from lineofsight.sources.annex_a.layout import lists
from lineofsight.sources.annex_a.parts import PARTS, Part
from lineofsight.sources.annex_a.words import list_words
from tests.support.random_rows import random_rows

AS_AT = date(2024, 6, 15)
ROWS = 6
# The part of each list from which a table's rows come back whole; the others give the latest alone.
_SINGLE_ROWS = {
    ("contacts", 1), ("early_help_episodes", 2), ("referrals", 3), ("assessments", 4), ("section_47_enquiries", 5),
    ("child_protection_plans", 7), ("legal_statuses", 8), ("placements", 8), ("care_leavers", 9), ("permanence", 10),
    ("adopters", 11),
}  # fmt: skip
WHOLE = tuple(part for part in PARTS if (part.table, part.list) in _SINGLE_ROWS)
# What the writer counts where the record does not say.
_COUNTED = {"enquiries_in_year": 1, "previous_plans": 0}
# What a list gives of a child in total: what it says stands, where it is more than the days that the record holds.
TOTALS = (
    "referrals_in_year", "conferences_in_year", "emergency_powers_in_six_months", "in_care_before_in_year",
    "placements_in_year", "missing_in_year", "absent_in_year", "interview_offered", "interview_accepted",
)  # fmt: skip
_LATER = {"closed_on", "ended_on", "authorised_on", "adopted_on"}


def _days_ago(random: Random, most: int) -> date:
    return AS_AT - timedelta(days=random.randint(1, most))


def _tables(random: Random) -> dict[str, pl.DataFrame]:
    ids = {name: [f"{name}-{n}" for n in range(ROWS)] for name in TABLES}
    names = {"people", "care_episodes", "teams", "professionals", *(part.table for part in WHOLE)}
    tables = {}
    for name in names:
        taken = {column for part in WHOLE if part.table == name for column in part.takes}
        taken |= {"name"} if name in ("teams", "professionals") else set()
        taken |= {"sex", "ethnicity"} if name == "people" else set()

        def wanted(column: Column, mine: frozenset[str] = frozenset(taken)) -> bool:
            return column.name in mine

        tables[name] = random_rows(table_named(name), random, ROWS, ids, wanted)
    return {name: _in_cohort(frame, name, random, ids["people"]) for name, frame in tables.items()}


def _in_cohort(frame: pl.DataFrame, name: str, random: Random, children: list[str]) -> pl.DataFrame:
    """One row a child, begun within six months and still going on: every list has such rows."""
    table = table_named(name)
    begun = pl.Series([_days_ago(random, 170) for _ in range(ROWS)])
    if name == "people":
        return frame.with_columns(born_on=pl.lit(date(2012, 2, 29)), sex=pl.col("sex").fill_null("U"),
                                  ethnicity=pl.col("ethnicity").fill_null("NOBT"))  # fmt: skip
    if name in ("teams", "professionals"):
        return frame.with_columns(name=pl.col("id"))
    if name == "care_episodes":
        day = pl.Series([AS_AT - timedelta(days=900 + n) for n in range(ROWS)])
        frame = frame.with_columns(started_on=day, entered_care_on=day, start_reason=pl.lit("S"))
    elif table.event in frame.columns and table.event != "eligible_from":
        frame = frame.with_columns(begun.alias(table.event or ""))
    if not table.holder_is_id:
        frame = frame.with_columns(child_id=pl.Series(children))
    if name == "care_leavers":
        two = pl.col("accommodation").str.len_chars() == 2
        frame = frame.with_columns(
            accommodation=pl.when(two).then("accommodation"),
            accommodation_suitable=pl.when(two).then(pl.col("accommodation").str.slice(1, 1)),
            eligibility=pl.col("eligibility").replace("none", "relevant").fill_null("relevant"),
        )
    if name == "placements":  # the lists have no word of their own for a home that supports independence
        frame = frame.with_columns(type=pl.col("type").replace("K3", "K2"))
    frame = frame.with_columns(pl.col(c).fill_null(n) for c, n in _COUNTED.items() if c in frame.columns)
    over = [column for column in _LATER & set(frame.columns) if column != table.event]
    blank = [pl.lit(None, dtype=pl.Date).alias(column) for column in (*over, "order_made_on", "reversed_on")
             if column in frame.columns]  # fmt: skip
    past = [pl.when(pl.col(column.name) <= AS_AT).then(column.name) for column in table.columns
            if column.type.value == "date" and frame.schema[column.name] == pl.Date]  # fmt: skip
    frame = frame.with_columns(past).with_columns(blank)
    if name == "permanence":  # the list asks it of every child, so the writer takes it from care where it is blank
        entered = pl.Series([AS_AT - timedelta(days=900 + n) for n in range(ROWS)])
        frame = frame.with_columns(entered_care_on=pl.coalesce("entered_care_on", entered))
    return frame


def _kept(frame: pl.DataFrame, part: Part) -> pl.DataFrame:
    """The part's columns, codes as the list can say them, in order of the person."""
    table = table_named(part.table)
    key = "id" if table.holder_is_id else "child_id"
    sayable = []
    for name, heading in part.takes.items():
        value_set = _value_set(part.list, heading)
        if table.column(name).code_set and value_set and name != "accommodation":
            words = list_words(value_set, table, name)
            known = {code.code for code in code_set(table.column(name).code_set or "")} & words.keys()
            sayable.append(pl.when(pl.col(name).is_in(list(known))).then(name))
    columns = list(dict.fromkeys([key, *part.takes]))
    return frame.with_columns(sayable).select(columns).sort(columns)


def _value_set(number: int, heading: str) -> str:
    return next(column.value_set for column in lists()[number].columns if column.heading == heading)


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 10_000))
def test_the_lists_come_back(seed: int) -> None:
    tables = _tables(Random(seed))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "annex_a.xlsx"
        written = annex_a.write(tables, path, AS_AT)
        (reading,) = read([path], as_known_on=AS_AT)
    assert list(written) == [f"List {number}" for number in range(1, 12)]
    assert reading.rejects.is_empty(), reading.rejects.to_dicts()
    for part in WHOLE:
        assert_frame_equal(_kept(reading.tables[part.table], part), _kept(tables[part.table], part))
    people = reading.tables["people"].sort("id").select("id", "sex", "ethnicity", "born_on")
    assert_frame_equal(people, tables["people"].sort("id").select(people.columns))


def _stated(random: Random) -> pl.DataFrame:
    """Totals of each child, never fewer than the one referral and the one placement that the record holds."""
    answers = ("yes", "no")
    rows = [
        {"id": f"s{n}", "child_id": f"people-{n}", "stated_on": AS_AT, "referrals_in_year": random.randint(1, 9),
         "conferences_in_year": random.randint(0, 9), "emergency_powers_in_six_months": random.random() < 0.5,
         "in_care_before_in_year": random.random() < 0.5, "placements_in_year": random.randint(1, 9),
         "missing_in_year": random.randint(0, 9), "absent_in_year": random.randint(0, 9),
         "interview_offered": random.choice(answers), "interview_accepted": random.choice(answers)}
        for n in range(ROWS)
    ]  # fmt: skip
    return pl.DataFrame(rows)


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 10_000))
def test_totals_that_no_days_stand_for_come_back(seed: int) -> None:
    random = Random(seed)
    tables = {**_tables(random), "stated_totals": _stated(random)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "annex_a.xlsx"
        annex_a.write(tables, path, AS_AT)
        (reading,) = read([path], as_known_on=AS_AT)
        annex_a.write(tables, path, AS_AT + timedelta(days=1))
        (day_after,) = read([path], as_known_on=AS_AT + timedelta(days=1))
    columns = ["child_id", "stated_on", *TOTALS]
    found = reading.tables["stated_totals"].sort("child_id").select(columns)
    assert_frame_equal(found, tables["stated_totals"].sort("child_id").select(columns), check_dtypes=False)
    # They are of their day: of another there is only what was counted.
    assert set(day_after.tables["stated_totals"]["missing_in_year"]) == {0}
    assert set(day_after.tables["stated_totals"]["placements_in_year"]) == {1}


FORMULAS = (
    '=HYPERLINK("http://x.example","y")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "http://x.example",
    "00123",
    "'quoted",
    " =1",
)


@settings(max_examples=4, deadline=None)
@given(st.lists(st.sampled_from(FORMULAS), min_size=ROWS, max_size=ROWS))
def test_text_that_a_workbook_would_run_is_text_in_it(names: list[str]) -> None:
    tables = _tables(Random(1))
    people = [f"{name}{n}" for n, name in enumerate(names)]
    ids = dict(zip(tables["people"]["id"].to_list(), people, strict=True))
    tables["people"] = tables["people"].with_columns(pl.col("id").replace(ids))
    tables["contacts"] = tables["contacts"].with_columns(pl.col("child_id").replace(ids))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "annex_a.xlsx"
        annex_a.write({name: tables[name] for name in ("people", "contacts")}, path, AS_AT)
        with zipfile.ZipFile(path) as book:
            sheets = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        (reading,) = read([path], as_known_on=AS_AT)
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)
    assert set(reading.tables["contacts"]["child_id"]) == {name.strip() for name in people}
