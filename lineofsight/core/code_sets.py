"""Code sets: which codes a column may hold, what each means, and in which collection years.

National sets come from `data/codes.csv`, named by return: `ssda903:LS`, `cin:PrimaryNeedCode`, `annex_a:Gender`.
Our own come from `data/own_codes.csv`, named `lineofsight:visit_kind`. Adding a code is adding a row.

A blank first or last year means no limit is known. A blank meaning means the published meaning has not been found: the
code is accepted, and its note says where to look. A code written only with n, `nnn`, stands for that many digits.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from lineofsight.core.package_data import read_rows
from lineofsight.core.periods import collection_year

_FILES = ("codes.csv", "own_codes.csv")
_DIGITS = re.compile("n{2,}")


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a set. Years are collection years such as `2024-25`, both included; blank is no limit known."""

    code: str
    meaning: str
    first_year: str = ""
    last_year: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if not self.code:
            raise ValueError("A code is blank. Leave the row out: blank is never a code.")
        for year in (self.first_year, self.last_year):
            if year and collection_year(year) != year:
                raise ValueError(f"Code {self.code!r}: write the year {year!r} as {collection_year(year)!r}.")
        if self.first_year and self.last_year and self.last_year < self.first_year:
            raise ValueError(f"Code {self.code!r} ends in {self.last_year}, before it begins in {self.first_year}.")

    def in_year(self, year: str) -> bool:
        """Whether the code may be used in that collection year, `2026-27` or `2026_27`."""
        wanted = collection_year(year)
        return (not self.first_year or self.first_year <= wanted) and (not self.last_year or wanted <= self.last_year)

    def stands_for(self, value: str) -> bool:
        """Whether a value as returned is this code."""
        if _DIGITS.fullmatch(self.code):
            return len(value) == len(self.code) and value.isascii() and value.isdigit()
        return value == self.code


@dataclass(frozen=True, slots=True)
class CodeSet:
    """A named set of codes, in the order they are published. The same code appears once."""

    name: str
    codes: tuple[Code, ...]

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for code in self.codes:
            if code.code in seen:
                raise ValueError(f"Code set {self.name!r} has {code.code!r} twice. Keep one row, with its years.")
            seen.add(code.code)

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    def codes_in(self, year: str) -> tuple[Code, ...]:
        """The codes that may be used in a collection year. Raises ValueError when the text is not one."""
        return tuple(code for code in self.codes if code.in_year(year))

    def contains(self, value: str, year: str | None = None) -> bool:
        """Whether the value is a code of the set, in that collection year where one is given. Case counts."""
        return any(code.stands_for(value) and (year is None or code.in_year(year)) for code in self.codes)

    def meaning(self, value: str) -> str:
        """What a code means; the empty text where the meaning has not been found.

        Raises ValueError naming near matches when the set has no such code.
        """
        matches = [code for code in self.codes if code.stands_for(value)]
        if matches:
            # A code written out says more than one that stands for any digits, wherever each is in the list.
            return min(matches, key=lambda code: code.code != value).meaning
        raise ValueError(f"{self.name} has no code {value!r}. {_near(value, [code.code for code in self.codes])}")


@cache
def all_code_sets() -> Mapping[str, CodeSet]:
    """Every code set by name, national ones first."""
    codes: dict[str, list[Code]] = {}
    for file_name in _FILES:
        for row in read_rows(file_name):
            code = Code(row["code"], row["meaning"], row["first_year"], row["last_year"], row["note"])
            codes.setdefault(row["code_set"], []).append(code)
    return MappingProxyType({name: CodeSet(name, tuple(members)) for name, members in codes.items()})


def code_set(name: str) -> CodeSet:
    """The code set of that name. Raises ValueError naming near matches when there is none."""
    try:
        return all_code_sets()[name]
    except KeyError:
        raise ValueError(f"There is no code set {name!r}. {_near(name, list(all_code_sets()))}") from None


def _near(wanted: str, names: list[str]) -> str:
    by_lower = {name.lower(): name for name in names}
    near = [by_lower[found] for found in difflib.get_close_matches(wanted.lower(), by_lower, n=3, cutoff=0.5)]
    if near:
        return f"Did you mean {' or '.join(near)}?"
    return f"There are {len(names)}, from {names[0]} to {names[-1]}."
