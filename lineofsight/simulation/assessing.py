"""Assessments, their factors and checkpoints, strategy discussions, section 47 enquiries and conferences."""

from __future__ import annotations

import numpy as np
import polars as pl

from lineofsight.core.code_sets import code_set
from lineofsight.simulation.book import MINUTES, Book
from lineofsight.simulation.calendar import after_working_days
from lineofsight.simulation.cases import ASSESSED_ONLY, IN_NEED, PROTECTED
from lineofsight.simulation.draw import ABSENT, chance, choose, expand, only, pick

_OUTCOMES = (
    "no_further_action",
    "services",
    "child_in_need_plan",
    "child_protection_conference",
    "looked_after",
    "early_help",
)
NONE = "21"
_VIEWS = (
    "Wants things at home to stay calm",
    "Misses Dad and wants to see him",
    "Would like help with school",
    "Too young to say; seen at play with Mum",
)


def assessments(book: Book) -> dict[str, pl.DataFrame]:
    """Assessments (an assessment has its case's number), factors and managers' checkpoints."""
    world, cases, children = book.world, book.cases, book.children
    rng = world.rng("assessments")
    rows = np.flatnonzero((cases.assessed_from < ABSENT) & (cases.assessed_to > cases.assessed_from))
    size = len(rows)
    child, start, end = cases.child[rows], cases.assessed_from[rows], cases.assessed_to[rows]
    worker, team = book.held(child, start + 2)
    seen_on = np.minimum(start + np.rint(rng.exponential(7, size)).astype(np.int64) + 1, end)
    unborn = children.born[child] > end
    pathway = cases.pathway[rows]
    outcome = np.where(
        pathway == PROTECTED,
        3,
        np.where(pathway == IN_NEED, 2, np.where(pathway == ASSESSED_ONLY, np.where(chance(rng, 0.25, size), 5, 0), 1)),
    )
    outcome = np.where((cases.care_from[rows] <= end) | (pathway > PROTECTED), 4, outcome)
    kind = choose(rng, (0.96, 0, 0.03, 0.01), size)
    finished = end <= world.last_day
    said = chance(rng, world.practice("words_recorded", start), size) & finished
    frames = {
        "assessments": book.write(
            "assessments",
            child,
            numbers=rows + 1,
            by=worker,
            written=np.minimum(end, world.last_day),
            referral_id=rows + 1,
            kind=pick(
                ["child_and_family", "pre_birth", "update", "housing_16_17"],
                np.where(unborn, 1, np.where((kind == 3) & (children.born[child] > start - 5844), 0, kind)),
            ),
            referred_on=cases.received[rows],
            started_on=start,
            review_point_on=only(after_working_days(start, 10), after_working_days(start, 10) <= end),
            authorised_on=end,
            child_seen=np.where(finished, chance(rng, 0.96, size) & ~unborn, -1).astype(np.int8),
            child_seen_on=only(seen_on, ~unborn),
            no_further_action=pathway == ASSESSED_ONLY,
            outcome=pick(_OUTCOMES, np.where(finished, outcome, -1)),
            team_id=team,
            worker_id=worker,
            child_unborn=unborn,
            neglect_tool_used=chance(rng, 0.3, size),
            shared_on=only(end + rng.integers(0, 20, size), chance(rng, 0.7, size)),
            child_view=pick(_VIEWS, np.where(said, rng.integers(0, 4, size), -1)),
            analysis=pick(
                ["Worries and strengths weighed together", "History of neglect considered"],
                np.where(finished, rng.integers(0, 2, size), -1),
            ),
        )
    }
    # "No factors found" stands alone, and only where nothing followed.
    factors = [one.code for one in code_set("cin:AssessmentFactors") if one.in_year("2025-26") and one.code != NONE]
    done = np.flatnonzero(finished & (end >= world.history_from))
    which, _ = expand(1 + choose(rng, (0.3, 0.3, 0.2, 0.12, 0.08), len(done)))
    factor = (rng.random(len(which)) ** 1.4 * len(factors)).astype(np.int64)
    _, firsts = np.unique(which * 100 + factor, return_index=True)
    followed = (cases.strategy[rows] < ABSENT) | (cases.care_from[rows] < ABSENT)
    nothing = (pathway[done] == ASSESSED_ONLY) & ~followed[done] & chance(rng, 0.12, len(done))
    found = ~nothing[which[firsts]]
    of = np.concatenate((done[which[firsts]][found], done[nothing]))
    codes_of = np.concatenate((factor[firsts][found], np.full(int(nothing.sum()), len(factors))))
    frames["assessment_factors"] = book.write(
        "assessment_factors",
        child[of],
        assessment_id=rows[of] + 1,
        factor=pick([*factors, NONE], codes_of),
        written=end[of],
    )
    checked_on = after_working_days(start, choose(rng, (0.2, 0.3, 0.3, 0.2), size) * 4 + 4)
    checked = np.flatnonzero(
        (checked_on < end)
        & (checked_on >= world.history_from)
        & chance(rng, world.practice("decision_recorded", start), size)
    )
    manager = book.manager(child[checked], checked_on[checked])
    frames["assessment_checkpoints"] = book.write(
        "assessment_checkpoints",
        child[checked],
        by=manager,
        assessment_id=rows[checked] + 1,
        checked_on=checked_on[checked],
        manager_id=manager,
        direction=pick(
            ["See the child again alone", "Speak to father", "Finish this week", "Ask health for the chronology"],
            rng.integers(0, 4, len(checked)),
        ),
    )
    return frames


