"""What a check found, as rows that lead to the place to mend."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

from lineofsight.returns.checking.checked import PARTLY, Checked
from lineofsight.returns.checking.files import Files
from lineofsight.returns.rulebooks.books import Book, book_of
from lineofsight.returns.rulebooks.ssda903.tables import EARLIER
from lineofsight.sources.frames import LINE
from lineofsight.sources.rule_values import as_given

COLUMNS: Final = (
    "outcome", "rule", "severity", "child", "table", "row", "line", "fields", "values", "message", "remedy", "reason",
)  # fmt: skip
_SCHEMA: Final = {
    "outcome": pl.String(), "rule": pl.String(), "severity": pl.String(), "child": pl.String(), "table": pl.String(),
    "row": pl.Int64(), "line": pl.Int64(), "fields": pl.List(pl.String()), "values": pl.List(pl.String()),
    "message": pl.String(), "remedy": pl.String(), "reason": pl.String(),
}  # fmt: skip
_MEND: Final = "Correct {fields} in the case system and make the return again; or, if it is right, note why."
_ADD: Final = "Look for what is missing in the case system and make the return again."
_WHOLE: Final = "Look at the figures of the whole return; if they are right, note why."
_FORMULA: Final = r"^[=+\-@\t\r]"
_REMEDIES: Final = {
    "no postcode directory": "Install the extra: pip install lineofsight[postcodes].",
    f"no {EARLIER}": "Name the folders of the years before last, each with --earlier DIR.",
    "no provider list": "Give Ofsted's list of providers with --providers FILE.",
}


def rows_of(collection: str, checked: Checked, files: Files) -> pl.DataFrame:
    """The rows of `check`, in COLUMNS: breaches, errors before queries; then what was not or only partly checked."""
    book = book_of(collection)
    breaches = _breaches(book, checked.breaches, files)
    return pl.concat([breaches, _unchecked(book, checked.not_checked)])


def as_cells(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with lists as JSON text and no text that a spreadsheet would run as a formula, to be written as CSV."""
    lists = [name for name, dtype in rows.schema.items() if isinstance(dtype, pl.List)]
    texts = [name for name, dtype in rows.schema.items() if dtype == pl.String]
    return rows.with_columns(*(_as_json(name) for name in lists), *(_as_plain(name) for name in texts))


def _as_json(name: str) -> pl.Expr:
    each = pl.element()
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        each = each.str.replace_all(plain, escaped, literal=True)
    quoted = pl.when(pl.element().is_null()).then(pl.lit("null")).otherwise(pl.format('"{}"', each))
    return pl.format("[{}]", pl.col(name).list.eval(quoted).list.join(", ")).alias(name)


def _as_plain(name: str) -> pl.Expr:
    lines = pl.col(name).str.replace_all("\r\n", "\n", literal=True).str.replace_all("\r", "\n", literal=True)
    return pl.when(pl.col(name).str.contains(_FORMULA)).then(pl.format("'{}", lines)).otherwise(lines).alias(name)


def _breaches(book: Book, found: pl.DataFrame, files: Files) -> pl.DataFrame:
    codes = found["rule"].unique().to_list()
    severities = {code: book.rules[code].facts.severity or None for code in codes}
    errors_first = sorted(book.rules, key=lambda code: book.rules[code].facts.severity == "query")
    order = {code: place for place, code in enumerate(errors_first)}
    parts = [pl.DataFrame(schema={**_SCHEMA, "order": pl.Int64(), "error": pl.String()})]
    for (table, _), part in found.with_columns(pl.col("fields").list.join(",").alias("named")).group_by(
        "table", "named", maintain_order=True
    ):
        parts.append(_placed(book, part, None if table is None else str(table), files))
    placed = pl.concat(parts, how="diagonal").with_columns(
        pl.col("rule").replace_strict(severities, default=None, return_dtype=pl.String).alias("severity"),
        pl.col("rule").replace_strict(order, default=None, return_dtype=pl.Int64).alias("order"),
        outcome=pl.lit("breach"),
        rule=pl.concat_str(pl.lit(f"{book.collection}:"), "rule"),
    )
    return placed.sort("order", "table", "row", "child", maintain_order=True).select(COLUMNS)


def _placed(book: Book, part: pl.DataFrame, table: str | None, files: Files) -> pl.DataFrame:
    """Rows of one table and its fields, with the child, the line and what stands there."""
    kept = part.select("rule", "table", "row", "fields", "message", "error")
    if table is None:
        absent = pl.col("error") != ""
        return kept.with_columns(
            child=pl.when(absent).then("error"), remedy=pl.when(absent).then(pl.lit(_ADD)).otherwise(pl.lit(_WHOLE))
        )
    frame, rows, fields = files.tables[table], part["row"], part["fields"][0].to_list()
    child = book.tables.child
    remedy = _MEND.format(fields=" and ".join(fields) if fields else "the row")
    added = [_cells(frame, child, rows).alias("child"), _cells(frame, LINE, rows).cast(pl.Int64).alias(LINE)]
    told = pl.DataFrame([_cells(frame, name, rows).alias(str(n)) for n, name in enumerate(fields)])
    values = told.select(pl.concat_list(pl.all()).alias("values")) if fields else None
    placed = kept.with_columns(*added, pl.lit(remedy).alias("remedy"))
    return placed if values is None else placed.with_columns(values["values"])


def _cells(frame: pl.DataFrame, name: str, rows: pl.Series) -> pl.Series:
    if name not in frame.columns:
        return pl.Series(name, [None], dtype=pl.String).new_from_index(0, rows.len())
    return as_given(frame[name].gather(rows))


def _unchecked(book: Book, lacking: pl.DataFrame) -> pl.DataFrame:
    remedies: Mapping[str, str] = _REMEDIES
    rows = []
    for code, reason in lacking.iter_rows():
        partly = reason.startswith(PARTLY)
        why = reason.removeprefix(PARTLY)
        facts = book.rules[code].facts if code in book.rules else book.never_active[code]
        remedy = " ".join(text for start, text in remedies.items() if start in why) or "Add what is lacking."
        rows.append({
            "outcome": "partly_checked" if partly else "not_checked", "rule": f"{book.collection}:{code}",
            "severity": facts.severity or None, "message": facts.wordings[-1][1], "remedy": remedy, "reason": why,
        })  # fmt: skip
    return pl.DataFrame(rows, schema=_SCHEMA) if rows else pl.DataFrame(schema=_SCHEMA)
