"""How simulated files are known for what they are: by digests written beside them, whoever brings them (ADR 12)."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

MARK = "made-by-simulate.json"
# The code of no authority, for children there never were.
NO_AUTHORITY = "999"
MARK_TEXT = "Made by `lineofsight simulate`. No real child, family or worker is in these files."


def write_mark(folder: Path) -> None:
    """Mark every file of a folder, those beside the lists too (an extract's date): a load is known by all of them."""
    digests = {file.name: _digest(file) for file in sorted(folder.rglob("*")) if file.is_file()}
    text = json.dumps({"words": MARK_TEXT, "files": digests}, indent=1)
    (folder / MARK).write_text(text + "\n", encoding="utf-8")


def was_simulated(path: Path) -> bool:
    """Whether every file at a path is, byte for byte, one that `simulate` wrote and marked there."""
    folder = path if path.is_dir() else path.parent
    try:
        digests = dict(json.loads((folder / MARK).read_bytes())["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return False
    files = [path] if path.is_file() else [file for file in folder.rglob("*") if file.is_file() and file.name != MARK]
    return all(digests.get(file.name) == _digest(file) for file in files)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
