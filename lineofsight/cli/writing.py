"""Writing a simulated authority in each format, with a mark that says no real child is in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from lineofsight.core.periods import collection_period, collection_year

MARK = "made-by-simulate.json"
MARK_TEXT = "Made by `lineofsight simulate`. No real child, family or worker is in these files."
LA_CODE = "999"


def write_format(name: str, tables: Mapping[str, pl.DataFrame], out: Path, last: date) -> Iterator[dict[str, Any]]:
    """Write one format into a folder of its own; a row for each file: file, format, rows."""
    folder = out / name
    folder.mkdir(mode=0o700)
    for path, rows in _writers()[name](tables, folder, last):
        yield {"file": str(path), "format": name, "rows": rows}
    # Every file there, those beside the lists too (an extract's date): a load is known for simulated by all of them.
    digests = {file.name: _digest(file) for file in sorted(folder.rglob("*")) if file.is_file()}
    text = json.dumps({"words": MARK_TEXT, "files": digests}, indent=1)
    (folder / MARK).write_text(text + "\n", encoding="utf-8")


def was_simulated(path: Path) -> bool:
    """Whether every file at a path is, byte for byte, one that `simulate` wrote and marked there."""
    folder = path if path.is_dir() else path.parent
    try:
        digests = json.loads((folder / MARK).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError):
        return False
    files = [path] if path.is_file() else [file for file in folder.rglob("*") if file.is_file() and file.name != MARK]
    return all(digests.get(file.name) == _digest(file) for file in files)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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
    yield path, cin.write(tables, path, year, LA_CODE)


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
