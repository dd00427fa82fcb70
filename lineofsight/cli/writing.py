"""Writing a simulated authority in each format, with a mark that says no real child is in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from lineofsight.core.periods import collection_period, collection_year
from lineofsight.sources.simulated import MARK, NO_AUTHORITY, was_simulated, write_mark

__all__ = ["MARK", "was_simulated", "write_format"]


def write_format(name: str, tables: Mapping[str, pl.DataFrame], out: Path, last: date) -> Iterator[dict[str, Any]]:
    """Write one format into a folder of its own; a row for each file: file, format, rows."""
    folder = out / name
    folder.mkdir(mode=0o700)
    for path, rows in _writers()[name](tables, folder, last):
        yield {"file": str(path), "format": name, "rows": rows}
    write_mark(folder)


def _writers() -> dict[str, Any]:
    return {"ssd": _ssd, "annex-a": _annex_a, "cin": _cin, "ssda903": _ssda903}


def _ssd(tables: Mapping[str, pl.DataFrame], folder: Path, last: date) -> Iterator[tuple[Path, int]]:
    from lineofsight.returns import ssd

    yield from ssd.write(tables, folder, everything=True, as_known_on=last).items()


def _annex_a(tables: Mapping[str, pl.DataFrame], folder: Path, last: date) -> Iterator[tuple[Path, int]]:
    from lineofsight.returns import annex_a

    path = folder / "annex-a.xlsx"
    yield path, sum(annex_a.write(tables, path, last).values())


def _cin(tables: Mapping[str, pl.DataFrame], folder: Path, last: date) -> Iterator[tuple[Path, int]]:
    from lineofsight.returns import cin

    year = _last_whole_year(last)
    path = folder / f"cin-census-{year}.xml"
    yield path, cin.write(tables, path, year, NO_AUTHORITY)


def _ssda903(tables: Mapping[str, pl.DataFrame], folder: Path, last: date) -> Iterator[tuple[Path, int]]:
    from lineofsight.returns import ssda903

    for name, rows in ssda903.write(tables, folder, _last_whole_year(last)).items():
        yield next(path for path in folder.iterdir() if path.stem.lower() == name.lower()), rows


def _last_whole_year(last: date) -> str:
    """The collection year (April to March) that ended on or before a day."""
    start = last.year - (2 if last < date(last.year, 3, 31) else 1)
    year = collection_year(f"{start}-{(start + 1) % 100:02d}")
    if collection_period(year).end > last:
        raise ValueError(f"{year} had not ended by {last.isoformat()}.")
    return year
