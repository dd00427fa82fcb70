"""Checking the returns of the year so far from the record: one row for each error, at the place to mend."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import PurePath
from typing import Any, Final

import polars as pl

from lineofsight.core.columns import ColumnType
from lineofsight.core.tables import table_named
from lineofsight.evaluation.coverage import Coverage
from lineofsight.record.service.data_error import Severity
from lineofsight.record.service.quality.origins import ORIGIN, Origins
from lineofsight.record.service.quality.places import CHILD, column_of, places_for
from lineofsight.record.service.quality.source_items import item_of
from lineofsight.record.service.quality.tables import LAST, ReturnTables, is_held
from lineofsight.returns.checking import check_tables
from lineofsight.returns.checking.checked import PARTLY
from lineofsight.returns.rulebooks.books import book_of
from lineofsight.sources.rule_values import as_given

FOUND: Final = pl.Schema({
    "key": pl.String(), "collection": pl.String(), "rule": pl.String(), "severity": pl.String(),
    "reference": pl.String(), "table": pl.String(), "fields": pl.String(), "values": pl.String(), **ORIGIN,
    "items": pl.String(), "digest": pl.String(),
})  # fmt: skip
_KEY_BYTES: Final = 10
# Values of these may be shown: codes, days of work, numbers. Texts and births may say who or where somebody is.
_SAFE: Final = frozenset({ColumnType.CODE, ColumnType.DATE, ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.BOOLEAN})


@dataclass(frozen=True, eq=False)
class Found:
    """What a check of one return found: `unchecked`: rule, partly, reason.

    `errors` are in the columns FOUND, in which fields, values and items are lists as JSON text.
    """

    errors: pl.DataFrame
    unchecked: list[tuple[str, bool, str]]
    rules: int


def check_return(
    made: ReturnTables, coverage: Coverage, key: bytes, context: Mapping[str, Any] | None = None
) -> Found:  # fmt: skip
    """Check a return by the rules of its year. `key` keeps digests from being worked back to values.

    `context` is that of `check_tables`: whose return it is, and what is known of places.

    An error of which every item is one that nothing loaded holds is none: its rule could not be checked.
    """
    checked = check_tables(made.collection, made.year, made.tables, context=context)
    unchecked = [
        (rule, reason.startswith(PARTLY), reason.removeprefix(PARTLY))
        for rule, reason in checked.not_checked.iter_rows()
    ]
    places = _Places(made, coverage, key)
    parts = [pl.DataFrame(schema=FOUND)]
    lacking: dict[str, set[str]] = {}
    main = _main_rows(checked.breaches)
    for (rule, table, _), part in main.with_columns(pl.col("fields").list.join(",").alias("named")).group_by(
        "rule", "table", "named", maintain_order=True
    ):
        fields = part["fields"][0].to_list()
        code, where = str(rule), None if table is None else str(table)
        if where is not None and (not_held := places.not_held(where, fields)):
            lacking.setdefault(code, set()).update(not_held)
            continue
        parts.append(
            places.whole_return(code, fields, part) if where is None else places.rows(code, where, fields, part)
        )
    unchecked += [(rule, False, f"nothing loaded says {', '.join(sorted(items))}") for rule, items in lacking.items()]
    errors = pl.concat(parts).unique("key", keep="first", maintain_order=True)
    in_force = book_of(made.collection).in_force(made.year)
    out = {rule for rule, partly, _ in unchecked if not partly}
    return Found(errors, unchecked, sum(rule.code not in out for rule in in_force))


def _main_rows(breaches: pl.DataFrame) -> pl.DataFrame:
    """Of the rows of one error, that which the rule looks at; else one of this year's."""
    place = pl.format("{}:{}", "table", "row")
    ranked = breaches.with_columns(
        (pl.col("error") != place).fill_null(True).alias("aside"),
        pl.col("table").str.ends_with(LAST).fill_null(False).alias("last"),
    )
    return ranked.sort("aside", "last", maintain_order=True).unique(
        ["rule", "error"], keep="first", maintain_order=True
    )


