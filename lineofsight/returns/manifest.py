"""What goes with a return: who made it, when, of what, how much is in it, and what is still wrong with it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any, Final

import lineofsight

MANIFEST_FILE: Final = "manifest.json"
MANIFEST_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Note:
    """A breach that was looked at and is right as it stands. `rule` has its return before it: `ssda903:392d`."""

    rule: str
    child: str | None
    reason: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What the rules of the return say of it.

    `broken`: rows that break a rule, by severity (`error`, `query`, or `not_graded` where the source gives none) and
    by rule. `not_checked` and `partly_checked`: rules and why. `explained`: how many of the rows a note explains.
    """

    broken: Mapping[str, int]
    rules: Mapping[str, int]
    not_checked: Mapping[str, str]
    partly_checked: Mapping[str, str]
    explained: int = 0


@dataclass(frozen=True, slots=True)
class FileOfReturn:
    """One file: its name in the folder, its rows (children, of a census), its SHA-256."""

    file: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ReturnManifest:
    """As written to `manifest.json`. A later version may add keys; it never removes or renames one.

    `collection`: cin, ssda903, annex-a, dfe-api, ssd or workforce. `year`: the collection year, null where it has none.
    `as_at`: the last day told of. `blank`: by table, what no row of this return says, in the return's own words.
    `not_held`: what the record has no place for. `outstanding` is null where the return has no rules here.
    """

    collection: str
    year: str | None
    as_at: date
    authority: str | None
    made_at: datetime | None
    made_by: str | None
    snapshot: str | None
    files: Sequence[FileOfReturn]
    tables: Mapping[str, int]
    blank: Mapping[str, Sequence[str]]
    not_held: Mapping[str, Sequence[str]]
    outstanding: Outstanding | None
    notes: Sequence[Note] = field(default_factory=tuple)

    def document(self) -> dict[str, Any]:
        """The manifest as JSON has it."""
        return {"manifest_version": MANIFEST_VERSION, "lineofsight": lineofsight.__version__} | asdict(self)


def write_manifest(folder: Path, manifest: ReturnManifest) -> Path:
    """Write it beside the return's files."""
    path = folder / MANIFEST_FILE
    text = json.dumps(manifest.document(), indent=1, ensure_ascii=False, default=_day)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def files_of(folder: Path, rows: Mapping[str, int]) -> tuple[FileOfReturn, ...]:
    """The files of a folder by name, each with its rows, by `rows`, and digest."""
    return tuple(_file(path, rows.get(path.name, 0)) for path in sorted(folder.iterdir()) if path.is_file())


def explained(breaches: Iterable[Mapping[str, Any]], notes: Iterable[Note]) -> int:
    """How many broken rows (`rule`, `child`) a note explains: one of the same rule about the same child."""
    known = {(note.rule, note.child) for note in notes}
    return sum((row["rule"], row["child"]) in known for row in breaches)


def _file(path: Path, rows: int) -> FileOfReturn:
    with path.open("rb") as file:
        return FileOfReturn(path.name, rows, file_digest(file, "sha256").hexdigest())


def _day(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"A manifest cannot hold {type(value).__name__}.")
