"""Education: personal education plans, terms, school moves, special needs, and children out of school."""

from __future__ import annotations

import numpy as np
import polars as pl

from lineofsight.simulation.book import Book
from lineofsight.simulation.care_made import make_care
from lineofsight.simulation.draw import chance, choose, expand, later, lognormal, only, pick
from lineofsight.simulation.years import term_starts

GRADES = ("outstanding", "good", "requires_improvement", "inadequate")


def in_care(book: Book) -> dict[str, pl.DataFrame]:
    """Education plans, terms and school moves of children in care."""
    world, children = book.world, book.children
    rng = world.rng("education in care")
    care = make_care(book)
    terms = np.array(term_starts(world))
    rows, term = np.meshgrid(care.open_between(world.history_from, world.last_day), terms, indexing="ij")
    row, term = rows.ravel(), term.ravel()
    age = (term - children.born[care.child[row]]) / 365.25
    here = (care.start[row] < term + 60) & (care.end[row] > term + 20) & (age >= 4) & (age < 18)
    row, term, age = row[here], term[here], age[here]
    size = len(row)
    first = care.start[row] > term - 100
    held = np.where(
        first, np.maximum(term, care.start[row]) + rng.integers(5, 28, size), term + rng.integers(10, 95, size)
    )
    done = chance(rng, 1.03 - 0.6 * world.practice("review_late", term), size) & (held < care.end[row])
    possible = rng.integers(110, 142, size).astype(float)
    attended = np.floor(possible * np.clip(1 - rng.gamma(0.9, 0.085, size), 0, 1))
    summer = (term % 365 > 100) & (term % 365 < 120)
    move = np.flatnonzero(chance(rng, 0.035, size) | (np.arange(size) < 2))
    proposed = term[move] + rng.integers(0, 60, len(move))
    return {
        "education_plans": book.write(
            "education_plans",
            care.child[row[done]],
            by=book.somebody("virtual_school", held[done], rng.random(int(done.sum()))),
            held_on=held[done],
            is_first=first[done],
            quality=pick(GRADES, choose(rng, (0.12, 0.53, 0.28, 0.07), int(done.sum()))),
        ),
        "school_terms": book.write(
            "school_terms",
            care.child[row],
            term_started_on=term,
            sessions_possible=possible,
            sessions_attended=attended,
            suspensions=pl.Series(rng.poisson(0.12, size)),
            school_grade=pick(GRADES, choose(rng, (0.15, 0.68, 0.13, 0.04), size)),
            attainment_8=np.where(summer & (age > 15.6) & (age < 16.7), np.round(rng.gamma(2.2, 8.5, size), 1), np.nan),
            expected_at_key_stage_2=np.where(summer & (age > 10.6) & (age < 11.7), chance(rng, 0.37, size), -1).astype(
                np.int8
            ),
        ),
        "school_moves": book.write(
            "school_moves",
            care.child[row[move]],
            proposed_on=proposed,
            in_key_stage_4=age[move] > 14,
            is_emergency=chance(rng, 0.2, len(move)),
            approved_on=only(proposed + rng.integers(1, 30, len(move)), chance(rng, 0.85, len(move))),
        ),
    }


