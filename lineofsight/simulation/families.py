"""Families with brothers and sisters: who the children are, where they live, when they first come to notice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lineofsight.simulation.draw import ABSENT, YEAR, chance, choose, eighteenth_birthday, expand
from lineofsight.simulation.names import ORIGINS
from lineofsight.simulation.world import World

# Families that first come to notice in a year, and separated children who arrive, per child resident.
FAMILIES_A_YEAR = 0.0160
ARRIVING_ALONE_A_YEAR = 0.00031
CARE_ENTRIES_A_YEAR = 0.00255
BROTHERS_AND_SISTERS = (0.36, 0.31, 0.17, 0.09, 0.04, 0.03)
LONG_IN_CARE, ALONE, CONTACT_ONLY = 2, 3, 4
CONTACT_ONLY_A_YEAR = 0.0190


@dataclass(frozen=True)
class Families:
    """`first_known` is the first referral's day; `kind` 0 ordinary, or as above; `first_child` a row of Children."""

    first_known: np.ndarray
    kind: np.ndarray
    locality: np.ndarray
    spot: np.ndarray
    origin: np.ndarray
    size: np.ndarray
    first_child: np.ndarray


@dataclass(frozen=True)
class Children:
    """Children in order of family, eldest first."""

    family: np.ndarray
    born: np.ndarray
    girl: np.ndarray
    disabled: np.ndarray

    @property
    def adult_on(self) -> np.ndarray:
        """Eighteenth birthdays; of those born on 29 February, 1 March."""
        return eighteenth_birthday(self.born)


def make_families(world: World) -> tuple[Families, Children]:
    """Families known at some time in the years told, and their children."""
    rng = world.rng("families")
    span = world.last_day - world.warm_up_from
    care_from = world.warm_up_from - round(15 * YEAR)
    ordinary = round(world.population * FAMILIES_A_YEAR * span / YEAR)
    in_care = round(world.population * CARE_ENTRIES_A_YEAR * 15 / 1.45)
    alone_from = world.warm_up_from - round(5 * YEAR)
    alone = round(world.population * ARRIVING_ALONE_A_YEAR * (world.last_day - alone_from) / YEAR)
    asked = round(world.population * CONTACT_ONLY_A_YEAR * (world.last_day - world.history_from) / YEAR)
    known = np.concatenate([
        rng.integers(world.warm_up_from, world.last_day, ordinary),
        rng.integers(care_from, world.warm_up_from, in_care),
        rng.integers(alone_from, world.last_day, alone),
        rng.integers(world.history_from, world.last_day, asked),
    ])  # fmt: skip
    kind = np.repeat([0, LONG_IN_CARE, ALONE, CONTACT_ONLY], [ordinary, in_care, alone, asked])
    count = len(known)
    size = 1 + choose(rng, BROTHERS_AND_SISTERS, count)
    size = np.where(kind == ALONE, 1, np.where(kind == LONG_IN_CARE, np.minimum(size, 3), size))
    origin = choose(rng, [origin.weight for origin in ORIGINS], count)
    far = np.flatnonzero([bool({"AOTH", "BAFR", "OOTH"} & set(one.ethnicities)) for one in ORIGINS])
    origin = np.where(kind == ALONE, far[rng.integers(0, len(far), count)], origin)
    families = Families(
        first_known=known, kind=kind, locality=rng.integers(0, len(world.localities), count), spot=rng.random(count),
        origin=origin, size=size, first_child=np.cumsum(size) - size,
    )  # fmt: skip
    return families, _children(rng, families)


def _children(rng: np.random.Generator, families: Families) -> Children:
    family, place = expand(families.size)
    kind = families.kind[family]
    count = len(family)
    # The child first known: many babies and unborn children, otherwise all ages; the others some years either side.
    index_age = np.where(rng.random(len(families.size)) < 0.13, -0.35 + rng.random(len(families.size)) * 1.1,
                         rng.random(len(families.size)) ** 1.05 * 17.6)  # fmt: skip
    index_age = np.where(families.kind == ALONE, 15.3 + 2.4 * rng.random(len(index_age)), index_age)
    young = rng.random(len(index_age)) < 0.25
    care_age = np.where(young, rng.random(len(index_age)), rng.random(len(index_age)) * 16.5)
    index_age = np.where(families.kind == LONG_IN_CARE, care_age, index_age)
    step = np.abs(rng.normal(0, 3.6, count)) + 1.0
    age = index_age[family] + np.where(place == 0, 0.0, np.where(rng.random(count) < 0.5, step, -step))
    age = np.where(age > 17.5, index_age[family] - step - 0.8 * place, age)
    floor = np.where(kind == LONG_IN_CARE, 0.02, -4.0)
    age = np.where((place > 0) & (age < floor), index_age[family] + step * 0.7, age)
    age = np.where((place > 0) & ((age < floor) | (age > 17.9)), rng.random(count) * 17, age)
    born = families.first_known[family] - np.rint(age * YEAR).astype(np.int64)
    order = np.lexsort((born, family))
    return Children(family=family, born=_spaced(born[order], family, chance(rng, 0.02, count)),
                    girl=chance(rng, np.where(kind == ALONE, 0.05, 0.485), count),
                    disabled=chance(rng, np.where(kind == LONG_IN_CARE, 0.16, 0.115), count))  # fmt: skip


def _spaced(born: np.ndarray, family: np.ndarray, twin: np.ndarray) -> np.ndarray:
    """Births in order moved apart to ten months, except twins, who take the day of the child before."""
    rows = np.arange(len(born))
    first = np.searchsorted(family, family, side="left")
    shifted = born - 300 * (rows - first) + family * 10_000_000
    apart = np.maximum.accumulate(shifted) - family * 10_000_000 + 300 * (rows - first)
    with_elder = twin & (rows > first)
    return np.where(with_elder, np.concatenate(([0], apart[:-1])), apart)


def age_on(children: Children, child: np.ndarray, days: np.ndarray) -> np.ndarray:
    """Ages in years on those days (negative before birth)."""
    return (days - children.born[child]) / YEAR


def until_adult(children: Children, child: np.ndarray, days: np.ndarray) -> np.ndarray:
    """The days, or the last that care may end on where that is sooner."""
    return np.where(days < ABSENT, np.minimum(days, last_of_care(children, child)), ABSENT)


def last_of_care(children: Children, child: np.ndarray) -> np.ndarray:
    """Eighteenth birthdays; of who was born on 29 February the day before, as the Department's rules count."""
    born = children.born[child].astype("datetime64[D]")
    into_month = (born - born.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64)
    leap = (into_month == 28) & (born.astype("datetime64[M]").astype(np.int64) % 12 == 1)
    return children.adult_on[child] - leap
