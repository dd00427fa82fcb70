"""The tables of teams, workers, posts and allocations."""

from __future__ import annotations

import numpy as np
import polars as pl

from lineofsight.simulation.book import Book
from lineofsight.simulation.draw import ABSENT, chance, choose, codes, only, pick
from lineofsight.simulation.names import ORIGINS
from lineofsight.simulation.recording import neglected
from lineofsight.simulation.staying import why_they_moved
from lineofsight.simulation.workforce import ROLES

_ETHNICITY = {"WBRI": 62, "WOTH": 7, "BAFR": 11, "BCRB": 5, "AIND": 4, "APKN": 5, "ABAN": 1.5, "MWBC": 2, "AOTH": 2}
_CHANGES = ("LEFTRL", "ABSENC", "ORGRST", "MANAGE", "FCONTA", "TSPROC")


def workforce_tables(book: Book) -> dict[str, pl.DataFrame]:
    """Professionals, teams, posts and allocations."""
    return {
        "professionals": _professionals(book),
        "teams": _teams(book),
        "posts": _posts(book),
        "allocations": _allocations(book),
    }


def _professionals(book: Book) -> pl.DataFrame:
    world, workforce = book.world, book.workforce
    rng = world.rng("professionals")
    size = len(workforce.team)
    person = workforce.placeholder == 0
    surnames = [name for one in ORIGINS for name in one.surnames]
    forenames = [name for one in ORIGINS for name in one.girls + one.boys]
    first, last = (
        pick(forenames, rng.integers(0, len(forenames), size)),
        pick(surnames, rng.integers(0, len(surnames), size)),
    )
    team_name = pick(book.teams.name, workforce.team)
    stand_in = pick(["", "Duty Desk ", "Holding List "], workforce.placeholder)
    names = pl.select(person=pl.Series(person), whole=pl.concat_str(first, pl.lit(" "), last),
                      list=pl.concat_str(stand_in, team_name))  # fmt: skip
    social_work = workforce.role < ROLES.index("personal_adviser")
    last_on = np.where(workforce.left < ABSENT, workforce.left, world.last_day)
    registered = only(
        (last_on // 365 + 1) * 365 + rng.integers(-20, 60, size), person & social_work & chance(rng, 0.985, size)
    )
    held = book.allocations
    open_now = (held.start <= world.last_day) & (held.end > world.last_day)
    children = np.bincount(held.worker[open_now], minlength=size)
    newly = (workforce.role == ROLES.index("newly_qualified")) & person
    moved = why_they_moved(world, workforce)
    role_titles = [role.replace("_", " ").capitalize() for role in ROLES]
    return book.write(
        "professionals",
        numbers=np.arange(size),
        by=np.full(size, -1),
        staff_number=pick(
            pl.Series(rng.permutation(9 * size)[:size] + 10_000).cast(pl.String), np.where(person, np.arange(size), -1)
        ),
        name=names.select(pl.when("person").then("whole").otherwise("list")).to_series(),
        registration_number=pick(
            pl.select(
                pl.concat_str(pl.lit("SW"), pl.Series(rng.permutation(90_000 + size)[:size] + 10_000).cast(pl.String))
            ).to_series(),
            np.where(person & social_work, np.arange(size), -1),
        ),
        registered_until=registered,
        is_agency=workforce.agency,
        role=pick(ROLES, workforce.role),
        job_title=pick(role_titles, workforce.role),
        caseload_in_source=children,
        team_id=workforce.team,
        full_time_equivalent=np.where(
            person, np.array([1.0, 0.8, 0.6, 0.5])[choose(rng, (0.82, 0.09, 0.06, 0.03), size)], np.nan
        ),
        ethnicity=pick(codes(rng, _ETHNICITY, size), np.where(person & chance(rng, 0.93, size), np.arange(size), -1)),
        started_on=workforce.joined,
        ended_on=workforce.left,
        assessed_year_from=only(workforce.joined, newly),
        assessed_year_to=only(workforce.joined + 365, newly),
        placeholder=pick(["duty_desk", "holding_list"], workforce.placeholder - 1),
        came_from=moved.came_from,
        left_because=moved.because,
        left_for=moved.went,
    )


def _teams(book: Book) -> pl.DataFrame:
    parent = np.array(book.teams.parent)
    return book.write(
        "teams", numbers=np.arange(len(parent)), by=np.full(len(parent), -1), name=pl.Series(book.teams.name),
        parent_id=parent, parent_name=pick(book.teams.name, parent), kind=pl.Series(book.teams.kind),
        started_on=np.full(len(parent), book.world.warm_up_from), ended_on=np.full(len(parent), ABSENT),
    )  # fmt: skip


def _posts(book: Book) -> pl.DataFrame:
    workforce = book.workforce
    kept = np.flatnonzero((workforce.turn_from <= book.world.last_day) & (workforce.turn_to > book.world.history_from))
    worker = workforce.turn_worker[kept]
    agency = (worker >= 0) & workforce.agency[worker]
    size = len(kept)
    return book.write(
        "posts",
        np.zeros(size, np.int64),
        by=np.full(size, -1),
        team_id=workforce.post_team[workforce.turn_post[kept]],
        worker_id=np.where(agency, -1, worker),
        full_time_equivalent=np.ones(size),
        covered_by_agency=agency,
        started_on=workforce.turn_from[kept],
        ended_on=np.where(workforce.turn_to[kept] > book.world.last_day, ABSENT, workforce.turn_to[kept]),
    )


def _allocations(book: Book) -> pl.DataFrame:
    """Whoever holds the child, the reviewing officer of a child in care, and the conference chair of a plan."""
    held, cases = book.allocations, book.cases
    rng = book.world.rng("allocation rows")
    care = np.flatnonzero((cases.care_from < ABSENT) & (cases.care_to > cases.care_from + 9))
    plan = np.flatnonzero((cases.protected_from < ABSENT) & (cases.protected_to > cases.protected_from + 9))
    named = np.concatenate((care, plan))
    from_day = np.concatenate((cases.care_from[care] + rng.integers(1, 8, len(care)), cases.protected_from[plan]))
    until = np.concatenate((cases.care_to[care], cases.protected_to[plan]))
    officer = book.somebody(
        "reviewing", np.maximum(from_day, book.world.history_from), (cases.unit[named] * 0.61803) % 1
    )
    known = np.flatnonzero(officer >= 0)
    named, from_day, until, officer = named[known], from_day[known], until[known], officer[known]
    chair = (known >= len(care)).astype(np.int64) + 2
    size = len(held.child)
    mid_stage = held.start > held.stage_start
    first_of_case = np.concatenate(([True], held.case[1:] != held.case[:-1]))
    reason = np.where(mid_stage, choose(rng, (0.5, 0.2, 0.1, 0.2), size), np.where(first_of_case, 4, 5))
    reason = np.where(mid_stage & neglected(book.world, rng, "why the worker changed", size), -1, reason)
    adviser = book.workforce.role[held.worker] == ROLES.index("personal_adviser")
    accepted = only(held.start + rng.integers(0, 4, size), chance(rng, 0.85, size))
    roles = ["allocated_worker", "personal_adviser", "reviewing_officer", "conference_chair"]
    return book.write(
        "allocations",
        np.concatenate((held.child, cases.child[named])),
        worker_id=np.concatenate((held.worker, officer)),
        team_id=np.concatenate((held.team, book.workforce.team[officer])),
        role=pick(roles, np.concatenate((adviser.astype(np.int64), chair))),
        started_on=np.concatenate((held.start, from_day)),
        ended_on=np.concatenate((held.end, until)),
        change_reason=pick(_CHANGES, np.concatenate((reason, np.full(len(named), -1)))),
        referral_id=np.concatenate((held.case, named)) + 1,
        accepted_on=np.concatenate((accepted, from_day)),
    )
