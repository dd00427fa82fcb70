"""Visits: brothers and sisters on one day, at about the interval, sometimes with nobody in."""

from __future__ import annotations

import numpy as np
import polars as pl

from lineofsight.simulation.book import MINUTES, Book
from lineofsight.simulation.draw import ABSENT, Stretch, chance, choose, pick, repeat_events
from lineofsight.simulation.together import together

_KINDS = ("child_protection", "child_in_need", "child_in_care", "assessment", "section_47", "care_leaver")
_MODES = ("in_person", "virtual", "telephone", "doorstep")
_OUTCOMES = ("completed", "no_access", "cancelled", "refused")
_WORDS = (
    "I like it when you come to my school.", "I don't want to move again.", "Mum is happier now.",
    "I want to see my brother more.", "It is noisy at night and I can't sleep.", "I feel safe with Nan.",
    "Nobody asked me what I think.", "I want to go to football on Saturdays.",
)  # fmt: skip


def visit_table(book: Book) -> dict[str, pl.DataFrame]:
    """Every visit to a child on a plan, in assessment, in care or leaving care."""
    world, cases, children = book.world, book.cases, book.children
    rng = world.rng("visits")
    rows, days, kinds, plans, periods = [], [], [], [], []

    def add(kind: str, case: np.ndarray, day: np.ndarray) -> None:
        rows.append(case)
        days.append(day)
        kinds.append(np.full(len(case), _KINDS.index(kind)))
        plans.append(np.where(kind == "child_protection", case + 1, -1))
        periods.append(np.where(kind == "child_in_care", case + 1, -1))

    def gap(unit_days: np.ndarray) -> np.ndarray:
        return world.practice("visit_gap", unit_days)

    slower = _drifting(book)

    def slowly(row: np.ndarray, day: np.ndarray) -> np.ndarray:
        return gap(day) * slower(row, day)

    for purpose, starts, ends, every in (
        ("child_protection", cases.protected_from, cases.protected_to, 12.0),
        ("child_in_need", cases.in_need_from, cases.in_need_to, 27.0),
    ):
        found = together(
            rng,
            cases,
            starts,
            ends,
            every,
            0.4,
            world.history_from,
            world.last_day,
            slowly if purpose == "child_protection" else lambda row, day: gap(day),
        )
        add(purpose, *found)
    care = np.flatnonzero(cases.care_from < ABSENT)
    start, end = (
        np.maximum(cases.care_from[care], world.history_from),
        np.minimum(cases.care_to[care], world.last_day + 1),
    )
    settled = (start - cases.care_from[care]) > 400
    which, day = repeat_events(
        rng,
        start,
        end,
        np.where(settled, 52.0, 37.0),
        0.3,
        lambda row, at: gap(at) * 0.95 + 0.12,
        first=np.where(settled, 20.0, 5.0),
    )
    add("child_in_care", care[which], day)
    stages = book.stages
    grown = np.flatnonzero(np.isin(stages.team, book.teams.of_kind("leaving_care")))
    start, end = np.maximum(stages.start[grown], world.history_from), np.minimum(stages.end[grown], world.last_day + 1)
    which, day = repeat_events(rng, start, end, 52.0, 0.35, lambda row, at: world.practice("pathway_gap", at))
    add("care_leaver", stages.case[grown[which]], day)
    assessed = np.flatnonzero(
        (cases.assessed_from < ABSENT)
        & (cases.assessed_to >= world.history_from)
        & (cases.care_from > cases.assessed_to)
    )
    seen = chance(rng, 0.93, len(assessed))
    first = cases.assessed_from[assessed] + np.minimum(
        rng.exponential(7, len(assessed)) + 1, cases.assessed_to[assessed] - cases.assessed_from[assessed]
    ).astype(np.int64)
    add("assessment", assessed[seen], first[seen])
    again = seen & chance(rng, 0.4, len(assessed)) & (cases.assessed_to[assessed] > first + 4)
    add(
        "assessment",
        assessed[again],
        first[again]
        + 3
        + ((cases.assessed_to[assessed] - first - 3)[again] * rng.random(again.sum())).astype(np.int64),
    )
    enquiry = np.flatnonzero((cases.strategy < ABSENT) & (cases.strategy >= world.history_from))
    waited = choose(rng, (0.55, 0.25, 0.1, 0.06, 0.04), len(enquiry))
    add("section_47", enquiry, cases.strategy[enquiry] + waited)
    case, day, kind = np.concatenate(rows), np.concatenate(days), np.concatenate(kinds)
    plan, period = np.concatenate(plans), np.concatenate(periods)
    left_out = world.story.overlooked_group
    keep = np.ones(len(case), bool)
    if left_out is not None:
        keep = ~(children.disabled[cases.child[case]] & (kind < 2) & chance(rng, left_out.share_left_out, len(case)))
    # A visit before birth is a slip of the keyboard; a few of them stay.
    keep &= (day >= children.born[cases.child[case]]) | chance(rng, 0.03, len(case)) | (kind == 3)
    order = np.flatnonzero(keep & (day <= world.last_day))
    order = order[np.lexsort((cases.child[case[order]], day[order]))]
    return {"visits": _write(book, rng, case[order], day[order], kind[order], plan[order], period[order])}


