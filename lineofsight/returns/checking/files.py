"""The files of a return as tables to check, with each row's line, and what was untidy in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from lineofsight.core.periods import collection_period, previous_period
from lineofsight.returns.checking.needs import PROVIDERS
from lineofsight.returns.checking.preparing import LAST
from lineofsight.returns.rulebooks.ssda903.tables import EARLIER
from lineofsight.sources.cin import read_census
from lineofsight.sources.csv_files import read_csv
from lineofsight.sources.errors import UnusableInput
from lineofsight.sources.frames import LINE
from lineofsight.sources.reading import Forgiveness, join_forgiven
from lineofsight.sources.rule_values import Kind, as_given, as_value
from lineofsight.sources.ssda903.modules import TextModule, from_csv, from_xml
from lineofsight.sources.ssda903.reading import HAPPENED

_SUFFIXES: Final = (".csv", ".xml")
# A larger part of the dates lying after the year than slips of the pen explain.
_TOO_MANY_LATER: Final = 0.25
_ENOUGH_TO_TELL: Final = 20


@dataclass(frozen=True, eq=False)
class Files:
    """Tables by the names rules know them by, each with its `line`; which file each is from; what was forgiven.

    `left_out` says which rows could not be read at all; `doubts` what else is odd about the files.
    """

    tables: Mapping[str, pl.DataFrame]
    paths: Mapping[str, str]
    forgiven: tuple[Forgiveness, ...] = ()
    left_out: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def read_ssda903(
    folder: Path, year: str, *, last_year: Path | None = None, earlier: Sequence[Path] = ()
) -> Files:  # fmt: skip
    """The modules of a folder, of last year's, and the episodes of folders of `earlier` years, in any order.

    Raises UnusableInput where a folder is not one return, is given twice, or last year's is of another year.
    """
    twice = [place for place, count in Counter(one.resolve() for one in (last_year, *earlier) if one).items()
             if count > 1]  # fmt: skip
    if twice:
        raise UnusableInput(twice[0], "", "It is given as two years' folder.", "Name each year's folder once.")
    this = _modules_of(folder)
    doubts = _of_another_year(folder, this, year, refuse=False)
    before: list[TextModule] = []
    if last_year is not None:
        if last_year.resolve() == folder.resolve():
            raise UnusableInput(last_year, "", "It is this year's folder.", "Name the folder of the year before.")
        previous = previous_period(collection_period(year)).code
        before = _modules_of(last_year)
        doubts += _of_another_year(last_year, before, previous, refuse=True)
    named = [(text.module.name, text) for text in this] + [(text.module.name + LAST, text) for text in before]
    together = {EARLIER: put_together([_episodes_of(one, folder) for one in earlier])} if earlier else {}
    return Files(
        tables={name: text.frame for name, text in named} | together,
        paths={name: text.file for name, text in named},
        forgiven=join_forgiven(note for _, text in named for note in text.forgiven),
        doubts=doubts,
        left_out=tuple(
            f"{row['file']}, line {row['line']}: {row['reason']} It was not checked. {row['remedy']}"
            for _, text in named for row in text.rejects.iter_rows(named=True)
        ),
    )  # fmt: skip


def put_together(years: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Episodes of several years as text, each as the latest year that has it told it."""
    latest = sorted(years, key=_last_day, reverse=True)
    together = pl.concat(latest, how="diagonal")
    began = as_value(as_given(together["DECOM"]), Kind.DATE).alias("began")
    return together.with_columns(began).unique(["CHILD", "began"], keep="first", maintain_order=True).drop("began")


def _last_day(episodes: pl.DataFrame) -> str:
    """The latest day on which an episode of a year began or ended, in order as text."""
    days = [
        as_value(as_given(episodes[name]), Kind.DATE).max() for name in ("DECOM", "DEC") if name in episodes.columns
    ]
    return max((str(day) for day in days if day is not None), default="")


