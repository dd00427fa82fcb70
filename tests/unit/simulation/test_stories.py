"""The troubles a story plants can be found by somebody who looks, with plain questions to the tables."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from lineofsight.simulation import STORIES
from tests.unit.simulation.conftest import Frames

ENDS_ON = date(2026, 9, 30)
FIRST = ENDS_ON - timedelta(days=round(6 * 365.25))


def day_at(share: float) -> date:
    """The day at a share of the years told."""
    return FIRST + timedelta(days=round(share * (ENDS_ON - FIRST).days))


def visit_gaps(frames: Frames) -> pl.DataFrame:
    """Days between a plan's visits, with the team and day of the later one."""
    visits = (
        frames["visits"]
        .filter(pl.col("kind") == "child_protection")
        .unique(["plan_id", "visited_on"], maintain_order=True)
    )
    gaps = visits.sort("plan_id", "visited_on").with_columns(
        gap=pl.col("visited_on").diff().over("plan_id").dt.total_days()
    )
    return gaps.select("child_id", "team_id", "visited_on", "gap").drop_nulls("gap")


def test_one_team_drifts_after_its_manager_leaves(city: Frames) -> None:
    trouble = STORIES["improvement"].drifting_team
    assert trouble is not None
    begins = day_at(trouble.from_share)
    kinds = city["teams"].filter(pl.col("kind") == trouble.kind).select(team_id="id")
    since = (
        visit_gaps(city)
        .filter(pl.col("visited_on") > begins + timedelta(days=30))
        .join(kinds, on="team_id", how="semi")
    )
    by_team = since.group_by("team_id").agg(pl.col("gap").mean()).sort("gap", descending=True)
    assert by_team["gap"][0] > 1.5 * by_team["gap"][1]
    slowest = by_team["team_id"][0]
    managers = city["professionals"].filter((pl.col("team_id") == slowest) & (pl.col("role") == "team_manager"))
    assert abs((managers["ended_on"].drop_nulls().max() - begins).days) < 5  # type: ignore[operator]
    assert managers["ended_on"].null_count() == 0


def test_families_of_one_locality_come_back_more(city: Frames) -> None:
    referrals = (
        city["referrals"]
        .sort("child_id", "received_on")
        .with_columns(again=pl.col("received_on").diff().over("child_id").dt.total_days().fill_null(9999) <= 365)
    )
    share = referrals.join(city["people"].select(child_id="id", locality="locality"), on="child_id")
    by_place = (
        share.filter(pl.col("received_on") >= FIRST)
        .group_by("locality")
        .agg(pl.col("again").mean())
        .sort("again", descending=True)
    )
    assert by_place["again"][0] > 1.3 * by_place["again"][1]


def test_disabled_children_are_seen_less_often(city: Frames) -> None:
    visits = city["visits"].filter(pl.col("kind") == "child_protection").group_by("plan_id").len()
    plans = city["child_protection_plans"].with_columns(
        days=(pl.col("ended_on").fill_null(ENDS_ON) - pl.col("started_on")).dt.total_days()
    )
    plans = plans.join(visits, left_on="id", right_on="plan_id", how="left").filter(pl.col("started_on") >= FIRST)
    disabled = city["disabilities"].filter(pl.col("disability") != "NONE")["child_id"]
    plans = plans.with_columns(disabled=pl.col("child_id").is_in(disabled.implode()))
    rate = dict(plans.group_by("disabled").agg(pl.col("len").sum() / pl.col("days").sum()).iter_rows())
    assert rate[True] < 0.75 * rate[False]


def test_visits_of_one_month_were_written_up_together(city: Frames) -> None:
    trouble = STORIES["improvement"].backdated_month
    assert trouble is not None
    visits = city["visits"].with_columns(month=pl.col("visited_on").dt.truncate("1mo"))
    days = (
        visits.group_by("month", "recorded_on")
        .len()
        .with_columns(share=pl.col("len") / pl.col("len").sum().over("month"))
    )
    most = days.filter(pl.col("month").is_between(FIRST, ENDS_ON - timedelta(days=60))).sort("share", descending=True)
    assert most["month"][0] == day_at(trouble.at_share).replace(day=1)
    assert most["recorded_on"][0] > most["month"][0] + timedelta(days=31)


def test_practice_improves_with_one_relapse(city: Frames) -> None:
    gaps = visit_gaps(city)

    def late(share: float) -> float:
        low, high = day_at(share - 0.04), day_at(share + 0.04)
        return gaps.filter(pl.col("visited_on").is_between(low, high))["gap"].median()  # type: ignore[return-value]

    assert late(0.25) > late(0.68)
    assert late(0.74) > late(0.68)
    contacts = city["contacts"].filter(pl.col("received_on") < ENDS_ON - timedelta(days=60))
    undecided = contacts.group_by(pl.col("received_on") < day_at(0.4)).agg(pl.col("decided_on").is_null().mean())
    shares = dict(undecided.iter_rows())
    assert shares[True] > 2 * shares[False]
