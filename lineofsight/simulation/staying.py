"""Why workers come and go, what they learn, and the reviews of a first year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from lineofsight.simulation.book import Book
from lineofsight.simulation.draw import ABSENT, chance, choose, pick
from lineofsight.simulation.workforce import ROLES, Workforce
from lineofsight.simulation.world import World

_FROM = ("other_authority", "agency", "inside", "abroad", "returned", "other")
_FOR = ("other_authority", "agency", "inside", "health_or_charity", "other_work", "retirement", "career_break", "other")
_BECAUSE = ("workload", "support", "culture", "pay", "career", "family_or_health", "moved_away", "retired", "other")
# Of the reasons given, how many in a hundred when practice is at its worst, and at its best.
_WORST, _BEST = (30, 20, 12, 9, 10, 8, 5, 4, 2), (12, 6, 4, 10, 26, 16, 12, 10, 4)
RETIRED, CONTRACT_ENDED = _BECAUSE.index("retired"), "contract_ended"
# A course and the theme of audits it answers.
COURSES = (
    ("Reflective supervision for managers", "supervision"), ("Assessing neglect", "assessment"),
    ("Plans a family can follow", "planning"), ("Hearing the child", "voice"),
    ("Decisions and how to write them", "management_oversight"), ("Visits with a purpose", "visits"),
)  # fmt: skip
_ONE_IN_DAYS, _HOURS = 190.0, 6.5
_REVIEWS = (("three_months", 91), ("six_months", 182), ("final", 360))


@dataclass(frozen=True)
class Moved:
    """For each worker where they came from, why they left and where they went; blank where it was not asked."""

    came_from: pl.Series
    because: pl.Series
    went: pl.Series


def why_they_moved(world: World, workforce: Workforce) -> Moved:
    """Where each worker came from, why they left and where they went, as far as it was asked."""
    rng = world.rng("coming and going")
    size = len(workforce.team)
    person = workforce.placeholder == 0
    newly = workforce.role == ROLES.index("newly_qualified")
    came = choose(rng, (46, 9, 22, 5, 8, 10), size)
    left = (workforce.left < ABSENT) & person
    level = world.level(np.minimum(workforce.left, world.last_day))
    worst, best = choose(rng, _WORST, size), choose(rng, _BEST, size)
    because = np.where(rng.random(size) < level, best, worst)
    went = choose(rng, (38, 17, 14, 9, 8, 0, 8, 6), size)
    went = np.where(because == RETIRED, _FOR.index("retirement"), went)
    asked = left & chance(rng, 0.55 + 0.35 * level, size)
    origin = pick(("newly_qualified", *_FROM), np.where(newly, 0, came + 1))
    reason = pick((*_BECAUSE, CONTRACT_ENDED), np.where(workforce.agency, len(_BECAUSE), because))
    nobody = pl.lit(None, pl.String)
    shown = pl.select(
        came_from=pl.when(pl.Series(person & chance(rng, 0.94, size))).then(origin).otherwise(nobody),
        left_because=pl.when(pl.Series(asked)).then(reason).otherwise(nobody),
        left_for=pl.when(pl.Series(asked & ~workforce.agency)).then(pick(_FOR, went)).otherwise(nobody),
    )
    return Moved(shown["came_from"], shown["left_because"], shown["left_for"])


def staying_tables(book: Book) -> dict[str, pl.DataFrame]:
    """Places on courses, and the reviews of newly qualified workers' first years."""
    world, workforce = book.world, book.workforce
    rng = world.rng("courses and reviews")
    people = np.flatnonzero((workforce.placeholder == 0) & (workforce.left > world.history_from))
    begin = np.maximum(workforce.joined[people], world.history_from)
    until = np.minimum(workforce.left[people], world.last_day + 1)
    each = rng.poisson(np.maximum(until - begin, 0) / _ONE_IN_DAYS)
    row = np.repeat(np.arange(len(people)), each)
    held = begin[row] + (rng.random(len(row)) * np.maximum(until - begin, 1)[row]).astype(np.int64)
    course = choose(rng, (14, 18, 18, 20, 14, 16), len(row))
    newly = people[workforce.role[people] == ROLES.index("newly_qualified")]
    worker = np.repeat(newly, len(_REVIEWS))
    stage = np.tile(np.arange(len(_REVIEWS)), len(newly))
    days = np.array([after for _, after in _REVIEWS])[stage]
    reviewed = workforce.joined[worker] + days + rng.integers(-10, 25, len(worker))
    done = chance(rng, 0.86, len(worker)) & (reviewed < workforce.left[worker]) & (reviewed >= world.history_from)
    kept = np.flatnonzero(done & (reviewed <= world.last_day))
    return {
        "trainings": book.write(
            "trainings", people[row], by=np.full(len(row), -1), course=pick([name for name, _ in COURSES], course),
            theme=pick([theme for _, theme in COURSES], course), held_on=held,
            hours=np.full(len(row), _HOURS), completed=chance(rng, 0.93, len(row)),
        ),
        "assessed_year_reviews": book.write(
            "assessed_year_reviews", worker[kept], by=np.full(len(kept), -1),
            stage=pick([name for name, _ in _REVIEWS], stage[kept]), held_on=reviewed[kept],
        ),
    }  # fmt: skip
