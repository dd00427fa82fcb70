"""Which return is checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Asked:
    """The collection year and authority a return is of, where it is, in words, and a home's list of providers."""

    year: str
    authority: str | None
    where: str
    providers: pl.DataFrame | None = None
