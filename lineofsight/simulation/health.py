"""Health of children in care: checks, immunisations, strengths and difficulties, and the yearly outcomes returned."""

from __future__ import annotations

import numpy as np
import polars as pl

from lineofsight.simulation.book import Book
from lineofsight.simulation.care_made import Care, make_care
from lineofsight.simulation.draw import chance, choose, pick, repeat_events, whole_years
from lineofsight.simulation.recording import neglected
from lineofsight.simulation.years import year_ends

_KINDS = (
    "initial_health_assessment",
    "review_health_assessment",
    "dental_check",
    "eye_check",
    "development_check",
    "immunisations",
    "health_passport",
)


def tables(book: Book) -> dict[str, pl.DataFrame]:
    """Every table of health."""
    world, children = book.world, book.children
    rng = world.rng("health")
    care = make_care(book)
    rows = care.open_between(world.history_from, world.last_day)
    start, end = care.start[rows], np.minimum(care.end[rows], world.last_day + 1)
    age = care.age[rows]
    first_days = 16 + rng.gamma(2.0, 7.0, len(rows)) * world.practice("health_check_gap", start)
    initial = start + np.rint(first_days).astype(np.int64)
    every = np.where(age < 5, 178.0, 352.0)
    gap = world.practice("health_check_gap", np.maximum(start, world.history_from))
    parts = [(np.arange(len(rows)), initial, np.zeros(len(rows), np.int64))]
    for code, length in (
        (1, every),
        (2, np.full(len(rows), 320.0)),
        (3, np.full(len(rows), 560.0)),
        (5, np.full(len(rows), 500.0)),
        (6, np.full(len(rows), 700.0)),
    ):
        row, day = repeat_events(rng, np.maximum(start, world.history_from - 300), end, length * gap, 0.15)
        parts.append((row, day, np.full(len(row), code)))
    small = np.flatnonzero(age < 5)
    row, day = repeat_events(rng, np.maximum(start, world.history_from)[small], end[small], 160.0, 0.2)
    parts.append((small[row], day, np.full(len(row), 4)))
    row, day, kind = (np.concatenate(column) for column in zip(*parts, strict=True))
    kept = (
        (day >= world.history_from)
        & (day < end[row])
        & ((kind != 4) | (day < children.born[care.child[rows[row]]] + 5 * 365))
    )
    row, day, kind = row[kept], day[kept], kind[kept]
    size = len(row)
    child = care.child[rows]
    score_row, score_day = repeat_events(rng, np.maximum(start, world.history_from - 300), end, 360.0 * gap, 0.12)
    score_age = (score_day - children.born[child[score_row]]) / 365.25
    kept = (score_day >= world.history_from) & (score_age >= 4) & (score_age < 17)
    score_row, score_day = score_row[kept], score_day[kept]
    scored = chance(rng, 0.93, len(score_row))
    score = pl.Series(np.clip(np.rint(rng.normal(14, 7, len(score_row))), 0, 40).astype(np.int64))
    shots = kind == 5
    used = np.flatnonzero((age > 12) & chance(rng, 0.045, len(rows)) | (np.arange(len(rows)) < 1))
    convicted = np.flatnonzero((age > 11) & chance(rng, 0.03, len(rows)) | (np.arange(len(rows)) < 1))
    begins = np.maximum(start, world.history_from)
    return {
        "health_checks": book.write(
            "health_checks",
            child[row],
            slow=2.0,
            kind=pick(_KINDS, kind),
            checked_on=day,
            by_doctor=(kind == 0) | chance(rng, 0.2, size),
            status=pick(["completed", "refused", "cancelled"], choose(rng, (0.95, 0.035, 0.015), size)),
        ),
        "immunisations": book.write(
            "immunisations",
            child[row[shots]],
            slow=2.0,
            up_to_date=chance(rng, 0.84, int(shots.sum())),
            checked_on=day[shots],
        ),
        "strengths_and_difficulties": book.write(
            "strengths_and_difficulties",
            child[score_row],
            completed_on=score_day,
            no_score_reason=pick(["SDQ2", "SDQ3", "SDQ4"], np.where(scored, -1, rng.integers(0, 3, len(score_row)))),
            score=pl.select(pl.when(pl.Series(scored)).then(score)).to_series(),
        ),
        "substance_misuse": book.write(
            "substance_misuse",
            child[used],
            identified_on=begins[used] + 40,
            substance=pick(["cannabis", "alcohol", "other"], choose(rng, (0.7, 0.2, 0.1), len(used))),
            intervention_received=chance(rng, 0.5, len(used)),
            intervention_offered=np.ones(len(used), bool),
        ),
        "convictions": book.write(
            "convictions",
            child[convicted],
            convicted_on=begins[convicted] + 60,
            offence=pick(["Theft", "Assault", "Criminal damage"], rng.integers(0, 3, len(convicted))),
        ),
    } | _outcomes(book, care)


def _outcomes(book: Book, care: Care) -> dict[str, pl.DataFrame]:
    world = book.world
    rng = world.rng("outcomes")
    rows, years, labels = [], [], []
    for ends, label in year_ends(world, month=3, day=31):
        found = np.flatnonzero((care.start <= ends - 365) & (care.end > ends))
        rows.append(found)
        years.append(np.full(len(found), ends))
        labels += [label] * len(found)
    row, day = np.concatenate(rows), np.concatenate(years)
    size = len(row)
    born = book.children.born[care.child[row]]
    age, at_start = whole_years(born, day), whole_years(born, day - 365)
    tri = np.int8
    asked = (at_start >= 4) & (age < 17)
    scored = asked & ~neglected(world, rng, "strengths and difficulties score", size)
    score = pl.Series(np.clip(np.rint(rng.normal(14, 7, size)), 0, 40).astype(np.int64))
    misuse = (age > 12) & chance(rng, 0.06, size)
    helped = chance(rng, 0.45, size)
    return {
        "outcomes_903": book.write(
            "outcomes_903",
            care.child[row],
            collection_year=pl.Series(labels, dtype=pl.String),
            year_ended_on=day,
            convicted=np.where(age >= 10, chance(rng, 0.02, size), -1).astype(tri),
            health_check=chance(rng, 0.89, size),
            immunised=chance(rng, 0.82, size),
            teeth_checked=chance(rng, 0.79, size),
            development_assessed=np.where(age < 5, chance(rng, 0.88, size), -1).astype(tri),
            substance_misuse=misuse,
            intervention_received=np.where(misuse, helped, -1).astype(tri),
            intervention_offered=np.where(misuse & ~helped, chance(rng, 0.4, size), -1).astype(tri),
            sdq_score=pl.select(pl.when(pl.Series(scored)).then(score)).to_series(),
            sdq_reason=pick(
                ["SDQ1", "SDQ2", "SDQ4", "SDQ5"],
                np.where(
                    asked, np.where(scored, -1, rng.integers(1, 4, size)), np.where((age == 4) | (age == 17), 0, -1)
                ),
            ),
        )
    }
