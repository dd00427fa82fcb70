"""Figures beside others: from loaded files, or not at all."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from lineofsight.catalogue.england_figures import england_figures
from lineofsight.catalogue.indicators import DEFINED
from lineofsight.catalogue.published import ENGLAND
from lineofsight.core.local_authorities import neighbours
from lineofsight.core.periods import parse_period
from lineofsight.evaluation.comparisons import NONE_LOADED, comparisons
from lineofsight.evaluation.record import Record

YEAR = parse_period("2023-24")


def _compared(rows: list[tuple[str, float | None, str | None]]) -> list[tuple[str, float | None, str | None]]:
    frame = pl.DataFrame(
        [{"id": str(place), "indicator": "re_referrals_12m", "area_code": area, "period": "2023-24", "value": value,
          "suppressed": symbol} for place, (area, value, symbol) in enumerate(rows)],
        schema_overrides={"value": pl.Float64, "suppressed": pl.String},
    )  # fmt: skip
    tables = {"published_figures": frame} if rows else {}
    found = comparisons(DEFINED["re_referrals_12m"], YEAR, Record.of(tables, date(2024, 12, 31)), "330")
    return [(one.with_whom, one.value, one.reason) for one in found]


def test_nothing_loaded_is_said_and_never_made_up() -> None:
    assert {reason for _, _, reason in _compared([])} == {NONE_LOADED}


def test_england_the_region_and_the_median_of_the_neighbours() -> None:
    alike = [neighbour.la_code for neighbour in neighbours("330")]
    rows = [("E92000001", 22.4, None), ("E12000005", 21.0, None)]
    rows += [(code, float(place), None) for place, code in enumerate(alike)]
    assert _compared(rows) == [
        ("England", 22.4, None),
        ("West Midlands", 21.0, None),
        ("Statistical neighbours", 4.5, None),
    ]


def test_a_suppressed_value_shows_its_symbol_and_few_neighbours_give_no_median() -> None:
    alike = [neighbour.la_code for neighbour in neighbours("330")]
    found = _compared([("E92000001", None, "c"), *((code, 1.0, None) for code in alike[:4])])
    assert found[0] == ("England", None, "published as c")
    assert found[2] == ("Statistical neighbours", None, "only 4 of 10 neighbours loaded")


def test_the_latest_published_by_then_is_used_and_says_its_period() -> None:
    rows = [("2022-23", 20.0), ("2023-24", 22.4), ("2024-25", 30.0)]
    frame = pl.DataFrame(
        [{"id": period, "indicator": "cpp_rate", "area_code": "E92000001", "period": period, "value": value}
         for period, value in rows]
    )  # fmt: skip
    record = Record.of({"published_figures": frame}, date(2024, 12, 31))
    for asked, value, period in (
        ("2024-09-30", 22.4, "2023-24"),
        ("2023-24", 22.4, "2023-24"),
        ("2022-12-31", None, None),
    ):
        england, _, _ = comparisons(DEFINED["cpp_rate"], parse_period(asked), record, "330")
        assert (england.value, england.period) == (value, period)


def test_an_authority_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no local authority"):
        comparisons(DEFINED["re_referrals_12m"], YEAR, Record.of({}, date(2024, 12, 31)), "999")


def test_every_published_figure_is_of_an_indicator_with_its_period_and_source() -> None:
    for figure in ENGLAND:
        assert figure.indicator in DEFINED
        assert figure.period
        assert figure.source


def test_england_stands_beside_every_measure_it_was_published_for_but_for_how_many_there_are_in_all_england() -> None:
    published = {code for code, figure in england_figures().items() if code in DEFINED}
    assert {figure.indicator for figure in ENGLAND} == published
    beside = {figure.indicator: (figure.value, figure.period) for figure in ENGLAND if figure.is_comparable}
    assert beside["wf_turnover_rate"] == (15.9, "30 September 2023")
    assert beside["wf_absence"] == (3.2, "year to 30 September 2023")
    assert not beside.keys() & {"wf_fte", "wf_starters", "wf_leavers_rate", "cla_count", "assessments_rate"}
