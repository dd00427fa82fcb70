"""Folders and files to readings, each by the source that knows it: what `lineofsight.sources` gives.

`read(paths)` looks at what each file holds (never at its name), gives it to the source that knows it, and returns one
`Reading` for each folder or file. A file that cannot be used raises `UnusableInput` and nothing is returned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

from lineofsight.sources.detect import FileKind, Found, files_in, folders_in, look_at
from lineofsight.sources.errors import UnusableInput
from lineofsight.sources.reader import Options, Reader
from lineofsight.sources.reading import Forgiveness, Reading

# Each is a package or module that exports READER; the first that recognises a file reads it. Add a new source here.
SOURCES = ("ssd", "annex_a", "cin", "ssda903", "published.comparators", "published.populations")

_TABULAR_SUFFIXES = frozenset({".csv", ".parquet", ".xlsx", ".xls", ".xlsm", ".xml"})


def readers() -> tuple[Reader, ...]:
    """Every source, in the order in which they are asked."""
    return tuple(import_module(f"lineofsight.sources.{name}").READER for name in SOURCES)


def read(paths: Sequence[Path], *, as_known_on: date | None = None, today: date | None = None) -> list[Reading]:
    """Read folders and files. A folder's files of one whole-folder source (SSD, SSDA903) make one reading,
    and so do several years' looked-after returns, which then follow each child from year to year. A folder that holds
    folders alone is each of them.

    `as_known_on` is the last day the files know of, where the caller knows it; else each source says, never later than
    `today` where that is given. Raises UnusableInput naming the file, the place and the remedy.
    """
    options = Options(as_known_on, today)
    known = readers()
    readings: list[Reading] = []
    together: dict[Reader, list[list[Found]]] = {}
    passed_over: list[Forgiveness] = []
    for folder in (inside for path in paths for inside in folders_in(Path(path))):
        groups, notes = _groups_of(folder, known)
        passed_over += notes
        for reader, found in groups:
            if reader.read_together is None:
                readings.append(reader.read(found, options))
            else:
                together.setdefault(reader, []).append(found)
    readings += [reader.read_together(found, options) for reader, found in together.items() if reader.read_together]
    if not readings:
        return []
    return [replace(readings[0], forgiven=(*readings[0].forgiven, *passed_over)), *readings[1:]]


def _groups_of(path: Path, known: Sequence[Reader]) -> tuple[list[tuple[Reader, list[Found]]], list[Forgiveness]]:
    """The files of one path by who reads them, and those passed over."""
    groups: dict[tuple[Reader, int], list[Found]] = {}
    passed_over: list[Forgiveness] = []
    for place, file in enumerate(files_in(path)):
        found = look_at(file) if _is_tabular(file) or file == path else _look_leniently(file)
        reader = next((r for r in known if found and r.recognises(found)), None)
        if reader is not None and found is not None:
            groups.setdefault((reader, -1 if reader.whole_folder else place), []).append(found)
        elif found is None or not (_is_tabular(file) or file == path):
            passed_over.append(Forgiveness(str(file), "not a file of records: passed over", 1))
        else:
            raise _not_recognised(found, known)
    if not groups:
        raise UnusableInput(
            path, "", "None of its files is one that Line of Sight reads.",
            f"It reads {', '.join(reader.title for reader in known)}.",
        )  # fmt: skip
    return [(reader, found) for (reader, _), found in groups.items()], passed_over


def _is_tabular(file: Path) -> bool:
    return file.suffix.casefold() in _TABULAR_SUFFIXES


def _look_leniently(file: Path) -> Found | None:
    """A file beside the others whose name promises no records (notes, a manifest) need not be readable."""
    try:
        return look_at(file)
    except UnusableInput:
        return None


def _not_recognised(found: Found, known: Sequence[Reader]) -> UnusableInput:
    what = {
        # Never quoted: a file without headings begins with somebody's row.
        FileKind.CSV: f"a text file whose headings ({len(found.headings)} in line 1) belong to no known file",
        FileKind.PARQUET: f"Parquet whose columns ({', '.join(found.headings[:4])[:120]}) belong to no known table",
        FileKind.WORKBOOK: "a workbook none of whose sheets is known",
        FileKind.XML: f"XML whose first element, {found.root}, is not known",
    }.get(found.kind, found.what)
    remedy = f"Line of Sight reads {', '.join(reader.title for reader in known)}."
    if found.kind is FileKind.CSV and (mark := _parted_by(found.headings)):
        remedy = f"Its columns seem to be parted by {mark}: export it with commas. {remedy}"
    return UnusableInput(found.path, "", f"It is {what}.", remedy)


def _parted_by(headings: Sequence[str]) -> str:
    """What parts the columns of a line that holds hardly a comma; blank where nothing plainly does."""
    line = "".join(headings)
    marks = {name: line.count(mark) for name, mark in {"semicolons": ";", "tabs": "\t", "upright strokes": "|"}.items()}
    most = max(marks, key=lambda name: marks[name])
    return most if marks[most] > len(headings) else ""
