"""The whole synthetic authority: everything drawn in common, then each area's rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import polars as pl

from lineofsight.core.tables import TABLES
from lineofsight.simulation import (
    assessing,
    care,
    court,
    education,
    front_door,
    health,
    leaving_care,
    other_care,
    oversight,
    partners,
    people,
    permanence,
    placements,
    planning,
    protection,
    safeguarding,
    service,
    staying,
    support,
    teams_and_workers,
    visits,
)
from lineofsight.simulation.allocations import make_allocations
from lineofsight.simulation.book import Book
from lineofsight.simulation.cases import make_cases
from lineofsight.simulation.contacts_made import make_contacts
from lineofsight.simulation.draw import ABSENT
from lineofsight.simulation.families import make_families
from lineofsight.simulation.places import make_stages, make_teams
from lineofsight.simulation.workforce import make_workforce
from lineofsight.simulation.world import World, world_of

_AREAS: tuple[Callable[[Book], dict[str, pl.DataFrame]], ...] = (
    teams_and_workers.workforce_tables, support.tables, front_door.referrals, front_door.contacts,
    front_door.out_of_hours, front_door.early_help, assessing.assessments, assessing.enquiries, assessing.conferences,
    planning.in_need, protection.plans, planning.protection_reviews, planning.transfers, visits.visit_table,
    care.care_tables, placements.carer_tables, other_care.tables, other_care.missing, health.tables, education.in_care,
    education.special_needs, education.out_of_school, permanence.tables, leaving_care.tables, court.tables,
    safeguarding.tables, oversight.decisions, oversight.voices, oversight.audits, service.requests, service.governance,
    service.populations, staying.staying_tables,
)  # fmt: skip
# Every person, worker and team referred to has a row; other rows may be left out as not yet known.
_WHOLE = frozenset({"people", "professionals", "teams"})


def simulate(
    population: int, years: int, seed: int, story: str = "improvement", ends_on: date = date(2026, 9, 30)
) -> dict[str, pl.DataFrame]:
    """A synthetic authority's record, every table of practice in its declared schema.

    `population` is residents under 18; the record covers `years` to `ends_on`, and the year before them. The same
    arguments give the same rows. Raises ValueError naming an argument that cannot be used.
    """
    book = make_book(world_of(population, years, seed, story, ends_on))
    frames: dict[str, pl.DataFrame] = {}
    for area in _AREAS:
        frames |= area(book)
    frames |= partners.tables(book, frames)
    first = np.full(len(book.children.born), ABSENT)
    np.minimum.at(first, book.cases.child, book.cases.received)
    np.minimum.at(first, book.contacts.child, book.contacts.day)
    known = np.flatnonzero(first < ABSENT)
    frames |= people.people_tables(book, known, first[known])
    return {name: _settled(frames, name) for name in TABLES if name in frames}


def make_book(world: World) -> Book:
    """Everything the areas have in common: families, cases, teams, workers and who held whom."""
    families, children = make_families(world)
    cases = make_cases(world, families, children)
    teams = make_teams(world)
    stages = make_stages(world, families, children, cases, teams)
    workforce = make_workforce(world, teams, stages)
    allocations = make_allocations(world, stages, cases.child, cases.family, workforce)
    contacts = make_contacts(world, families, children, cases)
    ids = people.person_ids(world, len(children.born) + 2 * len(families.size))
    return Book(world, families, children, cases, teams, stages, workforce, allocations, contacts, ids)


def _settled(frames: dict[str, pl.DataFrame], name: str) -> pl.DataFrame:
    """The table with references to rows not yet known on the last day left blank."""
    blanks = [
        pl.when(pl.col(column.name).is_in(frames[column.refers_to]["id"].implode()))
        .then(pl.col(column.name))
        .alias(column.name)
        for column in TABLES[name].columns
        if column.refers_to is not None
        and column.refers_to not in _WHOLE
        and frames[name][column.name].null_count() < frames[name].height
    ]
    return frames[name].with_columns(blanks)
