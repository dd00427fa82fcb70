"""A return's tables as handed in, with what the Department derives beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import polars as pl

from lineofsight.returns.checking.needs import PROVIDERS
from lineofsight.sources.rule_values import as_given

LAST: Final = "_last"
_ASSESSMENT: Final = "AssessmentID"
_FACTORS, _FACTOR = "AssessmentFactorsList", "AssessmentFactors"
_ONE_FACTOR: Final = "AssessmentFactor"  # how some extracts head the column of that table
# Where a factor stood in the assessments: tells assessments apart that have no number.
_PLACE: Final = "AssessmentRow"
# How provider lists head the columns rules read.
_PROVIDER_HEADINGS: Final = {
    "LA_CODE_INFERRED": "LA_CODE", "LA": "LA_CODE", "POST_CODE": "POSTCODE", "REGISTRATION_END": "REG_END",
    "PLACE_CODE": "PLACE_CODES", "PROVIDER_CODE": "PROVIDER_CODES", "PLACEMENT_CODES": "PLACE_CODES",
}  # fmt: skip


def prepared(
    collection: str, tables: Mapping[str, pl.DataFrame], context: Mapping[str, Any]
) -> tuple[dict[str, pl.DataFrame], dict[str, tuple[str, pl.Series]]]:
    """The tables a check reads, and where rows stand that were made of another table's column.

    To those handed in come the provider list and, where they are not given, `Header.UASC` and what postcodes tell;
    factors that stand in a column of the assessments become rows of their own.
    """
    frames = dict(tables)
    if collection == "cin":
        return _with_factors(frames)
    if (providers := context.get("provider_info")) is not None:
        headings = {name: name.strip().upper().replace(" ", "_") for name in providers.columns}
        frames[PROVIDERS] = providers.rename(
            {name: _PROVIDER_HEADINGS.get(heading, heading) for name, heading in headings.items()}
        )
    for suffix in ("", LAST):
        header, unaccompanied = frames.get("Header" + suffix), frames.get("UASC" + suffix)
        if header is not None and unaccompanied is not None and "UASC" not in header.columns:
            frames["Header" + suffix] = _with_status(header, unaccompanied)
    directory = context.get("postcodes")
    names = [name for name in ("Episodes", "Episodes" + LAST) if name in frames]
    if directory is not None and names:
        authority = None if context.get("localAuthority") is None else str(context["localAuthority"])
        told = directory.told_of(*(frames[name] for name in names), authority=authority)
        frames |= dict(zip(names, told, strict=True))
    return frames, {}


def _with_factors(
    frames: dict[str, pl.DataFrame],
) -> tuple[dict[str, pl.DataFrame], dict[str, tuple[str, pl.Series]]]:
    assessments, apart = frames.get("Assessments"), frames.get(_FACTORS)
    if apart is not None and _FACTOR not in apart.columns and _ONE_FACTOR in apart.columns:
        frames[_FACTORS] = apart.rename({_ONE_FACTOR: _FACTOR})
    if apart is not None or assessments is None or _FACTOR not in assessments.columns:
        return frames, {}
    listed = assessments[_FACTOR]
    if isinstance(listed.dtype, pl.List) and _ASSESSMENT not in assessments.columns:
        assessments = assessments.with_row_index(_ASSESSMENT)  # each row is an assessment of its own
    assessments = assessments.with_row_index(_PLACE)
    frames["Assessments"] = assessments
    if not isinstance(listed.dtype, pl.List):
        listed = as_given(listed).str.split(",")
    keys = [name for name in ("LAchildID", "CINdetailsID", _ASSESSMENT, _PLACE) if name in assessments.columns]
    made = pl.DataFrame([assessments[name] for name in keys] + [listed]).explode(_FACTOR)
    frames[_FACTORS] = made
    return frames, {_FACTORS: ("Assessments", made[_PLACE].cast(pl.Int64))}


def _with_status(header: pl.DataFrame, unaccompanied: pl.DataFrame) -> pl.DataFrame:
    """A child in the file of unaccompanied children is one, which the CSV files say nowhere else."""
    if "CHILD" not in header.columns or "CHILD" not in unaccompanied.columns:
        return header
    children = as_given(unaccompanied["CHILD"]).drop_nulls().unique().to_list()
    known = as_given(header["CHILD"]).is_in(children).fill_null(False)
    return header.with_columns(known.cast(pl.Int8).cast(pl.String).alias("UASC"))
