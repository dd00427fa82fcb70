"""Which tables and which parts of the context a rule cannot do without: read off the columns it names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from lineofsight.returns.rulebooks.expressions import Listed, Some, roots, worked
from lineofsight.returns.rulebooks.rule import Rule
from lineofsight.returns.rulebooks.tables import Tables

# A constant every table has, and the key of the context it comes from.
CONSTANTS = {
    "year_start": "collection_start", "year_end": "collection_end", "local_authority": "localAuthority",
    "file_format": "file_format",
}  # fmt: skip
# The year's days where they are told; a rule that reads these is evaluated without them too.
IF_KNOWN = ("known_start", "known_end", "told_end")
PROVIDERS = "Provider Info"
# Columns the Department works out from postcodes; no file has them.
FROM_POSTCODES = ("PL_LA", "PL_LOCATION", "PL_DISTANCE", "HOME_POST_KNOWN", "PL_POST_KNOWN")


@cache
def needs_of(rule: Rule, year: str, tables: Tables) -> frozenset[str]:
    """Names of tables, `context:KEY` for parts of the context, `column:TABLE.COLUMN` for what postcodes give."""
    found: set[str] = set(rule.needs)
    for test in rule.tests_in(year):
        found |= {test.on} | ({test.beside} if test.beside else set())
        found |= _of_columns(roots(test.breach), test.on, test.beside, tables)
    return frozenset(found)


def _of_columns(names: Iterable[str], table: str, beside: str, tables: Tables) -> set[str]:
    return {need for name in names for need in _of_column(name, table, beside, tables)}


def _of_column(name: str, table: str, beside: str, tables: Tables) -> set[str]:
    if name in IF_KNOWN or name == "row":
        return set()
    if name in CONSTANTS:
        return {f"context:{CONSTANTS[name]}"}
    if name.startswith("#"):
        return _of_worked(name, table, tables)
    step, dot, rest = name.partition(".")
    if dot and beside and step == beside:
        return {beside} | _of_column(rest, beside, "", tables)
    if dot and step in ("prev", "next"):
        return _of_column(rest, table, "", tables)
    if dot:
        target = tables.links[step].table
        return {target} | _of_column(rest, target, "", tables)
    if (table, name) in tables.derived:
        return _of_columns(tables.derived[table, name].columns, table, "", tables)
    own = name.removesuffix(":given")
    if own in FROM_POSTCODES or (own == "UASC" and table.startswith("Header")):
        return {f"column:{table}.{own}"}
    if own not in tables.kinds[table]:
        raise KeyError(f"{table} has no column {own}. It has {', '.join(tables.kinds[table])}.")
    return set()


def _of_worked(name: str, table: str, tables: Tables) -> set[str]:
    item = worked(name)
    if isinstance(item, Listed):
        return _of_column(item.column, table, "", tables)
    found = {item.table}
    if isinstance(item, Some):
        return found | _of_columns(roots(item.where), table, item.table, tables)
    if item.where is not None:
        found |= _of_columns(roots(item.where), item.table, "", tables)
    value = getattr(item, "value", None)
    return found | (_of_columns(roots(value), item.table, "", tables) if value is not None else set())
