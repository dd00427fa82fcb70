"""Children's cases from referral to closure: what was decided, which plans followed, who came into care.

Families come back: each round takes the families whose earlier case is closed. Brothers and sisters are worked with
together, so what a family shares is drawn once and what is a child's own is drawn for the child.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from lineofsight.simulation.calendar import after_working_days
from lineofsight.simulation.draw import ABSENT, YEAR, chance, choose, expand, later, lognormal, only, working
from lineofsight.simulation.families import ALONE, LONG_IN_CARE, Children, Families, age_on, until_adult
from lineofsight.simulation.world import World

NO_ACTION, ASSESSED_ONLY, SHORT_HELP, IN_NEED, PROTECTED, CARE_ONLY = range(6)
_PATHWAYS = (0.065, 0.294, 0.226, 0.283, 0.132)
_ENQUIRY = np.array([0.0, 0.17, 0.27, 0.47, 1.0, 0.5])
# Working days an assessment takes, by band: the shares in time are those of the published table.
_BANDS = ((1, 11, 13.5), (11, 21, 17.3), (21, 31, 15.8), (31, 41, 20.2), (41, 46, 18.9))
_PLAN_DAYS = ((30, 89, 7), (89, 182, 17), (182, 365, 38), (365, 730, 26), (730, 1250, 5))
_INTO_CARE = np.array([0.0, 0.012, 0.030, 0.060, 0.165, 1.0])
_ROUNDS = 14


@dataclass(frozen=True)
class Cases:
    """One row a child and case; days absent where a thing did not happen. `unit` is shared by the family's children."""

    child: np.ndarray
    family: np.ndarray
    unit: np.ndarray
    pathway: np.ndarray
    received: np.ndarray
    decided: np.ndarray
    assessed_from: np.ndarray
    assessed_to: np.ndarray
    strategy: np.ndarray
    enquiry_to: np.ndarray
    conference: np.ndarray
    plan_agreed: np.ndarray
    protected_from: np.ndarray
    protected_to: np.ndarray
    in_need_from: np.ndarray
    in_need_to: np.ndarray
    care_from: np.ndarray
    care_to: np.ndarray
    closed: np.ndarray

    def take(self, rows: np.ndarray) -> Cases:
        """The cases at those rows."""
        return Cases(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

    def __len__(self) -> int:
        return len(self.child)


def make_cases(world: World, families: Families, children: Children) -> Cases:
    """Every case still open on the record's first day or later, in order of receipt."""
    rng = world.rng("cases")
    active = np.flatnonzero(families.kind == 0)
    received = families.first_known[active]
    busy_until = np.full(len(children.born), -ABSENT)
    rounds = [_long_in_care(rng, families, children, LONG_IN_CARE), _long_in_care(rng, families, children, ALONE)]
    returning = _return_chance(world, families)
    for number in range(_ROUNDS):
        if not len(active):
            break
        cases, family_closed = _round(world, rng, families, children, active, received, busy_until, number)
        busy_until[cases.child] = np.maximum(busy_until[cases.child], cases.closed)
        rounds.append(cases)
        again = chance(rng, returning[active], len(active)) & (family_closed < world.last_day)
        soon = chance(rng, 0.66, len(active))
        gap = np.where(soon, rng.exponential(115, len(active)), rng.exponential(800, len(active)))
        received = (family_closed + np.rint(gap) + 3).astype(np.int64)
        again &= received < world.last_day
        active, received = active[again], received[again]
    joined = Cases(**{f.name: np.concatenate([getattr(c, f.name) for c in rounds]) for f in fields(Cases)})
    left_at_16 = (joined.care_to < ABSENT) & (joined.care_to > children.adult_on[joined.child] - 700)
    kept = (joined.closed >= world.history_from) | (left_at_16 & (joined.care_to > world.history_from - 7 * 365))
    kept &= joined.received <= world.last_day
    rows = np.flatnonzero(kept)
    return joined.take(rows[np.lexsort((joined.child[rows], joined.received[rows]))])


def _return_chance(world: World, families: Families) -> np.ndarray:
    usual = np.full(len(families.size), 0.46)
    trouble = world.story.returning_locality
    if trouble is None:
        return usual
    return np.where(families.locality == trouble.place, np.minimum(usual * trouble.times_as_likely, 0.9), usual)


def _banded(rng: np.random.Generator, bands: tuple[tuple[int, int, float], ...], size: int) -> np.ndarray:
    place = choose(rng, [weight for _, _, weight in bands], size)
    low = np.array([low for low, _, _ in bands])[place]
    high = np.array([high for _, high, _ in bands])[place]
    return low + np.floor(rng.random(size) * (high - low)).astype(np.int64)


def _assessment_working_days(world: World, rng: np.random.Generator, received: np.ndarray) -> np.ndarray:
    size = len(received)
    late = chance(rng, world.practice("assessment_late", received), size)
    over = 46 + np.minimum(rng.exponential(15, size), 120).astype(np.int64)
    return np.where(late, over, _banded(rng, _BANDS, size))


def _round(
    world: World, rng: np.random.Generator, families: Families, children: Children, active: np.ndarray,
    received: np.ndarray, busy_until: np.ndarray, number: int,
) -> tuple[Cases, np.ndarray]:  # fmt: skip
    """One case of each active family: its children's rows, and the day the family's case closed."""
    size = len(active)
    received = np.where(chance(rng, 0.93, size), working(received), received)
    pathway = choose(rng, _PATHWAYS, size)
    assessed_from = only(received + rng.integers(0, 3, size), pathway != NO_ACTION)
    assessed_to = after_working_days(only(received, pathway != NO_ACTION),
                                     _assessment_working_days(world, rng, received))  # fmt: skip
    enquiry = chance(rng, _ENQUIRY[pathway], size)
    escalates = chance(rng, 0.3, size) & (pathway == PROTECTED)
    wait = np.where(escalates, lognormal(rng, 150, 0.6, size), rng.exponential(4, size))
    strategy = only(working(later(received, wait)), enquiry)
    quick = chance(rng, world.practice("conference_in_time", received), size)
    conference_days = np.where(quick, 8 + (rng.random(size) ** 0.6 * 8).astype(np.int64),
                               16 + rng.exponential(7, size).astype(np.int64))  # fmt: skip
    conference = only(after_working_days(strategy, conference_days), pathway == PROTECTED)
    enquiry_to = np.where(pathway == PROTECTED, conference - 2, later(strategy, 4 + rng.exponential(11, size)))
    enquiry_to = only(enquiry_to, enquiry)
    agreed = (pathway == PROTECTED) & chance(rng, 0.86, size)
    protected_from = only(conference, agreed)
    protected_to = later(protected_from, _banded(rng, _PLAN_DAYS, size))
    in_need = (pathway == IN_NEED) | ((pathway == PROTECTED) & (~agreed | escalates | chance(rng, 0.72, size)))
    after_plan = agreed & ~escalates
    in_need_from = only(np.where(after_plan, protected_to + 1, later(assessed_to, rng.integers(0, 10, size))), in_need)
    in_need_to = later(in_need_from, np.clip(lognormal(rng, np.where(agreed, 105.0, 195.0), 0.75, size), 15, 1400))
    in_need_to = np.where(agreed & escalates, np.maximum(protected_from, in_need_from + 1), in_need_to)
    in_need_from = only(in_need_from, ~(escalates & agreed) | (in_need_from < protected_from))
    in_need_to = only(in_need_to, in_need_from < ABSENT)
    short = later(assessed_to, rng.exponential(45, size))
    closed = np.where(
        pathway == NO_ACTION, received + rng.integers(0, 4, size), later(assessed_to, rng.integers(0, 9, size))
    )
    closed = np.where(pathway == SHORT_HELP, short, closed)
    for ending in (protected_to, in_need_to, enquiry_to, conference):
        closed = np.where(ending < ABSENT, np.maximum(closed, ending + rng.integers(0, 10, size)), closed)
    decided = received + choose(rng, (0.6, 0.25, 0.1, 0.05), size)

    row, place = expand(families.size[active])
    child = families.first_child[active][row] + place
    age = age_on(children, child, received[row])
    here = (age > -0.38) & (age < 17.9) & (busy_until[child] < received[row])
    taking_part = here & (chance(rng, 0.9, len(row)) | (np.abs(age) < 0.4))
    row, child, age = row[taking_part], child[taking_part], age[taking_part]
    care_from, care_to = _into_care(
        world, rng, children, row, child, age, pathway, received, strategy, assessed_to, closed
    )
    on_plan = chance(rng, 0.95, len(row))
    leaves = np.minimum(children.adult_on[child], care_from)

    def own(days: np.ndarray, ends: bool = False) -> np.ndarray:
        mine = days[row]
        return np.where(mine < ABSENT, np.minimum(mine, leaves), ABSENT) if ends else only(mine, mine < leaves)

    protected = only(own(protected_from), on_plan)
    assessed_by = np.minimum(children.adult_on[child], care_to)
    cases = Cases(
        child=child, family=active[row], unit=active[row] * _ROUNDS + number, pathway=pathway[row],
        received=received[row], decided=decided[row], assessed_from=assessed_from[row],
        assessed_to=np.where(assessed_to[row] < ABSENT, np.minimum(assessed_to[row], assessed_by), ABSENT),
        strategy=own(strategy), enquiry_to=only(own(enquiry_to, ends=True), own(strategy) < ABSENT),
        conference=own(conference), plan_agreed=agreed[row] & on_plan, protected_from=protected,
        protected_to=only(own(protected_to, ends=True), protected < ABSENT), in_need_from=own(in_need_from),
        in_need_to=only(own(in_need_to, ends=True), own(in_need_from) < ABSENT), care_from=care_from, care_to=care_to,
        closed=np.where(care_from < ABSENT, care_to + 1, np.minimum(closed[row], children.adult_on[child])),
    )  # fmt: skip
    return cases, closed


def _into_care(
    world: World, rng: np.random.Generator, children: Children, row: np.ndarray, child: np.ndarray, age: np.ndarray,
    pathway: np.ndarray, received: np.ndarray, strategy: np.ndarray, assessed_to: np.ndarray, closed: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """When each child comes into care and leaves it; brothers and sisters mostly on the same day."""
    shared = rng.random(len(received))[row]
    luck = np.where(chance(rng, 0.65, len(row)), shared, rng.random(len(row)))
    by_age = np.interp(age, [-0.4, 0.9, 1.0, 5.0, 10.0, 16.0, 17.0, 17.5], [2.6, 2.6, 0.75, 0.6, 0.8, 1.25, 1.6, 0.3])
    enters = luck < _INTO_CARE[pathway[row]] * by_age
    wait = np.where(pathway == PROTECTED, rng.exponential(70, len(received)), rng.exponential(30, len(received)))
    base = np.where(strategy < ABSENT, strategy, received)
    day = np.maximum(later(base, wait)[row], children.born[child] + rng.integers(0, 4, len(row)))
    day = only(day, enters & (day < np.minimum(closed[row], children.adult_on[child] - 20)))
    return day, until_adult(children, child, later(day, care_length(rng, len(row), age)))


def care_length(rng: np.random.Generator, size: int, age: np.ndarray) -> np.ndarray:
    """Days in care: a fifth home within weeks, many within two years, the rest for most of childhood."""
    kind = choose(rng, (0.24, 0.43, 0.33), size)
    short = 2 + rng.exponential(70, size)
    middle = 120 + rng.exponential(480, size)
    return np.where(kind == 0, short, np.where((kind == 1) | (age > 16.9), middle, 500 + rng.exponential(2300, size)))


def _long_in_care(rng: np.random.Generator, families: Families, children: Children, kind: int) -> Cases:
    """Cases of children who came into care long ago, and of children who arrived alone."""
    child = np.flatnonzero(families.kind[children.family] == kind)
    family = children.family[child]
    received = families.first_known[family]
    here = (children.born[child] <= received) & (children.adult_on[child] > received + 30)
    child, family, received = child[here], family[here], received[here]
    size = len(child)
    care_from = received if kind == ALONE else received + rng.integers(0, 60, size)
    age = (care_from - children.born[child]) / YEAR
    length = np.full(size, 6000.0) if kind == ALONE else care_length(rng, size, age)
    care_to = until_adult(children, child, later(care_from, length))
    none = np.full(size, ABSENT)
    return Cases(
        child=child,
        family=family,
        unit=family * _ROUNDS,
        pathway=np.full(size, CARE_ONLY),
        received=received,
        decided=received + 1,
        assessed_from=received + 1,
        assessed_to=np.minimum(after_working_days(received, rng.integers(10, 46, size)), care_to),
        strategy=none,
        enquiry_to=none,
        conference=none,
        plan_agreed=np.zeros(size, bool),
        protected_from=none,
        protected_to=none,
        in_need_from=none,
        in_need_to=none,
        care_from=care_from,
        care_to=care_to,
        closed=care_to + 1,
    )
