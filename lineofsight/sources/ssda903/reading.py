"""Looked-after returns to a Reading: which years they are for, their rows, and what they can tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from lineofsight.core.periods import PeriodKind, collection_period, period_containing
from lineofsight.evaluation.coverage import Extent, TableCoverage
from lineofsight.sources.checks import whole
from lineofsight.sources.detect import FileKind, Found
from lineofsight.sources.errors import UnusableInput
from lineofsight.sources.reader import Options, Reader
from lineofsight.sources.reading import Forgiveness, Reading, join_forgiven, join_rejects
from lineofsight.sources.ssda903.layout import CHILD, ROOT, module_of
from lineofsight.sources.ssda903.modules import TypedModules, from_csv, from_xml, typed
from lineofsight.sources.ssda903.rows import SOURCE, YEAR_END, record_tables, with_year

# What tells rows of a module apart from year to year.
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "Header": (CHILD,), "Episodes": (CHILD, "DECOM"), "Reviews": (CHILD, "REVIEW"), "UASC": (CHILD,),
    "OC2": (CHILD, YEAR_END), "OC3": (CHILD, YEAR_END), "AD1": (CHILD, "DATE_INT"),
    "PlacedAdoption": (CHILD, "DATE_PLACED"), "PrevPerm": (CHILD, "PREV_PERM", "DATE_PERM"),
    "Missing": (CHILD, "MISSING", "MIS_START"), "SWEpisodes": (CHILD, "SW_ID", "SW_DECOM"),
    "DoLo": (CHILD, "DOLO_START"),
}  # fmt: skip
# Dates of things that have happened, by which a return's year is known.
HAPPENED: Final[Mapping[str, tuple[str, ...]]] = {
    "Episodes": ("DECOM", "DEC"), "Reviews": ("REVIEW",), "Missing": ("MIS_START", "MIS_END"),
    "SWEpisodes": ("SW_DECOM", "SW_DEC"), "AD1": ("DATE_MATCH",), "PlacedAdoption": ("DATE_PLACED",),
    "DoLo": ("DOLO_START",), "UASC": ("DUC",),
}  # fmt: skip
# Fewer of a return's dates than this share in a year are slips of the pen.
_SLIPS: Final = 0.02
# Of immigration it says who came unaccompanied and until when, never from when.
LATEST: Final = frozenset({"immunisations", "care_leavers", "immigration_statuses"})
# Tables that a return fills without being able to say that they are whole.
IN_PART: Final = frozenset({"professionals"})


@dataclass(frozen=True, eq=False)
class Return:
    """One year's return. `ends_on` is the last day of its year, 31 March."""

    paths: tuple[Path, ...]
    ends_on: date
    modules: TypedModules


def recognises(found: Found) -> bool:
    """Whether a file is of the return: XML of its root, or CSV with the headings of a module."""
    if found.kind is FileKind.XML:
        return found.root == ROOT
    return found.kind is FileKind.CSV and module_of(found.headings) is not None


def read(found: Sequence[Found], options: Options) -> Reading:
    """Read one folder's files. Raises UnusableInput where two are one module or one is not whole."""
    return read_together([found], options)


def read_together(folders: Sequence[Sequence[Found]], options: Options) -> Reading:
    """Read the files of several folders as one: each XML file is a return, and so are the CSV files of a folder."""
    returns: dict[Path, list[Path]] = {}
    for file in (file for files in folders for file in files):
        returns.setdefault(file.path if file.kind is FileKind.XML else file.path.parent, []).append(file.path)
    return reading_of([read_return(paths) for paths in returns.values()], as_known_on=options.as_known_on)


def read_years(folders: Iterable[Sequence[Path]], *, years: Sequence[str | None] = ()) -> Reading:
    """Read several years' returns as one: periods of care are then followed from year to year.

    `folders` gives each year's files. `years` names their collection years where the caller knows them. A row that
    stands in several years is taken from the latest.
    """
    known = list(years)
    return reading_of([
        read_return(list(paths), year=known[place] if place < len(known) else None)
        for place, paths in enumerate(folders)
    ])  # fmt: skip


