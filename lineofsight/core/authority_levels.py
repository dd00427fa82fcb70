"""Whose decision it is: at each gateway the level of authority that makes it, dated. An authority's own goes before.

Where law names who decides, the level is from the Care Planning, Placement and Case Review (England) Regulations 2010
(regulations 11, 18, 22A and 24) or the Children (Secure Accommodation) Regulations 1991; the others are practice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

TEAM_MANAGER = "team_manager"
SERVICE_HEAD = "service_head"
DIRECTOR = "director"
LEVELS = (TEAM_MANAGER, SERVICE_HEAD, DIRECTOR)
"""From the lowest; whoever may decide at one may decide at those before it."""


@dataclass(frozen=True, slots=True)
class LevelAt:
    """From a day on, who decides at a gateway. `source`: where that comes from."""

    gateway: str
    level: str
    from_on: date
    source: str = "common practice"

    def __post_init__(self) -> None:
        if self.level not in LEVELS:
            raise ValueError(f"{self.gateway}: there is no level {self.level!r}. There are: {', '.join(LEVELS)}.")


_PLANNING = "Care Planning, Placement and Case Review (England) Regulations 2010"
_ALWAYS = date(2011, 4, 1)


def _all(level: str, source: str, *gateways: str) -> tuple[LevelAt, ...]:
    return tuple(LevelAt(gateway, level, _ALWAYS, source) for gateway in gateways)


NATIONAL: tuple[LevelAt, ...] = (
    *_all(DIRECTOR, f"{_PLANNING}, regulation 11: placement at a distance", "placement_distance"),
    *_all(DIRECTOR, "Children (Secure Accommodation) Regulations 1991", "secure_accommodation"),
    *_all(DIRECTOR, "common practice", "deprivation_of_liberty", "unregistered_home", "serious_incident",
          "should_be_placed_for_adoption", "adoption_match"),
    *_all(SERVICE_HEAD, f"{_PLANNING}: the nominated officer", "placement_with_parents", "connected_person",
          "placement_end", "entry_to_care"),
    *_all(SERVICE_HEAD, "common practice", "accommodation_by_agreement", "legal_planning", "pre_proceedings_end",
          "police_protection", "emergency_protection", "long_child_protection_plan", "repeat_child_protection_plan",
          "permanence", "long_term_match", "brothers_and_sisters_apart", "return_home", "discharge_order",
          "unsuitable_accommodation", "dispute"),
)  # fmt: skip


def level_of(gateway: str, on: date, own: Iterable[LevelAt] = ()) -> str:
    """Who decides at a gateway on a day: the latest line of the authority's own, else of the country's, else the
    team manager."""
    for lines in (tuple(own), NATIONAL):
        mine = [line for line in lines if line.gateway == gateway and line.from_on <= on]
        if mine:
            return max(mine, key=lambda line: line.from_on).level
    return TEAM_MANAGER


def is_enough(held: str, needed: str) -> bool:
    """Whether somebody with one level may decide what needs another; a blank is no level."""
    return held in LEVELS and needed in LEVELS and LEVELS.index(held) >= LEVELS.index(needed)