def special_needs(book: Book) -> dict[str, pl.DataFrame]:
    """Special educational needs: the record, requests, assessments, and plans named and active."""
    world, children, cases = book.world, book.children, book.cases
    rng = world.rng("special needs")
    known = np.unique(cases.child)
    child = known[
        (children.disabled[known] & chance(rng, 0.6, len(known)) | chance(rng, 0.03, len(known)))
        & (children.born[known] < world.last_day - 4 * 365)
    ]
    size = len(child)
    number = np.arange(1, size + 1)
    asked = np.maximum(
        children.born[child] + rng.integers(1100, 4000, size), world.warm_up_from + rng.integers(0, 365, size)
    )
    kept = asked < np.minimum(world.last_day, children.adult_on[child])
    decided = later(asked, rng.integers(15, 70, size))
    agreed = kept & chance(rng, 0.78, size) & (decided <= world.last_day)
    issued = later(asked, lognormal(rng, 150.0, 0.3, size))
    named = agreed & chance(rng, 0.93, size) & (issued <= world.last_day)
    reviewed = np.minimum(issued + 365 * ((world.last_day - issued) // 365), world.last_day)
    needs = ("ASD", "SEMH", "SLCN", "MLD", "SPLD", "PD", "HI", "VI", "SLD")
    rows, place = expand(1 + choose(rng, (0.7, 0.3), int(named.sum())))
    upn = pl.Series(rng.integers(100_000_000_000, 999_999_999_999, size)).cast(pl.String)
    return {
        "special_needs": book.write(
            "special_needs", child, numbers=number, pupil_number=pl.select(pl.concat_str(pl.lit("A"), upn)).to_series()
        ),
        "plan_requests": book.write(
            "plan_requests",
            child[kept],
            numbers=number[kept],
            special_needs_id=number[kept],
            requested_on=asked[kept],
            decided_on=decided[kept],
            outcome=pick(
                ["agreed", "refused"], np.where(decided[kept] <= world.last_day, (~agreed[kept]).astype(int), -1)
            ),
            advice_requested_on=decided[kept] + 3,
            advice_sent_on=decided[kept] + 3 + rng.integers(20, 70, int(kept.sum())),
            exception_applies=chance(rng, 0.05, int(kept.sum())),
        ),
        "plan_assessments": book.write(
            "plan_assessments",
            child[agreed],
            numbers=number[agreed],
            plan_request_id=number[agreed],
            decided_on=np.minimum(issued[agreed] - 20, world.last_day),
            outcome=pick(["plan", "no_plan"], (~named[agreed]).astype(int)),
        ),
        "named_plans": book.write(
            "named_plans",
            child[named],
            numbers=number[named],
            plan_assessment_id=number[named],
            started_on=issued[named],
            ended_on=only(children.adult_on[child][named] + 200, chance(rng, 0.4, int(named.sum()))),
        ),
        "active_plans": book.write(
            "active_plans",
            child[named],
            numbers=number[named],
            plan_request_id=number[named],
            last_reviewed_on=only(reviewed, reviewed > issued)[named],
        ),
        "special_need_types": book.write(
            "special_need_types",
            child[named][rows],
            active_plan_id=number[named][rows],
            need=pick(needs, (number[named][rows] * 3 + place * 4) % len(needs)),
            rank=pl.Series(place + 1),
        ),
    }


def out_of_school(book: Book) -> dict[str, pl.DataFrame]:
    """Children missing education, and children educated at home."""
    world, children, cases = book.world, book.children, book.cases
    rng = world.rng("out of school")
    age = (cases.received - children.born[cases.child]) / 365.25
    school = np.flatnonzero((age > 5) & (age < 15.5) & (cases.received >= world.history_from))
    gone = school[chance(rng, 0.02, len(school)) | (np.arange(len(school)) < 1)]
    home = school[chance(rng, 0.025, len(school)) | (np.arange(len(school)) < 1)]
    referred = cases.received[gone] + rng.integers(0, 90, len(gone))
    told = cases.received[home] + rng.integers(-60, 60, len(home))
    told = np.maximum(told, world.history_from)
    ended = later(told, lognormal(rng, 420.0, 0.8, len(home)))
    rows, place = expand(np.clip((np.minimum(ended, world.last_day) - told) // 330, 0, 5))
    back = later(referred, lognormal(rng, 70.0, 0.9, len(gone)))
    return {
        "missing_education": book.write(
            "missing_education",
            cases.child[gone],
            referred_on=referred,
            enquiries_complete_on=later(referred, lognormal(rng, 20.0, 0.7, len(gone))),
            ended_on=back,
            outcome=pick(
                ["on_roll", "moved_away", "educated_otherwise"],
                np.where(back <= world.last_day, choose(rng, (0.7, 0.2, 0.1), len(gone)), -1),
            ),
        ),
        "home_education": book.write(
            "home_education",
            cases.child[home],
            notified_on=told,
            started_on=told - rng.integers(0, 30, len(home)),
            ended_on=ended,
            considered_on=only(
                told + rng.integers(5, 60, len(home)), chance(rng, world.practice("decision_recorded", told), len(home))
            ),
        ),
        "home_education_reviews": book.write(
            "home_education_reviews",
            cases.child[home][rows],
            held_on=told[rows] + 330 * (place + 1) + rng.integers(-20, 20, len(rows)),
            child_seen=chance(rng, 0.7, len(rows)),
        ),
    }
