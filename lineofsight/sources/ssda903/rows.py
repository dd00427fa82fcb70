"""The modules of one or several years' returns as rows of the record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import polars as pl

from lineofsight.core.columns import ColumnType
from lineofsight.core.tables import table_named
from lineofsight.evaluation.schemas import DTYPES, conform
from lineofsight.sources.frames import parse_series
from lineofsight.sources.natural_ids import with_natural_ids
from lineofsight.sources.ssda903.care import care_tables, period_on
from lineofsight.sources.ssda903.layout import modules
from lineofsight.sources.ssda903.modules import type_of
from lineofsight.sources.ssda903.permanence import permanence_rows

SOURCE: Final = "ssda903"
YEAR_END: Final = "year_ended_on"
OC2_COLUMNS: Final = {
    "CONVICTED": "convicted", "HEALTH_CHECK": "development_assessed", "IMMUNISATIONS": "immunised",
    "TEETH_CHECK": "teeth_checked", "HEALTH_ASSESSMENT": "health_check", "SUBSTANCE_MISUSE": "substance_misuse",
    "INTERVENTION_RECEIVED": "intervention_received", "INTERVENTION_OFFERED": "intervention_offered",
    "SDQ_SCORE": "sdq_score", "SDQ_REASON": "sdq_reason",
}  # fmt: skip
OC3_COLUMNS: Final = {"IN_TOUCH": "in_touch", "ACTIV": "activity", "ACCOM": "accommodation"}
MISSING_KINDS: Final = {"M": "missing", "A": "absent"}
UNACCOMPANIED: Final = "UASC"
_REGISTRATION: Final = r"^SW\d+$"


def record_tables(given: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Every table the modules can fill, in the declared schema.

    `given` maps module to its typed rows, each with `file`, `line` and `year_ended_on`, the last day of its return's
    year; a module that is not given has no rows and fills no table of its own.
    """
    every = {name: given.get(name, _no_rows(name)) for name in modules()}
    rows: dict[str, pl.DataFrame] = {"people": _people(every, is_given="UASC" in given)}
    if "Episodes" in given:
        rows |= care_tables(every["Episodes"])
    care = {"care_episodes": rows.get("care_episodes", _no_episodes())}
    makers = {
        "Reviews": _reviews, "UASC": _immigration, "OC2": _outcomes, "OC3": _care_leavers, "PrevPerm": _previous,
        "Missing": _missing, "SWEpisodes": _allocations, "DoLo": _liberty,
    }  # fmt: skip
    for name, make in makers.items():
        if name in given:
            rows |= make(every[name].rename({"CHILD": "child_id"}))
    if {"Episodes", "AD1", "PlacedAdoption"} & set(given):
        found = permanence_rows(every["Episodes"], every["AD1"], every["PlacedAdoption"])
        dated = found.with_columns(on=pl.coalesce("adoption_decided_on", "order_made_on"))
        rows["permanence"] = period_on(care, dated, "on")
    if "care_reviews" in rows:
        rows["care_reviews"] = period_on(care, rows["care_reviews"], "held_on")
    return {name: _finished(name, frame) for name, frame in rows.items()}


