"""The front door: contacts, out-of-hours work, early help and referrals."""

from __future__ import annotations

import numpy as np
import polars as pl

from lineofsight.simulation.book import MINUTES, Book
from lineofsight.simulation.cases import NO_ACTION, PROTECTED, SHORT_HELP
from lineofsight.simulation.draw import chance, choose, codes, only, pick

SOURCES = {
    "1A": 4,
    "1B": 3,
    "1C": 3,
    "1D": 5,
    "2A": 3,
    "2B": 15,
    "3A": 4,
    "3B": 3,
    "3C": 2.5,
    "3D": 4,
    "3E": 1.5,
    "3F": 2,
    "4": 2.5,
    "5A": 4,
    "5B": 3,
    "5C": 1.5,
    "5D": 1,
    "6": 29,
    "7": 4,
    "8": 5,
    "9": 2,
    "10": 1.5,
}
NEEDS = {"N1": 58, "N2": 8.5, "N3": 2.3, "N4": 8, "N5": 14, "N6": 2.5, "N7": 0.5, "N8": 3, "N9": 2.2, "N0": 1}


def referrals(book: Book) -> dict[str, pl.DataFrame]:
    """Referrals, one row a child and case."""
    world, cases = book.world, book.cases
    rng = world.rng("referrals")
    size = len(cases)
    shared, _ = np.unique(cases.unit, return_inverse=True)
    by_unit = np.searchsorted(shared, cases.unit)
    source = codes(rng, SOURCES, len(shared)).gather(by_unit.astype(np.uint32))
    need = codes(rng, NEEDS, len(shared)).gather(by_unit.astype(np.uint32))
    minute = 8 * 60 + rng.integers(0, 600, len(shared))[by_unit]
    reason = np.where(
        cases.pathway == NO_ACTION,
        7,
        np.where(cases.pathway < SHORT_HELP, 7, choose(rng, (0.02, 0.01, 0.02, 0.03, 0.06, 0.1, 0.76), size)),
    )
    adult = cases.closed >= book.children.adult_on[cases.child]
    reason = np.where(adult, 5, reason)
    held = book.allocations.at(cases.child, cases.received)
    team = book.teams.one_for("assessment", world, book.families, cases.family)
    worker = np.where(held >= 0, book.allocations.worker[held], -1)
    unborn = book.children.born[cases.child] > cases.received
    homeless = (
        (book.children.born[cases.child] < cases.received - 5844)
        & chance(rng, 0.18, size)
        & (cases.pathway > NO_ACTION)
    )
    level = np.where(cases.pathway == PROTECTED, 4, np.where(cases.pathway >= SHORT_HELP, 3, 2))
    levels = ["universal", "early_help", "targeted", "child_in_need", "child_protection", "specialist"]
    return {
        "referrals": book.write(
            "referrals",
            cases.child,
            by=worker,
            received_on=cases.received,
            received_at=cases.received * MINUTES + minute,
            source_code=source,
            primary_need=need,
            decided_on=cases.decided,
            decided_at=cases.decided * MINUTES
            + np.where(cases.decided == cases.received, np.minimum(minute + 120, 1200), 840),
            no_further_action=cases.pathway == NO_ACTION,
            closed_on=cases.closed,
            close_reason=pick([f"RC{n}" for n in range(1, 10)], np.where(cases.closed <= world.last_day, reason, -1)),
            team_id=team,
            worker_id=worker,
            acknowledged_on=only(cases.received + rng.integers(0, 6, size), chance(rng, 0.82, size)),
            referrer_is_public=source.str.starts_with("1"),
            level_of_need=pick(levels, level),
            is_unborn=unborn,
            is_homeless_16_17=homeless,
            homeless_decided_on=only(cases.received + rng.integers(0, 25, size), homeless),
            is_young_carer=chance(rng, 0.03, size),
        )
    }