def _drifting(book: Book) -> Stretch:
    """How much longer a unit of cases waits, from the day its team's manager left."""
    trouble = book.world.story.drifting_team
    if trouble is None:
        return lambda row, day: np.ones(len(row))
    found = book.teams.of_kind(trouble.kind)
    team = found[min(trouble.place, len(found) - 1)]
    mine = book.teams.one_for(trouble.kind, book.world, book.families, book.cases.family) == team
    begins = book.world.at_share(trouble.from_share)
    return lambda row, day: np.where(mine[row] & (day >= begins), trouble.slower, 1.0)


def _write(
    book: Book,
    rng: np.random.Generator,
    case: np.ndarray,
    day: np.ndarray,
    kind: np.ndarray,
    plan: np.ndarray,
    period: np.ndarray,
) -> pl.DataFrame:
    world, cases = book.world, book.cases
    size = len(case)
    child = cases.child[case]
    # Nobody in, for a family as a whole, and then often again: some doors stay shut.
    door = ((cases.unit[case] * 2_246_822_519 + day * 668_265_263) % 1_000_003) / 1_000_003
    hard = ((cases.unit[case] * 374_761_393) % 1_000_003) / 1_000_003 < 0.04
    shut = door < world.practice("no_access", day) * np.where(hard, 5.0, 0.8)
    shut &= kind < 2
    outcome = np.where(shut, np.where(door * 1e6 % 10 < 8, 1, np.where(door * 1e6 % 10 < 9, 2, 3)), 0)
    mode = np.where(chance(rng, world.practice("virtual", day), size), choose(rng, (0, 0.6, 0.25, 0.15), size), 0)
    done = outcome == 0
    seen = done & (chance(rng, 0.965, size) | (kind == 4))
    age = (day - book.children.born[child]) / 365.25
    alone = seen & (age > 3) & chance(rng, world.practice("seen_alone", day), size)
    held = book.allocations.at(child, day)
    team = np.where(held >= 0, book.allocations.team[held], -1)
    worker = np.where(held >= 0, book.allocations.worker[held], -1)
    own = worker
    stand_in = (worker >= 0) & (book.workforce.placeholder[worker] > 0)
    cover = book.workforce.manager_at(np.maximum(team, 0), day)
    worker = np.where(stand_in | chance(rng, 0.05, size), cover, worker)
    said = seen & (age > 4) & chance(rng, world.practice("words_recorded", day) * 0.8, size)
    minutes = 9 * 60 + rng.integers(0, 9 * 60, size) // 15 * 15
    return book.write(
        "visits",
        child,
        by=worker,
        kind=pick(_KINDS, kind),
        visited_on=day,
        visited_at=day * MINUTES + minutes,
        outcome=pick(_OUTCOMES, outcome),
        mode=pick(_MODES, mode),
        child_seen=np.where(done, seen, 0).astype(np.int8),
        child_seen_alone=alone,
        bedroom_seen=(seen & (mode == 0) & chance(rng, world.practice("bedroom_seen", day), size)),
        plan_id=plan,
        care_period_id=period,
        by_allocated_worker=(worker == own) & (worker >= 0),
        worker_id=worker,
        team_id=team,
        by_personal_adviser=kind == 5,
        child_words=pick(_WORDS, np.where(said, rng.integers(0, len(_WORDS), size), -1)),
    )
