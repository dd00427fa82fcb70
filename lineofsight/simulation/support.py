"""How workers are supported: absences, supervision and its actions, and the yearly census."""

from __future__ import annotations

import numpy as np
import polars as pl

from lineofsight.simulation.book import Book
from lineofsight.simulation.draw import ABSENT, chance, choose, codes, later, lognormal, only, pick, repeat_events
from lineofsight.simulation.workforce import ROLES
from lineofsight.simulation.years import each_year


def tables(book: Book) -> dict[str, pl.DataFrame]:
    """Absences, supervisions, supervision actions and census lines."""
    world, workforce = book.world, book.workforce
    rng = world.rng("support")
    people = np.flatnonzero((workforce.placeholder == 0) & (workforce.left > world.history_from))
    begin = np.maximum(workforce.joined[people], world.history_from)
    until = np.minimum(workforce.left[people], world.last_day + 1)
    ill, ill_on = repeat_events(rng, begin, until, 270.0, 0.9)
    long = chance(rng, 0.07, len(ill))
    lasted = np.where(long, rng.integers(25, 120, len(ill)), 1 + rng.integers(0, 8, len(ill)))
    kind = np.where(chance(rng, 0.88, len(ill)), 0, rng.integers(1, 5, len(ill)))
    back = np.minimum(ill_on + lasted, until[ill])
    holds = workforce.role[people] < ROLES.index("team_manager")
    met, met_on = repeat_events(
        rng, begin, until, np.where(holds, 31.0, 38.0), 0.2, lambda row, at: world.practice("supervision_gap", at)
    )
    supervisor = workforce.manager_at(workforce.team[people[met]], met_on)
    supervisor = np.where(supervisor == people[met], -1, supervisor)
    size = len(met)
    # About one child in a meeting is written up on the child's own record.
    held = book.allocations
    by_worker = np.argsort(held.worker, kind="stable")
    first = np.searchsorted(held.worker[by_worker], people[met])
    last = np.searchsorted(held.worker[by_worker], people[met], side="right")
    chosen = by_worker[
        np.minimum(first + (rng.random(size) * np.maximum(last - first, 1)).astype(np.int64), len(by_worker) - 1)
    ]
    current = (last > first) & (held.start[chosen] <= met_on) & (held.end[chosen] > met_on)
    about = np.where(current, held.child[chosen], -1)
    acted = np.flatnonzero(current & chance(rng, 0.7, size))
    due = met_on[acted] + np.array([14, 28, 42])[choose(rng, (0.4, 0.45, 0.15), len(acted))]
    done = later(due, rng.normal(0, 1, len(acted)) * 12 + 14 - 20 * world.level(met_on[acted]))
    done = only(np.maximum(done, met_on[acted] + 1), chance(rng, 0.8 + 0.17 * world.level(met_on[acted]), len(acted)))
    return {
        "absences": book.write(
            "absences",
            people[ill],
            by=np.full(len(ill), -1),
            kind=pick(["sickness", "parental_leave", "annual_leave", "training", "other"], kind),
            started_on=ill_on,
            ended_on=back,
            working_days=np.where(back <= world.last_day, np.maximum(np.rint((back - ill_on) * 5 / 7), 1), np.nan),
        ),
        "supervisions": book.write(
            "supervisions",
            people[met],
            by=supervisor,
            held_on=met_on,
            supervisor_id=supervisor,
            child_id=about,
            was_reflective=chance(rng, world.practice("words_recorded", met_on), size),
            summary=pick(["Caseload, wellbeing and next steps"], np.zeros(size, np.int64)),
        ),
        "supervision_actions": book.write(
            "supervision_actions",
            about[acted],
            by=supervisor[acted],
            supervision_id=acted + 1,
            worker_id=people[met[acted]],
            agreed_on=met_on[acted],
            due_on=due,
            done_on=done,
            renewed_on=only(due, (done >= ABSENT) & chance(rng, 0.3, len(acted))),
            action=pick(
                ["Visit and see the child alone", "Chase the health report", "Finish the plan"],
                rng.integers(0, 3, len(acted)),
            ),
        ),
        "workforce_census": _census(book, rng, people),
        "registration_checks": _checks(book, rng, people),
    }


def _checks(book: Book, rng: np.random.Generator, people: np.ndarray) -> pl.DataFrame:
    """Registration is checked on joining, and each year before it runs out at the end of November."""
    world, workforce = book.world, book.workforce
    registered = people[workforce.role[people] < ROLES.index("personal_adviser")]
    workers, days = [registered], [workforce.joined[registered]]
    for day in each_year(world, 11, 30):
        here = registered[(workforce.joined[registered] < day) & (workforce.left[registered] >= day)]
        workers.append(here[chance(rng, 0.97, len(here))])
        days.append(day - rng.integers(0, 25, len(workers[-1])))
    worker, checked = np.concatenate(workers), np.concatenate(days)
    month_ends = np.array([*each_year(world, 11, 30), world.last_day + 366])
    until = month_ends[np.minimum(np.searchsorted(month_ends, checked + 25), len(month_ends) - 1)]
    return book.write("registration_checks", worker, by=np.full(len(worker), -1), checked_on=checked, valid_until=until)


def _census(book: Book, rng: np.random.Generator, people: np.ndarray) -> pl.DataFrame:
    world, workforce, held = book.world, book.workforce, book.allocations
    workers, days, loads = [], [], []
    social_workers = people[workforce.role[people] < ROLES.index("director")]
    for census in each_year(world, 9, 30):
        here = social_workers[(workforce.joined[social_workers] <= census) & (workforce.left[social_workers] >= census)]
        open_then = (held.start <= census) & (held.end > census)
        workers.append(here)
        days.append(np.full(len(here), census))
        loads.append(np.bincount(held.worker[open_then], minlength=len(workforce.team))[here])
    worker, day, load = np.concatenate(workers), np.concatenate(days), np.concatenate(loads)
    size = len(worker)
    lost = np.round(np.where(chance(rng, 0.55, size), lognormal(rng, 6.0, 1.0, size), 0.0))
    return book.write(
        "workforce_census",
        worker,
        by=np.full(size, -1),
        census_on=day,
        full_time_equivalent=np.array([1.0, 0.8, 0.6])[choose(rng, (0.85, 0.1, 0.05), size)],
        is_agency=workforce.agency[worker],
        role=pick(ROLES, workforce.role[worker]),
        ethnicity=codes(rng, {"WBRI": 66, "WOTH": 7, "BAFR": 10, "BCRB": 5, "AIND": 4, "APKN": 5, "MWBC": 3}, size),
        children_held=pl.Series(load),
        days_lost=lost,
        returned_on=day + 60,
    )
