"""The payload of each child, put together in the order of the specification, with what it leaves out said.

A value the specification does not take is left blank and named by its field, never by itself; an identifier it does not
take is sent as a digest of itself, the same each time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any, Final

import polars as pl

from lineofsight.returns.dfe_api import fields as f
from lineofsight.returns.dfe_api.blocks import Blocks
from lineofsight.returns.dfe_api.cohort import Cohort

Child = dict[str, Any]
LEFT_OUT: Final = pl.Schema({"child_id": pl.String(), "field": pl.String(), "reason": pl.String()})
NOT_TAKEN: Final = "the specification does not take this value: it is left blank"
NO_IDENTIFIER: Final = "the child's own id has signs the specification does not take: the child cannot be sent"
_DIGEST_BYTES: Final = 16
_UNKNOWN: Final = {"sex": "U"}


@dataclass(frozen=True, eq=False)
class Payload:
    """What there is to send of a record as at a day.

    `children`: each child's whole payload by the child's id, in order. `left_out` (child_id, field, reason): what the
    record holds and the payload cannot carry. `filled` (item, field, filled, of): how often each field has a value,
    so that what the record never holds can be seen.
    """

    as_at: date
    children: Mapping[str, Child]
    left_out: pl.DataFrame
    filled: pl.DataFrame


def payload_of(tables: Mapping[str, pl.DataFrame], as_at: date) -> Payload:
    """The payload of every child of the window of `as_at`. `tables` are the record's, in their declared schemas."""
    blocks = Blocks(Cohort(tables, as_at))
    taken = {name: _Taken(name, frame) for name, frame in blocks.frames.items()}
    refused = taken[f.DETAILS].frame.filter(pl.col("la_child_id").is_null()).select("child_id")
    kept = {name: each.frame.join(refused, on="child_id", how="anti", maintain_order="left")
            for name, each in taken.items()}  # fmt: skip
    left_out = pl.concat([
        blocks.left_out, *(each.left_out for each in taken.values()),
        refused.select("child_id", field=pl.lit("la_child_id"), reason=pl.lit(NO_IDENTIFIER)),
    ]).cast(dict(LEFT_OUT)).sort("child_id", "field", "reason")  # type: ignore[arg-type]  # fmt: skip
    return Payload(as_at, _children(kept), left_out, _filled(kept))


class _Taken:
    """A block's frame with only what the specification takes, dates as text, in its fields' order."""

    def __init__(self, block: str, frame: pl.DataFrame) -> None:
        own = [*(f.fields()[f.CHILD] if block == f.DETAILS else ()), *f.fields()[block]]
        keys = [name for name in ("child_id", "episode") if name in frame.columns]
        made = frame.select(*keys, *(_written(field).alias(field.name) for field in own))
        wrong = [
            frame.filter((pl.col(field.name).is_not_null() & made[field.name].is_null()).fill_null(False)).select(
                "child_id", field=pl.lit(field.path), reason=pl.lit(NOT_TAKEN)
            )
            for field in own if field.name != "la_child_id"
        ]  # fmt: skip
        # What may not be blank and is not known has a word for that.
        self.frame = made.with_columns(pl.col(name).fill_null(word) for name, word in _UNKNOWN.items() if name in made)
        self.left_out = pl.concat(wrong)


def _written(field: f.Field) -> pl.Expr:
    value = pl.col(field.name)
    match field.type:
        case "date":
            return value.dt.to_string("iso")
        case "text" if field.is_identifier and field.name != "la_child_id":
            # An id made of the child's own would give the child away where what was sent is remembered.
            child = pl.col("child_id")
            own = (value == child) | value.str.starts_with(child + "-") | value.str.starts_with(child + "_")
            return pl.when(_fits(field) & ~own).then(value).otherwise(
                value.map_elements(_digest, return_dtype=pl.String)
            )  # fmt: skip
        case "text":
            return pl.when(_fits(field)).then(value)
        case "list":
            return value.list.filter(pl.element().is_in(list(field.one_of)))
    return value


def _fits(field: f.Field) -> pl.Expr:
    value = pl.col(field.name)
    length = value.str.len_chars()
    fits = length >= max(field.shortest, 1)
    if field.longest is not None:
        fits &= length <= field.longest
    if field.pattern:
        fits &= value.str.contains(field.pattern)
    return fits & value.is_in(list(field.one_of)) if field.one_of else fits


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=_DIGEST_BYTES).hexdigest()


def _children(frames: Mapping[str, pl.DataFrame]) -> dict[str, Child]:
    inside = {block: _by_episode(block, frames[block]) for block in f.IN_EPISODE}
    episodes: dict[str, list[Child]] = {}
    for row in frames[f.EPISODES].to_dicts():
        child, key = row.pop("child_id"), row.pop("episode")
        for block in f.IN_EPISODE:
            found = inside[block].get((child, key), [])
            row[f.last_name(block)] = (found[0] if found else None) if block in f.ONE_EACH else found
        episodes.setdefault(child, []).append(row)
    scores: dict[str, list[Child]] = {}
    for row in frames[f.SCORES].to_dicts():
        scores.setdefault(row.pop("child_id"), []).append(row)
    children: dict[str, Child] = {}
    for row in frames[f.DETAILS].to_dicts():
        child = row.pop("child_id")
        made: Child = {field.name: row.pop(field.name) for field in f.fields()[f.CHILD]}
        made[f.DETAILS] = row
        if child in scores:
            made[f.HEALTH] = {f.last_name(f.SCORES): scores[child]}
        children[child] = made | {f.EPISODES: episodes.get(child, [])}
    return children


def _by_episode(block: str, frame: pl.DataFrame) -> dict[tuple[str, str], list[Child]]:
    found: dict[tuple[str, str], list[Child]] = {}
    for row in frame.to_dicts():
        found.setdefault((row.pop("child_id"), row.pop("episode")), []).append(row)
    return found


def _filled(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Every field in the order of the specification's items; the one without a number after the child's own."""
    rows = []
    for block, items in f.fields().items():
        frame = frames[block or f.DETAILS]
        for field in items:
            values = frame[field.name]
            said = values.list.len() > 0 if field.type == "list" else values.is_not_null()
            rows.append((field.item, field.path, int(said.sum() or 0), frame.height))
    schema = {"item": pl.Int64, "field": pl.String, "filled": pl.Int64, "of": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row").sort("item", nulls_last=True, maintain_order=True)
