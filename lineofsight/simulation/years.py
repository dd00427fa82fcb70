"""Days that come every year: year ends, census days and the first days of school terms."""

from __future__ import annotations

from datetime import date, timedelta

from lineofsight.simulation.draw import day_number
from lineofsight.simulation.world import World


def _date(number: int) -> date:
    return date(1970, 1, 1) + timedelta(days=number)


def each_year(world: World, month: int, day: int) -> list[int]:
    """That day of every year within the years told."""
    years = range(_date(world.history_from).year, _date(world.last_day).year + 1)
    days = (day_number(date(year, month, day)) for year in years)
    return [found for found in days if world.history_from < found <= world.last_day]


def year_ends(world: World, month: int, day: int) -> list[tuple[int, str]]:
    """Year ends with the collection year each ends, such as 2024-25."""
    ends = []
    for found in each_year(world, month, day):
        year = _date(found).year
        ends.append((found, f"{year - 1}-{year % 100:02d}"))
    return ends


def term_starts(world: World) -> list[int]:
    """First days of school terms."""
    return sorted(each_year(world, 9, 4) + each_year(world, 1, 6) + each_year(world, 4, 20))
