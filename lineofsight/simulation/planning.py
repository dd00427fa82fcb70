"""Plans in progress: child in need plans and reviews, child protection reviews, core groups and transfers."""

from __future__ import annotations

import numpy as np
import polars as pl

from lineofsight.simulation.book import Book
from lineofsight.simulation.calendar import after_working_days
from lineofsight.simulation.draw import ABSENT, chance, choose, only, pick
from lineofsight.simulation.recording import neglected
from lineofsight.simulation.together import together


def in_need(book: Book) -> dict[str, pl.DataFrame]:
    """Child in need plans (numbered by their case) and their reviews."""
    world, cases = book.world, book.cases
    rng = world.rng("child in need plans")
    rows = np.flatnonzero((cases.in_need_from < ABSENT) & (cases.in_need_to > cases.in_need_from))
    size = len(rows)
    child, start, end = cases.child[rows], cases.in_need_from[rows], cases.in_need_to[rows]
    # A plan closed on paper a few days after the child's protection plan began: plans overlap.
    late = neglected(world, rng, "plan closed when the next began", size)
    overlaps = late & (cases.protected_from[rows] < ABSENT) & (end <= cases.protected_from[rows])
    end = np.where(overlaps, np.minimum(end + rng.integers(1, 20, size), cases.closed[rows]), end)
    worker, team = book.held(child, start + 1)
    reviewed, day = together(
        rng,
        cases,
        cases.in_need_from,
        cases.in_need_to,
        75.0,
        0.35,
        world.history_from,
        world.last_day,
        lambda row, at: 0.4 + 0.6 * world.practice("visit_gap", at),
    )
    has_plan = np.zeros(len(cases), bool)
    has_plan[rows] = True
    reviewed, day = reviewed[has_plan[reviewed]], day[has_plan[reviewed]]
    return {
        "child_in_need_plans": book.write(
            "child_in_need_plans",
            child,
            numbers=rows + 1,
            by=worker,
            referral_id=rows + 1,
            started_on=start,
            ended_on=end,
            team_id=team,
            worker_id=worker,
            visit_interval_days=pl.Series(np.array([20, 28, 42, 60])[choose(rng, (0.2, 0.6, 0.15, 0.05), size)]),
            short_breaks_only=book.children.disabled[child] & chance(rng, 0.15, size),
            shared_on=only(
                start + rng.integers(1, 30, size), chance(rng, world.practice("decision_recorded", start), size)
            ),
        ),
        "child_in_need_reviews": book.write(
            "child_in_need_reviews",
            cases.child[reviewed],
            plan_id=reviewed + 1,
            held_on=day,
            plan_changed=chance(rng, 0.4, len(day)),
        ),
    }


def protection_reviews(book: Book) -> dict[str, pl.DataFrame]:
    """Review conferences (within three months, then six) and core groups (within ten working days, then six weeks)."""
    world, cases = book.world, book.cases
    rng = world.rng("protection reviews")
    late = 1.0 + 0.0
    row, day = together(
        rng,
        cases,
        cases.protected_from,
        cases.protected_to + 1,
        168.0,
        0.12,
        world.history_from,
        world.last_day,
        lambda rows, at: late + 0.35 * world.practice("review_late", at) - 0.05,
        first=82.0,
        attends=1.0,
    )
    # What ends a plan is a review: its last day has one.
    ending = np.flatnonzero(
        (cases.protected_to >= world.history_from)
        & (cases.protected_to <= world.last_day)
        & (cases.care_from > cases.protected_to)
        & (cases.protected_to < book.children.adult_on[cases.child])
    )
    close = np.isin(row, ending) & (cases.protected_to[row] - day < 60)
    row, day = np.concatenate((row[~close], ending)), np.concatenate((day[~close], cases.protected_to[ending]))
    order = np.lexsort((row, day))
    row, day = row[order], day[order]
    size = len(row)
    continues = day < cases.protected_to[row]
    participation = pick(["PN1", "PN3", "PN5", "PN7"], choose(rng, (0.3, 0.2, 0.2, 0.3), size))
    chair = book.somebody("reviewing", day, (cases.unit[row] * 0.61803) % 1)
    sent = after_working_days(day, 1 + np.where(chance(rng, world.practice("review_late", day), size), 5, 0))
    group_row, group_day = together(
        rng,
        cases,
        cases.protected_from,
        cases.protected_to,
        41.0,
        0.3,
        world.history_from,
        world.last_day,
        lambda rows, at: 0.5 + 0.5 * world.practice("visit_gap", at),
        first=11.0,
    )
    return {
        "child_protection_reviews": book.write(
            "child_protection_reviews",
            cases.child[row],
            by=chair,
            plan_id=row + 1,
            held_on=day,
            target_on=day + np.where(chance(rng, 0.85, size), 0, -9),
            plan_continues=continues,
            was_quorate=chance(rng, world.practice("police_checks", day), size),
            participation=participation,
            report_shared_on=day - 3,
            decisions_sent_on=sent,
            minutes_sent_on=after_working_days(sent, rng.integers(8, 25, size)),
            progress_made=chance(rng, np.where(continues, 0.55, 0.95), size),
        ),
        "core_groups": book.write(
            "core_groups",
            cases.child[group_row],
            plan_id=group_row + 1,
            held_on=group_day,
            plan_detailed=chance(rng, world.practice("audit_good", group_day), len(group_row)),
        ),
    }


def transfers(book: Book) -> dict[str, pl.DataFrame]:
    """Work passing from one team to the next stage's team."""
    world, cases, stages = book.world, book.cases, book.stages
    rng = world.rng("transfers")
    next_one = np.flatnonzero(
        (stages.case[1:] == stages.case[:-1])
        & (stages.team[1:] != stages.team[:-1])
        & (stages.start[1:] >= world.history_from)
    )
    start = stages.start[next_one + 1]
    size = len(next_one)
    slow = chance(rng, world.practice("review_late", start), size)
    proposed = start - np.where(slow, rng.integers(10, 40, size), rng.integers(0, 8, size))
    kept = chance(rng, 0.8, size)
    return {
        "transfers": book.write(
            "transfers",
            cases.child[stages.case[next_one]],
            by=book.manager(cases.child[stages.case[next_one]], start),
            from_team_id=stages.team[next_one],
            to_team_id=stages.team[next_one + 1],
            proposed_on=proposed,
            accepted_on=start,
            joint_visit_on=only(start + rng.integers(0, 12, size), kept),
            is_step_down=chance(rng, 0.1, size),
            checks_complete_on=only(proposed + 1, kept),
            family_told_on=only(start + 2, chance(rng, 0.85, size)),
        )
    }
