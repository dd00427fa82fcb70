"""Published figures for England beside the same figures of a simulated authority.

Values are as published by the Department for Education under the Open Government Licence; `derived` ones are one
published count over another. Only figures of volume, time and staffing are compared: stories move the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from lineofsight.simulation.calendar import working_days_between


@dataclass(frozen=True, slots=True)
class Published:
    """A published figure. `within` is how far a steady simulated authority may lie from it, as a share of it."""

    code: str
    title: str
    value: float
    period: str
    source: str
    within: float


_CIN, _CIN_2023 = "Children in need 2025, tables C1 to D7", "Children in need 2023, table C4"
_CLA, _STAFF = "Children looked after 2025, time series", "Children's social work workforce 2023, table 1"
_YEAR, _DAY, _CENSUS = "year to 31 March 2025", "31 March 2025", "30 September 2023"

ENGLAND: tuple[Published, ...] = (
    Published("s47_rate", "Section 47 enquiries per 10,000", 191.6, "year to 31 March 2023", _CIN_2023, 0.15),
    Published("icpc_rate", "Initial conferences per 10,000", 63.2, "year to 31 March 2023", _CIN_2023, 0.15),
    Published("re_referrals_12m", "Referrals within 12 months of another, %", 22.6, _YEAR, _CIN, 0.15),
    Published("referrals_nfa", "Referrals with no further action, %", 6.5, _YEAR, _CIN, 0.2),
    Published("assessments_per_100", "Assessments per 100 referrals (derived)", 102.5, _YEAR, _CIN, 0.15),
    Published("s47_per_100", "Section 47 enquiries per 100 referrals (derived)", 36.4, _YEAR, _CIN, 0.15),
    Published("cpp_started_per_100", "Plans started per 100 referrals (derived)", 9.8, _YEAR, _CIN, 0.15),
    Published("cpp_per_100", "On a plan at the date per 100 referrals (derived)", 7.8, _DAY, _CIN, 0.2),
    Published("assessment_45wd", "Assessments in 45 working days, %", 85.7, _YEAR, _CIN, 0.05),
    Published("assessment_median_days", "Assessment median, working days", 33.0, _YEAR, _CIN, 0.15),
    Published("icpc_15wd", "Conferences in 15 working days, %", 81.4, _YEAR, _CIN, 0.06),
    Published("cpp_under_3m", "Plans ended within 3 months, %", 15.9, _YEAR, _CIN, 0.3),
    Published("cpp_2y", "Plans ended after 2 years or more, %", 4.4, _YEAR, _CIN, 0.5),
    Published("cla_per_100", "In care at the date per 100 referrals (derived)", 12.9, _DAY, _CLA, 0.2),
    Published("cla_uasc", "In care who arrived alone, %", 8.0, _DAY, _CLA, 0.4),
    Published("cla_ceased_per_100", "Left care per 100 referrals (derived)", 5.4, _YEAR, _CLA, 0.25),
    Published("adoptions", "Left care by adoption, % (derived)", 8.8, _YEAR, _CLA, 0.5),
    Published(
        "cla_3_placements_2y",
        "3 or more placements within 2 years, %",
        23.0,
        _DAY,
        "Children looked after 2025, placement stability",
        0.35,
    ),
    Published("wf_vacancy_rate", "Posts vacant, %", 18.9, _CENSUS, _STAFF, 0.35),
    Published("wf_agency_rate", "Agency workers, %", 17.8, _CENSUS, _STAFF, 0.35),
    Published("wf_caseload_avg", "Children held by each worker", 16.0, _CENSUS, _STAFF, 0.25),
)


def measured(frames: Mapping[str, pl.DataFrame], population: int, years: int, ends_on: date) -> dict[str, float]:
    """The figures of `ENGLAND`, by code, of a simulated authority over all the years it was told."""
    first = ends_on - timedelta(days=round(years * 365.25))
    days = [ends_on - timedelta(days=182 + 365 * back) for back in range(years)]
    rate = 10_000 / population / years

    def within(table: str, column: str) -> pl.DataFrame:
        return frames[table].filter(pl.col(column).is_between(first, ends_on))

    def stock(table: str, start: str = "started_on", end: str = "ended_on") -> float:
        held = frames[table]
        counts = [
            held.filter((pl.col(start) <= day) & (pl.col(end).is_null() | (pl.col(end) > day)))["child_id"].n_unique()
            for day in days
        ]
        return float(np.mean(counts))

    referred, enquiries = within("referrals", "received_on"), within("section_47_enquiries", "started_on")
    conferences, ended = within("conferences", "held_on"), within("child_protection_plans", "ended_on")
    per_year = referred.height / years
    gap = (
        frames["referrals"]
        .sort("child_id", "received_on")
        .with_columns(since=pl.col("received_on").diff().over("child_id").dt.total_days())
    )
    again = gap.filter(pl.col("received_on").is_between(first, ends_on))["since"]
    assessed = within("assessments", "authorised_on")
    taken = working_days_between(_numbers(assessed["referred_on"]), _numbers(assessed["authorised_on"]))
    joined = conferences.join(
        frames["strategy_discussions"].select("referral_id", "held_on"), on="referral_id", suffix="_strategy"
    )
    waited = working_days_between(_numbers(joined["held_on_strategy"]), _numbers(joined["held_on"]))
    length = (ended["ended_on"] - ended["started_on"]).dt.total_days()
    episodes = frames["care_episodes"]
    left = within("care_episodes", "ended_on").filter(pl.col("end_reason") != "X1")
    in_care = stock("care_episodes")
    alone = frames["people"].filter("is_unaccompanied").select(child_id="id")
    return {
        "s47_rate": enquiries.height * rate,
        "icpc_rate": conferences.height * rate,
        "re_referrals_12m": _share(again.fill_null(9999) <= 365),
        "referrals_nfa": _share(referred["no_further_action"]),
        "assessments_per_100": assessed.height / years / per_year * 100,
        "s47_per_100": enquiries.height / years / per_year * 100,
        "cpp_started_per_100": within("child_protection_plans", "started_on").height / years / per_year * 100,
        "cpp_per_100": stock("child_protection_plans") / per_year * 100,
        "assessment_45wd": float((taken <= 45).mean() * 100),
        "assessment_median_days": float(np.median(taken)),
        "icpc_15wd": float((waited <= 15).mean() * 100),
        "cpp_under_3m": _share(length <= 91),
        "cpp_2y": _share(length >= 730),
        "cla_per_100": in_care / per_year * 100,
        "cla_uasc": _stock_of(episodes.join(alone, on="child_id", how="semi"), days) / in_care * 100,
        "cla_ceased_per_100": left.height / years / per_year * 100,
        "adoptions": _share(left["end_reason"].is_in(["E11", "E12"])),
        "cla_3_placements_2y": _three_placements(frames["placements"], days[0]),
    } | _workforce(frames, days)


def _numbers(days: pl.Series) -> np.ndarray:
    return days.cast(pl.Int32).to_numpy().astype(np.int64)


def _share(values: pl.Series) -> float:
    return float(values.cast(pl.Float64).fill_null(0.0).to_numpy().mean() * 100) if len(values) else 0.0


def _stock_of(episodes: pl.DataFrame, days: list[date]) -> float:
    counts = [
        episodes.filter((pl.col("started_on") <= day) & (pl.col("ended_on").is_null() | (pl.col("ended_on") > day)))[
            "child_id"
        ].n_unique()
        for day in days
    ]
    return float(np.mean(counts))


def _three_placements(placements: pl.DataFrame, day: date) -> float:
    """Children in care at the date with three or more placements in the two years before it, in percent."""
    here = (
        placements.filter((pl.col("started_on") <= day) & (pl.col("ended_on").is_null() | (pl.col("ended_on") > day)))
        .select("child_id")
        .unique()
    )
    recent = placements.filter(
        (pl.col("started_on") <= day)
        & (pl.col("ended_on").is_null() | (pl.col("ended_on") > day - timedelta(days=730)))
    )
    counts = recent.join(here, on="child_id", how="semi").group_by("child_id").len()["len"]
    return _share(counts >= 3)


def _workforce(frames: Mapping[str, pl.DataFrame], days: list[date]) -> dict[str, float]:
    """Vacancy, agency and caseload in the teams that hold children, averaged over the days."""
    holding = (
        frames["teams"]
        .filter(
            pl.col("kind").is_in(
                ["assessment", "safeguarding", "disabled_children", "children_in_care", "unaccompanied"]
            )
        )
        .select(team_id="id")
    )
    posts = frames["posts"].join(holding, on="team_id", how="semi")
    held = frames["allocations"].join(holding, on="team_id", how="semi")
    vacant, agency, caseload = [], [], []
    for day in days:
        now = posts.filter((pl.col("started_on") <= day) & (pl.col("ended_on").is_null() | (pl.col("ended_on") > day)))
        own, covered = now["worker_id"].drop_nulls().len(), int(now["covered_by_agency"].sum())
        children = held.filter(
            (pl.col("started_on") <= day) & (pl.col("ended_on").is_null() | (pl.col("ended_on") > day))
        ).height
        vacant.append((now.height - own) / now.height * 100)
        agency.append(covered / (own + covered) * 100)
        caseload.append(children / ((own + covered) - holding.height))
    return {
        "wf_vacancy_rate": float(np.mean(vacant)),
        "wf_agency_rate": float(np.mean(agency)),
        "wf_caseload_avg": float(np.mean(caseload)),
    }
