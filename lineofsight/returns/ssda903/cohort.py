"""What the looked-after return of a year asks of the record, as its modules.

Source of the cohort: Department for Education, guide to the SSDA903 collection: every child looked after on any day of
the twelve months to 31 March, with what happened in them; and care leavers around their birthdays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import polars as pl

from lineofsight.core.code_sets import code_set
from lineofsight.core.periods import Period, collection_period, collection_year, previous_period
from lineofsight.core.tables import table_named
from lineofsight.evaluation.schemas import conform, empty
from lineofsight.returns.days import until
from lineofsight.returns.ssda903.care import episodes_of
from lineofsight.sources.ssda903.layout import modules
from lineofsight.sources.ssda903.permanence import AD1_COLUMNS, ORDERS, PLACED_COLUMNS
from lineofsight.sources.ssda903.rows import MISSING_KINDS, OC2_COLUMNS, OC3_COLUMNS, UNACCOMPANIED

_MISSING_CODES: Final = {kind: code for code, kind in MISSING_KINDS.items()}
_ADOPTED: Final = tuple(reason for reason, order in ORDERS.items() if order == "adoption")


class YearInCare:
    """The modules of one year's return, typed, under their own column names, in order of child and date.

    `as_at`: in a year not yet over, the last day it tells of. Raises ValueError for a day before the year.
    """

    def __init__(self, tables: Mapping[str, pl.DataFrame], year: str, as_at: date | None = None) -> None:
        self._tables = tables
        self._year: Period = until(collection_period(year), as_at)
        self._episodes = episodes_of(
            self._table("care_episodes"), self._table("placements"), self._table("legal_statuses"), self._year
        )
        self._children = self._episodes.select(child_id="CHILD").unique().sort("child_id")
        made = {
            "Episodes": self._episodes, "Reviews": self._reviews(), "UASC": self._unaccompanied(),
            "OC2": self._outcomes(year), "OC3": self._care_leavers(year), "AD1": self._adopted(),
            "PlacedAdoption": self._decided(), "PrevPerm": self._previous(), "Missing": self._missing(),
            "SWEpisodes": self._workers(), "DoLo": self._liberty(),
        }  # fmt: skip
        made = {name: frame for name, frame in made.items() if modules()[name].in_year(year)}
        every = pl.concat([frame.select("CHILD") for frame in made.values()]).unique().sort("CHILD")
        made["Header"] = self._identities(every)
        self.modules: dict[str, pl.DataFrame] = {
            name: self._whole(name, made[name]) for name in modules() if name in made
        }

    def _table(self, name: str) -> pl.DataFrame:
        table = table_named(name)
        return conform(self._tables[name], table) if name in self._tables else empty(table)

    def _of_children(self, name: str) -> pl.DataFrame:
        """The rows of children looked after in the year."""
        return self._table(name).join(self._children, on="child_id", how="semi", maintain_order="left")

    def _by_then(self, column: str) -> pl.Expr:
        """The date, blank where it lies after the year: the return does not know it yet."""
        return pl.when(pl.col(column) <= self._year.end).then(column)

    def _open_in_year(self, starts: str, ends: str) -> pl.Expr:
        ended = pl.col(ends).is_null() | (pl.col(ends) >= self._year.start)
        return (pl.col(starts) <= self._year.end) & ended

    def _identities(self, children: pl.DataFrame) -> pl.DataFrame:
        people = self._table("people").unique("id", keep="first")
        mothers = self._table("mothers").drop_nulls(["mother_id", "child_born_on"]).group_by("mother_id").agg(
            pl.col("child_born_on").min()
        )  # fmt: skip
        found = children.join(people, left_on="CHILD", right_on="id", how="left").join(
            mothers, left_on="CHILD", right_on="mother_id", how="left"
        )
        # Of young people who have left care, motherhood is not asked; of boys it is not to be said.
        asked = pl.col("CHILD").is_in(self._children["child_id"].implode())
        may_be_mother = asked & pl.col("sex").ne_missing("M")
        return found.sort("CHILD").select(
            "CHILD", pl.col("sex").alias("SEX"), pl.col("born_on").alias("DOB"), pl.col("ethnicity").alias("ETHNIC"),
            pl.coalesce("pupil_number", "pupil_number_unknown").alias("UPN"),
            pl.when(may_be_mother).then("is_mother").alias("MOTHER"),
            pl.when(asked).then(pl.coalesce("own_child_born_on", "child_born_on")).alias("MC_DOB"),
        )  # fmt: skip

    def _whole(self, name: str, rows: pl.DataFrame) -> pl.DataFrame:
        """The module's columns in their order; the child's sex and date of birth are the Header's."""
        columns = modules()[name].columns
        if name in ("Header", "Episodes"):
            return rows.select(columns)
        people = self._table("people").unique("id", keep="first").select(CHILD="id", DOB="born_on", SEX="sex")
        return rows.join(people, on="CHILD", how="left", maintain_order="left").select(columns)

    def _reviews(self) -> pl.DataFrame:
        held = pl.col("held_on").is_between(self._year.start, self._year.end) & ~pl.col("was_cancelled").fill_null(
            False
        )
        rows = self._of_children("care_reviews").filter(held).sort("child_id", "held_on", "id")
        return rows.select(CHILD="child_id", REVIEW="held_on", REVIEW_CODE="participation")

    def _unaccompanied(self) -> pl.DataFrame:
        known = self._table("people").filter(pl.col("is_unaccompanied").fill_null(False)).unique("id")
        ended = self._table("immigration_statuses").filter(pl.col("status") == UNACCOMPANIED)
        dates = ended.group_by("child_id").agg(pl.col("ended_on").max())
        rows = self._children.join(known.select("id", "born_on"), left_on="child_id", right_on="id", how="inner")
        # A status ends with childhood at the latest; what ended before the year is last year's to tell.
        ceased = pl.min_horizontal("ended_on", pl.col("born_on").dt.offset_by("18y"))
        told = rows.join(dates, on="child_id", how="left").sort("child_id").with_columns(ceased=ceased)
        current = told.filter(pl.col("ceased").is_null() | (pl.col("ceased") >= self._year.start))
        return current.select(self._by_then("ceased").alias("DUC"), CHILD="child_id")

    def _outcomes(self, year: str) -> pl.DataFrame:
        rows = self._of_children("outcomes_903").filter(pl.col("collection_year") == collection_year(year))
        first = rows.sort("child_id", "id").unique("child_id", keep="first", maintain_order=True)
        return first.select("child_id", *OC2_COLUMNS.values()).rename(
            {"child_id": "CHILD", **{column: item for item, column in OC2_COLUMNS.items()}}
        )

    def _care_leavers(self, year: str) -> pl.DataFrame:
        """What the record says of the year; else, for who turned 17 to 21 in it and is not in care, their state."""
        anything = pl.any_horizontal(pl.col(*OC3_COLUMNS.values()).is_not_null())
        of_year = (pl.col("collection_year") == collection_year(year)) & anything
        said = self._table("outcomes_of_care_leavers").filter(of_year)
        # The collection year in which a birthday falls is counted as years that end on 31 March.
        born_in = pl.col("born_on").dt.year() + (pl.col("born_on").dt.month() > 3).cast(pl.Int32)
        turned = (self._year.end.year - born_in).is_between(17, 21)
        of_age = self._table("people").filter(turned).select(child_id="id")
        begun = pl.col("eligible_from").is_null() | (pl.col("eligible_from") <= self._year.end)
        left = self._table("care_leavers").filter(anything & begun).join(self._children, on="child_id", how="anti")
        now = left.join(of_age, on="child_id", how="semi")
        state = now.join(said, on="child_id", how="anti")
        columns = ["child_id", *OC3_COLUMNS.values()]
        both = pl.concat([said.sort("id").select(columns), state.sort("id").select(columns)])
        named = {"child_id": "CHILD", **{column: item for item, column in OC3_COLUMNS.items()}}
        return both.unique("child_id", keep="first", maintain_order=True).sort("child_id").rename(named)

    def _decided(self) -> pl.DataFrame:
        rows = self._of_children("permanence").filter(self._open_in_year("adoption_decided_on", "reversed_on"))
        later = (pl.col("reversed_on") > self._year.end).fill_null(False)
        known = rows.with_columns(
            pl.when(~later).then("reversed_reason").alias("reversed_reason"), reversed_on=self._by_then("reversed_on")
        )
        named = {"child_id": "CHILD", **{column: item for item, column in PLACED_COLUMNS.items()}}
        distinct = known.sort("child_id", "adoption_decided_on", "id").unique(
            ["child_id", "adoption_decided_on"], keep="first", maintain_order=True
        )
        return distinct.select(list(named)).rename(named)

    def _adopted(self) -> pl.DataFrame:
        """Children whose care ended in the year with an adoption order, with the decision and match before it."""
        ended = pl.col("REC").is_in(_ADOPTED) & pl.col("DEC").is_between(self._year.start, self._year.end)
        orders = self._episodes.filter(ended.fill_null(False)).group_by("CHILD").agg(pl.col("DEC").max())
        rows = self._table("permanence").filter(pl.col("adoption_decided_on") <= self._year.end).join(
            orders, left_on="child_id", right_on="CHILD", how="inner"
        ).filter(pl.col("reversed_on").is_null())  # fmt: skip
        latest = rows.sort("child_id", "adoption_decided_on", "id").unique("child_id", keep="last", maintain_order=True)
        named = {"child_id": "CHILD", **{column: item for item, column in AD1_COLUMNS.items()}}
        return latest.select(list(named)).rename(named)

    def _previous(self) -> pl.DataFrame:
        rows = self._of_children("previous_permanence").drop_nulls("option")
        written = pl.coalesce(pl.col("order_on").dt.strftime("%d/%m/%Y"), "order_date")
        named = rows.sort("child_id", "option", "order_on", "order_date", "id", nulls_last=True).select(
            pl.col("child_id").alias("CHILD"), pl.col("option").alias("PREV_PERM"),
            pl.col("authority").alias("LA_PERM"), written.alias("DATE_PERM"),
        )  # fmt: skip
        return named.unique(maintain_order=True)

    def _missing(self) -> pl.DataFrame:
        rows = self._of_children("missing_episodes").filter(self._open_in_year("started_on", "ended_on"))
        care = self._table("care_episodes").select("child_id", since="started_on", until="ended_on")
        # The return asks of absence from care alone.
        begun = pl.col("started_on").is_between("since", pl.coalesce("until", "started_on"))
        rows = rows.join(rows.join(care, on="child_id").filter(begun), on=["child_id", "id"], how="semi")
        kind = pl.col("kind").replace_strict(_MISSING_CODES, default=None, return_dtype=pl.String)
        named = rows.sort("child_id", "started_on", "id").select(
            pl.col("child_id").alias("CHILD"), kind.alias("MISSING"), pl.col("started_on").alias("MIS_START"),
            self._by_then("ended_on").alias("MIS_END"),
        )  # fmt: skip
        return named.drop_nulls("MISSING").unique(maintain_order=True)

    def _workers(self) -> pl.DataFrame:
        """Allocations to a social worker, who is named by registration where there is one."""
        workers = self._table("professionals").unique("id").select("registration_number", worker_id="id")
        held = self._open_in_year("started_on", "ended_on") & (pl.col("role") == "allocated_worker")
        rows = self._of_children("allocations").filter(held).join(workers, on="worker_id", how="left")
        # A reason in the council's own words is one that the return's list calls other.
        known = pl.col("change_reason").is_in([code.code for code in code_set("ssda903:SW_REASON")])
        given = pl.col("change_reason").is_not_null()
        named = rows.sort("child_id", "started_on", "id").select(
            pl.col("child_id").alias("CHILD"), pl.coalesce("registration_number", "worker_id").alias("SW_ID"),
            pl.col("started_on").alias("SW_DECOM"), self._by_then("ended_on").alias("SW_DEC"),
            pl.when(known).then("change_reason").when(given).then(pl.lit("OTHERS")).alias("SW_REASON"),
        )  # fmt: skip
        return named.drop_nulls("SW_ID").unique(maintain_order=True)

    def _liberty(self) -> pl.DataFrame:
        # A secure accommodation order is no deprivation of liberty order: the legal status and placement tell it.
        asked = pl.col("kind").is_null() | (pl.col("kind") != "secure_accommodation")
        rows = self._of_children("deprivation_of_liberty").filter(self._open_in_year("started_on", "ended_on") & asked)
        named = rows.sort("child_id", "started_on", "id").select(
            CHILD="child_id", DOLO_START="started_on", DOLO_END=self._by_then("ended_on")
        )
        return named.unique(maintain_order=True)


def earlier_episodes(tables: Mapping[str, pl.DataFrame], year: str) -> pl.DataFrame:
    """The Episodes module of every year before last together, typed: what a few rules of `year` look back to.

    An episode stands once, as the latest of those years told it. Raises ValueError for what is no collection year.
    """
    before = previous_period(collection_period(year))
    every = replace(before, start=date.min, end=before.start - timedelta(days=1))
    found = [conform(tables[name], table_named(name)) if name in tables else empty(table_named(name))
             for name in ("care_episodes", "placements", "legal_statuses")]  # fmt: skip
    return episodes_of(found[0], found[1], found[2], every)


def year_end(year: str) -> date:
    """The last day of a collection year."""
    return collection_period(year).end
