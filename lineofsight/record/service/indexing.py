"""The search's tables made from the record: which words each child is found by, and the keys of words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.tables.people import addresses, linked_identifiers, mothers, people, relationships
from lineofsight.evaluation.record import Record
from lineofsight.record.service.found import Kind
from lineofsight.record.service.words import address_text, as_identifier, asked_words, keys_of, name_words

_IDENTIFIERS = ("pupil_number", "legacy_id", "single_unique_id", "common_child_id")
# Words of so many addresses that they find nobody.
EVERYWHERE = frozenset({
    "street", "road", "avenue", "lane", "close", "drive", "way", "court", "place", "flat", "house", "terrace",
    "gardens", "crescent", "grove", "row", "hill", "park", "the", "and", "apartment", "floor",
})  # fmt: skip
_SHORTEST_OF_ADDRESS = 3
_BROTHERS_AND_SISTERS = ("brother or sister", "half brother or sister")


@dataclass(frozen=True)
class Index:
    """The rows of the three tables, their columns named as the tables'."""

    words: pl.DataFrame
    keys: pl.DataFrame
    found_by: pl.DataFrame


def index_of(record: Record, children: pl.DataFrame, local_ids: Mapping[str, str]) -> Index:
    """What finds the children (`reference`, `forename`, `surname`, `address_protected`).

    Where a child's address must not be disclosed, no address finds them: to be found by it would be to be told it.
    """
    child = pl.col("reference").alias("child")
    parts = [
        _split(children.select(child, text=pl.col(name)), kind, name_words)
        for name, kind in (("forename", Kind.FORENAME), ("surname", Kind.SURNAME))
    ]
    mine = children.select(child)
    parts.append(_split(_relatives(record, mine["child"]), Kind.FAMILY, name_words))
    own = mine.with_columns(text=pl.col("child").replace_strict(local_ids, default=None, return_dtype=pl.String))
    others = _identifiers(record).join(mine, on="child", how="semi")
    parts.append(_identified(pl.concat([own, others])))
    open_address = children.filter(~pl.col("address_protected")).select(child)
    lived = record.lazy(addresses).select(
        pl.col("child_id").alias("child"), "address", "postcode"
    ).collect().join(open_address, on="child", how="semi")  # fmt: skip
    postcodes = lived.select(
        "child", text=pl.col("postcode"), said=pl.concat_str("address", "postcode", separator=", ", ignore_nulls=True)
    )
    streets = lived.select("child", text=pl.col("address"), said=postcodes["said"])
    parts.append(_split(postcodes, Kind.ADDRESS, _postcode))
    parts.append(_split(streets, Kind.ADDRESS, _address_words))
    return _numbered(pl.concat(parts, how="diagonal"))


def _relatives(record: Record, children: pl.Series) -> pl.DataFrame:
    """The children's people with their names: child, text, and `said`, who they are.

    Brothers and sisters who are children here themselves are found by their own names.
    """
    related = record.lazy(relationships).select(
        pl.col("child_id").alias("child"), pl.col("related_person_id").alias("id"),
        pl.col("relation").fill_null("other_family").str.replace_all("_", " ").alias("who"),
    )  # fmt: skip
    mother = record.lazy(mothers).select(
        pl.col("child_id").alias("child"), pl.col("mother_id").alias("id"), pl.lit("mother").alias("who")
    )
    named = record.lazy(people).select(
        "id", pl.concat_str("forename", "surname", separator=" ", ignore_nulls=True).alias("text")
    )
    both = pl.concat([related, mother]).unique(["child", "id", "who"], maintain_order=True)
    found_themselves = pl.col("who").is_in(_BROTHERS_AND_SISTERS) & pl.col("id").is_in(children.implode())
    both = both.filter(pl.col("child").is_in(children.implode()) & ~found_themselves)
    found = both.join(named.unique("id"), on="id").filter(pl.col("text") != "")
    return found.select(
        "child", "text", pl.concat_str("who", "text", separator=": ").alias("said")
    ).collect()  # fmt: skip


def _identifiers(record: Record) -> pl.DataFrame:
    own = record.lazy(people).select(pl.col("id").alias("child"), *_IDENTIFIERS).unpivot(
        index="child", value_name="text"
    ).select("child", "text")  # fmt: skip
    linked = record.lazy(linked_identifiers).select(pl.col("child_id").alias("child"), pl.col("value").alias("text"))
    return pl.concat([own, linked]).filter(pl.col("text").is_not_null()).collect()


def _identified(rows: pl.DataFrame) -> pl.DataFrame:
    """Each id as `as_identifier` writes it; those in plain letters and figures, nearly all, all at once."""
    text = pl.col("text")
    plain = text.str.contains(r"^[\x00-\x7F]*$")
    quick = rows.filter(plain).with_columns(text.str.to_lowercase().str.replace_all(r"[^a-z0-9]", "").alias("word"))
    slow = rows.filter(~plain).with_columns(text.map_elements(as_identifier, return_dtype=pl.String).alias("word"))
    found = pl.concat([quick, slow]).filter(pl.col("word") != "")
    return found.select("child", "word", pl.lit(Kind.IDENTIFIER.value).alias("kind")).unique()


def _postcode(text: str) -> list[str]:
    return [as_identifier(text)]


def _address_words(address: str) -> list[str]:
    """Streets, places and named houses; a number finds only together with them, so it is not kept."""
    return [
        word for word in asked_words(address_text(address))
        if len(word) >= _SHORTEST_OF_ADDRESS and word not in EVERYWHERE and not any(sign.isdigit() for sign in word)
    ]  # fmt: skip


def _split(rows: pl.DataFrame, kind: Kind, words: Callable[[str], list[str]]) -> pl.DataFrame:
    """A row for each word of `text`; each different text is taken apart once."""
    different = rows["text"].drop_nulls().unique().to_list()
    apart = pl.DataFrame(
        {"text": different, "word": [words(text) for text in different]},
        schema={"text": pl.String, "word": pl.List(pl.String)},
    )
    found = rows.join(apart, on="text").explode("word").filter(pl.col("word") != "")
    kept = [name for name in ("child", "word", "said") if name in found.columns]
    return found.select(*kept, pl.lit(kind.value).alias("kind")).unique(maintain_order=True)


def _numbered(rows: pl.DataFrame) -> Index:
    names = (Kind.FORENAME.value, Kind.SURNAME.value, Kind.FAMILY.value)
    # Streets too are misspelt; ids and postcodes are taken as they are written.
    misspelt = (pl.col("kind").is_in(names) | (pl.col("kind") == Kind.ADDRESS.value)) & ~pl.col("word").str.contains(
        r"\d"
    )
    words = (
        rows.group_by("word")
        .agg(misspelt.any().alias("is_name"), pl.len().cast(pl.Int64).alias("used"))
        .sort("word")
        .with_row_index("key", offset=1)
    )
    words = words.with_columns(pl.col("key").cast(pl.Int64))
    of = words.filter("is_name")
    keys = pl.DataFrame(
        {"key": [sorted(keys_of(word)) for word in of["word"]], "word_id": of["key"]},
        schema={"key": pl.List(pl.String), "word_id": pl.Int64},
    ).explode("key")
    by = rows.join(words.select("word", pl.col("key").alias("word_id")), on="word").sort("word_id", "child")
    return Index(words, keys.sort("key"), by.select(pl.col("child").alias("child_id"), "word_id", "kind", "said"))