def _episodes_of(earlier: Path, folder: Path) -> pl.DataFrame:
    if earlier.resolve() == folder.resolve():
        raise UnusableInput(earlier, "", "It is this year's folder.", "Name the folders of years before last.")
    found = next((text.frame for text in _modules_of(earlier) if text.module.name == "Episodes"), None)
    if found is None or not {"CHILD", "DECOM"} <= set(found.columns):
        raise UnusableInput(
            earlier, "", "It holds no episodes with CHILD and DECOM.", "Name a folder that holds Episodes."
        )
    return found


def read_cin(path: Path) -> Files:
    """The blocks of a census file. Raises UnusableInput where it is no census or is not whole."""
    if not path.is_file():
        raise UnusableInput(path, "", "It is not a file.", "Name the census's XML file.")
    census = read_census(path)
    header = pl.DataFrame({name: [value] for name, value in census.header.items()} or {"ReferenceDate": [None]})
    tables = {**census.tables, "Header": header.with_columns(pl.lit(None, dtype=pl.Int64).alias(LINE))}
    notes = [Forgiveness(str(path), f"{element}: no element of the census, left out", count)
             for element, count in census.ignored.items()]  # fmt: skip
    notes += [Forgiveness(str(path), what, 1) for what in census.forgiven]
    return Files(tables, dict.fromkeys(tables, str(path)), tuple(notes))


def read_providers(path: Path) -> pl.DataFrame:
    """Ofsted's list of providers: URN, POSTCODE, PLACE_CODES, PROVIDER_CODES, REG_END, LA_CODE, as CSV."""
    frame = read_csv(path, table=PROVIDERS).frame
    if "URN" not in {name.strip().upper() for name in frame.columns}:
        raise UnusableInput(path, "line 1", "It has no heading URN.", "Export the provider list with its URN column.")
    return frame.drop(LINE)


def _modules_of(folder: Path) -> list[TextModule]:
    if not folder.is_dir():
        raise UnusableInput(folder, "", "It is not a folder.", "Name the folder that holds the return's files.")
    paths = sorted(path for path in folder.iterdir() if path.suffix.casefold() in _SUFFIXES and path.is_file())
    xml = [path for path in paths if path.suffix.casefold() == ".xml"]
    if len(xml) > 1 or (xml and len(xml) < len(paths)):
        raise UnusableInput(
            folder, "", f"It holds {len(paths)} files, of which {xml[0].name} is a whole return.",
            "Put each return in a folder of its own.",
        )  # fmt: skip
    if not paths:
        raise UnusableInput(
            folder, "", "It holds no CSV or XML file.", "Name the folder that holds the return's files."
        )
    return from_xml(xml[0]) if xml else from_csv(paths)


def _days(texts: list[TextModule]) -> pl.Series:
    """The dates on which things happened, of all modules together."""
    found = [
        as_value(text.frame[column], Kind.DATE).alias("on")
        for text in texts
        for column in HAPPENED.get(text.module.name, ())
        if column in text.frame.columns
    ]
    return pl.concat([pl.Series("on", [], dtype=pl.Date), *found]).drop_nulls()


def _of_another_year(folder: Path, texts: list[TextModule], year: str, *, refuse: bool) -> tuple[str, ...]:
    """What to say where the dates are not those of the year. Raises UnusableInput where it is plain and `refuse`.

    A few wrong dates are for the rules; a small return may have begun before its year and seen nothing in it.
    """
    days, period = _days(texts), collection_period(year)
    if days.is_empty():
        return ()
    after = int((days > period.end).sum()) / days.len()
    within = days.is_between(period.start, period.end).any()
    if after <= _TOO_MANY_LATER and within:
        return ()
    latest = str(days.max())
    problem = f"It is given as the return of {year}, and its dates are of another: the latest is {latest}."
    if refuse and (after > _TOO_MANY_LATER or days.len() >= _ENOUGH_TO_TELL):
        raise UnusableInput(folder, "", problem, "Name the folder of the right year, or the right year.")
    return (f"{folder}: {problem}",)
