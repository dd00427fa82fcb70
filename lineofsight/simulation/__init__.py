"""A synthetic authority: seeded, any size, with a story."""

from lineofsight.simulation.authority import simulate
from lineofsight.simulation.stories import STORIES

__all__ = ["STORIES", "simulate"]
