"""Care leavers: who they are, their advisers, plans, homes, work, and contact with them."""

from __future__ import annotations

import numpy as np
import polars as pl

from lineofsight.simulation.book import Book
from lineofsight.simulation.care_made import make_care
from lineofsight.simulation.draw import ABSENT, chance, choose, expand, later, lognormal, only, pick, repeat_events
from lineofsight.simulation.years import year_ends

_HOMES = {
    "B1": 13,
    "C1": 4,
    "D1": 1,
    "E1": 3,
    "K1": 12,
    "R1": 6,
    "T1": 9,
    "U1": 24,
    "V1": 4,
    "W1": 4,
    "X2": 4,
    "Z1": 10,
    "S2": 1.5,
    "G1": 1.5,
    "H1": 1,
    "Y1": 2,
}
_WORK = {"F1": 6, "F2": 20, "P2": 2, "F4": 24, "F5": 5, "P5": 3, "G4": 14, "G5": 21, "G6": 5}


def tables(book: Book) -> dict[str, pl.DataFrame]:
    """Every table of leaving care."""
    world, children = book.world, book.children
    rng = world.rng("leaving care")
    care = make_care(book)
    sixteen = children.born[care.child] + 5844
    eligible = (
        (care.end > sixteen + 90)
        & (np.maximum(sixteen, care.start) + 91 <= world.last_day)
        & (care.end - care.start > 91)
    )
    rows = np.flatnonzero(eligible)
    _, last = np.unique(care.child[rows][::-1], return_index=True)
    rows = np.sort(len(rows) - 1 - last) if len(rows) else rows
    rows = np.flatnonzero(eligible)[rows]
    child = care.child[rows]
    size = len(rows)
    adult = children.adult_on[child]
    start = np.maximum(children.born[child] + 5844, care.start[rows] + 91)
    until = np.where(child % 5 == 0, adult + 2556, adult + 1096 + child % 700)
    current = until > world.history_from
    rows, child, adult, start, until = rows[current], child[current], adult[current], start[current], until[current]
    size = len(rows)
    now = np.minimum(world.last_day, until)
    kind = np.where(now < adult, np.where(care.end[rows] > now, 0, 1), 2)
    worker, team = book.held(child, now)
    adviser_from = np.where(now >= adult, adult - rng.integers(-60, 160, size), ABSENT)
    adviser_from = only(np.maximum(adviser_from, start), (adviser_from < world.last_day) & chance(rng, 0.96, size))
    from_day = np.maximum(start, world.history_from)
    gap = world.practice("pathway_gap", from_day)
    adviser = book.somebody("leaving_care", now, rng.random(size))
    plan_row, plan_day = repeat_events(rng, start, np.minimum(until, world.last_day + 1), 172.0 * gap, 0.2, first=80.0)
    kept = plan_day >= world.history_from
    first_plan = np.concatenate(([True], plan_row[1:] != plan_row[:-1])) if len(plan_row) else np.zeros(0, bool)
    plan_row, plan_day, first_plan = plan_row[kept], plan_day[kept], first_plan[kept]
    assessed = later(start, lognormal(rng, 75.0, 0.4, size))
    touch_row, touch_day = repeat_events(
        rng, np.maximum(adult, world.history_from), np.minimum(until, world.last_day + 1), 47.0 * gap, 0.5
    )
    mode = choose(rng, (0.6, 0.08, 0.22, 0.1), len(touch_row))
    home_row, home_start, home_end, home_code, suitable = _homes(book, rng, adult, until)
    work_row, work_day = repeat_events(
        rng, np.maximum(adult, world.history_from), np.minimum(until, world.last_day + 1), 90.0, 0.3
    )
    works = list(_WORK)
    work = choose(rng, list(_WORK.values()), len(work_row))
    latest = np.full(size, ABSENT)
    latest[touch_row] = touch_day
    review = np.full(size, ABSENT)
    review[plan_row] = plan_day
    home_now = np.full(size, -1)
    home_now[home_row[home_start <= world.last_day]] = home_code[home_start <= world.last_day]
    fit = np.ones(size, bool)
    fit[home_row] = suitable
    work_now = np.full(size, -1)
    work_now[work_row] = work
    grown = now >= adult
    work_now = np.where(grown & (work_now < 0), 0, work_now)
    parent = grown & chance(rng, 0.12, size)
    staying = grown & chance(rng, 0.24, size)
    well = chance(rng, world.practice("decision_recorded", now), size)
    out_of_work = np.isin(work_now, [works.index("G4"), works.index("G5"), works.index("G6")])
    later_plan = plan_day + rng.integers(0, 25, len(plan_day))
    return {
        "care_leavers": book.write(
            "care_leavers",
            child,
            eligibility=pick(["eligible", "relevant", "former_relevant"], kind),
            eligible_from=start,
            eligible_until=until,
            in_touch=pick(
                ["YES", "NO", "REFU", "RHOM"], np.where(grown, choose(rng, (0.92, 0.045, 0.02, 0.015), size), -1)
            ),
            latest_contact_on=latest,
            accommodation=pick(list(_HOMES), home_now),
            accommodation_suitable=pick(["yes", "no"], np.where(home_now >= 0, (~fit).astype(int), -1)),
            activity=pick(works, work_now),
            pathway_review_on=review,
            personal_adviser_id=np.where(adviser_from < ABSENT, adviser, -1),
            personal_adviser_from=adviser_from,
            team_id=team,
            worker_id=worker,
            not_in_work_or_school_from=only(now - 120, out_of_work),
            less_contact_agreed_on=only(now - 200, grown & chance(rng, 0.08, size) & (now - 200 > adult)),
            parenthood_identified_on=only(now - 150, parent),
            parenthood_offer_on=only(now - 130, parent & well),
            health_summary_given_on=only(adult + rng.integers(-30, 60, size), well),
            offer_shared_on=only(start + 60, well),
            documents_complete_on=only(adult - 30, well),
            staying_put_decided_on=only(adult - 60, staying),
            is_staying_put=staying & (now < adult + 1096),
            transition_assessed_on=only(adult - 100, children.disabled[child]),
            transition_needed=children.disabled[child],
            is_parent=parent,
            allowance_recorded_on=only(adult + 10, grown & well),
        ),
        "pathway_assessments": book.write(
            "pathway_assessments",
            child[assessed < np.minimum(until, world.last_day)],
            completed_on=assessed[assessed < np.minimum(until, world.last_day)],
        ),
        "pathway_plans": book.write(
            "pathway_plans",
            child[plan_row],
            agreed_on=plan_day,
            is_review=~first_plan,
            shared_on=only(later_plan, chance(rng, 0.75, len(plan_day))),
            changes=pick(
                ["Budgeting and a college course", "A new home and a named friend", "No change"],
                rng.integers(0, 3, len(plan_day)),
            ),
        ),
        "care_leaver_contacts": book.write(
            "care_leaver_contacts",
            child[touch_row],
            contacted_on=touch_day,
            mode=pick(["in_person", "virtual", "telephone", "message"], mode),
            in_person=mode == 0,
            at_home=(mode == 0) & chance(rng, 0.6, len(mode)),
            worker_id=book.allocations.worker_at(child[touch_row], touch_day),
        ),
        "care_leaver_homes": book.write(
            "care_leaver_homes",
            child[home_row],
            started_on=home_start,
            ended_on=home_end,
            accommodation=pick(list(_HOMES), home_code),
            is_suitable=suitable,
            suitability_recorded_on=only(home_start + 10, chance(rng, 0.85, len(home_row))),
            is_unregulated=chance(rng, 0.02, len(home_row)),
        ),
        "care_leaver_activities": book.write(
            "care_leaver_activities", child[work_row], reviewed_on=work_day, activity=pick(works, work)
        ),
        "outcomes_of_care_leavers": _outcomes(book, rng, child, adult, home_now, work_now, works),
    }


