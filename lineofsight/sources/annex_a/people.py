"""Who the lists are about and who works with them: people, disabilities, families, teams, workers, allocations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from lineofsight.core.columns import ColumnType
from lineofsight.core.tables import table_named
from lineofsight.sources.annex_a.parts import (
    CEASED_CARE,
    CIN_CLOSED,
    DISABILITY,
    PERSON,
    TEAM,
    UNACCOMPANIED,
    WORKER,
)
from lineofsight.sources.annex_a.sheets import ListRows
from lineofsight.sources.annex_a.words import ALIASES
from lineofsight.sources.frames import LINE, Field, parse_frame
from lineofsight.sources.reading import Reject, join_rejects, rejects_frame

# The lists that say who works with a child now, and the date that says the work has ended.
_HELD_NOW: Mapping[int, str | None] = {6: CIN_CLOSED, 7: "Child Protection Plan End Date", 8: CEASED_CARE, 9: None}
_PEOPLE = table_named("people")


def people(lists: Mapping[int, ListRows]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """One row a child, the first value the lists give of each thing; a second date of birth is a reject.

    The frame has the columns of `people` it knows, `file` and `line`; the rejects are as everywhere.
    """
    frames, rejects = [], []
    for number, rows in lists.items():
        if number == 11:
            continue
        fields = [
            Field(heading, name, _PEOPLE.column(name).type, _PEOPLE.column(name).code_set,
                  ALIASES.get(f"people.{name}", {}), required=name == "id")
            for name, heading in PERSON.items()
        ] + [Field(heading, "is_unaccompanied", ColumnType.BOOLEAN) for heading in UNACCOMPANIED]  # fmt: skip
        parsed = parse_frame(rows.frame, fields, table="people", file=rows.file)
        frames.append(parsed.frame.with_columns(file=pl.lit(rows.file)))
        rejects.append(parsed.rejects)
    if not frames:
        return pl.DataFrame(schema={"id": pl.String()}), rejects_frame(())
    every = pl.concat(frames, how="diagonal")
    others = [name for name in every.columns if name != "id"]
    first = every.group_by("id", maintain_order=True).agg(pl.col(name).drop_nulls().first() for name in others)
    if "born_on" in every.columns:
        told = every.join(first.select("id", taken="born_on"), on="id", how="left").filter(
            pl.col("born_on") != pl.col("taken")
        )
        rejects.append(
            rejects_frame(
                Reject(
                    "people", row["file"], row[LINE], "Date of Birth", row["born_on"].isoformat(),
                    f"The child {row['id']!r} has another date of birth on another row; the first is kept.",
                    "Correct the date, or give each of two children their own id.", row_taken=True,
                )
                for row in told.iter_rows(named=True)
            )
        )  # fmt: skip
    return first, join_rejects(rejects)


def with_expected(everyone: pl.DataFrame, as_known_on: date | None) -> pl.DataFrame:
    """The people, a date of birth that lies after the day of the lists given as the day the child is expected."""
    if as_known_on is None:
        return everyone
    unborn = pl.col("born_on") > as_known_on
    return everyone.with_columns(
        expected_on=pl.when(unborn).then("born_on").otherwise("expected_on"),
        born_on=pl.when(~unborn.fill_null(False)).then("born_on"),
    )


def disabilities(lists: Mapping[int, ListRows]) -> pl.DataFrame:
    """One row for a child with a disability, of which kind the lists do not say; `NONE` for a child without."""
    frames = []
    for rows in lists.values():
        if DISABILITY in rows.frame.columns:
            fields = [
                Field(rows.list.key, "child_id", ColumnType.TEXT, required=True),
                Field(DISABILITY, "disabled", ColumnType.BOOLEAN),
            ]
            parsed = parse_frame(rows.frame, fields, table="disabilities", file=rows.file)
            frames.append(parsed.frame.with_columns(file=pl.lit(rows.file)))
    if not frames:
        return pl.DataFrame(schema={"id": pl.String(), "child_id": pl.String()})
    every = pl.concat(frames).drop_nulls("disabled").sort("disabled", descending=True, maintain_order=True)
    return every.unique("child_id", keep="first", maintain_order=True).select(
        id=pl.format("{}/disabilities", "child_id"), child_id="child_id",
        disability=pl.when("disabled").then(pl.lit(None, dtype=pl.String)).otherwise(pl.lit("NONE")),
        file="file", line=LINE,
    )  # fmt: skip


def allocations(lists: Mapping[int, ListRows]) -> pl.DataFrame:
    """Who holds each child whose work goes on. Since when is not said, so the day it began is blank."""
    frames = [
        rows.frame.filter(pl.col(ended).is_null() if ended and ended in rows.frame.columns else pl.lit(True)).select(
            child_id=pl.col(rows.list.key).str.strip_chars(), worker_id=_name(rows, WORKER), team_id=_name(rows, TEAM),
            file=pl.lit(rows.file), line=LINE,
        )
        for number, ended in _HELD_NOW.items() if (rows := lists.get(number)) is not None
    ]  # fmt: skip
    if not frames:
        return pl.DataFrame(schema={"id": pl.String(), "child_id": pl.String()})
    held = (
        pl.concat(frames)
        .drop_nulls("child_id")
        .filter(pl.col("worker_id").is_not_null() | pl.col("team_id").is_not_null())
    )
    return held.unique(["child_id", "worker_id", "team_id"], keep="first", maintain_order=True).with_columns(
        id=pl.format(
            "{}/allocations/{}/{}", "child_id", pl.col("worker_id").fill_null("-"), pl.col("team_id").fill_null("-")
        ),
        role=pl.lit("allocated_worker"),
    )


def names(lists: Mapping[int, ListRows], *headings: str) -> pl.DataFrame:
    """The teams or workers that columns name: in these lists a name is all there is, so it is the id too."""
    frames = [
        rows.frame.select(name=_name(rows, heading), file=pl.lit(rows.file), line=LINE)
        for rows in lists.values() for heading in headings if heading in rows.frame.columns
    ]  # fmt: skip
    if not frames:
        return pl.DataFrame(schema={"id": pl.String(), "name": pl.String()})
    return (
        pl.concat(frames).drop_nulls("name").unique("name", keep="first", maintain_order=True).with_columns(id="name")
    )


def _name(rows: ListRows, heading: str) -> pl.Expr:
    if heading not in rows.frame.columns:
        return pl.lit(None, dtype=pl.String)
    stripped = pl.col(heading).str.strip_chars()
    return pl.when(stripped != "").then(stripped)
