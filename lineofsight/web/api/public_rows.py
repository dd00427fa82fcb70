"""A measure as it is shown to those who see no children, as a row of the API."""

from __future__ import annotations

from typing import Any

from lineofsight.web.knowledge.public_lines import PublicLine

_SAME = ("question", "title", "why", "definition", "area", "unit", "better", "england", "england_period",
         "england_source", "catalogue")  # fmt: skip


def public_measure_row(line: PublicLine) -> dict[str, Any]:
    """The row: nothing in it that the page does not show."""
    return {name: getattr(line, name) for name in _SAME} | {
        "indicator": line.code,
        "periods": [
            {"period": code, "title": cell.period, "shown": cell.value, "out_of": cell.out_of, "missing": cell.missing,
             "is_hidden": cell.is_hidden}
            for code, cell in zip(line.codes, line.cells, strict=True)
        ],
    }  # fmt: skip
