"""Reading the reference data that ships inside the package (`core/data`), and nothing else.

The files are UTF-8, comma-separated, with one heading row; a blank cell reads as the empty text.
`core/data/README.md` says where each came from and under what licence.
"""

from __future__ import annotations

import csv
from importlib import resources


def read_rows(file_name: str) -> tuple[dict[str, str], ...]:
    """The rows of one packaged file, each a mapping of heading to text.

    Raises FileNotFoundError when the installed package lacks the file, ValueError when a row has too few or too many
    cells: a comma in an unquoted meaning would otherwise move every later column by one.
    """
    text = resources.files("lineofsight.core").joinpath("data", file_name).read_text(encoding="utf-8")
    reader = csv.DictReader(text.splitlines(), restkey="", restval=None)
    rows = []
    for row in reader:
        if "" in row or None in row.values():
            raise ValueError(
                f"{file_name}, line {reader.line_num}: the row does not have the file's {len(reader.fieldnames or ())} "
                "cells. Quote a cell that holds a comma."
            )
        rows.append(row)
    return tuple(rows)
