"""Court: legal planning, work before proceedings, proceedings, directions, emergency powers and trackers."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from lineofsight.simulation.book import MINUTES, Book
from lineofsight.simulation.calendar import after_working_days
from lineofsight.simulation.care_made import ADOPTED, GUARDIAN, make_care
from lineofsight.simulation.draw import ABSENT, chance, choose, codes, expand, later, only, pick, repeat_events


def tables(book: Book) -> dict[str, pl.DataFrame]:
    """Every table of court work."""
    world, cases = book.world, book.cases
    rng = world.rng("court")
    care = make_care(book)
    issued = np.flatnonzero(
        (care.issued < ABSENT) & (care.concluded > world.history_from) & (care.issued <= world.last_day)
    )
    protected = np.flatnonzero(
        (cases.protected_from < ABSENT)
        & (cases.protected_to - cases.protected_from > 250)
        & (cases.care_from >= ABSENT)
        & chance(rng, 0.35, len(cases))
    )
    protected = protected[cases.protected_from[protected] >= world.history_from]
    planned_before = chance(rng, 0.62, len(issued))
    child = np.concatenate((care.child[issued], cases.child[protected]))
    case = np.concatenate((care.case[issued], protected))
    before_issue = np.concatenate((care.issued[issued], np.full(len(protected), ABSENT)))
    asked = np.where(
        before_issue < ABSENT, before_issue - rng.integers(30, 240, len(child)), cases.protected_from[case] + 150
    )
    asked = np.maximum(asked, cases.received[case])
    held = asked + rng.integers(2, 18, len(child))
    first = np.concatenate((planned_before, np.ones(len(protected), bool)))
    decision = np.where(first, 0, 1)
    recent = np.flatnonzero(asked >= world.history_from)
    outline = np.flatnonzero(first & (held + 5 < before_issue) & (held >= world.history_from))
    decided = held[outline] + 1
    ends = np.where(
        before_issue[outline] < ABSENT, before_issue[outline], decided + rng.integers(90, 260, len(outline))
    )
    count = len(outline)
    review_row, review_day = repeat_events(rng, decided, np.minimum(ends, world.last_day + 1), 42.0, 0.25)
    letter = after_working_days(decided, 1 + choose(rng, (0.4, 0.3, 0.2, 0.1), count) * 3)
    in_court = before_issue[outline] < ABSENT
    well = chance(rng, world.practice("decision_recorded", decided), count)
    numbers = np.arange(1, count + 1)
    frames = {
        "legal_planning": book.write(
            "legal_planning",
            child[recent],
            requested_on=asked[recent],
            held_on=held[recent],
            decision=pick(
                ["pre_proceedings", "issue", "neither"], np.where(chance(rng, 0.06, len(recent)), 2, decision[recent])
            ),
        ),
        "pre_proceedings": book.write(
            "pre_proceedings",
            child[outline],
            numbers=numbers,
            family_id=pl.select(
                pl.concat_str(pl.lit("FAM"), pl.Series(cases.family[case[outline]] + 1).cast(pl.String))
            ).to_series(),
            decided_on=decided,
            letter_sent_on=letter,
            first_meeting_on=after_working_days(letter, 8 + choose(rng, (0.6, 0.3, 0.1), count) * 4),
            outcome=pick(["proceedings", "step_down"], np.where(ends <= world.last_day, (~in_court).astype(int), -1)),
            stepped_down_or_issued_on=ends,
            meetings=pl.Series(rng.integers(1, 5, count)),
            parents_represented=chance(rng, 0.7, count),
            short_notice=chance(rng, 0.1, count),
            **_returned(world.rng("pre-proceedings returned"), decided, ends, in_court),
            initial_plan_approved=well,
            final_plan_approved=well & chance(rng, 0.8, count),
        ),
        "pre_proceedings_reviews": book.write(
            "pre_proceedings_reviews",
            child[outline][review_row],
            pre_proceedings_id=numbers[review_row],
            held_on=review_day,
        ),
    }
    return (
        frames
        | _proceedings(
            book, rng, care.child[issued], care.issued[issued], care.concluded[issued], care.exit[issued], issued
        )
        | _urgent(book, rng)
    )


def _returned(rng: np.random.Generator, decided: np.ndarray, ends: np.ndarray, in_court: np.ndarray) -> dict[str, Any]:
    """What the census of 2026-27 and the dataset ask of the time before proceedings."""
    count = len(decided)
    offered = chance(rng, 0.65, count)
    return {
        "family_meeting_offered": offered,
        "family_meeting_held": offered & chance(rng, 0.7, count),
        "review_meetings": pl.Series(rng.integers(0, 3, count)),
        "applied_to_court_on": only(ends, in_court),
        "issue_letter_on": only(np.maximum(decided + 1, ends - rng.integers(3, 15, count)), in_court),
        "plans_in_period": pl.Series(choose(rng, (0.3, 0.55, 0.15), count)),
        "earlier_pre_proceedings": pl.Series(choose(rng, (0.85, 0.15), count)),
        "earlier_proceedings": pl.Series(choose(rng, (0.8, 0.15, 0.05), count)),
        "hearings": pl.Series(np.where(in_court, rng.integers(1, 6, count), 0)),
    }


def _proceedings(
    book: Book,
    rng: np.random.Generator,
    child: np.ndarray,
    issued: np.ndarray,
    concluded: np.ndarray,
    leaves: np.ndarray,
    rows: np.ndarray,
) -> dict[str, pl.DataFrame]:
    world = book.world
    size = len(child)
    numbers = np.arange(1, size + 1)
    order = np.where(leaves == ADOPTED, 1, np.where(leaves == GUARDIAN, 2, choose(rng, (0.75, 0, 0, 0.17, 0.08), size)))
    expert = chance(rng, 0.3, size)
    directed, place = expand(2 + choose(rng, (0.3, 0.4, 0.2, 0.1), size))
    given = issued[directed] + 14 + place * 45
    kept = (given < concluded[directed]) & (given >= world.history_from)
    directed, given = directed[kept], given[kept]
    due = given + rng.integers(20, 60, len(given))
    late = chance(rng, world.practice("review_late", given), len(given))
    filed = np.where(late, due + rng.integers(1, 25, len(given)), due - rng.integers(0, 6, len(given)))
    tracked, tracked_on = repeat_events(
        rng, np.maximum(issued, world.history_from), np.minimum(concluded, world.last_day + 1), 30.0, 0.3
    )
    kinds = {
        "statement": 30,
        "care_plan": 18,
        "parenting_assessment": 18,
        "brothers_and_sisters_assessment": 6,
        "special_guardianship_report": 10,
        "viability_assessment": 12,
        "support_plan": 6,
    }
    return {
        "proceedings": book.write(
            "proceedings",
            child,
            numbers=numbers,
            written=np.minimum(issued, world.last_day),
            issued_on=issued,
            gatekept_on=issued + rng.integers(1, 4, size),
            case_management_on=after_working_days(issued, rng.integers(10, 19, size)),
            concluded_on=concluded,
            extended_to=only(issued + 238, concluded - issued > 182),
            order_made=pick(
                [
                    "care_order",
                    "placement_order",
                    "special_guardianship_order",
                    "supervision_order",
                    "child_arrangements_order",
                ],
                np.where(concluded <= world.last_day, order, -1),
            ),
            court_reference=pick(
                [f"ZE{n % 90 + 10}C{50_000 + n * 37 % 49_999}" for n in range(max(size, 1))], np.arange(size)
            ),
            expert_instructed=expert,
        ),
        "court_directions": book.write(
            "court_directions",
            child[directed],
            kind=codes(rng, kinds, len(given)),
            proceedings_id=numbers[directed],
            directed_on=given,
            due_on=due,
            filed_on=filed,
            leave_given=late & chance(rng, 0.4, len(given)),
        ),
        "tracker_reviews": book.write(
            "tracker_reviews",
            child[tracked],
            tracker="legal",
            reviewed_on=tracked_on,
            next_on=tracked_on + 28,
            drift_reason=pick(
                ["Expert's report late", "Family member came forward", "Court had no date"],
                np.where(tracked_on - issued[tracked] > 182, rng.integers(0, 3, len(tracked)), -1),
            ),
        ),
    }


def _urgent(book: Book, rng: np.random.Generator) -> dict[str, pl.DataFrame]:
    world, cases = book.world, book.cases
    rows = np.flatnonzero(
        (cases.strategy < ABSENT) & (cases.strategy >= world.history_from) & chance(rng, 0.02, len(cases))
        | (np.arange(len(cases)) < 0)
    )
    if not len(rows):
        rows = np.flatnonzero((cases.strategy < ABSENT) & (cases.strategy >= world.history_from))[:2]
    size = len(rows)
    order = chance(rng, 0.25, size)
    at = cases.strategy[rows] * MINUTES + rng.integers(0, 1440, size)
    lasted = np.where(order, 8 * MINUTES, rng.integers(4 * 60, 72 * 60, size))
    return {
        "emergency_powers": book.write(
            "emergency_powers",
            cases.child[rows],
            kind=pick(["police_protection", "emergency_protection_order"], order.astype(int)),
            started_on=at // MINUTES,
            started_at=at,
            ended_on=(at + lasted) // MINUTES,
            ended_at=at + lasted,
            extended_on=later(only(cases.strategy[rows] + 7, order & chance(rng, 0.1, size)), 0),
        ),
    }
