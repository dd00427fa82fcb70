"""What the published files have in common: forgiving headings, areas, years and groups."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from lineofsight.core.local_authorities import local_authority
from lineofsight.sources.csv_files import RawFile, read_csv
from lineofsight.sources.detect import Found
from lineofsight.sources.errors import UnusableInput
from lineofsight.sources.frames import LINE
from lineofsight.sources.headings import match, plain
from lineofsight.sources.parsing import read_text
from lineofsight.sources.reading import Forgiveness

ENGLAND: Final = "E92000001"
_ONS_CODE: Final = re.compile(r"[EWSNK]\d{8}")
_YEAR: Final = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A column of a published file and the other headings under which publishers write it."""

    name: str
    also: tuple[str, ...] = ()


def spellings(wanted: Sequence[Wanted]) -> Mapping[str, str]:
    """Other heading to column."""
    return {other: column.name for column in wanted for other in column.also}


def present(headings: Sequence[str], wanted: Sequence[Wanted]) -> frozenset[str]:
    """Which wanted columns the headings hold, under any of their spellings."""
    found = {plain(heading) for heading in headings}
    return frozenset(column.name for column in wanted if found & {plain(name) for name in (column.name, *column.also)})


def read_columns(found: Found, wanted: Sequence[Wanted]) -> tuple[RawFile, pl.DataFrame, tuple[Forgiveness, ...]]:
    """The file, its rows as text under the wanted names (blank where it has no such column), and what was forgiven.

    Raises UnusableInput where two headings mean the same column.
    """
    raw = read_csv(found.path)
    matched = match(raw.headings, [column.name for column in wanted], spellings(wanted))
    if matched.twice:
        raise UnusableInput(
            found.path, "line 1", f"Two of its headings mean {matched.twice[0]}.", "Keep one of the two columns."
        )
    taken = [pl.col(raw.headings[place]).str.strip_chars().alias(name) for name, place in matched.positions.items()]
    blank = [pl.lit(None, dtype=pl.String).alias(name) for name in matched.missing]
    untidy = [Forgiveness(raw.file, f"{heading}: left out", 1) for heading in matched.extra]
    return raw, raw.frame.select(LINE, *taken, *blank), (*raw.forgiven, *untidy)


def authority_code(text: str | None) -> str | None:
    """The three figures of an authority given by code, ONS code or name; None where it is none."""
    if read_text(text) is None:
        return None
    try:
        return local_authority(str(text)).la_code
    except ValueError:
        return None


def area_code(code: str | None, name: str | None) -> str | None:
    """The code of an area: an authority's three figures, else its ONS code (a region's, England's); None if neither."""
    for text in (code, name):
        if found := authority_code(text):
            return found
    if (name or code or "").strip().casefold() == "england":
        return ENGLAND
    stripped = (code or "").strip().upper()
    return stripped if _ONS_CODE.fullmatch(stripped) else None


def middle_of(text: str | None) -> date | None:
    """30 June of the year a text names (`2024`, `mid-2024`, `2024-06-30`); None where it names none or several."""
    years = set(_YEAR.findall(text or ""))
    return date(int(years.pop()), 6, 30) if len(years) == 1 else None
