"""The world a simulation runs in: how many children, which years, whose story, and where randomness comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zlib import crc32

import numpy as np

# Read with this module, not when first asked for: it goes on reading itself whatever is raised meanwhile, so that who
# interrupted just then would not be heard.
import numpy.random

from lineofsight.simulation.draw import YEAR, day_number
from lineofsight.simulation.stories import PRACTICE, STORIES, Story

_LOCALITIES = (
    "Abbey Meadows", "Brickfields", "Castle Ward", "Docklands", "Eastgate", "Fairholme", "Greystone", "Hawthorn",
    "Ironbridge Road", "Junction", "Kingswell", "Larkhill", "Millbrook", "Northfields", "Old Town", "Priory",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class World:
    """Children resident, first and last day told, seed and story. Days are whole numbers since 1 January 1970."""

    population: int
    first_day: int
    last_day: int
    seed: int
    story: Story

    @property
    def history_from(self) -> int:
        """The record reaches back a year before the first day, so that twelve-month figures start right."""
        return self.first_day - 365

    @property
    def warm_up_from(self) -> int:
        """Work is simulated from here, so that what is open on the first day has a past."""
        return self.first_day - 4 * 365

    @property
    def localities(self) -> tuple[str, ...]:
        """Names of the authority's localities, more in a larger authority."""
        return _LOCALITIES[: int(np.clip(self.population // 12_000, 4, len(_LOCALITIES)))]

    def rng(self, area: str) -> numpy.random.Generator:
        """An area's own randomness: a change in one area leaves the draws of the others as they were."""
        return numpy.random.default_rng([self.seed, crc32(area.encode())])

    def at_share(self, share: float) -> int:
        """The day at a share of the years told."""
        return self.first_day + round(share * (self.last_day - self.first_day))

    def level(self, days: np.ndarray) -> np.ndarray:
        """How well practice goes on those days, 0 to 1."""
        shares = (np.asarray(days) - self.first_day) / max(self.last_day - self.first_day, 1)
        return np.interp(shares, [at for at, _ in self.story.levels], [level for _, level in self.story.levels])

    def practice(self, habit: str, days: np.ndarray) -> np.ndarray:
        """A habit's value on those days."""
        ends = PRACTICE[habit]
        return ends.poor + (ends.good - ends.poor) * self.level(days)


def world_of(population: int, years: int, seed: int, story: str, ends_on: date) -> World:
    """A world, or ValueError saying which argument cannot be used and what could be."""
    if not 500 <= population <= 20_000_000:
        raise ValueError(f"population is residents under 18, from 500 to 20,000,000; {population} is not.")
    if not 1 <= years <= 20:
        raise ValueError(f"years is from 1 to 20; {years} is not.")
    if seed < 0:
        raise ValueError(f"seed is 0 or more; {seed} is not.")
    if story not in STORIES:
        raise ValueError(f"There is no story {story!r}. The stories are {', '.join(STORIES)}.")
    last = day_number(ends_on)
    return World(population, last - round(years * YEAR), last, seed, STORIES[story])
