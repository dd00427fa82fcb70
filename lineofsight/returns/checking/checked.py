"""What checking a return gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

BREACHES: Final = pl.Schema({
    "rule": pl.String(), "table": pl.String(), "row": pl.Int64(), "fields": pl.List(pl.String()),
    "message": pl.String(), "error": pl.String(),
})  # fmt: skip
NOT_CHECKED: Final = pl.Schema({"rule": pl.String(), "reason": pl.String()})
PARTLY: Final = "partly checked: "


@dataclass(frozen=True, eq=False)
class Checked:
    """The outcome of checking one return.

    `breaches` has one line a row shown: rule, table, row (0-based position; table and row blank for the return as a
    whole), fields (the columns in question), message, error (the same for the rows of one error, across tables).
    `not_checked` has rule and reason: of rules that could not be evaluated, and, beginning `partly checked: `, of
    those evaluated without something they also read.
    """

    breaches: pl.DataFrame
    not_checked: pl.DataFrame

    @property
    def partly_checked(self) -> pl.DataFrame:
        """The rules evaluated on a part, with what was lacking."""
        partly = self.not_checked.filter(pl.col("reason").str.starts_with(PARTLY))
        return partly.with_columns(pl.col("reason").str.strip_prefix(PARTLY))


class RuleFailed(RuntimeError):
    """A rule that could not be worked out: a fault in the rule, never in the return. It stops the check."""

    def __init__(self, collection: str, code: str, kind: str) -> None:
        self.code = f"{collection}:{code}"
        super().__init__(f"Rule {self.code} failed inside ({kind}). Nothing was checked; please report it.")
