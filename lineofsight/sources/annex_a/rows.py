"""A list's rows to a table's rows, part by part."""

from __future__ import annotations

import polars as pl

from lineofsight.core.columns import ColumnType
from lineofsight.core.tables import table_named
from lineofsight.sources.annex_a.parts import CASE_STATUS, Part
from lineofsight.sources.annex_a.sheets import ListRows
from lineofsight.sources.annex_a.words import ALIASES
from lineofsight.sources.frames import LINE, Field, Parsed, parse_frame
from lineofsight.sources.natural_ids import with_natural_ids

_LETTER = r"^\s*[A-Za-z]\d?\)\s*"
_STATUS_WORDS = {
    "looked after child": "a", "child protection plan": "b", "child in need plan": "c", "open assessment": "d",
    "closed episode": "e",
}  # fmt: skip


def part_rows(part: Part, rows: ListRows) -> Parsed:
    """The rows of one part, each with `id`, `child_id` (but for adopters), its own columns and `line`."""
    table = table_named(part.table)
    raw = _with_plain_words(rows.frame)
    if part.statuses and CASE_STATUS in raw.columns:
        status = pl.col(CASE_STATUS).str.replace(_LETTER, "").str.strip_chars().str.to_lowercase()
        kept = status.replace_strict(_STATUS_WORDS, default=None, return_dtype=pl.String).is_in(list(part.statuses))
        raw = raw.filter(kept.fill_null(False))
    fields = [
        Field(
            heading, name, table.column(name).type, table.column(name).code_set,
            ALIASES.get(f"{table.name}.{name}", {}),
            required=name == "id" or (name == part.dated and part.key_of_list), key=name == part.dated,
        )
        for name, heading in part.takes.items()
    ]  # fmt: skip
    if not table.holder_is_id:
        fields.insert(0, Field(rows.list.key, "child_id", ColumnType.TEXT, required=True))
    parsed = parse_frame(raw, fields, table=part.table, file=rows.file)
    frame = parsed.frame.with_columns(pl.lit(value).alias(name) for name, value in part.fixed.items())
    frame = frame.with_columns(~pl.col(name) for name in part.inverted if name in frame.columns)
    if part.dated in frame.columns:
        frame = frame.filter(pl.col(part.dated).is_not_null())
    elif part.dated is not None:
        frame = frame.clear()
    frame = frame.unique(pl.exclude(LINE), keep="first", maintain_order=True)
    if not table.holder_is_id:
        frame = with_natural_ids(frame, table.name, part.id_parts)
    return Parsed(frame, parsed.rejects, parsed.forgiven)


def _with_plain_words(raw: pl.DataFrame) -> pl.DataFrame:
    """Where a value is no code and no yes or no: in or out of the authority, and a home with its suitability."""
    location, home, suitable = "Placement Location", "Type of Accommodation", "Suitability of Accommodation"
    if location in raw.columns:
        word = pl.col(location).str.replace(_LETTER, "").str.strip_chars().str.to_lowercase()
        raw = raw.with_columns(word.replace({"in": "N", "out": "Y"}).alias(location))
    if suitable in raw.columns:
        word = pl.col(suitable).str.replace(_LETTER, "").str.strip_chars().str.to_lowercase()
        raw = raw.with_columns(word.replace({"suitable": "1", "unsuitable": "2"}).alias(suitable))
    if home in raw.columns and suitable in raw.columns:
        letter = pl.col(home).str.extract(r"^\s*([A-Za-z])\s*(?::|$)")
        raw = raw.with_columns(
            pl.when(letter.is_not_null()).then(letter + pl.col(suitable)).otherwise(home).alias(home)
        )
    return raw
