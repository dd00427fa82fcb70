"""Around care: short breaks, long stays, remands, assessments of brothers and sisters, missing and liberty."""

from __future__ import annotations

import numpy as np
import polars as pl

from lineofsight.simulation.book import MINUTES, Book
from lineofsight.simulation.care_made import Care, make_care
from lineofsight.simulation.draw import ABSENT, chance, choose, expand, later, lognormal, only, pick
from lineofsight.simulation.placements import CHILDRENS_HOME, make_placements


def tables(book: Book) -> dict[str, pl.DataFrame]:
    """Short breaks, section 85 notices, remands, sibling assessments and deprivation of liberty."""
    world, cases, children = book.world, book.cases, book.children
    rng = world.rng("around care")
    care = make_care(book)
    breaks = np.flatnonzero(
        children.disabled[cases.child] & (cases.in_need_from < ABSENT) & chance(rng, 0.4, len(cases))
    )
    breaks = breaks if len(breaks) else np.arange(1)
    start = np.maximum(cases.received[breaks] + 90, children.born[cases.child[breaks]] + 800)
    until = later(start, lognormal(rng, 500.0, 0.8, len(breaks)))
    # Of one who comes of age before they could begin, on the one day.
    until = np.maximum(np.minimum(until, children.adult_on[cases.child[breaks]]), start)
    notice = np.arange(0, len(cases), max(1, round(len(cases) / max(3, world.population // 4000))))
    told = cases.received[notice] + rng.integers(0, 60, len(notice))
    teens = np.flatnonzero((care.age > 11) & ~care.alone & (care.end > world.history_from))
    held = teens[chance(rng, 0.05, len(teens)) | (np.arange(len(teens)) < 3)]
    day = np.maximum(care.start[held], world.history_from) + rng.integers(0, 60, len(held))
    kinds = np.arange(len(held)) % 3
    together = np.flatnonzero((care.start >= world.history_from) & ~care.alone & chance(rng, 0.35, len(care.case)))
    needed = care.start[together] + rng.integers(20, 200, len(together))
    done = later(needed, lognormal(rng, 60.0, 0.6, len(together)))
    locked, from_day, free_again = _held_in_homes(book, care, rng)
    return {
        "short_breaks": book.write(
            "short_breaks",
            cases.child[breaks],
            started_on=start,
            ended_on=until,
            longest_stay_from=start + 60,
            longest_stay_to=start + 60 + choose(rng, (0.6, 0.3, 0.08, 0.02), len(breaks)) * 5,
            legal_basis=pick(["section_17", "section_20"], choose(rng, (0.85, 0.15), len(breaks))),
        ),
        "section_85_notices": book.write(
            "section_85_notices",
            cases.child[notice],
            notified_on=told,
            assessed_on=only(told + rng.integers(5, 50, len(notice)), chance(rng, 0.85, len(notice))),
            ended_on=later(told, 240),
        ),
        "remands": book.write(
            "remands",
            care.child[held],
            kind=pick(["local_authority_accommodation", "youth_detention", "sentence"], kinds),
            started_on=day,
            ended_on=day + rng.integers(10, 120, len(held)),
            plan_recorded_on=only(day + rng.integers(1, 14, len(held)), chance(rng, 0.85, len(held))),
            ceased_care=kinds == 2,
            visited_on=only(day + rng.integers(2, 12, len(held)), chance(rng, 0.85, len(held))),
        ),
        "sibling_assessments": book.write(
            "sibling_assessments",
            care.child[together],
            needed_on=needed,
            completed_on=done,
            recommendation=pick(
                ["together", "apart", "together_when_possible"],
                np.where(done <= world.last_day, choose(rng, (0.6, 0.2, 0.2), len(together)), -1),
            ),
        ),
        "deprivation_of_liberty": book.write(
            "deprivation_of_liberty",
            care.child[locked],
            started_on=from_day,
            ended_on=free_again,
            court_date_on=from_day + 80,
            kind=pick(["inherent_jurisdiction", "secure_accommodation"], (np.arange(len(locked)) % 5 == 1).astype(int)),
        ),
    }


def _held_in_homes(book: Book, care: Care, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Orders that keep teenagers in a children's home: the time in care, from when, and until when."""
    world, placements = book.world, make_placements(book, care)
    start = np.maximum(placements.start, world.history_from)
    stay = np.minimum(placements.end, world.last_day) - start
    old = start > book.children.born[care.child[placements.row]] + 12 * 365
    homes = np.flatnonzero((placements.type == CHILDRENS_HOME) & old & (stay > 40))
    chosen = homes[chance(rng, 0.12, len(homes)) | (np.arange(len(homes)) < 3)]
    begins = start[chosen] + (rng.random(len(chosen)) * 0.6 * stay[chosen]).astype(np.int64)
    ends = np.minimum(begins + rng.integers(60, 200, len(chosen)), placements.end[chosen])
    return placements.row[chosen], begins, ends


def missing(book: Book) -> dict[str, pl.DataFrame]:
    """Missing episodes: few children, many times."""
    world, children = book.world, book.children
    rng = world.rng("missing")
    care = make_care(book)
    rows = care.open_between(world.history_from, world.last_day)
    years = (np.minimum(care.end[rows], world.last_day) - np.maximum(care.start[rows], world.history_from)) / 365.25
    prone = chance(rng, np.where(care.age[rows] > 10, 0.28, 0.015), len(rows))
    often = rng.gamma(0.7, 7.5, len(rows)) * years
    count = np.where(prone, 1 + rng.poisson(often), 0)
    which, _ = expand(np.minimum(count, 400))
    start = np.maximum(care.start[rows], world.history_from)[which] + (
        years[which] * 365.25 * rng.random(len(which))
    ).astype(np.int64)
    age = (start - children.born[care.child[rows[which]]]) / 365.25
    # Whoever is missing again had come back before, and whoever leaves care had come back to it.
    kept = (age > 9) & (start < care.end[rows[which]] - 1)
    child, start, leaves = care.child[rows[which[kept]]], start[kept], care.end[rows[which[kept]]]
    _, order = np.unique(child * 100_000 + start, return_index=True)
    child, start, leaves = child[order], start[order], leaves[order]
    size = len(start)
    at = start * MINUTES + rng.integers(600, 1439, size)
    again = np.concatenate((child[1:] == child[:-1], [False])) if size else np.zeros(0, bool)
    by = np.where(again, np.minimum(np.append(start, ABSENT)[1:], leaves), leaves) * MINUTES
    back = np.minimum(at + np.rint(lognormal(rng, 60 * 11.0, 1.1, size)).astype(np.int64), by - 1)
    told = at + rng.integers(5, 240, size)
    in_time = chance(rng, world.practice("interview_in_time", start), size)
    talked = back + np.where(in_time, rng.integers(300, 72 * 60, size), rng.integers(73 * 60, 15 * 1440, size))
    offered = chance(rng, 0.93, size)
    accepted = offered & chance(rng, 0.62, size)
    none = ABSENT * MINUTES
    seen = back + rng.integers(20, 600, size)
    return {
        "missing_episodes": book.write(
            "missing_episodes",
            child,
            started_on=start,
            started_at=at,
            kind=pick(["missing", "absent"], choose(rng, (0.9, 0.1), size)),
            ended_on=back // MINUTES,
            ended_at=back,
            notified_on=told // MINUTES,
            notified_at=told,
            interview_offered=pick(["no", "yes", "unknown"], np.where(chance(rng, 0.01, size), 2, offered.astype(int))),
            interview_accepted=pick(["no", "yes"], np.where(offered, accepted.astype(int), -1)),
            interview_offered_on=only(back // MINUTES, offered),
            interviewed_on=np.where(accepted, talked // MINUTES, ABSENT),
            interviewed_at=np.where(accepted, talked, none),
            interview_refused_on=only(back // MINUTES + 1, offered & ~accepted),
            seen_on=seen // MINUTES,
            seen_at=seen,
            meeting_held_on=only(start + 9, again & chance(rng, 0.3, size)),
        )
    }