def read_return(paths: Sequence[Path], *, year: str | None = None) -> Return:
    """One year's files. The files do not say their year: it is the latest in which their dates fall, if not given.

    Raises UnusableInput where no date tells the year.
    """
    xml = [path for path in paths if path.suffix.casefold() == ".xml" or _is_xml(path)]
    texts = [text for path in xml for text in from_xml(path)] + from_csv([path for path in paths if path not in xml])
    modules = typed(texts)
    if year is not None:
        return Return(tuple(paths), collection_period(year).end, modules)
    found = year_end_of(modules.frames)
    if found is None:
        raise UnusableInput(
            paths[0], "", "Nothing in the return is dated, so its year cannot be known.",
            "Put the year's Episodes file beside it.",
        )  # fmt: skip
    return Return(tuple(paths), found, modules)


def year_end_of(frames: Mapping[str, pl.DataFrame]) -> date | None:
    """The last day of the latest year in which more than a few of the return's dates fall; None where none is dated."""
    dated = [(name, column) for name, columns in HAPPENED.items() if name in frames for column in columns]
    days = [day for name, column in dated for day in frames[name][column].drop_nulls()]
    if not days:
        return None
    counts = Counter(day.year + (day.month > 3) for day in days)
    return date(max(year for year, count in counts.items() if count >= _SLIPS * len(days)), 3, 31)


def reading_of(returns: Sequence[Return], *, as_known_on: date | None = None) -> Reading:
    """The record's rows of one or several years' returns.

    Coverage: complete from the first of the years, as far back as they follow each other without a gap, to the last;
    of immunisations, care leavers and immigration only the latest state.
    """
    ordered = sorted(returns, key=lambda one: one.ends_on)
    names = dict.fromkeys(name for one in ordered for name in one.modules.frames)
    merged, doubled = {}, []
    for name in names:
        years = [with_year(one.modules.frames[name], one.ends_on) for one in ordered if name in one.modules.frames]
        merged[name], noted = _latest(name, pl.concat(years, how="diagonal"))
        doubled += noted
    tables, refused, pardoned = whole(record_tables(merged))
    ends_on = ordered[-1].ends_on
    from_on = _first_day([one.ends_on for one in ordered])
    full, latest = TableCoverage(Extent.COMPLETE, from_on, ends_on), TableCoverage(Extent.LATEST_ONLY, None, ends_on)
    return Reading(
        source=SOURCE,
        paths=tuple(path for one in returns for path in one.paths),
        tables=tables,
        coverage={name: latest if name in LATEST else full for name in tables if name not in IN_PART},
        as_known_on=min(ends_on, as_known_on) if as_known_on else ends_on,
        rejects=join_rejects([*(one.modules.rejects for one in ordered), refused]),
        forgiven=join_forgiven([*(note for one in ordered for note in one.modules.forgiven), *doubled, *pardoned]),
    )


def _latest(name: str, rows: pl.DataFrame) -> tuple[pl.DataFrame, list[Forgiveness]]:
    """The rows of a module, each from the latest year that has it; the same row twice in a year is one."""
    newest = rows.filter(pl.col(YEAR_END) == pl.col(YEAR_END).max().over(list(_KEYS[name])))
    told_apart = [column for column in newest.columns if column not in ("line", "file")]
    distinct = newest.unique(told_apart, keep="first", maintain_order=True)
    if not (twice := newest.height - distinct.height):
        return distinct, []
    return distinct, [Forgiveness(newest["file"][0], f"{name}: the same row twice", twice)]


def _first_day(ends: Sequence[date]) -> date:
    years = {end.year for end in ends}
    first = max(years)
    while first - 1 in years:
        first -= 1
    return period_containing(PeriodKind.FINANCIAL_YEAR, date(first, 3, 31)).start


def _is_xml(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


READER = Reader(
    SOURCE,
    "looked-after return (SSDA903) CSV files or XML",
    recognises,
    read,
    whole_folder=True,
    read_together=read_together,
)