def _finished(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    table = table_named(name)
    kept = [column for column in frame.columns if table.has(column)]
    return conform(frame.select(kept).with_columns(source=pl.lit(SOURCE)), table)


def _no_rows(name: str) -> pl.DataFrame:
    schema = {item.name: DTYPES[type_of(item)] for item in modules()[name].items}
    return pl.DataFrame(schema={**schema, "line": pl.Int64(), "file": pl.String(), YEAR_END: pl.Date()})


def _no_episodes() -> pl.DataFrame:
    return care_tables(_no_rows("Episodes"))["care_episodes"]


def _people(every: Mapping[str, pl.DataFrame], *, is_given: bool) -> pl.DataFrame:
    """Children of the Header, then those only another module names, with the date of birth it gives."""
    number = pl.col("UPN")
    unknown = number.str.to_uppercase().str.contains(r"^UN\d+$")
    header = every["Header"].select(
        pl.col("CHILD").alias("id"), pl.col("SEX").alias("sex"), pl.col("DOB").alias("born_on"),
        pl.col("ETHNIC").alias("ethnicity"), pl.when(~unknown).then(number).alias("pupil_number"),
        pl.when(unknown).then(number.str.to_uppercase()).alias("pupil_number_unknown"),
        pl.col("MOTHER").alias("is_mother"), pl.col("MC_DOB").alias("own_child_born_on"), "file", "line",
    )  # fmt: skip
    elsewhere = [
        frame.select(pl.col("CHILD").alias("id"), pl.col("DOB").alias("born_on"), "file", "line")
        for name, frame in every.items()
        if name not in ("Header", "Episodes")
    ]
    only = every["Episodes"].select(pl.col("CHILD").alias("id"), "file", "line")
    people = pl.concat([header, *elsewhere, only], how="diagonal")
    first = people.unique("id", keep="first", maintain_order=True)
    if not is_given:
        return first
    return first.with_columns(is_unaccompanied=pl.col("id").is_in(every["UASC"]["CHILD"].to_list()))


def _immigration(rows: pl.DataFrame) -> dict[str, pl.DataFrame]:
    statuses = rows.with_columns(status=pl.lit(UNACCOMPANIED), ended_on=pl.col("DUC"))
    return {"immigration_statuses": with_natural_ids(statuses, "immigration", ["status"])}


def _reviews(rows: pl.DataFrame) -> dict[str, pl.DataFrame]:
    held = rows.rename({"REVIEW": "held_on", "REVIEW_CODE": "participation"})
    return {"care_reviews": with_natural_ids(held, "care_review", ["held_on"])}


def _year(rows: pl.DataFrame) -> pl.DataFrame:
    end = pl.col(YEAR_END).dt.year()
    short = (end % 100).cast(pl.String).str.zfill(2)
    return rows.with_columns(collection_year=pl.concat_str([(end - 1).cast(pl.String), short], separator="-"))


def _outcomes(rows: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Outcomes of the year. Of its items only immunisation is a state on a day, the year's last."""
    outcomes = with_natural_ids(_year(rows.rename(OC2_COLUMNS)), "outcomes", ["collection_year"])
    known = outcomes.drop_nulls("immunised").select(
        "child_id", "file", "line", pl.col("immunised").alias("up_to_date"), pl.col(YEAR_END).alias("checked_on")
    )
    return {"outcomes_903": outcomes, "immunisations": with_natural_ids(known, "immunisations", ["checked_on"])}


def _care_leavers(rows: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Outcomes of each year, and the latest as the young person's state."""
    outcomes = with_natural_ids(_year(rows.rename(OC3_COLUMNS)), "leaver_outcomes", ["collection_year"])
    latest = outcomes.sort(YEAR_END, maintain_order=True).unique("child_id", keep="last", maintain_order=True)
    return {
        "outcomes_of_care_leavers": outcomes, "care_leavers": with_natural_ids(latest, "care_leaver", [])
    }  # fmt: skip


def _previous(rows: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """A date of which parts are unknown (`zz/03/2019`) is kept as it stands, and is no date."""
    whole, _ = parse_series(rows["DATE_PERM"], ColumnType.DATE)
    named = rows.rename({"PREV_PERM": "option", "LA_PERM": "authority", "DATE_PERM": "order_date"})
    dated = named.with_columns(whole.alias("order_on"))
    return {"previous_permanence": with_natural_ids(dated, "previous_permanence", ["option", "order_date"])}


def _missing(rows: pl.DataFrame) -> dict[str, pl.DataFrame]:
    kind = pl.col("MISSING").replace_strict(MISSING_KINDS, default=None, return_dtype=pl.String)
    named = rows.rename({"MIS_START": "started_on", "MIS_END": "ended_on"}).with_columns(kind=kind)
    return {"missing_episodes": with_natural_ids(named, "missing", ["started_on"])}


def _allocations(rows: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Allocations of social workers, and the workers, known only by their registration or the council's number."""
    named = rows.rename(
        {"SW_ID": "worker_id", "SW_DECOM": "started_on", "SW_DEC": "ended_on", "SW_REASON": "change_reason"}
    ).with_columns(role=pl.lit("allocated_worker"))
    registered = pl.col("worker_id").str.contains(_REGISTRATION)
    workers = named.unique("worker_id", keep="first", maintain_order=True).select(
        "file", "line", pl.col("worker_id").alias("id"), registration_number=pl.when(registered).then("worker_id")
    )
    return {"allocations": with_natural_ids(named, "allocated", ["worker_id", "started_on"]), "professionals": workers}


def _liberty(rows: pl.DataFrame) -> dict[str, pl.DataFrame]:
    named = rows.rename({"DOLO_START": "started_on", "DOLO_END": "ended_on"})
    return {"deprivation_of_liberty": with_natural_ids(named, "liberty_order", ["started_on"])}


def with_year(frame: pl.DataFrame, ends_on: date) -> pl.DataFrame:
    """The typed rows of one module of one return, each saying the last day of its year."""
    return frame.with_columns(pl.lit(ends_on).alias(YEAR_END))
