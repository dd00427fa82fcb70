"""What a source states of each child in total, where it does not say when: shown as stated, never as dated rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from lineofsight.core.selections import each
from lineofsight.core.tables.reference_data import stated_totals
from lineofsight.core.text_formats import uk_date
from lineofsight.reports.document import Block, Headline
from lineofsight.reports.facts import counting
from lineofsight.reports.facts.figures_part import SMALL, England
from lineofsight.reports.facts.page_rows import PageRows
from lineofsight.reports.parts import Stated, StatedFigure

TOTALS = each(stated_totals, at="stated_on")


@dataclass(frozen=True)
class Totals:
    """The totals of one column for some children, the latest stated; a child of whom none is stated has a blank."""

    values: pl.Series
    stated_on: date | None

    @property
    def known(self) -> pl.Series:
        """Those that are stated."""
        return self.values.drop_nulls()


def totals_of(children: pl.Series, rows: PageRows, column: str) -> Totals:
    """What the rows, of one day, state of the children."""
    if not len(rows.places):
        return Totals(pl.Series([None] * children.n_unique(), dtype=pl.Int64), None)
    said = pl.DataFrame({"child": rows.children(), "said": rows.column(column)}).unique("child")
    mine = pl.DataFrame({"child": children}).unique(maintain_order=True)
    values = mine.join(said, on="child", how="left", maintain_order="left")["said"]
    return Totals(values, rows.column("stated_on").max())  # type: ignore[arg-type]  # a date column


def stated(totals: Totals, part: Stated) -> tuple[Block, ...]:
    """The children by what is stated of each; nothing where it is stated of none."""
    if totals.stated_on is None or not totals.known.len():
        return ()
    caption = f"{part.caption}, as the source states it on {uk_date(totals.stated_on)}"
    if totals.values.dtype.is_integer():
        return (counting.bars_of(caption, counting.by_number(totals.values, part.most), "children"),)
    return (counting.bars_of(caption, counting.by_code(totals.values, part.code_set), "children"),)


def figure(totals: Totals, part: StatedFigure, england: Mapping[str, England]) -> Headline | None:
    """A headline of totals; None where nothing is stated."""
    known = totals.known
    if totals.stated_on is None or not known.len():
        return None
    day = f"as the source states it on {uk_date(totals.stated_on)}"
    missing = len(totals.values) - known.len()
    said = [f"{missing:,} could not be told"] if missing else []
    if part.at_least is None:
        some = known.filter(known > 0)
        if not some.len():
            return Headline(part.title, "0.0", "; ".join(["nobody", *said, day]))
        return Headline(part.title, f"{some.sum() / some.len():,.1f}", "; ".join([f"over {some.len():,}", *said, day]))
    above = int((known >= part.at_least).sum())
    small = ["a small number: read with care"] if known.len() < SMALL else []
    beside = england.get(part.code) if part.like_england else None
    return Headline(
        part.title, f"{100 * above / known.len():.1f}%",
        "; ".join([f"{above:,} of {known.len():,}", *small, *said, day]),
        f"England {beside.value:.1f}% ({beside.period})" if beside else "",
    )  # fmt: skip
