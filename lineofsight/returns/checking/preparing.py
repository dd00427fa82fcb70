"""A return's tables as handed in, with what the Department derives beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import polars as pl

from lineofsight.returns.checking.needs import PROVIDERS
from lineofsight.sources.rule_values import as_given

LAST: Final = "_last"
# How provider lists head the columns rules read.
_PROVIDER_HEADINGS: Final = {
    "LA_CODE_INFERRED": "LA_CODE", "LA": "LA_CODE", "POST_CODE": "POSTCODE", "REGISTRATION_END": "REG_END",
    "PLACE_CODE": "PLACE_CODES", "PROVIDER_CODE": "PROVIDER_CODES", "PLACEMENT_CODES": "PLACE_CODES",
}  # fmt: skip


def prepared(
    collection: str, tables: Mapping[str, pl.DataFrame], context: Mapping[str, Any]
) -> dict[str, pl.DataFrame]:
    """The tables a check reads: those handed in, with the provider list and, where they are not given, `Header.UASC`
    and what postcodes tell."""
    frames = dict(tables)
    if collection != "ssda903":
        return frames
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
    if directory is not None:
        for name in ("Episodes", "Episodes" + LAST):
            if name in frames:
                frames[name] = directory.told_of(frames[name], context.get("localAuthority"))
    return frames


def _with_status(header: pl.DataFrame, unaccompanied: pl.DataFrame) -> pl.DataFrame:
    """A child in the file of unaccompanied children is one, which the CSV files say nowhere else."""
    if "CHILD" not in header.columns or "CHILD" not in unaccompanied.columns:
        return header
    children = as_given(unaccompanied["CHILD"]).drop_nulls().unique().to_list()
    known = as_given(header["CHILD"]).is_in(children).fill_null(False)
    return header.with_columns(known.cast(pl.Int8).cast(pl.String).alias("UASC"))
