"""Reads a folder of Standard Safeguarding Dataset tables, CSV or Parquet, and our own files beside them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl

from lineofsight.core.ahead import made_ahead
from lineofsight.core.tables import TABLES
from lineofsight.evaluation.coverage import Extent, TableCoverage
from lineofsight.sources import checks
from lineofsight.sources.coverage_of import latest_known_day
from lineofsight.sources.csv_files import RawFile, formulas_in, read_csv
from lineofsight.sources.detect import FileKind, Found
from lineofsight.sources.errors import UnusableInput
from lineofsight.sources.frames import LINE, Field, Parsed, finished, numbered, parse_frame
from lineofsight.sources.headings import match, plain
from lineofsight.sources.parquet import read_parquet
from lineofsight.sources.parsing import Unreadable, read_day
from lineofsight.sources.reader import Options
from lineofsight.sources.reading import Forgiveness, Reading, join_forgiven, join_rejects, rejects_frame
from lineofsight.sources.shelf import Shelf
from lineofsight.sources.ssd.holders import with_holders
from lineofsight.sources.ssd.layout import VISIT_KINDS, SsdTable, ssd_tables
from lineofsight.sources.ssd.own_files import joined, own_fields, own_table
from lineofsight.sources.ssd.shapes import after_parsing, before_parsing

SOURCE = "ssd"
EXTRACT_FILE = "extract.json"
TABLES_AT_ONCE = 2  # large tables read side by side; with more, memory grows and two processors gain nothing
_Files = tuple[list[tuple[Found, SsdTable]], Found | None]  # of one table: the dataset's, and ours beside them

# The table that says which children a kind of visit is owed to: where it is here and the visits are not, none is known.
_WHO_IS_VISITED = {
    "ssd_cin_visits": "ssd_cin_plans",
    "ssd_cp_visits": "ssd_cp_plans",
    "ssd_cla_visits": "ssd_cla_episodes",
}


@dataclass
class Gathered:
    """What the files of one folder have given so far."""

    dataset: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    rejects: list[pl.DataFrame] = field(default_factory=list)
    forgiven: list[Forgiveness] = field(default_factory=list)
    present: set[str] = field(default_factory=set)

    def add(self, parsed: Parsed) -> None:
        """Keep what could not be taken and what was forgiven."""
        self.rejects.append(parsed.rejects)
        self.forgiven += parsed.forgiven

    def join(self, other: Gathered) -> None:
        """Keep what other files gave beside their rows."""
        self.rejects += other.rejects
        self.forgiven += other.forgiven
        self.present |= other.present


def ssd_table_of(found: Found) -> SsdTable | None:
    """The dataset's table whose fields make up most of a file's headings."""
    if found.kind not in (FileKind.CSV, FileKind.PARQUET):
        return None
    headings = {plain(heading) for heading in found.headings if heading}
    counts = {name: len(headings & fields) for name, fields in _plain_fields().items()}
    best = max(counts, key=lambda name: counts[name])
    return ssd_tables()[best] if counts[best] >= 2 and counts[best] * 2 > len(headings) else None


@cache
def _plain_fields() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(plain(item) for item in table.columns) for name, table in ssd_tables().items()}


def recognises(found: Found) -> bool:
    """Whether a file is a table of the dataset, or one of ours beside it."""
    return found.path.name == EXTRACT_FILE or ssd_table_of(found) is not None or own_table(found) is not None


def read(files: Sequence[Found], options: Options) -> Reading:
    """One folder's files as one reading; the source is `ssd`. Raises UnusableInput."""
    gathered = Gathered()
    frames = Shelf({})
    # A table or two at a time, so that what was read of one is let go before the next but one.
    for name, rows, found in made_ahead(_table, _by_table(files).items(), at_once=TABLES_AT_ONCE):
        gathered.join(found)
        if rows is not None:
            frames = frames.replaced(name, rows)
        del rows
    return assemble(frames, gathered, tuple(found.path for found in files), options)


def _table(files: tuple[str, _Files]) -> tuple[str, pl.DataFrame | None, Gathered]:
    """One table's rows from its files, and what else they gave."""
    name, (dataset, own) = files
    gathered = Gathered()
    for found, ssd in dataset:
        _take_ssd(found, ssd, gathered)
    parts = gathered.dataset.pop(name, None)
    rows = pl.concat(parts) if parts else None
    del parts
    if own is not None:
        # Where the dataset has no ids and one row a child, our file holds every row.
        rows = joined(rows if TABLES[name].id_ssd or not TABLES[name].ssd else None, _take_own(own, name, gathered))
    return name, rows, gathered


def _by_table(files: Sequence[Found]) -> dict[str, _Files]:
    """Each table's files, in the order of the declared tables: the dataset's, and ours beside them."""
    dataset: dict[str, list[tuple[Found, SsdTable]]] = {}
    own: dict[str, Found] = {}
    for found in files:
        ssd = ssd_table_of(found)
        if ssd is not None:
            dataset.setdefault(ssd.table.name, []).append((found, ssd))
        elif (table := own_table(found)) is not None:
            own[table.name] = found
    return {name: (dataset.get(name, []), own.get(name)) for name in TABLES if name in dataset or name in own}


