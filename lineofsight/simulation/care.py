"""Children in care: episodes, legal statuses, plans, reviews and officers' checks."""

from __future__ import annotations

import numpy as np
import polars as pl

from lineofsight.simulation.book import Book
from lineofsight.simulation.calendar import after_working_days
from lineofsight.simulation.care_made import ADOPTED, ADULT, ARRANGEMENTS, ELSEWHERE, GUARDIAN, HOME, Care, make_care
from lineofsight.simulation.draw import ABSENT, chance, choose, codes, expand, only, pick, repeat_events
from lineofsight.simulation.placements import BY_CARER, FOSTERED, Placements, make_placements, placement_table
from lineofsight.simulation.postcodes import HOMES

_LEGAL = ("V2", "C1", "C2", "E1", "L1", "J1")
_ENDS = {ADULT: "E5", ADOPTED: "E11", GUARDIAN: "E45", ARRANGEMENTS: "E41", HOME: "E4A", ELSEWHERE: "E8"}
_PLANS = (
    "return_home",
    "family_and_friends",
    "special_guardianship",
    "adoption",
    "long_term_fostering",
    "residential",
    "supported_living",
    "not_decided",
)
_WISHES = ("To stay with my brother", "To go home to Mum", "To stay here until I am grown up", "To see Nan every week")


def period_ids(book: Book, case: np.ndarray) -> pl.Series:
    """The id of a time in care: that of its first episode."""
    return book.ids("care_episodes", case + 1)


def care_tables(book: Book) -> dict[str, pl.DataFrame]:
    """Episodes, legal statuses, placements, plans, reviews and checks."""
    care = make_care(book)
    placements = make_placements(book, care)
    legal_row, legal_day, legal = _legal(book, care)
    return (
        {
            "placements": placement_table(book, care, placements),
            "care_episodes": _episodes(book, care, placements, legal_row, legal_day, legal),
            "legal_statuses": book.write(
                "legal_statuses",
                care.child[legal_row],
                status=pick(_LEGAL, legal),
                started_on=legal_day,
                ended_on=_next(legal_row, legal_day, care.end),
            ),
        }
        | _reviews(book, care)
        | _plans(book, care)
    )


