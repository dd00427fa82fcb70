"""Rows of the record that this application writes itself, beside what sources load: kept, versioned, never lost."""

from lineofsight.record.written.refusals import ChangedMeanwhile, WriteRefused
from lineofsight.record.written.rows import HeldRow, Version, held_row, versions_of
from lineofsight.record.written.writing import (
    RowToWrite,
    WrittenRow,
    new_row_id,
    withdraw_row,
    write_row,
    write_rows,
)

__all__ = [
    "ChangedMeanwhile", "HeldRow", "RowToWrite", "Version", "WriteRefused", "WrittenRow", "held_row", "new_row_id",
    "versions_of", "withdraw_row", "write_row", "write_rows",
]  # fmt: skip
