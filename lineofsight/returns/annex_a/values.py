"""The record's values as a list's words: lettered codes, yes and no, names of teams and workers."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from lineofsight.core.code_sets import code_set
from lineofsight.core.columns import ColumnType
from lineofsight.core.tables import table_named
from lineofsight.returns.annex_a.context import Lists
from lineofsight.sources.annex_a.layout import AnnexList, ListColumn
from lineofsight.sources.annex_a.parts import DISABILITY, UNACCOMPANIED, Part
from lineofsight.sources.annex_a.words import list_words

YES_NO = {
    "YesNo": ("a) Yes", "b) No", None),
    "YesNoUnknown": ("a) Yes", "b) No", "c) Unknown"),
    "YesNoPlain": ("Yes", "No", None),
}
_SUITABLE = {"1": "a) Suitable", "2": "b) Unsuitable"}
_NAMED_IN = {"team_id": "teams", "worker_id": "professionals", "personal_adviser_id": "professionals"}


def yes_no(value: pl.Expr, value_set: str) -> pl.Expr:
    """A flag in the words of a value set; blank where not known and the set has no word for it."""
    yes, no, unknown = YES_NO[value_set]
    words = pl.when(value).then(pl.lit(yes)).when(~value).then(pl.lit(no))
    return words.otherwise(pl.lit(unknown, dtype=pl.String))


def in_words(frame: pl.DataFrame, part: Part, one: AnnexList, context: Lists) -> pl.DataFrame:
    """A part's rows under the list's headings, with `child_id` (for adopters, `id`) and any other column kept."""
    columns = {column.heading: column for column in one.columns}
    return frame.with_columns(
        _word(part, name, columns[heading], context).alias(heading) for name, heading in part.takes.items()
    )


def _word(part: Part, name: str, asked: ListColumn, context: Lists) -> pl.Expr:
    column = table_named(part.table).column(name)
    value = pl.col(name)
    if name in _NAMED_IN:
        return value.replace(dict(context.names(_NAMED_IN[name])))
    if name == "outside_authority":
        return pl.when(value).then(pl.lit("b) Out")).when(~value).then(pl.lit("a) In"))
    if name == "accommodation":
        return in_list_words(value.str.slice(0, 1), _by_letter(asked))
    if name == "accommodation_suitable":
        return pl.coalesce(
            in_list_words(pl.col("accommodation").str.slice(1, 1), _SUITABLE), in_list_words(value, _SUITABLE)
        )
    if column.type is ColumnType.BOOLEAN:
        return yes_no(~value if name in part.inverted else value, asked.value_set)
    if asked.value_set and column.type is ColumnType.CODE:
        return coded(part.table, name, asked.value_set)
    return value


def coded(table: str, column: str, value_set: str) -> pl.Expr:
    """A coded column in the words of a list's value set."""
    return in_list_words(pl.col(column), list_words(value_set, table_named(table), column))


def _by_letter(asked: ListColumn) -> Mapping[str, str]:
    return {code.code[0]: code.code for code in code_set(f"annex_a:{asked.value_set}")}


def in_list_words(value: pl.Expr, words: Mapping[str, str]) -> pl.Expr:
    """A code as the list writes it; blank where the list has no word for it."""
    if not words:
        return value
    word = value.replace_strict(dict(words), default=None, return_dtype=pl.String)
    return pl.when(word != "").then(word)


def with_person(frame: pl.DataFrame, one: AnnexList, context: Lists) -> pl.DataFrame:
    """The rows with what every list asks of the child: gender, ethnicity, birth, age, disability, unaccompanied."""
    who = context.rows("people").unique("id", keep="first").select(
        pl.col("id").alias("child_id"),
        pl.coalesce(coded("people", "sex", "Gender"), pl.lit("c) Not stated/recorded")).alias("Gender"),
        pl.coalesce(coded("people", "ethnicity", "Ethnicity"), pl.lit("t) NOBT")).alias("Ethnicity"),
        pl.coalesce("born_on", "expected_on").alias("Date of Birth"),
        age_on(pl.col("born_on"), context).alias("Age of Child (Years)"),
        *(yes_no(pl.col("is_unaccompanied").fill_null(False), "YesNo").alias(heading) for heading in UNACCOMPANIED),
    )  # fmt: skip
    disabled = context.rows("disabilities").group_by("child_id").agg(
        (pl.col("disability").fill_null("yes") != "NONE").any().alias("disabled")
    )  # fmt: skip
    joined = frame.join(who, on="child_id", how="left", maintain_order="left").join(
        disabled, on="child_id", how="left", maintain_order="left"
    )
    return joined.with_columns(
        yes_no(pl.col("disabled"), "YesNoUnknown").alias(DISABILITY), pl.col("child_id").alias(one.key)
    )


def age_on(born: pl.Expr, context: Lists) -> pl.Expr:
    """Whole years on the day; blank before birth."""
    day = context.as_at
    had_birthday = (born.dt.month() < day.month) | ((born.dt.month() == day.month) & (born.dt.day() <= day.day))
    years = day.year - born.dt.year().cast(pl.Int64) - (~had_birthday).cast(pl.Int64)
    return pl.when(years >= 0).then(years)
