"""The official returns by the name the command knows them by, each with how it is written and read back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any, Final

import polars as pl

from lineofsight.core.periods import collection_period, previous_period
from lineofsight.returns.checking.files import Files, read_cin, read_ssda903
from lineofsight.returns.rulebooks.ssda903.tables import EARLIER
from lineofsight.sources.frames import LINE


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be written: the return, the last day it tells of, its year (where it has one) and authority."""

    collection: str
    as_at: date
    year: str | None = None
    authority: str | None = None
    made_at: datetime | None = None
    options: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, eq=False)
class Written:
    """What was written: rows by file, and the tables as text or typed, by the return's own names.

    `files` is the return read back, for the rules, where it has any.
    """

    rows: Mapping[str, int]
    tables: Mapping[str, pl.DataFrame]
    not_held: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Files | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One return: its title, whether it is of a collection year, and its writer.

    `census`: the month and the day it is of, where it is of one day each year.
    """

    title: str
    of_a_year: bool
    write: Callable[[Mapping[str, pl.DataFrame], Path, Asked], Written]
    census: tuple[int, int] | None = None


def _cin(tables: Mapping[str, pl.DataFrame], folder: Path, asked: Asked) -> Written:
    from lineofsight.returns import cin

    path = folder / f"cin-census-{asked.year}.xml"
    children = cin.write(
        tables, path, asked.year or "", asked.authority, as_at=asked.as_at, made_at=asked.made_at
    )  # fmt: skip
    files = read_cin(path)
    asked_of = {
        name: frame.drop(cin.not_asked(name, asked.year or ""), strict=False) for name, frame in files.tables.items()
    }
    return Written({path.name: children}, asked_of, {}, files)


def _ssda903(tables: Mapping[str, pl.DataFrame], folder: Path, asked: Asked) -> Written:
    """The modules. What rules read of earlier years is made of the same record: last year's return is written aside."""
    from lineofsight.returns import ssda903

    year = asked.year or ""
    rows = ssda903.write(tables, folder, year, as_at=asked.as_at)
    with TemporaryDirectory() as aside:
        ssda903.write(tables, Path(aside), before := previous_period(collection_period(year)).code)
        files = read_ssda903(folder, year, last_year=Path(aside)) if before else read_ssda903(folder, year)
    files = replace(files, tables={**files.tables, EARLIER: ssda903.earlier_episodes(tables, year)})
    own = {name: frame for name, frame in files.tables.items() if name in rows}
    return Written({f"{name}.csv": count for name, count in rows.items()}, own, {}, files)


def _annex_a(tables: Mapping[str, pl.DataFrame], folder: Path, asked: Asked) -> Written:
    from lineofsight.returns import annex_a

    frames = annex_a.frames_of(tables, asked.as_at)
    path = folder / f"annex-a-{asked.as_at.isoformat()}.xlsx"
    return Written({path.name: sum(annex_a.save(frames, path).values())}, frames, annex_a.NOT_HELD)


def _ssd(tables: Mapping[str, pl.DataFrame], folder: Path, asked: Asked) -> Written:
    from lineofsight.returns import ssd

    rows = {path.name: count for path, count in ssd.write(tables, folder, as_known_on=asked.as_at).items()}
    frames = {Path(name).stem: pl.read_csv(folder / name, infer_schema=False) for name in rows}
    return Written(rows, frames)


def _workforce(tables: Mapping[str, pl.DataFrame], folder: Path, asked: Asked) -> Written:
    from lineofsight.returns import workforce

    rows = workforce.write(tables, folder, asked.as_at)
    return Written(rows, workforce.frames_of(tables, asked.as_at), workforce.NOT_HELD)


def _dfe_api(tables: Mapping[str, pl.DataFrame], folder: Path, asked: Asked) -> Written:
    api = import_module("lineofsight.returns.dfe_api")
    return Written(dict(api.write(tables, folder, asked.as_at, **asked.options)), {})


KINDS: Final[Mapping[str, Kind]] = MappingProxyType({
    "cin": Kind("the children in need census", True, _cin),
    "ssda903": Kind("the looked-after return", True, _ssda903),
    "annex-a": Kind("the Annex A workbook", False, _annex_a),
    "dfe-api": Kind("the Department's daily payload", False, _dfe_api),
    "ssd": Kind("the Standard Safeguarding Dataset", False, _ssd),
    "workforce": Kind("the workforce census", False, _workforce, (9, 30)),
})  # fmt: skip


def blank_in(tables: Mapping[str, pl.DataFrame]) -> dict[str, list[str]]:
    """By table with rows: the columns that no row fills."""
    found = {
        name: [column for column in frame.columns if column != LINE and frame[column].null_count() == frame.height]
        for name, frame in tables.items() if frame.height
    }  # fmt: skip
    return {name: columns for name, columns in found.items() if columns}