def assemble(
    frames: Mapping[str, pl.DataFrame], gathered: Gathered, paths: tuple[Path, ...], options: Options
) -> Reading:
    """The reading of tables already parsed: whose each row is, what cannot be, and how far it reaches."""
    tables, lost = with_holders(frames)
    tables, refused, pardoned = checks.whole(tables)
    stated = _stated(paths)
    as_known_on = options.as_known_on or stated.get("as_known_on") or latest_known_day(tables, options.today)
    coverage = {name: TableCoverage(Extent.COMPLETE, stated.get("from_on"), as_known_on) for name in tables}
    unknown = _unknown_visits(gathered.present)
    if unknown:
        coverage["visits"] = TableCoverage(Extent.NONE)
        what = f"visits are not covered: there is no {unknown}, though {_WHO_IS_VISITED[unknown]} is here"
        gathered.forgiven.append(Forgiveness(str(paths[0].parent), what, 1))
    return Reading(
        SOURCE, paths, tables, coverage, as_known_on,
        join_rejects([*gathered.rejects, lost, refused]), join_forgiven([*gathered.forgiven, *pardoned]),
    )  # fmt: skip


def _unknown_visits(present: set[str]) -> str | None:
    if not present & set(VISIT_KINDS):
        return None
    return next((v for v, who in _WHO_IS_VISITED.items() if v not in present and who in present), None)


def _take_ssd(found: Found, ssd: SsdTable, gathered: Gathered) -> None:
    if ssd.name in gathered.present:
        raise UnusableInput(
            found.path, "", f"A second file of {ssd.name} in one folder.", "Keep one, or load them one after the other."
        )
    raw = raw_rows(found, ssd.table.name)
    gathered.forgiven += raw.forgiven
    gathered.rejects.append(raw.rejects)
    take_rows(raw.frame, ssd, str(found.path), gathered, place="line 1")


def take_rows(raw: pl.DataFrame, ssd: SsdTable, file: str, gathered: Gathered, *, place: str) -> None:
    """Parse one table of the dataset into what is gathered. Raises UnusableInput where its key field is missing."""
    fields = ssd.fields()
    frame, forgiven = with_headings(raw, fields, file)
    if ssd.key_field not in frame.columns:
        raise UnusableInput(
            file, place, f"There is no column {ssd.key_field}.", f"{ssd.name} needs it to tell its rows apart."
        )
    frame, shaped = before_parsing(frame, ssd, file)
    parsed = after_parsing(parse_frame(frame, fields, table=ssd.table.name, file=file), ssd, file)
    gathered.add(parsed)
    gathered.forgiven += [*forgiven, *shaped]
    gathered.present.add(ssd.name)
    gathered.dataset.setdefault(ssd.table.name, []).append(finished(parsed.frame, ssd.table, source=SOURCE, file=file))


def _take_own(found: Found, name: str, gathered: Gathered) -> pl.DataFrame:
    table = TABLES[name]
    raw = raw_rows(found, name)
    fields = own_fields(table)
    frame, forgiven = with_headings(raw.frame, fields, str(found.path))
    parsed = parse_frame(frame, fields, table=name, file=str(found.path))
    gathered.add(parsed)
    gathered.rejects.append(raw.rejects)
    gathered.forgiven += [*raw.forgiven, *forgiven]
    return finished(parsed.frame, table, source=SOURCE, file=str(found.path))


def raw_rows(found: Found, table: str) -> RawFile:
    """A CSV or Parquet file's rows, each with its line (of Parquet, its place counting from 1)."""
    if found.kind is FileKind.CSV:
        return read_csv(found.path, table=table)
    frame = numbered(read_parquet(found.path))
    file = str(found.path)
    return RawFile(file, found.headings, frame, rejects_frame(()), tuple(formulas_in(frame, file)))


def with_headings(raw: pl.DataFrame, fields: Sequence[Field], file: str) -> tuple[pl.DataFrame, list[Forgiveness]]:
    """The raw columns under the headings they should have; what was untidy, extra or missing is reported."""
    found = [name for name in raw.columns if name != LINE]
    matched = match(found, [item.heading for item in fields])
    if matched.twice:
        raise UnusableInput(file, "line 1", f"The heading {matched.twice[0]} stands twice.", "Remove one of them.")
    told = [
        *(Forgiveness(file, f"heading {name.strip()!r} is not written as it should be", 1) for name in matched.untidy),
        *(Forgiveness(file, f"column {name!r} is not one of the table's: passed over", 1) for name in matched.extra),
        *(Forgiveness(file, f"column {name!r} is missing: read as blank", 1) for name in matched.missing),
    ]
    kept = raw.select(LINE, *(pl.col(found[place]).alias(name) for name, place in matched.positions.items()))
    for name, dtype in kept.schema.items():
        if name != LINE and dtype != pl.String:
            raise UnusableInput(
                file, f"column {name}", f"Its values are of the kind {dtype}, which a record does not hold.",
                "Export it as text, numbers, dates, or yes and no.",
            )  # fmt: skip
    return kept, told


def _stated(paths: Sequence[Path]) -> Mapping[str, date]:
    """What the folder's `extract.json` says of its own reach: `as_known_on` and `from_on`, each a date."""
    for folder in dict.fromkeys(path.parent for path in paths):
        file = folder / EXTRACT_FILE
        if not file.is_file():
            continue
        try:
            found = json.loads(file.read_text(encoding="utf-8"))
            return {name: read_day(found[name]) for name in ("as_known_on", "from_on") if found.get(name)}
        except (ValueError, AttributeError, TypeError, Unreadable) as problem:
            raise UnusableInput(
                file, "", f"It does not say from when until when the extract reaches ({problem}).",
                'Write {"as_known_on": "YYYY-MM-DD"}, or remove the file.',
            ) from None  # fmt: skip
    return {}
