"""Whatever the record holds: a figure is the sum over its cohort, and of its groups, for every indicator there is."""

from __future__ import annotations

import json
from functools import cache

import polars as pl
import pytest

from lineofsight.catalogue.indicators import DEFINED, INDICATORS
from lineofsight.core.indicator_measures import Longest, Median, Per10k, PerHolder, Ratio, Share
from lineofsight.core.indicators import Duties, Indicator
from lineofsight.core.periods import latest_periods, period_containing
from lineofsight.evaluation.cohorts import cohort
from lineofsight.evaluation.figures import figures
from lineofsight.evaluation.indicators.counted import open_workspace
from lineofsight.evaluation.indicators.rows import Workspace
from lineofsight.evaluation.record import Record
from tests.support.random_record import KNOWN, random_tables

SINGLE = ("team", "ethnicity", "age_band", "sex", "disability", "locality")


@cache
def _workspace(seed: int) -> Workspace:
    return open_workspace(Record.of(random_tables(seed), KNOWN))


def _number(found: float | None) -> float:
    return 0.0 if found is None else found


@pytest.mark.parametrize("area", sorted({item.theme for item in DEFINED.values()}))
@pytest.mark.parametrize("seed", [1, 2])
def test_a_figure_is_the_sum_over_its_cohort_and_over_its_groups(area: str, seed: int) -> None:
    workspace = _workspace(seed)
    for indicator in (item for item in DEFINED.values() if item.theme == area):
        periods = latest_periods(indicator.period, KNOWN, 3)
        found = figures([indicator], workspace.record, periods, SINGLE, workspace=workspace)
        for period in periods:
            rows = cohort(indicator, workspace.record, period, workspace=workspace)
            mine = found.filter(pl.col("period") == period.code)
            if not isinstance(indicator.as_, Share):
                _agrees(indicator, rows, mine)
            _groups_agree(indicator, mine)


def _agrees(indicator: Indicator, rows: pl.DataFrame, found: pl.DataFrame) -> None:
    whole = found.filter(pl.col("breakdown") == "{}").row(0, named=True)
    yes, known = rows.filter(pl.col("counted")), rows.filter(pl.col("counted").is_not_null())
    assert _number(whole["missing"]) == len(rows) - len(known), indicator.code
    assert _number(whole["numerator"]) == pytest.approx(yes["amount"].sum()), indicator.code
    match indicator.as_:
        case Per10k():
            assert whole["value"] is None
            assert whole["reason"] == "no population loaded"
        case PerHolder():
            assert whole["denominator"] == yes["holder"].n_unique()
        case Ratio():
            assert whole["denominator"] == pytest.approx(yes["weight"].sum()), indicator.code
        case Median():
            assert whole["value"] == (yes["amount"].median() if len(yes) else None), indicator.code
        case Longest():
            assert whole["value"] == (yes["amount"].max() if len(yes) else None), indicator.code
    assert rows.filter(~pl.col("counted"))["reason"].null_count() == 0
    assert rows.filter(pl.col("counted").is_null())["reason"].null_count() == 0
    if not isinstance(indicator.population, Duties):
        assert rows["row_id"].null_count() == 0


def _groups_agree(indicator: Indicator, found: pl.DataFrame) -> None:
    """Each breakdown's groups add up to the whole."""
    if isinstance(indicator.as_, PerHolder | Share):
        return
    names = found["breakdown"].map_elements(lambda text: next(iter(json.loads(text)), ""), return_dtype=pl.String)
    sums = found.with_columns(names.alias("by")).group_by("by").agg(
        pl.col("numerator").sum(), pl.col("missing").sum()
    )  # fmt: skip
    whole = sums.filter(pl.col("by") == "").row(0, named=True)
    for row in sums.iter_rows(named=True):
        assert row["numerator"] == pytest.approx(whole["numerator"]), (indicator.code, row["by"])
        assert row["missing"] == whole["missing"], (indicator.code, row["by"])


def test_many_periods_at_once_are_each_as_they_are_alone() -> None:
    workspace = _workspace(3)
    for indicator in DEFINED.values():
        periods = latest_periods(indicator.period, KNOWN, 6)
        together = figures([indicator], workspace.record, periods, workspace=workspace).drop("snapshot")
        for period in periods:
            alone = figures([indicator], workspace.record, [period], workspace=workspace).drop("snapshot")
            mine = together.filter(pl.col("period") == period.code)
            if isinstance(indicator.as_, Share):  # a value of another period is a group here, with nothing in it
                mine = mine.filter(pl.col("numerator") > 0)
            assert sorted(mine.rows(), key=str) == sorted(alone.rows(), key=str), indicator.code


def test_the_four_figures_of_every_standard_are_made_and_agree_with_one_another() -> None:
    workspace = _workspace(1)
    day = period_containing("point_in_time", KNOWN)
    for code in ("cp_visit", "assessment_45", "contact_decision", "care_plan_10wd"):
        overdue, wait, standing = (INDICATORS[f"{code}.{kind}"] for kind in ("overdue", "longest_wait", "open"))
        found = {
            item.code.rpartition(".")[2]: figures([item], workspace.record, [day], workspace=workspace)["value"][0]
            for item in (overdue, wait, standing)
        }
        assert found["overdue"] <= found["open"]
        assert (found["longest_wait"] is not None) == (found["overdue"] > 0)
