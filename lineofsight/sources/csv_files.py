"""CSV files as people's systems write them, read to a frame of text with each row's line."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import polars as pl

from lineofsight.sources.errors import UnusableInput
from lineofsight.sources.frames import LINE, numbered
from lineofsight.sources.reading import Forgiveness, Reject, join_forgiven, rejects_frame

_CHUNK = 1 << 20
_LONGEST_HEADING = 1 << 16
_FORMULA = r"^\s*[=@]|^\s*[+-]\s*[A-Za-z(=@]"


@dataclass(frozen=True, eq=False)
class RawFile:
    """A file's rows as text under the headings it has (trimmed), with `line`; and what was forgiven or rejected."""

    file: str
    headings: tuple[str, ...]
    frame: pl.DataFrame
    rejects: pl.DataFrame
    forgiven: tuple[Forgiveness, ...]


def encoding_of(path: Path) -> tuple[str, bool]:
    """The encoding, and whether quotation marks come in pairs. Raises UnusableInput where the file is no text.

    The encoding is `utf-8-sig` (with its mark or without), `utf-16` where marked, else `cp1252`.

    The file is looked at a piece at a time, so a huge one costs no memory, and the first zero byte ends the look.
    """
    with path.open("rb") as file:
        first = file.read(_CHUNK)
        if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16", True
        decoder = codecs.getincrementaldecoder("utf-8")()
        chunk, is_utf8, marks = first, True, 0
        while chunk:
            if b"\0" in chunk:
                raise UnusableInput(
                    path, "", "It holds zero bytes, so it is not text.", "Export the file again as CSV in UTF-8."
                )
            marks += chunk.count(b'"')
            if is_utf8:
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    is_utf8 = False
            chunk = file.read(_CHUNK)
        try:
            decoder.decode(b"", final=is_utf8)
        except UnicodeDecodeError:
            is_utf8 = False
    return ("utf-8-sig" if is_utf8 else "cp1252"), marks % 2 == 0


