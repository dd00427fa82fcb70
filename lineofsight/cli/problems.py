"""What a command says when it cannot go on: one line, naming the place and the remedy."""

from __future__ import annotations

FINE, FOUND, UNUSABLE, FAULT, INTERRUPTED = 0, 1, 2, 3, 130


class Problem(Exception):
    """Unusable input or arguments. Exit 2, one line on stderr."""

    def __init__(self, place: str, what: str, remedy: str) -> None:
        super().__init__(f"{place}: {what}. {remedy}" + ("" if remedy.endswith((".", "/")) else "."))


class Found(Exception):
    """The command ran and found something that its caller should know by exit 1."""
