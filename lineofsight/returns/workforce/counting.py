"""What the rows of the census come to: the published measures, from the same rows that are returned."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

# Full-time working days in a year, as the catalogue's measure has it.
from lineofsight.catalogue.workforce.coming_and_going import WORKING_DAYS

_FTE = "full_time_equivalent"


def totals_of(workers: pl.DataFrame, authority: pl.DataFrame) -> pl.DataFrame:
    """Measure, value, above and below the line: value is blank where there is nothing below."""
    rows = [
        (code, None if below == 0 else times * above / (1.0 if below is None else below), above, below)
        for code, above, below, times in _sums(workers, authority)
    ]
    schema = {"measure": pl.String, "value": pl.Float64, "above": pl.Float64, "below": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _sums(workers: pl.DataFrame, authority: pl.DataFrame) -> Iterator[tuple[str, float, float | None, float]]:
    here = workers.filter(pl.col("in_post"))
    own, agency = here.filter(~pl.col("is_agency")), here.filter(pl.col("is_agency"))
    permanent = workers.filter(~pl.col("is_agency"))
    left, joined = permanent.filter(~pl.col("in_post")), permanent.filter(pl.col("started_in_year"))
    in_post, of_agency = _fte(own), _fte(agency)
    posts = authority.row(0, named=True)
    holding = here.filter(pl.col("children_held") > 0, pl.col(_FTE).is_not_null())
    # Of those lost days are recorded for, as the measure has it.
    told = own.filter(pl.col("days_lost").is_not_null(), pl.col(_FTE).is_not_null())
    yield "wf_fte", in_post, None, 1.0
    yield "wf_agency_rate", of_agency, in_post + of_agency, 100.0
    yield "wf_vacancy_rate", posts["vacant_fte"], posts["posts_fte"], 100.0
    yield "wf_starters", _fte(joined), None, 1.0
    yield "wf_leavers_rate", _fte(left), None, 1.0
    yield "wf_turnover_rate", float(left.filter(pl.col("was_there")).height), float(own.height), 100.0
    yield "wf_caseload_avg", float(holding["children_held"].sum()), _fte(holding), 1.0
    yield "wf_absence", float(told["days_lost"].sum()), _fte(told) * WORKING_DAYS, 100.0


def _fte(rows: pl.DataFrame) -> float:
    return float(rows[_FTE].sum() or 0.0)