class _Places:
    """Rows of errors, with what is known of each."""

    def __init__(self, made: ReturnTables, coverage: Coverage, key: bytes) -> None:
        self._made = made
        self._coverage = coverage
        self._secret = key
        self._origins = Origins(made)
        facts = book_of(made.collection)
        self._severity = {code: rule.facts.severity or Severity.NOT_GRADED.value for code, rule in facts.rules.items()}
        pairs: dict[str, str] = {}
        for name, references in made.children.items():
            own = made.tables[name][CHILD[made.collection]]
            pairs |= dict(zip(own.to_list(), references.to_list(), strict=True))
        self._reference: Mapping[str, str] = pairs

    def not_held(self, table: str, fields: list[str]) -> list[str]:
        """The fields, where nothing loaded fills any of them."""
        lacking = [name for name in fields if not is_held(self._made.collection, table, name, self._coverage)]
        return lacking if fields and len(lacking) == len(fields) else []

    def whole_return(self, rule: str, fields: list[str], part: pl.DataFrame) -> pl.DataFrame:
        """Errors that stand in no row: of the return, or something a child should have and has not."""
        rows = []
        for error in part["error"].to_list():
            reference = self._reference.get(error.partition(":")[0])
            identity = reference or error
            rows.append({
                "reference": reference, "fields": as_json(fields), "values": as_json([""] * len(fields)),
                "items": as_json(fields),
                "key": self._key(rule, "", identity), "digest": self._digest([identity]),
            })  # fmt: skip
        return self._finished(rule, None, pl.DataFrame(rows, schema_overrides={"reference": pl.String()}))

    def rows(self, rule: str, table: str, fields: list[str], part: pl.DataFrame) -> pl.DataFrame:
        """Errors at rows of one table, with one list of fields."""
        collection, at = self._made.collection, part["row"]
        frame = self._made.tables[table]
        children = self._made.children.get(table)
        if children is None:  # the header of a census
            return self.whole_return(rule, fields, part.with_columns(pl.lit("").alias("error")))
        whose = children.gather(at)
        origin = self._origins.of(table, places_for(collection, table, fields), at)
        known = [
            as_given(frame[name].gather(at)).to_list() if name in frame.columns else [None] * at.len()
            for name in fields
        ]
        cells = list(zip(*known, strict=True)) or [()] * at.len()
        safe = [self._is_safe(table, name) for name in fields]
        ids, sources = origin["row_id"].to_list(), origin["source"].to_list()
        named = {source: as_json(self._items(source, table, fields)) for source in set(sources)}
        extra = pl.DataFrame({
            "key": [self._key(rule, home or table, row_id or f"{who}/{row}") for home, row_id, who, row
                    in zip(origin["record_table"], ids, whose.to_list(), cells, strict=True)],
            "values": [as_json(_shown(cell, may) for cell, may in zip(row, safe, strict=True)) for row in cells],
            "items": [named[source] for source in sources], "digest": [self._digest(row) for row in cells],
            "fields": [as_json(fields)] * at.len(),
        }, schema={name: FOUND[name] for name in ("key", "values", "items", "digest", "fields")})  # fmt: skip
        both = pl.concat([pl.DataFrame([whose.alias("reference")]), origin, extra], how="horizontal")
        return self._finished(rule, table, both)

    def _finished(self, rule: str, table: str | None, rows: pl.DataFrame) -> pl.DataFrame:
        made = rows.with_columns(
            pl.lit(self._made.collection).alias("collection"), pl.lit(rule).alias("rule"),
            pl.lit(self._severity[rule]).alias("severity"), pl.lit(table, dtype=pl.String).alias("table"),
        )  # fmt: skip
        blank = [pl.lit(None, dtype=dtype).alias(name) for name, dtype in FOUND.items() if name not in made.columns]
        made = made.with_columns(*blank).select(pl.col(name).cast(dtype) for name, dtype in FOUND.items())
        files = {name: PurePath(name.replace("\\", "/")).name for name in made["file"].drop_nulls().unique().to_list()}
        return made.with_columns(pl.col("file").replace(files))

    def _is_safe(self, table: str, item: str) -> bool:
        found = column_of(self._made.collection, table, item)
        if found is None:
            return False
        column = table_named(found[0]).column(found[1])
        return column.type in _SAFE and not column.personal and found[0] != "people"

    def _items(self, source: str | None, table: str, fields: list[str]) -> list[str]:
        said = []
        for name in fields:
            found = column_of(self._made.collection, table, name)
            said.append(item_of(source, *found) if found else name)
        return said

    def _key(self, rule: str, table: str, identity: str) -> str:
        text = f"{self._made.collection}\n{rule}\n{table}\n{identity}"
        return blake2b(text.encode(), digest_size=_KEY_BYTES, key=self._secret).hexdigest()

    def _digest(self, values: Any) -> str:
        text = "\n".join("" if value is None else str(value) for value in values)
        return blake2b(text.encode(), digest_size=_KEY_BYTES, key=self._secret).hexdigest()


def _shown(cell: str | None, may: bool) -> str | None:
    """What is kept of a value: blank text for a blank, nothing for what is not to be shown in a list."""
    if cell is None or cell == "":
        return ""
    return cell if may else None


def as_json(values: Iterable[str | None]) -> str:
    """A list as its column holds it."""
    return json.dumps(list(values), ensure_ascii=False)
