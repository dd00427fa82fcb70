"""Contacts that led to no referral: about children already known, and about children never otherwise heard of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lineofsight.simulation.cases import Cases
from lineofsight.simulation.draw import YEAR
from lineofsight.simulation.families import CONTACT_ONLY, Children, Families
from lineofsight.simulation.world import World

# Contacts a year for each child resident, beside those that become referrals. No national table counts contacts.
KNOWN_A_YEAR = 0.066


@dataclass(frozen=True)
class Contacts:
    """A row a child and contact that became no referral."""

    child: np.ndarray
    day: np.ndarray


def make_contacts(world: World, families: Families, children: Children, cases: Cases) -> Contacts:
    """The contacts of the years told, in order of day."""
    rng = world.rng("other contacts")
    alone = np.flatnonzero(families.kind[children.family] == CONTACT_ONLY)
    alone_day = families.first_known[children.family[alone]]
    size = round(world.population * KNOWN_A_YEAR * (world.last_day - world.history_from) / YEAR)
    recent = np.flatnonzero(cases.received >= world.history_from - 365)
    case = recent[rng.integers(0, len(recent), size)]
    day = cases.received[case] + np.rint(rng.normal(120, 420, size)).astype(np.int64)
    child = np.concatenate((alone, cases.child[case]))
    day = np.concatenate((alone_day, day))
    age = (day - children.born[child]) / YEAR
    kept = np.flatnonzero((day >= world.history_from) & (day <= world.last_day) & (age > -0.3) & (age < 18))
    kept = kept[np.lexsort((child[kept], day[kept]))]
    return Contacts(child[kept], day[kept])
