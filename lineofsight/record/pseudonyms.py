"""Pseudonyms: what stands for a person's id wherever facts are read without leave to know who they are.

Made from the id and the home's secret, so that they are the same in every snapshot of one authority, differ between
authorities, and cannot be worked back without the secret.
"""

from __future__ import annotations

import re
from hashlib import blake2b

import polars as pl

from lineofsight.core.columns import ColumnType
from lineofsight.core.table import Table

_BYTES = 10
_MARK = "p"
PATTERN = rf"^({_MARK}[0-9a-f]{{{2 * _BYTES}}})(/.*)?$"
_IDS = "people"


def pseudonym(key: bytes, person: str) -> str:
    """The pseudonym of a person's id: a letter p and twenty hexadecimal digits.

    Where an identity was taken away its pseudonym is the id that is left, and stands for itself.
    """
    if is_pseudonym(person):
        return person
    return _MARK + blake2b(person.encode(), key=key, digest_size=_BYTES).hexdigest()


def is_pseudonym(person: str) -> bool:
    """Whether a person's id is a pseudonym already."""
    return re.fullmatch(rf"{_MARK}[0-9a-f]{{{2 * _BYTES}}}", person) is not None


class Pseudonyms:
    """Pseudonyms of one home, each made once."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._made: dict[str, str] = {}

    @property
    def made(self) -> pl.DataFrame:
        """Every id given a pseudonym so far: columns id, pseudonym."""
        pairs = {"id": list(self._made), "pseudonym": list(self._made.values())}
        return pl.DataFrame(pairs, schema={"id": pl.String, "pseudonym": pl.String}).sort("pseudonym")

    def of(self, ids: pl.Series) -> pl.Series:
        """The pseudonyms of a column of people's ids; blanks stay blank."""
        for person in ids.drop_nulls().unique().to_list():
            if person not in self._made:
                self._made[person] = pseudonym(self._key, person)
        return ids.replace_strict(self._made, default=None, return_dtype=pl.String)

    def facts(self, rows: pl.DataFrame, table: Table) -> pl.DataFrame:
        """The rows without personal columns, each person's id replaced.

        Some sources make a row's id of the child's (`<child>/visit/<day>`); there, and in references to such rows,
        the child's part is replaced too.
        """
        whose = rows[table.holder_column]
        people = [
            column.name for column in table.all_columns
            if column.refers_to == _IDS or (column.name == "id" and table.holder_is_id and table.name == _IDS)
        ]  # fmt: skip
        replaced = {name: self.of(rows[name]) for name in people}
        facts = rows.with_columns(series.alias(name) for name, series in replaced.items())
        if table.holder_column in people:
            facts = facts.with_columns(without_holder(table, people, whose, replaced[table.holder_column]))
        return facts.drop(column.name for column in table.columns if column.personal)


def without_holder(table: Table, people: list[str], whose: pl.Series, stands_for: pl.Series) -> list[pl.Expr]:
    """Texts that are the child's own id, or begin with it and a stroke, with the pseudonym in its place."""
    child, name = pl.lit(whose), pl.lit(stands_for)
    changed = []
    for column in table.all_columns:
        if column.type is not ColumnType.TEXT or column.personal or column.name in (*people, "source", "load", "file"):
            continue
        value = pl.col(column.name)
        rest = value.str.slice(child.str.len_chars())
        begins = value.str.starts_with(child + "/") | (value == child)
        changed.append(pl.when(begins).then(name + rest).otherwise(value).alias(column.name))
    return changed


def with_local_ids(frame: pl.DataFrame, ids: pl.DataFrame) -> pl.DataFrame:
    """A frame with the authority's own ids where it has pseudonyms. `ids` has the columns id and pseudonym."""
    mapping = dict(ids.select("pseudonym", "id").iter_rows())
    changed = []
    for name, dtype in frame.schema.items():
        if dtype != pl.String:
            continue
        person = pl.col(name).str.extract(PATTERN, 1)
        own = person.replace_strict(mapping, default=None, return_dtype=pl.String)
        rest = pl.col(name).str.extract(PATTERN, 2).fill_null("")
        changed.append(pl.coalesce(own + rest, pl.col(name)).alias(name))
    return frame.with_columns(changed)
