"""Exploitation, private fostering, meetings of agencies and family meetings."""

from __future__ import annotations

import numpy as np
import polars as pl

from lineofsight.simulation.book import Book
from lineofsight.simulation.cases import IN_NEED, SHORT_HELP
from lineofsight.simulation.draw import chance, choose, codes, later, lognormal, only, pick, repeat_events


def tables(book: Book) -> dict[str, pl.DataFrame]:
    """Every table of wider safeguarding, but for missing children and those out of school."""
    world, cases, children = book.world, book.cases, book.children
    rng = world.rng("safeguarding")
    age = (cases.received - children.born[cases.child]) / 365.25
    recent = cases.received >= world.history_from
    any_row = np.arange(len(cases)) < 3
    worried = np.flatnonzero(recent & (age > 10.5) & (cases.pathway >= SHORT_HELP) & chance(rng, 0.14, len(cases)))
    size = len(worried)
    day = cases.received[worried] + rng.integers(0, 90, size)
    ended = later(day, lognormal(rng, 240.0, 0.6, size))
    risk = choose(rng, (0.42, 0.38, 0.2), size)
    row, held = repeat_events(rng, day, np.minimum(ended, world.last_day + 1), 60.0, 0.35)
    now = choose(rng, (0.5, 0.34, 0.16), len(row))
    levels = ["low", "medium", "high"]
    trafficked = chance(rng, 0.12, size)
    private = np.flatnonzero((recent & (age > 1) & (age < 15.5) & chance(rng, 0.007, len(cases))) | (any_row & recent))
    private = private if len(private) else np.flatnonzero(recent)[:1]
    told = cases.received[private] + rng.integers(0, 20, len(private))
    met = np.flatnonzero(recent & (cases.pathway >= SHORT_HELP) & chance(rng, 0.16, len(cases)))
    met_on = cases.received[met] + rng.integers(5, 100, len(met))
    offered = np.flatnonzero(
        recent & (cases.pathway >= IN_NEED) & chance(rng, 0.24 + 0.3 * world.level(cases.received), len(cases))
    )
    offered_on = cases.received[offered] + rng.integers(20, 90, len(offered))
    declined = chance(rng, 0.35, len(offered))
    return {
        "exploitation_concerns": book.write(
            "exploitation_concerns",
            cases.child[worried],
            indicated_on=day,
            screened_on=only(
                day + rng.integers(0, 18, size), chance(rng, world.practice("decision_recorded", day), size)
            ),
            kind=codes(
                rng,
                {"criminal": 38, "sexual": 32, "county_lines": 14, "online": 10, "gangs": 4, "radicalisation": 2},
                size,
            ),
            risk=pick(levels, risk),
            previous_risk=pick(levels, choose(rng, (0.5, 0.35, 0.15), size)),
            risk_set_on=day + rng.integers(0, 14, size),
            ended_on=ended,
            trafficking_indicated=trafficked,
            referred_to_mechanism_on=only(day + rng.integers(2, 25, size), trafficked & chance(rng, 0.8, size)),
        ),
        "exploitation_reviews": book.write(
            "exploitation_reviews",
            cases.child[worried[row]],
            held_on=held,
            risk=pick(levels, now),
            previous_risk=pick(levels, risk[row]),
        ),
        "private_fostering": book.write(
            "private_fostering",
            cases.child[private],
            notified_on=told,
            started_on=told - rng.integers(5, 200, len(private)),
            ended_on=later(told, lognormal(rng, 260.0, 0.7, len(private))),
            assessed_on=only(told + rng.integers(20, 70, len(private)), chance(rng, 0.9, len(private))),
            suitability=pick(
                ["suitable", "suitable_with_conditions", "unsuitable"], choose(rng, (0.75, 0.17, 0.08), len(private))
            ),
        ),
        "multi_agency_meetings": book.write(
            "multi_agency_meetings",
            cases.child[met],
            kind=pick(
                ["multi_agency_risk_assessment", "exploitation", "professionals"],
                choose(rng, (0.6, 0.2, 0.2), len(met)),
            ),
            held_on=met_on,
            actions_recorded_on=only(
                met_on + rng.integers(0, 15, len(met)),
                chance(rng, world.practice("decision_recorded", met_on), len(met)),
            ),
            summary=pick(["Alarm fitted; school told"], np.where(chance(rng, 0.6, len(met)), 0, -1)),
        ),
        "family_meetings": book.write(
            "family_meetings",
            cases.child[offered],
            offered_on=offered_on,
            declined_on=only(offered_on + 7, declined),
            held_on=only(offered_on + rng.integers(14, 60, len(offered)), ~declined),
            not_offered_reason=pick(["Would put a parent in danger"], np.where(chance(rng, 0.02, len(offered)), 0, -1)),
        ),
    }
