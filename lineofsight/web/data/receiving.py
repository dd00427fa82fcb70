"""Files as they come in: written straight into the home under safe names, and nowhere else.

Every other page refuses files (`RefuseFiles` is the service's default), so a stranger cannot fill the disk.
"""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path
from typing import IO, Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest

LARGEST_TOTAL = 4 << 30  # bytes, over all files
MOST_FILES = 300
LONGEST_NAME = 120
_PRIVATE_FILE = 0o600


class RefuseFiles(FileUploadHandler):
    """Takes no file: for every page that asks for none."""

    def new_file(self, *args: Any, **given: Any) -> None:
        """Read no further."""
        raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Nothing is kept."""

    def file_complete(self, file_size: int) -> None:
        """Nothing is kept."""


class IntoFolder(FileUploadHandler):
    """Writes files into a folder. `files`: names and sizes taken; `problems`: what was wrong, in plain words."""

    def __init__(self, request: HttpRequest, folder: Path) -> None:
        super().__init__(request)
        self.folder = folder
        self.files: list[tuple[str, int]] = []
        self.problems: list[str] = []
        self._total = 0
        self._open: IO[bytes] | None = None
        self._name = ""

    def new_file(self, field_name: str, file_name: str, *args: Any, **given: Any) -> None:
        """Begin a file; one without a usable name, or with one that was already there, is left out and said."""
        super().new_file(field_name, file_name, *args, **given)
        self._name = safe_name(file_name)
        if not self._name:
            self.problems.append("A file has no name that can be kept. Give it one and choose it again.")
            raise SkipFile
        if len(self.files) >= MOST_FILES:
            self.problems.append(f"There are more than {MOST_FILES} files. Load them in two or more parts.")
            raise StopUpload(connection_reset=False)
        try:
            self._open = (self.folder / self._name).open("xb")
        except FileExistsError:
            self.problems.append(f"Two files are called {self._name}. Choose one of them.")
            raise SkipFile from None
        (self.folder / self._name).chmod(_PRIVATE_FILE)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a part."""
        self._total += len(raw_data)
        if self._total > LARGEST_TOTAL:
            self.problems.append(too_large())
            # The rest is read and dropped: else the browser would show a broken connection, not these words.
            raise StopUpload(connection_reset=False)
        if self._open is not None:
            self._open.write(raw_data)

    def file_complete(self, file_size: int) -> None:
        """End a file; an empty one is said."""
        if self._open is None:
            return
        self._open.close()
        self._open = None
        if not file_size:
            self.problems.append(f"{self._name} is empty. Export it again.")
        self.files.append((self._name, file_size))

    def close(self) -> None:
        """Remove what came in, unless it was handed on."""
        if self._open is not None:
            self._open.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def too_large() -> str:
    """What is said where the limit is passed."""
    return f"The files are larger than {size(LARGEST_TOTAL)} together. Load them in two or more parts."


def safe_name(name: str) -> str:
    """A file's own name without any folder, hidden mark or control character, its ending kept; blank for none."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(each for each in last if unicodedata.category(each)[0] != "C").strip().lstrip(".~$ ")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        return plain[:LONGEST_NAME]
    return f"{stem[:LONGEST_NAME]}.{ending[:10]}" if stem else ""


def size(number: float) -> str:
    """1.2 GB, 34 MB, 5 KB, 12 bytes."""
    for unit, of in (("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)):
        if number >= of:
            return f"{number / of:.1f}".removesuffix(".0") + f" {unit}"
    return f"{number:.0f} bytes"
