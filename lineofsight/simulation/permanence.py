"""Permanence: adoption, special guardianship and child arrangements, their reviews, adopters and earlier orders."""

from __future__ import annotations

import numpy as np
import polars as pl

from lineofsight.simulation.book import Book
from lineofsight.simulation.care_made import ADOPTED, ARRANGEMENTS, GUARDIAN, make_care
from lineofsight.simulation.draw import ABSENT, chance, choose, codes, later, only, pick, repeat_events
from lineofsight.simulation.placements import BY_CARER, make_placements


def tables(book: Book) -> dict[str, pl.DataFrame]:
    """Every table of permanence."""
    world = book.world
    rng = world.rng("permanence")
    care = make_care(book)
    rows = np.flatnonzero(
        np.isin(care.exit, (ADOPTED, GUARDIAN, ARRANGEMENTS))
        & (care.end > world.history_from)
        & (care.start <= world.last_day)
    )
    size = len(rows)
    adopted = care.exit[rows] == ADOPTED
    order_on = only(care.end[rows], care.end[rows] <= world.last_day)
    decided = only(care.concluded[rows] - rng.integers(20, 80, size), adopted)
    placed = only(care.placed_for_adoption[rows], adopted)
    matched = only(np.maximum(placed - rng.integers(14, 40, size), care.concluded[rows] + 1), placed < ABSENT)
    placement_order = only(care.placement_order[rows], adopted)
    begun = np.where(adopted, decided, np.maximum(care.start[rows] + 80, care.end[rows] - 200))
    seen = begun <= world.last_day
    rows, adopted, order_on, decided, placed, matched, placement_order = (
        values[seen] for values in (rows, adopted, order_on, decided, placed, matched, placement_order)
    )
    size = len(rows)
    early = adopted & chance(rng, 0.15, size)
    known = adopted & (matched <= world.last_day)
    adopters = choose(rng, (0.12, 0.74, 0.08, 0.06), size)
    bound = np.where(adopters == 0, 0, np.where(adopters == 1, 1 + chance(rng, 0.15, size), 3))
    every = make_placements(book, care)
    by_carer = every.row[every.type == BY_CARER]
    kinds = np.array([0, 0, 1, 2, 0, 0])[care.exit[rows]]
    siblings = chance(rng, 0.4, size)
    worker = book.allocations.worker_at(care.child[rows], np.minimum(care.end[rows], world.last_day))
    after = np.where(order_on < ABSENT, order_on, ABSENT)
    supported = np.flatnonzero(after < ABSENT)
    review_row, review_day = repeat_events(
        rng, after[supported], np.minimum(later(after[supported], 1100), world.last_day + 1), 360.0, 0.08
    )
    waiting = np.flatnonzero(placement_order < ABSENT)
    waiting_row, waiting_day = repeat_events(
        rng, placement_order[waiting], np.minimum(placed[waiting], world.last_day + 1), 160.0, 0.25, first=95.0
    )
    living = np.flatnonzero(placed < ABSENT)
    living_row, living_day = repeat_events(
        rng, placed[living], np.minimum(care.end[rows[living]], world.last_day + 1), 150.0, 0.3, first=27.0
    )
    review_of = np.concatenate((supported[review_row], waiting[waiting_row], living[living_row]))
    review_on = np.concatenate((review_day, waiting_day, living_day))
    review_kind = np.concatenate(
        (
            np.where(adopted[supported[review_row]], 3, 2),
            np.zeros(len(waiting_row), np.int64),
            np.ones(len(living_row), np.int64),
        )
    )
    kept = review_on >= world.history_from
    before = np.flatnonzero(
        chance(rng, 0.03, len(care.case)) & (care.age > 3) & (care.start >= world.history_from)
        | (np.arange(len(care.case)) < 2)
    )
    # One answer a child: an order, or that there was none.
    before = before[np.unique(care.child[before], return_index=True)[1]]
    never = np.flatnonzero((care.start >= world.history_from) & (care.start <= world.last_day))
    never = never[np.unique(care.child[never], return_index=True)[1]]
    never = never[~np.isin(care.child[never], care.child[before])]
    earlier = care.start[before] - rng.integers(400, 1000, len(before))
    of_before = np.concatenate((choose(rng, (0.25, 0.55, 0.2), len(before)), np.full(len(never), 3)))
    asked = np.concatenate((before, never))
    none = np.full(len(never), ABSENT)
    dated = pl.Series(earlier.astype(np.int32)).cast(pl.Date).dt.strftime("%d/%m/%Y")
    return {
        "permanence": book.write(
            "permanence",
            care.child[rows],
            written=np.where(order_on < ABSENT, order_on, world.history_from),
            care_period_id=book.ids("care_episodes", care.case[rows] + 1),
            named_at_review_on=care.start[rows] + 110,
            report_completed_on=only(decided - 14, adopted),
            information_to_panel_on=only(decided - 10, adopted),
            reports_received_on=only(decided - 12, adopted),
            adoption_decided_on=decided,
            in_sibling_group=siblings,
            siblings_placed_together=pl.Series(np.where(siblings, 1, 0)),
            siblings_placed_apart=pl.Series(np.zeros(size, np.int64)),
            early_permanence_decided_on=only(care.start[rows] + 20, early),
            early_permanence_considered=adopted | chance(rng, 0.3, size),
            placement_order_on=placement_order,
            matched_on=matched,
            adopter_sex=pick(
                ["F1", "MF", "MM", "FF"],
                np.where(known, adopters, -1),
            ),
            adopter_legal_status=pick(["L0", "L11", "L3", "L12"], np.where(known, bound, -1)),
            number_of_adopters=pl.Series(np.where(adopters == 0, 1, 2)),
            placed_on=placed,
            adopted_by_carer=adopted & np.isin(rows, by_carer),
            early_permanence_placed_on=only(care.start[rows] + 30, early),
            order_made_on=order_on,
            order_type=pick(
                ["adoption", "special_guardianship", "child_arrangements"], np.where(order_on < ABSENT, kinds, -1)
            ),
            worker_id=worker,
            support_plan_on=only(order_on + rng.integers(-10, 30, size), (order_on < ABSENT) & chance(rng, 0.8, size)),
            celebration_on=only(order_on + 20, adopted & (order_on < ABSENT)),
            life_story_given_on=only(
                order_on + rng.integers(0, 40, size), adopted & (order_on < ABSENT) & chance(rng, 0.7, size)
            ),
        ),
        "permanence_reviews": book.write(
            "permanence_reviews",
            care.child[rows[review_of[kept]]],
            kind=pick(
                ["authorised_not_placed", "placed_for_adoption", "special_guardianship_support", "adoption_support"],
                review_kind[kept],
            ),
            held_on=review_on[kept],
            child_seen=chance(rng, 0.9, int(kept.sum())),
        ),
        "previous_permanence": book.write(
            "previous_permanence",
            care.child[asked],
            written=care.start[asked],
            option=pick(["P1", "P2", "P3", "Z1"], of_before),
            authority=pick(["999"], np.where(of_before == 3, -1, 0)),  # another's, and it is not known whose
            order_on=np.concatenate((earlier, none)),
            order_date=pick(dated, np.concatenate((np.arange(len(before)), np.full(len(never), -1)))),
        ),
    } | _adopters(book)


