"""What a file is, by what it holds: its name is never asked."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import polars as pl

from lineofsight.sources.csv_files import first_row
from lineofsight.sources.errors import UnusableInput
from lineofsight.sources.parquet import DAMAGED

_START = 1 << 16
_LARGEST_UNPACKED = 2 << 30
_LARGEST_RATIO = 200
_PROLOGUE = re.compile(r"\A\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^\[>]|\[.*?\])*>|\s+)*", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")


class FileKind(StrEnum):
    """The shapes a file may have."""

    CSV = "csv"
    PARQUET = "parquet"
    WORKBOOK = "workbook"
    XML = "xml"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Found:
    """A file looked at: its kind, and what tells it from others of the kind.

    `headings`: of a CSV or Parquet file, trimmed. `root`: the local name of an XML file's first element. `what` says in
    words what an unreadable file is.
    """

    path: Path
    kind: FileKind
    headings: tuple[str, ...] = ()
    root: str = ""
    what: str = ""


def look_at(path: Path) -> Found:
    """Look at one file's content. Raises UnusableInput where it is empty, cannot be opened, or holds zero bytes."""
    try:
        str(path).encode()
    except UnicodeEncodeError:  # bytes that are no text arrive as halves of characters, which nothing can keep
        raise UnusableInput(
            path, "", "Its name, or its folder's, holds bytes that are no text.", "Give it a name in plain letters."
        ) from None
    try:
        with path.open("rb") as file:
            start = file.read(_START)
    except OSError as problem:
        raise UnusableInput(
            path, "", f"It cannot be opened: {problem.strerror}.", "Check the name and who may read it."
        ) from None
    if not start:
        raise UnusableInput(path, "", "The file is empty.", "Export it again.")
    if start.startswith(b"PK\x03\x04"):
        return _zip(path)
    if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Found(path, FileKind.WORKBOOK)
    if start.startswith(b"PAR1"):
        return _parquet(path)
    if start.startswith(b"%PDF"):
        return Found(path, FileKind.OTHER, what="a PDF document")
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or start[:4] in (b"\xff\xfe<\0", b"\xfe\xff\0<"):
        return _xml(path, start)
    return Found(path, FileKind.CSV, headings=first_row(path))


def _zip(path: Path) -> Found:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile:
        raise UnusableInput(
            path, "", "It begins like a workbook and is damaged or cut short.", "Copy or export it again."
        ) from None
    unpacked = sum(member.file_size for member in members)
    if unpacked > _LARGEST_UNPACKED or any(
        member.file_size > _START and member.file_size > _LARGEST_RATIO * max(member.compress_size, 1)
        and member.file_size > 64 << 20 for member in members
    ):  # fmt: skip
        raise UnusableInput(
            path, "", f"It would unpack to {unpacked >> 20:,} MB, which no workbook of records does.",
            "Check where the file came from; export it again.",
        )  # fmt: skip
    names = {member.filename for member in members}
    if {"xl/workbook.xml", "xl/workbook.bin", "content.xml"} & names:
        return Found(path, FileKind.WORKBOOK)
    return Found(path, FileKind.OTHER, what="a zip archive that holds no workbook")


def _parquet(path: Path) -> Found:
    try:
        return Found(path, FileKind.PARQUET, headings=tuple(pl.read_parquet_schema(path)))
    except DAMAGED:
        raise UnusableInput(
            path, "", "It begins like Parquet and is damaged or cut short.", "Export it again."
        ) from None


def _xml(path: Path, start: bytes) -> Found:
    encoding = "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = start[: len(start) // 2 * 2].decode(encoding, errors="replace")
    root = _ROOT.match(text, _PROLOGUE.match(text).end())  # type: ignore[union-attr]  # the prologue may be empty
    if root is None:
        return Found(path, FileKind.OTHER, what="text that begins like XML and is not")
    if root[1].casefold() == "html":
        return Found(path, FileKind.OTHER, what="a web page")
    return Found(path, FileKind.XML, root=root[1])


def folders_in(path: Path) -> Sequence[Path]:
    """The folders inside one that holds no file of its own, in order of name; else the path itself."""
    if not path.is_dir():
        return [path]
    inside = sorted(child for child in path.iterdir() if not child.name.startswith("."))
    return inside if inside and all(child.is_dir() for child in inside) else [path]


def files_in(path: Path) -> Sequence[Path]:
    """The files of a folder in order of name (not of folders inside it, nor hidden ones), or the file itself.

    Raises UnusableInput where there is nothing.
    """
    if not path.exists():
        raise UnusableInput(path, "", "There is no such file or folder.", "Check the name.")
    if not path.is_dir():
        return [path]
    files = sorted(child for child in path.iterdir() if child.is_file() and not child.name.startswith((".", "~$")))
    if not files:
        raise UnusableInput(path, "", "The folder is empty.", "Name the folder that holds the files themselves.")
    return files
