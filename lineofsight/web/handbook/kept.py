"""What is worked out once from the definitions in force, and again only when they change."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from lineofsight.evaluation.documents import ResolvedCatalogue

Made = TypeVar("Made")
_MOST = 2


def kept(make: Callable[[ResolvedCatalogue], Made]) -> Callable[[ResolvedCatalogue], Made]:
    """Keep what is made of a catalogue for as long as that catalogue is the one asked about."""
    held: list[tuple[ResolvedCatalogue, Made]] = []

    @wraps(make)
    def of(catalogue: ResolvedCatalogue) -> Made:
        for known, made in held:
            if known is catalogue:
                return made
        made = make(catalogue)
        held[:] = [*held[-_MOST + 1 :], (catalogue, made)]
        return made

    return of