def enquiries(book: Book) -> dict[str, pl.DataFrame]:
    """Strategy discussions and section 47 enquiries, both numbered by their case."""
    world, cases, children = book.world, book.cases, book.children
    rng = world.rng("enquiries")
    rows = np.flatnonzero((cases.strategy < ABSENT) & (cases.enquiry_to >= cases.strategy))
    size = len(rows)
    child, held_on, end = (
        cases.child[rows],
        cases.strategy[rows],
        np.maximum(cases.enquiry_to[rows], cases.strategy[rows] + 1),
    )
    unit, group = np.unique(cases.unit[rows], return_inverse=True)
    slow = chance(rng, world.practice("review_late", held_on), size)
    concern_on = held_on - np.where(slow, rng.integers(1, 5, len(unit))[group], 0)
    minute = 540 + rng.integers(0, 420, len(unit))[group]
    worker, team = book.held(child, held_on + 1)
    manager = book.manager(child, held_on)
    to_conference = cases.pathway[rows] == PROTECTED
    checks = world.practice("police_checks", held_on)
    outcome = np.where(to_conference, 0, 1 + choose(rng, (0.2, 0.3, 0.49, 0.01), size))
    names = (
        "substantiated_conference",
        "substantiated_no_conference",
        "not_substantiated_services",
        "not_substantiated_closed",
        "legal_action",
    )
    seen = held_on + choose(rng, (0.6, 0.2, 0.1, 0.1), size)
    unborn = children.born[child] > end
    single = chance(rng, 0.55, size)
    return {
        "strategy_discussions": book.write(
            "strategy_discussions",
            child,
            numbers=rows + 1,
            by=manager,
            referral_id=rows + 1,
            concern_on=concern_on,
            concern_at=concern_on * MINUTES + minute - 120,
            held_on=held_on,
            held_at=held_on * MINUTES + minute,
            police_attended=chance(rng, checks, size),
            health_attended=chance(rng, checks - 0.06, size),
            social_care_attended=np.ones(size, bool),
            education_attended=chance(rng, checks - 0.2, size),
            decision=pick(["section_47_single", "section_47_joint"], np.where(single, 0, 1)),
            lead_practitioner_id=worker,
            decided_by=manager,
            actions=pick(
                ["See the child today; medical; speak to school", "Joint visit with police tomorrow"],
                np.where(chance(rng, checks, size), rng.integers(0, 2, size), -1),
            ),
        ),
        "section_47_enquiries": book.write(
            "section_47_enquiries",
            child,
            numbers=rows + 1,
            by=worker,
            written=np.minimum(end, world.last_day),
            referral_id=rows + 1,
            strategy_discussion_id=rows + 1,
            started_on=held_on,
            ended_on=end,
            no_further_action=outcome == 3,
            outcome=pick(names, np.where(end <= world.last_day, outcome, -1)),
            team_id=team,
            worker_id=worker,
            child_seen_on=only(seen, ~unborn & chance(rng, 0.96, size)),
            child_seen_alone=chance(rng, world.practice("seen_alone", held_on), size),
            child_unborn=unborn,
            lead_practitioner_id=worker,
            enquiries_in_year=1 + choose(rng, (0.85, 0.12, 0.03), size),
            conference_not_required=cases.conference[rows] >= ABSENT,
        ),
    }


def conferences(book: Book) -> dict[str, pl.DataFrame]:
    """Initial child protection conferences, numbered by their case."""
    world, cases = book.world, book.cases
    rng = world.rng("conferences")
    rows = np.flatnonzero((cases.conference < ABSENT) & (cases.strategy < ABSENT) & (cases.conference > cases.strategy))
    size = len(rows)
    child, day = cases.child[rows], cases.conference[rows]
    unit, group = np.unique(cases.unit[rows], return_inverse=True)
    target = after_working_days(cases.strategy[rows], 15)
    sent = after_working_days(
        day, 1 + np.where(chance(rng, world.practice("review_late", day), size), 4 + rng.integers(0, 12, size), 0)
    )
    chair = book.somebody("reviewing", day, rng.random(len(unit))[group])
    meeting = pl.select(pl.concat_str(pl.lit("MTG"), pl.Series(group + 1).cast(pl.String))).to_series()
    agreed = cases.protected_from[rows] < ABSENT
    team = book.held(child, day - 1)[1]
    return {
        "conferences": book.write(
            "conferences",
            child,
            numbers=rows + 1,
            by=chair,
            meeting_id=meeting,
            enquiry_id=np.where(cases.enquiry_to[rows] >= cases.strategy[rows], rows + 1, -1),
            plan_id=np.where(agreed, rows + 1, -1),
            referral_id=rows + 1,
            is_transfer_in=chance(rng, 0.03, size),
            notified_on=cases.strategy[rows] + rng.integers(1, 8, size),
            target_on=target,
            planned_on=day,
            held_on=day,
            plan_agreed=agreed,
            team_id=team,
            worker_id=chair,
            was_quorate=chance(rng, world.practice("police_checks", day), size),
            child_or_advocate_present=chance(rng, world.practice("seen_alone", day) * 0.5, size),
            report_shared_on=day - np.where(chance(rng, 0.7, size), 3, 0),
            decisions_sent_on=sent,
            minutes_sent_on=after_working_days(sent, rng.integers(5, 25, size)),
            repeat_plan_reason=pick(
                ["Harm returned after the plan ended"], np.where(chance(rng, 0.05, size) & agreed, 0, -1)
            ),
        )
    }
