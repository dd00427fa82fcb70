"""England's children's services authorities, present and former, and their statistical neighbours.

Codes are the Department for Education's three figures (`la_code`) and the Office for National Statistics' nine
characters (`ons_code`, 2023 vintage). A former authority is kept, because history and neighbours name it.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from lineofsight.core.package_data import read_rows

CURRENT_EDITION = "May 2025"


@dataclass(frozen=True, slots=True)
class LocalAuthority:
    """One authority with responsibility for children's services. `ofsted_urn` is Ofsted's number for it."""

    la_code: str
    ons_code: str
    name: str
    also_known_as: tuple[str, ...]
    region: str
    type: str
    ofsted_urn: str
    is_current: bool
    status_note: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A statistical neighbour: rank 1 is the most alike; `closeness` is the published word for how alike."""

    edition: str
    rank: int
    la_code: str
    name: str
    closeness: str


@cache
def all_local_authorities() -> Mapping[str, LocalAuthority]:
    """Every authority by three-figure code, former ones included."""
    return MappingProxyType(
        {
            row["la_code"]: LocalAuthority(
                la_code=row["la_code"],
                ons_code=row["ons_code"],
                name=row["name"],
                also_known_as=tuple(name for name in row["also_known_as"].split("; ") if name),
                region=row["region"],
                type=row["type"],
                ofsted_urn=row["ofsted_urn"],
                is_current=row["status"] == "current",
                status_note=row["status_note"],
            )
            for row in read_rows("local_authorities.csv")
        }
    )


@cache
def _by_name_or_code() -> Mapping[str, LocalAuthority]:
    found: dict[str, LocalAuthority] = {}
    for authority in all_local_authorities().values():
        for key in (authority.la_code, authority.ons_code, authority.name, *authority.also_known_as):
            found[key.casefold()] = authority
    return MappingProxyType(found)


def local_authority(code_or_name: str) -> LocalAuthority:
    """The authority with that three-figure code, ONS code or name, in any case of letters.

    Raises ValueError naming near matches when there is none.
    """
    known = _by_name_or_code()
    wanted = code_or_name.strip().casefold()
    if wanted in known:
        return known[wanted]
    near = difflib.get_close_matches(wanted, known, n=3, cutoff=0.6)
    hint = "Give the Department for Education's three figures, such as 330, or the ONS code, such as E08000025."
    if near:
        hint = f"Did you mean {' or '.join(dict.fromkeys(_describe(known[key]) for key in near))}?"
    raise ValueError(f"There is no local authority {code_or_name!r}. {hint}")


@cache
def _neighbours_by_edition() -> Mapping[str, Mapping[str, tuple[Neighbour, ...]]]:
    editions: dict[str, dict[str, list[Neighbour]]] = {}
    for row in read_rows("statistical_neighbours.csv"):
        neighbour = Neighbour(
            edition=row["edition"],
            rank=int(row["rank"]),
            la_code=row["neighbour_la_code"],
            name=row["neighbour_name"],
            closeness=row["closeness"],
        )
        editions.setdefault(row["edition"], {}).setdefault(row["la_code"], []).append(neighbour)
    return {
        edition: {la_code: tuple(sorted(found, key=lambda each: each.rank)) for la_code, found in by_code.items()}
        for edition, by_code in editions.items()
    }


def editions() -> tuple[str, ...]:
    """The editions of the statistical neighbours held, the current one first."""
    return tuple(sorted(_neighbours_by_edition(), key=lambda edition: edition != CURRENT_EDITION))


def neighbours(la_code: str, edition: str = CURRENT_EDITION) -> tuple[Neighbour, ...]:
    """An authority's ten statistical neighbours, most alike first; none where that edition gives it none.

    Raises ValueError for an edition that is not held or an authority that does not exist.
    """
    if edition not in _neighbours_by_edition():
        raise ValueError(f"There is no edition {edition!r} of the neighbours. Those held: {', '.join(editions())}.")
    found = _neighbours_by_edition()[edition].get(la_code, ())
    if not found:
        local_authority(la_code)
    return found


def _describe(authority: LocalAuthority) -> str:
    return f"{authority.name} ({authority.la_code})"
