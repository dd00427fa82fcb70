"""A return made whole: its files, what the rules say of them, and a manifest; or, where anything fails, nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

import polars as pl

from lineofsight.core.periods import PeriodKind, collection_period, collection_year, period_containing
from lineofsight.returns.checking import check_tables
from lineofsight.returns.checking.postcodes import PostcodeDirectory
from lineofsight.returns.checking.telling import rows_of
from lineofsight.returns.checking.years import dates_of
from lineofsight.returns.days import record_on, until
from lineofsight.returns.manifest import (
    Note,
    Outstanding,
    ReturnManifest,
    explained,
    files_of,
    write_manifest,
)
from lineofsight.returns.rulebooks.rule import YEARS
from lineofsight.returns.writers import KINDS, Asked, Written, blank_in

_NOT_GRADED = "not_graded"
Tell = Callable[[str], None]


class ReturnRefused(ValueError):
    """The return cannot be made as asked: place, what is wrong, and what to do, each in its own argument."""

    def __init__(self, place: str, what: str, remedy: str) -> None:
        self.place, self.what, self.remedy = place, what, remedy
        super().__init__(f"{place}: {what}. {remedy}.")


@dataclass(frozen=True, slots=True)
class Source:
    """What a return is made from: the last day the record knows of, and the names of snapshot and maker."""

    known_on: date
    snapshot: str | None = None
    made_by: str | None = None


def year_asked(collection: str, year: str | None, as_at: date) -> str | None:
    """The collection year to write: the one asked for, else the one the day falls in; None where there is none.

    Raises ReturnRefused for a year of a return that has none, one that is no year, that had not begun, or whose rules
    are not held.
    """
    if not KINDS[collection].of_a_year:
        if year is not None:
            raise ReturnRefused("--year", f"{collection} is as at a day and has no year", "Leave it out")
        return None
    try:
        wanted = collection_year(year) if year else period_containing(PeriodKind.FINANCIAL_YEAR, as_at).code
    except ValueError as problem:
        raise ReturnRefused("--year", str(problem).rstrip("."), "Write it as 2025-26") from None
    if wanted not in YEARS:
        raise ReturnRefused(
            "--year", f"there are no rules of {wanted}", f"There are those of {YEARS[0]} to {YEARS[-1]}"
        )
    try:
        until(collection_period(wanted), as_at)
    except ValueError as problem:
        raise ReturnRefused("--as-at", str(problem).rstrip("."), "Name a later day, or an earlier year") from None
    return wanted


def day_asked(collection: str, as_at: date | None, known_on: date) -> date:
    """The last day to tell of: the one asked for, else the last known, or the last census day by then.

    Raises ReturnRefused for another day than a census day of a return that is of one.
    """
    census = KINDS[collection].census
    if census is None:
        return as_at or known_on
    month, day = census
    last = date(known_on.year, month, day)
    last = last if last <= known_on else date(known_on.year - 1, month, day)
    if as_at is not None and (as_at.month, as_at.day) != census:
        said = f"{KINDS[collection].title} is of {day} {last:%B}"
        raise ReturnRefused("--as-at", said, f"Name one, as {last.isoformat()}")
    return as_at or last


def make(
    tables: Mapping[str, pl.DataFrame], folder: Path, asked: Asked, source: Source, *, notes: Iterable[Note] = (),
    providers: pl.DataFrame | None = None, tell: Tell = lambda said: None,
) -> ReturnManifest:  # fmt: skip
    """Write a return into `folder`, which must be new or empty, with `manifest.json` beside its files.

    `tables`: declared tables by name, under the authority's own ids, knowing what happened until `source.known_on`.
    `notes`: explained acceptances, carried as they are. `providers`: Ofsted's list, for the rules that read it. All of
    it is written aside and put in place in one step. Raises ReturnRefused, RuleFailed.
    """
    if asked.as_at > source.known_on:
        known = source.known_on.isoformat()
        raise ReturnRefused("--as-at", f"the snapshot knows nothing after {known}", "Name an earlier date")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = "is not empty" if folder.is_dir() else "is a file"
        raise ReturnRefused(str(folder), f"{what}, and nothing is written over", "Name a new folder")
    parent = folder.resolve().parent
    if not parent.is_dir():
        raise ReturnRefused(str(folder), "stands in a folder that is not there", "Make that folder, or name another")
    aside = Path(mkdtemp(prefix=f".{folder.name}-", dir=parent))  # readable by its owner alone
    try:
        kind = KINDS[asked.collection]
        tell(f"writing {kind.title}")
        written = kind.write(record_on(tables, asked.as_at, source.known_on), aside, asked)
        tell("checking what was written")
        kept = tuple(notes)
        manifest = _manifest(aside, asked, source, written, kept, _outstanding(asked, written, kept, providers))
        write_manifest(aside, manifest)
        aside.replace(folder.resolve())
    except BaseException:
        rmtree(aside, ignore_errors=True)
        raise
    return manifest


def _manifest(
    folder: Path, asked: Asked, source: Source, written: Written, notes: tuple[Note, ...], found: Outstanding | None
) -> ReturnManifest:
    return ReturnManifest(
        collection=asked.collection, year=asked.year, as_at=asked.as_at, authority=asked.authority,
        made_at=asked.made_at, made_by=source.made_by, snapshot=source.snapshot,
        files=files_of(folder, written.rows), tables={name: frame.height for name, frame in written.tables.items()},
        blank=blank_in(written.tables), not_held=written.not_held, outstanding=found, notes=notes,
    )  # fmt: skip


def _outstanding(
    asked: Asked, written: Written, notes: tuple[Note, ...], providers: pl.DataFrame | None
) -> Outstanding | None:
    """What the rules of the year say of the files as written, read back as the Department would."""
    if written.files is None or asked.year is None:
        return None
    start, end = dates_of(asked.year)
    context: dict[str, Any] = {
        "collection_start": start, "collection_end": end, "collectionYear": asked.year[:4],
        "localAuthority": asked.authority, "file_format": "csv", "postcodes": PostcodeDirectory.installed(),
    }  # fmt: skip
    if providers is not None:
        context["provider_info"] = providers
    checked = check_tables(asked.collection, asked.year, written.files.tables, context=context)
    rows = rows_of(asked.collection, checked, written.files)
    broken = rows.filter(pl.col("outcome") == "breach")
    return Outstanding(
        broken=_counted(broken.with_columns(pl.col("severity").fill_null(_NOT_GRADED)), "severity"),
        rules=_counted(broken, "rule"),
        not_checked=_reasons(rows, "not_checked"),
        partly_checked=_reasons(rows, "partly_checked"),
        explained=explained(broken.select("rule", "child").iter_rows(named=True), notes),
    )


def _counted(rows: pl.DataFrame, column: str) -> dict[str, int]:
    return dict(rows.group_by(column, maintain_order=True).len().iter_rows())


def _reasons(rows: pl.DataFrame, outcome: str) -> dict[str, str]:
    return dict(rows.filter(pl.col("outcome") == outcome).select("rule", "reason").iter_rows())
