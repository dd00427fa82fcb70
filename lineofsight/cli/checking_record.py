"""The return the record would make, written aside and read back as its files would be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from lineofsight.cli.checking import Asked
from lineofsight.cli.held import home_for
from lineofsight.core.periods import PeriodKind, collection_period, period_containing, previous_period
from lineofsight.record.return_context import authority_of, providers_of
from lineofsight.record.snapshots import open_snapshot
from lineofsight.returns import cin, ssda903
from lineofsight.returns.checking.files import Files, read_cin, read_ssda903
from lineofsight.returns.rulebooks.ssda903.tables import EARLIER


@contextmanager
def written_from_record(
    home: Path, collection: str, year: str | None, authority: str | None, snapshot: str | None
) -> Iterator[tuple[Files, Asked]]:
    """The return of a year (default that of the last day the record knows of) as the record has it.

    The looked-after return comes with the years before, which the record also holds. Raises HomeRefused,
    SnapshotRefused. Without the authority, the rules that ask whose a place is are not checked.
    """
    with home_for(home, "check", "from-record") as opened:
        found = open_snapshot(opened, snapshot)
        known_on = found.manifest.as_known_on
        wanted = year or period_containing(PeriodKind.FINANCIAL_YEAR, known_on).code
        tables = {name: found.local_ids(frame.collect()) for name, frame in found.record.frames.items()}
        where = f"the record as known on {known_on.isoformat()}"
        asked = Asked(wanted, authority or authority_of(opened), where, providers_of(opened))
    with TemporaryDirectory() as aside:
        yield _written(collection, tables, Path(aside), asked), asked


def _written(collection: str, tables: Mapping[str, pl.DataFrame], aside: Path, asked: Asked) -> Files:
    if collection == "cin":
        path = aside / "cin.xml"
        cin.write(tables, path, asked.year, asked.authority or "")
        return read_cin(path)
    before = previous_period(collection_period(asked.year)).code
    for year in (asked.year, before):
        ssda903.write(tables, aside / year, year)
    files = read_ssda903(aside / asked.year, asked.year, last_year=aside / before)
    return replace(files, tables={**files.tables, EARLIER: ssda903.earlier_episodes(tables, asked.year)})