def _homes(book: Book, rng: np.random.Generator, adult: np.ndarray, until: np.ndarray) -> tuple[np.ndarray, ...]:
    row, place = expand(1 + choose(rng, (0.45, 0.3, 0.17, 0.08), len(adult)))
    start = adult[row] + place * (250 + row % 300)
    kept = start < until[row]
    row, start = row[kept], start[kept]
    same = np.concatenate((row[1:] == row[:-1], [False]))
    end = np.where(same, np.concatenate((start[1:], [ABSENT])), ABSENT)
    code = choose(rng, list(_HOMES.values()), len(row))
    poor = np.isin(code, [list(_HOMES).index(name) for name in ("X2", "S2", "G1", "H1")])
    return row, start, end, code, ~poor & chance(rng, 0.97, len(row))


def _outcomes(
    book: Book,
    rng: np.random.Generator,
    child: np.ndarray,
    adult: np.ndarray,
    home: np.ndarray,
    work: np.ndarray,
    works: list[str],
) -> pl.DataFrame:
    rows, days, labels = [], [], []
    for ends, label in year_ends(book.world, month=3, day=31):
        found = np.flatnonzero((adult <= ends - 2) & (adult > ends - 4 * 365 - 1))
        rows.append(found)
        days.append(np.full(len(found), ends))
        labels += [label] * len(found)
    row, day = np.concatenate(rows), np.concatenate(days)
    changed = chance(rng, 0.3, len(row))
    return book.write(
        "outcomes_of_care_leavers",
        child[row],
        collection_year=pl.Series(labels, dtype=pl.String),
        year_ended_on=day,
        in_touch=pick(["YES", "NO", "REFU"], choose(rng, (0.93, 0.05, 0.02), len(row))),
        activity=pick(
            works, np.where(changed | (work[row] < 0), choose(rng, list(_WORK.values()), len(row)), work[row])
        ),
        accommodation=pick(
            list(_HOMES), np.where(changed | (home[row] < 0), choose(rng, list(_HOMES.values()), len(row)), home[row])
        ),
    )
