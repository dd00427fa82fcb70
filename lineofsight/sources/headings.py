"""Headings as people write them, matched to headings as they should be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_NOT_WORD = re.compile(r"[^a-z0-9]+")


def plain(heading: str) -> str:
    """A heading in lower case with nothing but letters, digits and single spaces: how two are compared."""
    return _NOT_WORD.sub(" ", heading.casefold()).strip()


@dataclass(frozen=True, slots=True)
class Matched:
    """Which heading of the file (by position) is which wanted heading; what was untidy, extra, missing or twice."""

    positions: Mapping[str, int]
    untidy: tuple[str, ...]
    extra: tuple[str, ...]
    missing: tuple[str, ...]
    twice: tuple[str, ...]


def match(found: Sequence[str], wanted: Iterable[str], variants: Mapping[str, str] | None = None) -> Matched:
    """Match a file's headings to the wanted ones; `variants` maps other known spellings to wanted headings.

    Capitals, outer and doubled spaces and punctuation do not matter, nor does the order.
    """
    by_plain = {plain(name): name for name in wanted}
    by_plain |= {plain(other): name for other, name in (variants or {}).items()}
    known = [by_plain.get(plain(heading)) for heading in found]
    counts = Counter(name for name in known if name is not None)
    positions = {name: place for place, name in reversed(list(enumerate(known))) if name is not None}
    untidy = tuple(
        heading for heading, name in zip(found, known, strict=True)
        if name is not None and heading != name and heading not in (variants or {})
    )  # fmt: skip
    extra = tuple(heading for heading, name in zip(found, known, strict=True) if name is None and heading.strip())
    missing = tuple(name for name in dict.fromkeys(by_plain.values()) if name not in positions)
    return Matched(positions, untidy, extra, missing, tuple(name for name, n in counts.items() if n > 1))