def _next(row: np.ndarray, day: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Each row's next start within its time in care, or the end of it. Rows are in order."""
    same = np.concatenate((row[1:] == row[:-1], [False]))
    return np.where(same, np.concatenate((day[1:], [ABSENT])), ends[row])


def _legal(book: Book, care: Care) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = book.world.rng("legal statuses")
    size = len(care.case)
    rows = np.arange(size)
    urgent = chance(rng, 0.05, size) & (care.end - care.start > 10) & ~care.alone
    first = np.where(
        urgent,
        4,
        np.where(
            care.issued <= care.start + 3, 1, np.where((care.age > 11) & chance(rng, 0.03, size) & ~care.alone, 5, 0)
        ),
    )
    after_urgent = np.where(care.issued <= care.start + 3, 1, 0)
    parts = [
        (rows, care.start, first),
        (rows[urgent], care.start[urgent] + 3, after_urgent[urgent]),
        (rows, np.where(care.issued > care.start + 3, care.issued, ABSENT), np.full(size, 1)),
        (
            rows,
            np.where(care.concluded < care.end, care.concluded, ABSENT),
            np.where(care.placement_order < ABSENT, 3, 2),
        ),
    ]
    row, day, status = (np.concatenate(column) for column in zip(*parts, strict=True))
    kept = day < care.end[row]
    order = np.flatnonzero(kept)[np.lexsort((day[kept], row[kept]))]
    row, day, status = row[order], day[order], status[order]
    twice = np.concatenate(([False], (row[1:] == row[:-1]) & (day[1:] == day[:-1])))
    return row[~twice], day[~twice], status[~twice]


def _episodes(
    book: Book,
    care: Care,
    placements: Placements,
    legal_row: np.ndarray,
    legal_day: np.ndarray,
    legal: np.ndarray,
) -> pl.DataFrame:
    rng = book.world.rng("episodes")
    place_row, place_day, place_number = placements.row, placements.start, placements.number
    place_key, legal_key = place_row * 100_000 + place_day, legal_row * 100_000 + legal_day
    key = np.unique(np.concatenate((place_key, legal_key)))
    row, day = key // 100_000, key % 100_000
    end = _next(row, day, care.end)
    moved, changed = np.isin(key, place_key), np.isin(key, legal_key)
    first = np.concatenate(([True], row[1:] != row[:-1]))
    placed = np.searchsorted(place_key, key, side="right") - 1
    same_carer = placements.type[placed] == BY_CARER
    reason = np.where(first, 0, np.where(moved & changed, 3, np.where(moved, 1, 2)))
    reason = np.where(moved & ~first & same_carer, np.where(changed, 5, 4), reason)
    last = end == care.end[row]
    moves_on = np.concatenate(((moved & ~first)[1:], [False]))  # the reason stands on the episode that ceases
    # A guardian who did not foster the child has another code.
    by_other = (care.exit[row] == GUARDIAN) & ~np.isin(placements.type[placed], FOSTERED)
    ending = pick([*(_ENDS[number] for number in range(6)), "E47"], np.where(by_other, 6, care.exit[row]))
    rest = np.flatnonzero(~first)
    number = np.where(first, care.case[row] + 1, 0)
    number[rest] = len(book.cases) + 1 + np.arange(len(rest))
    case = care.case[row]
    locality = book.families.locality[book.cases.family[case]]
    ended = end <= book.world.last_day
    finish = pl.select(
        pl.when(pl.Series(last & ended)).then(ending).when(pl.Series(ended)).then(pl.lit("X1"))
    ).to_series()
    need = codes(rng, {"N1": 64, "N2": 3, "N3": 3, "N4": 7, "N5": 13, "N6": 1.5, "N7": 0.5, "N8": 8}, len(care.case))
    need = pl.select(pl.when(pl.Series(care.alone)).then(pl.lit("N8")).otherwise(need)).to_series()
    return book.write(
        "care_episodes",
        care.child[row],
        numbers=number,
        care_period_id=period_ids(book, case),
        placement_id=place_number[placed],
        started_on=day,
        start_reason=pick(["S", "P", "L", "B", "T", "U"], reason),
        primary_need=need.gather(row.astype(np.uint32)),
        ended_on=end,
        end_reason=finish,
        referral_id=case + 1,
        entered_care_on=care.start[row],
        reviewing_officer_contact_on=only(care.start[row] + rng.integers(1, 14, len(row)), chance(rng, 0.85, len(row))),
        legal_status=pick(_LEGAL, legal[np.searchsorted(legal_key, key, side="right") - 1]),
        change_of_placement_reason=pick(
            ["CARPL", "CHILD", "CREQB", "STAND", "LAREQ", "OTHER"],
            np.where(moves_on & ended, choose(rng, (0.38, 0.2, 0.16, 0.05, 0.06, 0.15), len(row)), -1),
        ),
        home_postcode=pick(HOMES, np.where(care.alone[row], -1, (locality + book.cases.family[case] % 3) % len(HOMES))),
    )


def _reviews(book: Book, care: Care) -> dict[str, pl.DataFrame]:
    world = book.world
    rng = world.rng("care reviews")
    first = after_working_days(
        care.start, np.where(chance(rng, world.practice("review_late", care.start) * 0.5, len(care.case)), 27, 18)
    )
    second = first + 80 + rng.integers(0, 14, len(care.case))
    later_row, later_day = repeat_events(
        rng, second, care.end, 176.0, 0.1, lambda row, at: 0.96 + 0.25 * world.practice("review_late", at)
    )
    rows = np.arange(len(care.case))
    row, day = np.concatenate((rows, rows, later_row)), np.concatenate((first, second, later_day))
    kept = (day < care.end[row]) & (day >= world.history_from)
    order = np.flatnonzero(kept)[np.lexsort((row[kept], day[kept]))]
    row, day = row[order], day[order]
    size = len(row)
    child = care.child[row]
    chair = book.somebody("reviewing", day, (book.cases.unit[care.case[row]] * 0.61803) % 1)
    age = (day - book.children.born[child]) / 365.25
    taking_part = np.where(age < 4, 0, choose(rng, (0, 0.55, 0.1, 0.05, 0.04, 0.1, 0.06, 0.1), size))
    well = world.practice("decision_recorded", day)
    spoken = day - rng.integers(0, 12, size)
    sent = after_working_days(day, np.where(chance(rng, 1 - world.practice("review_late", day), size), 4, 11))
    between_row, between_day = repeat_events(rng, np.maximum(care.start, world.history_from), care.end, 92.0, 0.4)
    checked = chance(rng, world.practice("decision_recorded", between_day), len(between_day))
    return {
        "care_reviews": book.write(
            "care_reviews",
            child,
            by=chair,
            care_period_id=period_ids(book, care.case[row]),
            target_on=day + np.where(chance(rng, 0.85, size), 2, -12),
            held_on=day,
            was_cancelled=chance(rng, 0.01, size),
            participation=pick([f"PN{n}" for n in range(8)], taking_part),
            decisions_sent_on=sent,
            record_sent_on=after_working_days(sent, 10),
            report_received_on=only(day - 3, chance(rng, well, size)),
            child_spoken_to_on=only(spoken, (age > 4) & chance(rng, well, size)),
            permanence_considered=chance(rng, well, size),
            discharge_considered=chance(rng, well, size),
            independent_visitor_considered=chance(rng, well * 0.8, size),
            advocacy_offered_on=only(day, chance(rng, well, size)),
            progress_made=chance(rng, 0.6 + 0.3 * world.level(day), size),
        ),
        "reviewing_officer_checks": book.write(
            "reviewing_officer_checks", care.child[between_row[checked]], checked_on=between_day[checked]
        ),
    }


def _plans(book: Book, care: Care) -> dict[str, pl.DataFrame]:
    world = book.world
    rng = world.rng("care plans")
    count = np.where(care.end - care.start > 300, 3, np.where(care.end - care.start > 90, 2, 1))
    row, place = expand(count)
    start = care.start[row] + np.where(place == 0, rng.integers(0, 14, len(row)), np.where(place == 1, 85, 280))
    kept = (start < care.end[row]) & (care.end[row] > world.history_from)
    row, start = row[kept], start[kept]
    size = len(row)
    end = _next(row, start, care.end)
    decided = start >= care.start[row] + 80
    by_exit = np.array([4, 3, 2, 1, 0, 7])[care.exit[row]]
    plan = np.where(care.age[row] > 15, 6, by_exit)
    plan = np.where((plan == 4) & (rng.random(size) < 0.15), 5, plan)
    plan = np.where(decided | chance(rng, 0.4, size), plan, 7)
    well = world.practice("decision_recorded", np.maximum(start, world.history_from))
    return {
        "care_plans": book.write(
            "care_plans",
            care.child[row],
            started_on=start,
            ended_on=end,
            permanence_plan=pick(_PLANS, plan),
            permanence_recorded_on=only(start, (plan < 7) & chance(rng, well, size)),
            family_time_recorded_on=only(start + 3, chance(rng, well, size)),
            shared_on=only(start + rng.integers(0, 30, size), chance(rng, well, size)),
            child_wish=pick(
                _WISHES,
                np.where(chance(rng, world.practice("words_recorded", start), size), rng.integers(0, 4, size), -1),
            ),
        )
    }
