"""Child protection: strategy discussions, enquiries, conferences, plans, their reviews and core groups."""

from __future__ import annotations

import numpy as np
import polars as pl

from lineofsight.simulation.book import Book
from lineofsight.simulation.draw import ABSENT, chance, choose, codes, only, pick

CATEGORIES = {"NEG": 50, "EMO": 36, "PHY": 6.5, "SAB": 4, "MUL": 3.5}


def plans(book: Book) -> dict[str, pl.DataFrame]:
    """Child protection plans; a plan has its case's number."""
    world, cases = book.world, book.cases
    rng = world.rng("child protection plans")
    rows = np.flatnonzero(cases.protected_from < ABSENT)
    size = len(rows)
    start, end = cases.protected_from[rows], cases.protected_to[rows]
    shared = np.unique(cases.unit[rows])
    category = codes(rng, CATEGORIES, len(shared)).gather(np.searchsorted(shared, cases.unit[rows]).astype(np.uint32))
    changed = chance(rng, 0.08, size)
    latest = pl.select(pl.when(pl.Series(changed)).then(codes(rng, CATEGORIES, size)).otherwise(category)).to_series()
    earlier = choose(rng, (0.76, 0.17, 0.05, 0.02), size)
    worker = book.allocations.worker_at(cases.child[rows], start + 2)
    return {
        "child_protection_plans": book.write(
            "child_protection_plans",
            cases.child[rows],
            numbers=rows + 1,
            referral_id=rows + 1,
            conference_id=rows + 1,
            started_on=start,
            ended_on=end,
            other_authority=np.zeros(size, bool),
            initial_category=category,
            latest_category=latest,
            previous_plans=earlier,
            is_temporary=np.zeros(size, bool),
            lead_practitioner_id=worker,
            contingency_recorded_on=only(
                start + rng.integers(0, 30, size), chance(rng, world.practice("decision_recorded", start), size)
            ),
            shared_on=only(
                start + rng.integers(1, 25, size), chance(rng, world.practice("decision_recorded", start), size)
            ),
            contingency=pick(
                ["Call the duty worker and grandmother", "Move to the aunt's home that night", "Ring the police first"],
                np.where(chance(rng, 0.5, size), rng.integers(0, 3, size), -1),
            ),
        )
    }
