"""Headings matched as people write them, and the last day a source's own rows tell."""

from __future__ import annotations

from datetime import date

import polars as pl

from lineofsight.sources.coverage_of import latest_known_day
from lineofsight.sources.headings import match
from lineofsight.sources.reading import Forgiveness, Reject, join_forgiven, join_rejects, rejects_frame


def test_headings_match_whatever_their_order_capitals_and_spaces() -> None:
    found = match(
        [" date  OF birth", "Colour", "Age", "Sex", ""],
        ["Sex", "Date of Birth", "Age of Child", "Id"],
        {"Age": "Age of Child"},
    )
    assert dict(found.positions) == {"Date of Birth": 0, "Age of Child": 2, "Sex": 3}
    assert (found.untidy, found.extra, found.missing, found.twice) == ((" date  OF birth",), ("Colour",), ("Id",), ())


def test_a_heading_twice_is_said() -> None:
    found = match(["Sex", "SEX"], ["Sex"])
    assert found.twice == ("Sex",)
    assert dict(found.positions) == {"Sex": 0}


def _tables(**lasts: date) -> dict[str, pl.DataFrame]:
    columns = {"visits": "visited_on", "contacts": "received_on", "referrals": "received_on"}
    return {name: pl.DataFrame({columns[name]: [date(2020, 1, 1), last]}) for name, last in lasts.items()}


def test_the_last_day_is_the_latest_thing_that_happened() -> None:
    tables = _tables(visits=date(2024, 3, 1), contacts=date(2024, 3, 4), referrals=date(2024, 2, 1))
    assert latest_known_day(tables) == date(2024, 3, 4)
    assert latest_known_day(tables, date(2024, 3, 2)) == date(2024, 3, 1)
    assert latest_known_day({}) is None


def test_one_table_s_day_years_beyond_all_others_is_a_slip() -> None:
    tables = _tables(visits=date(2042, 3, 1), contacts=date(2024, 3, 4), referrals=date(2024, 2, 1))
    assert latest_known_day(tables) == date(2024, 3, 4)


def test_rejects_are_in_order_and_long_values_are_cut() -> None:
    later, sooner = (Reject("t", "f", line, "c", "x" * 500, "why", "do") for line in (9, 2))
    joined = join_rejects([rejects_frame([later]), rejects_frame([sooner])])
    assert joined["line"].to_list() == [2, 9]
    assert joined["value"].str.len_chars().to_list() == [200, 200]


def test_the_same_pardon_twice_is_one_with_its_count() -> None:
    items = [Forgiveness("f", "blank lines", 2), Forgiveness("g", "blank lines", 1), Forgiveness("f", "blank lines", 3)]
    assert join_forgiven(items) == (Forgiveness("f", "blank lines", 5), Forgiveness("g", "blank lines", 1))
