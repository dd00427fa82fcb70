"""What a census of a year asks of the record, as the tables of the census.

Source of the cohort: Department for Education, children in need census guide: every child with an episode of need in
the twelve months to 31 March, with what was open or happened in them. Of the reviews of a plan the last one before the
year is carried too, since the first review in the year is judged from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import polars as pl

from lineofsight.core.periods import Period, collection_period
from lineofsight.core.tables import table_named
from lineofsight.evaluation.schemas import conform, empty
from lineofsight.returns.days import until
from lineofsight.sources.cin import mapping
from lineofsight.sources.cin.census import IDENTIFIER
from lineofsight.sources.cin.mapping import BlockMapping

EPISODE: Final = "CINdetailsID"
PRE_PROCEEDINGS_FROM: Final = date(2026, 4, 1)
SEX_FROM: Final = date(2024, 4, 1)

# The census asks for assessments under section 17; a blank kind is one, since most sources do not say.
ASSESSMENT_KINDS: Final = ("child_and_family", "pre_birth", "update")
_GENDER_OF_SEX: Final = {"M": "1", "F": "2", "U": "0"}


class YearOfNeed:
    """The rows of one census, block by block, typed and in document order. `blocks` is what the writer writes.

    `as_at`: in a year not yet over, the last day it tells of. Raises ValueError for a day before the year.
    """

    def __init__(self, tables: Mapping[str, pl.DataFrame], year: str, as_at: date | None = None) -> None:
        self._tables = tables
        self._year: Period = until(collection_period(year), as_at)
        self.blocks: dict[str, pl.DataFrame] = {}
        self._referrals = self._open_in_year("referrals", "received_on", "closed_on").with_row_index(EPISODE, offset=1)
        if self._referrals.is_empty():
            self._referrals = self._referrals.with_columns(pl.col(EPISODE).cast(pl.UInt32))
        self._details()
        self._children()
        self._assessments()
        plans = self._placed(self._open_in_year("child_in_need_plans", "started_on", "ended_on"))
        self._keep(mapping.NEED_PLANS, plans.with_columns(self._by_then("ended_on")))
        self._enquiries()
        self._protection_plans()
        self._pre_proceedings()

    def _table(self, name: str) -> pl.DataFrame:
        table = table_named(name)
        return conform(self._tables[name], table) if name in self._tables else empty(table)

    def _open_in_year(self, name: str, starts: str, ends: str) -> pl.DataFrame:
        """Rows begun by the year's end and not ended before it began, ordered by child and date."""
        open_in = (pl.col(starts) <= self._year.end) & (pl.col(ends).is_null() | (pl.col(ends) >= self._year.start))
        return self._table(name).filter(open_in).sort("child_id", starts, "id")

    def _by_then(self, *columns: str) -> list[pl.Expr]:
        """The dates, blank where they lie after the year: the census does not know them yet."""
        return [pl.when(pl.col(column) <= self._year.end).then(column).alias(column) for column in columns]

    def _in_year(self, column: str) -> pl.Expr:
        return pl.col(column).is_between(self._year.start, self._year.end)

    def _keep(self, block: BlockMapping, rows: pl.DataFrame, *keys: str) -> None:
        """The block's items under their own names, with the child and the numbers that join it."""
        items = [pl.col(column).alias(item) for item, column in block.items.items()]
        numbers = [key for key in (EPISODE, *keys) if key in rows.columns]
        self.blocks[block.block] = rows.select(pl.col("child_id").alias(IDENTIFIER), *numbers, *items)

    def _placed(self, rows: pl.DataFrame, dated: str = "started_on") -> pl.DataFrame:
        """The rows that belong to a referral of the census: the one they name, else the one open on their date."""
        named = self._referrals.select("child_id", EPISODE, referral_id="id")
        of_referral = rows.join(named, on=["child_id", "referral_id"], how="inner")
        others = rows.join(named, on=["child_id", "referral_id"], how="anti").drop_nulls(dated).sort(dated)
        spans = self._referrals.select("child_id", EPISODE, "received_on", closed="closed_on").sort("received_on")
        by_date = others.join_asof(
            spans, left_on=dated, right_on="received_on", by="child_id", strategy="backward", check_sortedness=False
        ).filter(pl.col(EPISODE).is_not_null() & (pl.col("closed").is_null() | (pl.col("closed") >= pl.col(dated))))
        return pl.concat([of_referral, by_date.select(of_referral.columns)]).sort(EPISODE, dated, "id", nulls_last=True)

    def _details(self) -> None:
        later = (pl.col("closed_on") > self._year.end).fill_null(False)
        known = self._referrals.with_columns(pl.when(~later).then("close_reason").alias("close_reason"))
        conferences = self._placed(self._conferences_without_enquiry(), "held_on").unique(EPISODE, keep="first")
        self._keep(mapping.REFERRALS, known.with_columns(self._by_then("closed_on")))
        self.blocks["CINdetails"] = self.blocks["CINdetails"].join(
            conferences.select(EPISODE, DateOfInitialCPC="held_on"), on=EPISODE, how="left", maintain_order="left"
        )

    def _conferences_without_enquiry(self) -> pl.DataFrame:
        enquiries = self._table("section_47_enquiries").select("child_id", enquiry_id="id")
        held = self._table("conferences").filter(self._in_year("held_on")).sort("child_id", "held_on", "id")
        return held.join(enquiries, on=["child_id", "enquiry_id"], how="anti", maintain_order="left")

    def _children(self) -> None:
        children = self._referrals.select("child_id").unique().sort("child_id")
        people = children.join(
            self._table("people").unique("id", keep="first"), left_on="child_id", right_on="id", how="left",
            maintain_order="left",
        ).with_columns(self._by_then("born_on", "died_on"))  # fmt: skip
        # The census has an expected date for who is not born by its end, and no sex for them yet.
        unborn = pl.col("born_on").is_null() & pl.col("expected_on").is_not_null()
        people = people.with_columns(
            expected_on=pl.when(unborn).then("expected_on"),
            sex=pl.when(unborn).then(pl.lit("U")).otherwise("sex"),
            gender=pl.when(unborn).then(pl.lit("0")).otherwise("gender"),
        )
        if self._year.start < SEX_FROM:
            gender = pl.coalesce("gender", pl.col("sex").replace_strict(_GENDER_OF_SEX, default=None))
            people = people.with_columns(gender=gender, sex=pl.lit(None, dtype=pl.String))
        else:
            people = people.with_columns(gender=pl.lit(None, dtype=pl.String))
        self._keep(mapping.IDENTIFIERS, people)
        former = self._table("linked_identifiers").filter(pl.col("kind") == mapping.FORMER_PUPIL_NUMBER)
        numbers = former.sort("child_id", "value").unique("child_id", keep="first", maintain_order=True)
        self.blocks["ChildIdentifiers"] = self.blocks["ChildIdentifiers"].join(
            numbers.select(LAchildID="child_id", FormerUPN="value"), on="LAchildID", how="left", maintain_order="left"
        )
        self._keep(mapping.CHARACTERISTICS, people)
        recorded = self._table("disabilities").drop_nulls("disability").join(children, on="child_id", how="semi")
        self._keep(mapping.DISABILITIES, recorded.unique(["child_id", "disability"]).sort("child_id", "disability"))

    def _assessments(self) -> None:
        kinds = pl.col("kind").is_null() | pl.col("kind").is_in(ASSESSMENT_KINDS)
        rows = self._placed(self._open_in_year("assessments", "started_on", "authorised_on").filter(kinds))
        numbered = rows.with_row_index("AssessmentID", offset=1)
        self._keep(mapping.ASSESSMENTS, numbered.with_columns(self._by_then("authorised_on")), "AssessmentID")
        # Factors are those found at the end of an assessment: one still open at the year's end has none yet.
        ended = numbered.filter(pl.col("authorised_on").is_null() | (pl.col("authorised_on") <= self._year.end))
        factors = self._table("assessment_factors").drop_nulls("factor").drop("child_id").join(
            ended.select("child_id", EPISODE, "AssessmentID", assessment_id="id"), on="assessment_id", how="inner"
        )  # fmt: skip
        distinct = factors.unique(["AssessmentID", "factor"]).sort("AssessmentID", "factor")
        self._keep(mapping.FACTORS, distinct, "AssessmentID")

    def _enquiries(self) -> None:
        conferences = self._table("conferences").sort("held_on", "target_on", "id", nulls_last=True)
        first = conferences.drop_nulls("enquiry_id").unique(["child_id", "enquiry_id"], keep="first")
        enquiries = self._table("section_47_enquiries").join(
            first.select("child_id", "target_on", "held_on", id="enquiry_id"), on=["child_id", "id"], how="left"
        ).sort("child_id", "started_on", "id")  # fmt: skip
        begun = (pl.col("started_on") <= self._year.end) & (self._in_year("started_on") | self._in_year("held_on"))
        rows = self._placed(enquiries.filter(begun)).with_columns(self._by_then("held_on"))
        both = {**mapping.ENQUIRIES.items, **mapping.CONFERENCES.items}
        items = [pl.col(column).alias(item) for item, column in both.items()]
        numbered = rows.with_row_index("Section47ID", offset=1)
        self.blocks["Section47"] = numbered.select(
            pl.col("child_id").alias("LAchildID"), EPISODE, "Section47ID", *items
        )

    def _protection_plans(self) -> None:
        every = self._table("child_protection_plans").sort("child_id", "started_on", "id")
        earlier = pl.int_range(pl.len(), dtype=pl.Int64).over("child_id")
        known = every.with_columns(
            previous_plans=pl.coalesce("previous_plans", earlier),
            latest_category=pl.coalesce("latest_category", "initial_category"),
        )
        open_in = (pl.col("started_on") <= self._year.end) & (
            pl.col("ended_on").is_null() | (pl.col("ended_on") >= self._year.start)
        )
        plans = self._placed(known.filter(open_in)).with_row_index("CPPID", offset=1)
        self._keep(mapping.PROTECTION_PLANS, plans.with_columns(self._by_then("ended_on")), "CPPID")
        reviews = self._table("child_protection_reviews").filter(pl.col("held_on") <= self._year.end).join(
            plans.select("child_id", EPISODE, "CPPID", plan_id="id"), on=["child_id", "plan_id"], how="inner"
        ).sort("CPPID", "held_on", "id")  # fmt: skip
        before = pl.col("held_on") < self._year.start
        last_before = pl.col("held_on").filter(before).max().over("CPPID")
        asked = reviews.filter(~before | (pl.col("held_on") == last_before))
        self._keep(mapping.REVIEWS, asked, "CPPID")

    def _pre_proceedings(self) -> None:
        rows = self._open_in_year("pre_proceedings", "decided_on", "stepped_down_or_issued_on")
        if self._year.start < PRE_PROCEEDINGS_FROM:
            rows = rows.clear()
        dates = [column for column in mapping.PRE_PROCEEDINGS.items.values() if column.endswith("_on")]
        ended = pl.col("stepped_down_or_issued_on").is_null() | (pl.col("stepped_down_or_issued_on") <= self._year.end)
        placed = self._placed(rows, "decided_on").with_columns(pl.when(ended).then("outcome").alias("outcome"))
        self._keep(mapping.PRE_PROCEEDINGS, placed.with_columns(self._by_then(*dates)))