def first_row(path: Path) -> tuple[str, ...]:
    """The headings alone, trimmed. Raises UnusableInput for a file that is empty or no text."""
    with path.open("rb") as file:
        start = file.read(_LONGEST_HEADING)
    if not start.strip():
        raise UnusableInput(path, "", "The file is empty.", "Export it again, with its heading row.")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = start[: len(start) // 2 * 2].decode("utf-16", errors="replace")
    elif b"\0" in start:
        raise UnusableInput(path, "", "It holds zero bytes, so it is not text.", "Export it again as CSV in UTF-8.")
    else:
        text = start.decode("utf-8-sig", errors="replace")
    row = next(csv.reader(io.StringIO(text, newline="")), [])
    return tuple(cell.strip() for cell in row)


def read_csv(path: Path, *, table: str = "") -> RawFile:
    """All rows of a CSV file as text. Raises UnusableInput naming the file and place.

    Forgiven and reported: Windows-1252 text, blank headings, blank lines, cells that look like formulas (kept as the
    text they are; nothing here evaluates them). A row with more cells than headings is a reject.
    """
    name = str(path)
    headings = first_row(path)
    _refuse_twice(path, headings)
    encoding, paired = encoding_of(path)
    forgiven = []
    if encoding == "cp1252":
        forgiven.append(Forgiveness(name, "not UTF-8: read as Windows-1252", 1))
    elif encoding == "utf-16":
        forgiven.append(Forgiveness(name, "UTF-16 read", 1))
    source: Path | IO[bytes] = path
    if encoding != "utf-8-sig":
        source = io.BytesIO(path.read_bytes().decode(encoding, errors="replace").encode())
    names = _names(headings)
    if "" in headings:
        forgiven.append(Forgiveness(name, "columns without a heading", headings.count("")))
    try:
        if not paired:  # a mark left open would swallow the rows after it: look at each
            raise pl.exceptions.ComputeError("quotation marks do not come in pairs")
        frame, rejects = _read(source, names), rejects_frame(())
    except pl.exceptions.NoDataError:
        frame, rejects = _no_rows(names), rejects_frame(())
    except pl.exceptions.PolarsError:
        frame, rejects = _read_row_by_row(path, encoding, names, table)
    blank = frame.select(pl.all_horizontal(pl.exclude(LINE).is_null() | (pl.exclude(LINE) == ""))).to_series()
    if blank.any():
        forgiven.append(Forgiveness(name, "blank lines", int(blank.sum())))
        frame = frame.filter(~blank)
    forgiven += formulas_in(frame, name)
    return RawFile(name, tuple(names), frame, rejects, join_forgiven(forgiven))


def _refuse_twice(path: Path, headings: tuple[str, ...]) -> None:
    places = [n for n, heading in enumerate(headings, start=1) if heading and headings.count(heading) > 1]
    if places:
        # By their places: a file without headings begins with somebody's row.
        same = [n for n in places if headings[n - 1] == headings[places[0] - 1]]
        raise UnusableInput(
            path, f"line 1, columns {' and '.join(map(str, same))}", "One heading stands twice.",
            "Rename or remove one. If line 1 is no heading row, export the file with one.",
        )  # fmt: skip


def _names(headings: tuple[str, ...]) -> list[str]:
    """What the columns are called here: as they are headed, but never twice the same, nor as the row's line is."""
    names: list[str] = []
    for place, heading in enumerate(headings, start=1):
        name = heading or f"column {place}"
        names.append(f"{name} (of the file)" if name == LINE or name in names else name)
    return names


def _read(source: Path | IO[bytes], names: list[str]) -> pl.DataFrame:
    frame = pl.read_csv(
        source, has_header=False, new_columns=names, infer_schema=False, encoding="utf8", low_memory=True
    )
    if frame.width != len(names):
        raise pl.exceptions.ShapeError("rows wider than the heading")
    return numbered(frame).slice(1)


def _no_rows(names: list[str]) -> pl.DataFrame:
    return pl.DataFrame(schema={LINE: pl.Int64(), **dict.fromkeys(names, pl.String())})


def _read_row_by_row(path: Path, encoding: str, names: list[str], table: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The slow way, for a file with rows of uneven width or stray quotation marks."""
    rows: list[tuple[int, list[str | None]]] = []
    rejects = []
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        for line, cells in enumerate(_rows(file, path), start=1):
            if line == 1:
                continue
            if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
                reason = f"The row has {len(cells)} cells and the heading {len(names)}."
                remedy = "Put quotation marks around text that holds a comma, and export again."
                rejects.append(Reject(table, str(path), line, "", "", reason, remedy))
                continue
            kept = cells[: len(names)]
            rows.append((line, [cell or None for cell in kept] + [None] * (len(names) - len(kept))))
    frame = _no_rows(names) if not rows else pl.DataFrame(
        [pl.Series(LINE, [line for line, _ in rows], dtype=pl.Int64)]
        + [pl.Series(name, [cells[n] for _, cells in rows], dtype=pl.String) for n, name in enumerate(names)]
    )  # fmt: skip
    return frame, rejects_frame(rejects)


def _rows(file: IO[str], path: Path) -> Iterator[list[str]]:
    reader = csv.reader(file, strict=True)
    try:
        yield from reader
    except csv.Error as problem:
        raise UnusableInput(
            path, f"line {reader.line_num}", f"It cannot be read as CSV: {problem}.",
            "Look for an unclosed quotation mark on that line or before it.",
        ) from None  # fmt: skip


def formulas_in(frame: pl.DataFrame, file: str) -> list[Forgiveness]:
    """Cells that a spreadsheet would run as a formula, counted by column. They stay plain text."""
    text = [name for name, dtype in frame.schema.items() if dtype == pl.String]
    if not text or frame.is_empty():
        return []
    counts = frame.select(pl.col(text).str.contains(_FORMULA).sum()).row(0, named=True)
    return [Forgiveness(file, f"{name}: looks like a formula, kept as text", n) for name, n in counts.items() if n]
