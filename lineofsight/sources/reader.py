"""What every source is to the rest: how it knows its files, and how it reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.sources.detect import Found
from lineofsight.sources.reading import Reading


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller knows and a file may not say. `today` bounds what a file may claim to know."""

    as_known_on: date | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """One source. `read` gets all the files of one folder that are its own where `whole_folder`, else one file.

    `read_together`, where a source has it, gets the files of several folders that are its own, a folder each.
    """

    source: str
    title: str
    recognises: Callable[[Found], bool]
    read: Callable[[Sequence[Found], Options], Reading]
    whole_folder: bool = False
    read_together: Callable[[Sequence[Sequence[Found]], Options], Reading] | None = None