def _adopters(book: Book) -> dict[str, pl.DataFrame]:
    world = book.world
    rng = world.rng("adopters")
    size = max(6, round(world.population * 0.00035 * (world.last_day - world.history_from) / 365))
    asked = rng.integers(world.history_from - 200, world.last_day, size)
    registered = only(asked + rng.integers(5, 40, size), chance(rng, 0.7, size))
    stage_one = later(registered, rng.integers(45, 90, size))
    stage_two = only(later(stage_one, rng.integers(5, 60, size)), chance(rng, 0.85, size))
    approved = only(later(stage_two, rng.integers(80, 170, size)), chance(rng, 0.92, size))
    matched = only(later(approved, rng.exponential(200, size)), chance(rng, 0.85, size))
    placed = later(matched, rng.integers(14, 40, size))
    gone = only(later(asked, rng.exponential(200, size)), (approved >= ABSENT) & chance(rng, 0.7, size))
    return {
        "adopters": book.write(
            "adopters",
            numbers=np.arange(1, size + 1),
            by=book.somebody("adoption", np.minimum(asked, world.last_day), rng.random(size)),
            ethnicity=codes(rng, {"WBRI": 76, "WOTH": 6, "AIND": 4, "BAFR": 5, "BCRB": 3, "MWBC": 3, "AOTH": 3}, size),
            enquired_on=asked,
            registered_on=registered,
            stage_one_ended_on=stage_one,
            stage_two_started_on=stage_two,
            stage_two_ended_on=approved,
            approved_on=later(approved, 8),
            matched_on=later(matched, 9),
            placed_on=later(placed, 9),
            adopted_on=later(placed, 240),
            ended_on=gone,
            end_reason=pick(
                ["Chose not to go on", "Not ready yet"], np.where(gone <= world.last_day, rng.integers(0, 2, size), -1)
            ),
            early_permanence=chance(rng, 0.2, size),
            children_approved_for=pl.Series(1 + choose(rng, (0.65, 0.3, 0.05), size)),
        )
    }
