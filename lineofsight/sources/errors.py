"""What stops a whole file from being read."""

from __future__ import annotations

from pathlib import Path


class UnusableInput(ValueError):
    """A file that cannot be read at all: which file, where in it, what is wrong, and what to do next.

    Nothing of the file is taken. `place` is blank where the whole file is meant.
    """

    def __init__(self, file: str | Path, place: str, problem: str, remedy: str) -> None:
        self.file = str(file)
        self.place = place
        self.problem = problem
        self.remedy = remedy
        where = f"{self.file}, {place}" if place else self.file
        super().__init__(f"{where}: {problem} {remedy}")

    def __reduce__(self) -> tuple[type[UnusableInput], tuple[str, str, str, str]]:
        """Keeps the four parts when the error crosses from a child process."""
        return (UnusableInput, (self.file, self.place, self.problem, self.remedy))
