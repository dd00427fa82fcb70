"""Which return is checked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """The collection year and authority a return is of, and where it is, in words."""

    year: str
    authority: str | None
    where: str
