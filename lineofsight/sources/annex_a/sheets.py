"""Which sheet of a workbook is which list, and its rows under the list's own headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from lineofsight.sources.annex_a.layout import AnnexList, list_named, lists
from lineofsight.sources.csv_files import formulas_in
from lineofsight.sources.errors import UnusableInput
from lineofsight.sources.headings import Matched, match
from lineofsight.sources.reading import Forgiveness
from lineofsight.sources.workbooks import Sheet

LOOKED_AT = 15
_ENOUGH, _ENOUGH_IF_NAMED = 0.6, 0.3


@dataclass(frozen=True, eq=False)
class ListRows:
    """One list as its sheet holds it: `frame` has the list's headings that the sheet has, as text, and `line`."""

    list: AnnexList
    file: str
    sheet: str
    frame: pl.DataFrame
    forgiven: tuple[Forgiveness, ...]


def which_list(sheet: Sheet) -> tuple[AnnexList, int, Matched] | None:
    """The list a sheet holds and the place (from 0) of its heading row: by its title, else by its headings."""
    named = list_named(sheet.name)
    best: tuple[float, AnnexList, int, Matched] | None = None
    for place, row in enumerate(sheet.rows[:LOOKED_AT]):
        cells = [cell or "" for cell in row]
        if sum(1 for cell in cells if cell.strip()) < 3:
            continue
        for one in lists().values():
            matched = match(cells, one.headings, one.variants)
            share = len(matched.positions) / len(one.columns)
            if share < (_ENOUGH_IF_NAMED if one == named else _ENOUGH):
                continue
            weight = share + (1 if one == named else 0)
            if best is None or weight > best[0]:
                best = (weight, one, place, matched)
    return best and best[1:]


def list_rows(path: Path, sheets: Sequence[Sheet]) -> Mapping[int, ListRows]:
    """The lists a workbook holds, by number. Raises UnusableInput where a list stands twice or lacks what it needs."""
    found: dict[int, ListRows] = {}
    for sheet in sheets:
        held = which_list(sheet)
        if held is None:
            continue
        one, place, matched = held
        if one.number in found:
            raise UnusableInput(
                path, f"sheets {found[one.number].sheet!r} and {sheet.name!r}", f"Both hold list {one.number}.",
                "Keep one of them.",
            )  # fmt: skip
        if matched.twice:
            raise UnusableInput(
                path, f"sheet {sheet.name!r}, row {place + 1}", f"The heading {matched.twice[0]!r} stands twice.",
                "Remove one of the columns.",
            )  # fmt: skip
        if one.key not in matched.positions:
            raise UnusableInput(
                path, f"sheet {sheet.name!r}, row {place + 1}", f"There is no column {one.key!r}.",
                f"List {one.number} needs it: it says whom each row is about.",
            )  # fmt: skip
        found[one.number] = _rows(path, sheet, one, place, matched)
    return found


def _rows(path: Path, sheet: Sheet, one: AnnexList, place: int, matched: Matched) -> ListRows:
    file = f"{path}#{sheet.name}"
    names: list[str | None] = [None] * len(sheet.rows[place])
    for heading, position in matched.positions.items():
        names[position] = heading
    frame = sheet.frame(place, names)
    told = [
        *(Forgiveness(file, f"heading {name.strip()!r} is not written as it should be", 1) for name in matched.untidy),
        *(
            Forgiveness(file, f"column {name.strip()!r} is not one of the list's: passed over", 1)
            for name in matched.extra
        ),
        *(Forgiveness(file, f"column {name!r} is missing: read as blank", 1) for name in matched.missing),
        *formulas_in(frame, file),
    ]
    return ListRows(one, file, sheet.name, frame, tuple(told))
