"""Evaluating rules: all that look at one table in one pass over it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from lineofsight.returns.checking.checked import BREACHES, RuleFailed
from lineofsight.returns.checking.views import Data, Pairs, View
from lineofsight.returns.rulebooks.expressions import roots
from lineofsight.returns.rulebooks.rule import Rule, Test
from lineofsight.returns.rulebooks.tables import Tables


@dataclass(frozen=True, eq=False)
class _Asked:
    """One test of one rule, by its place in the run."""

    place: int
    rule: Rule
    test: Test


def breaches_of(rules: Iterable[Rule], data: Data) -> pl.DataFrame:
    """Every failure of the rules, in the columns of `Checked.breaches`. Raises RuleFailed naming the rule."""
    asked = [_Asked(0, rule, test) for rule in rules for test in rule.tests_in(data.year)]
    asked = [_Asked(place, one.rule, one.test) for place, one in enumerate(asked)]
    groups: dict[tuple[str, str, str | None], list[_Asked]] = {}
    for one in asked:
        groups.setdefault((one.test.on, one.test.beside, one.test.key), []).append(one)
    found = [rows for (on, beside, key), group in groups.items() for rows in _of_group(on, beside, key, group, data)]
    if not found:
        return pl.DataFrame(schema=BREACHES)
    return _worded(pl.concat(found), asked, data.tables, data.year)


def _of_group(on: str, beside: str, key: str | None, group: Sequence[_Asked], data: Data) -> list[pl.DataFrame]:
    try:
        view = data.pairs(on, beside, key) if beside else data.view(on)
        masks = _masks(view, group)
        return [rows for one in group if (rows := _rows(view, one, masks[str(one.place)])).height]
    except RuleFailed:
        raise
    except Exception as problem:
        if len(group) == 1:
            raise RuleFailed(group[0].rule.collection, group[0].rule.code, type(problem).__name__) from problem
        for one in group:  # which of them it was
            _of_group(on, beside, key, [one], data)
        raise


def _masks(view: View | Pairs, group: Sequence[_Asked]) -> pl.DataFrame:
    names = sorted(set().union(*(roots(one.test.breach) for one in group)))
    wanted = [one.test.breach.fill_null(False).alias(str(one.place)) for one in group]
    return view.frame(names).select(wanted)


def _rows(view: View | Pairs, one: _Asked, mask: pl.Series) -> pl.DataFrame:
    """place, path, table, row, error of the rows a test shows."""
    if mask.len() == 1 and view.height != 1:  # an expression of constants alone
        mask = mask.new_from_index(0, view.height)
    broken = mask.arg_true()
    if one.test.whole_return:
        return _shown(one, "", None, pl.Series([None], dtype=pl.Int64), pl.Series([""])) if broken.len() else _NOTHING
    if broken.len() == 0:
        return _NOTHING
    errors = _errors(view, one.test, broken)
    if not one.test.flags:
        return _shown(one, "", None, pl.Series([None], dtype=pl.Int64).new_from_index(0, broken.len()), errors)
    parts = []
    for path in one.test.flags:
        table, rows = view.way(path)
        parts.append(_shown(one, path, table, rows.gather(broken), errors).drop_nulls("row"))
    return pl.concat(parts).unique(maintain_order=True)


def _errors(view: View | Pairs, test: Test, broken: pl.Series) -> pl.Series:
    """What tells one error from another: the row looked at, the pair of rows, or the columns the test names."""
    if test.apart:
        told = view.frame([f"{name}:given" for name in test.apart]).select(pl.concat_str(pl.all(), separator=":"))
        return told.to_series().gather(broken)
    if isinstance(view, Pairs):
        pairs = pl.DataFrame(
            [view.main_rows.gather(broken).alias("one"), view.other_rows.gather(broken).alias("other")]
        )
        return pairs.select(pl.format("{}:{}+{}", pl.lit(test.on), "one", "other")).to_series()
    return pl.DataFrame([broken.alias("one")]).select(pl.format("{}:{}", pl.lit(test.on), "one")).to_series()


def _shown(one: _Asked, path: str, table: str | None, rows: pl.Series, errors: pl.Series) -> pl.DataFrame:
    return pl.DataFrame([rows.cast(pl.Int64).alias("row"), errors.alias("error")]).select(
        pl.lit(one.place, dtype=pl.Int64).alias("place"),
        pl.lit(path).alias("path"),
        pl.lit(table, dtype=pl.String).alias("table"),
        "row",
        "error",
    )


def _worded(rows: pl.DataFrame, asked: Sequence[_Asked], tables: Tables, year: str) -> pl.DataFrame:
    """The rows with their rule's code, fields and wording."""
    said = []
    for place, path, table in rows.select("place", "path", "table").unique().iter_rows():
        rule, test = asked[place].rule, asked[place].test
        fields = fields_of(rule, test, path, table, tables)
        said.append((place, path, table, rule.code, fields, rule.facts.wording(year)))
    schema = {
        "place": pl.Int64(),
        "path": pl.String(),
        "table": pl.String(),
        **{name: BREACHES[name] for name in ("rule", "fields", "message")},
    }
    words = pl.DataFrame(said, schema=schema, orient="row")
    worded = rows.join(words, on=["place", "path", "table"], how="left", nulls_equal=True)
    return worded.sort("place", "table", "row", maintain_order=True).select(list(BREACHES))


def fields_of(rule: Rule, test: Test, path: str, table: str | None, tables: Tables) -> list[str]:
    """The columns in question in one table; of the return as a whole, all the rule names."""
    if table is not None and (own := test.fields.get(path) or test.fields.get(table)):
        return list(own)
    named = [field.rpartition(".") for field in rule.facts.fields]
    if table is None:
        return [name for _, _, name in named]
    plain = table.removesuffix("_last")
    return [name for owner, _, name in named if owner in ("", plain) and name in tables.kinds.get(table, {})]


_NOTHING = pl.DataFrame(
    schema={"place": pl.Int64, "path": pl.String, "table": pl.String, "row": pl.Int64, "error": pl.String}
)
