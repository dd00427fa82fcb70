"""Placements, carers and homes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from lineofsight.simulation.book import MINUTES, Book
from lineofsight.simulation.care_made import ADOPTED, Care
from lineofsight.simulation.draw import ABSENT, chance, choose, day_number, lognormal, only, pick, repeat_events
from lineofsight.simulation.postcodes import PLACEMENTS

_TYPES = ("U6", "U1", "K2", "H5", "P1", "A6", "R3", "K1", "U4", "K3", "A5")
FOSTERED = (0, 1, 8)
CHILDRENS_HOME = 2
_SUPPORTED, _WITH_PARENTS, _FOR_ADOPTION, _REGISTERED_SUPPORT, BY_CARER = 3, 4, 5, 9, 10
_REGISTERED_FROM = day_number(date(2024, 4, 1))
_YOUNG, _OLDER, _NEARLY_ADULT = (
    (0.62, 0.21, 0.03, 0.0, 0.11, 0.0, 0.03, 0.0, 0.0),
    (0.57, 0.13, 0.21, 0.0, 0.07, 0.0, 0.01, 0.006, 0.0),
    (0.4, 0.07, 0.19, 0.28, 0.03, 0, 0.01, 0.012, 0.01),
)
_CARER_KINDS = ("mainstream", "connected", "connected_temporary", "early_permanence", "respite", "supported_lodgings")


@dataclass(frozen=True)
class Placements:
    """A row a placement, in order of time in care and start; `row` is the time in care's, `number` its id's."""

    row: np.ndarray
    start: np.ndarray
    end: np.ndarray
    number: np.ndarray
    type: np.ndarray


def make_placements(book: Book, care: Care) -> Placements:
    """Placements: the first, and one from each move."""
    rng = book.world.rng("placements")
    row = np.concatenate((np.arange(len(care.case)), care.move_row))
    start = np.concatenate((care.start, care.move_day))
    order = np.lexsort((start, row))
    row, start = row[order], start[order]
    same = np.concatenate((row[1:] == row[:-1], [False]))
    end = np.where(same, np.concatenate((start[1:], [ABSENT])), care.end[row])
    age = (start - book.children.born[care.child[row]]) / 365.25
    size = len(row)
    kind = np.where(
        age < 10,
        choose(rng, _YOUNG, size),
        np.where(age < 16, choose(rng, _OLDER, size), choose(rng, _NEARLY_ADULT, size)),
    )
    # One child in eight is adopted by who fosters them already: another placement code, and the same carer.
    fosters = np.concatenate(([False], same[:-1] & np.isin(kind[:-1], FOSTERED)))
    by_carer = fosters & (care.case[row] * 2_654_435_761 % 8 == 0)
    for_adoption = np.where(by_carer, BY_CARER, _FOR_ADOPTION)
    kind = np.where(start == care.placed_for_adoption[row], for_adoption, kind)
    # With parents only under an order; supported accommodation by the code its return has.
    kind = np.where((kind == _WITH_PARENTS) & (care.issued[row] > start), 0, kind)
    kind = np.where((kind == _SUPPORTED) & (end > _REGISTERED_FROM), _REGISTERED_SUPPORT, kind)
    return Placements(row, start, end, np.arange(1, size + 1), kind)


def placement_table(book: Book, care: Care, placements: Placements) -> pl.DataFrame:
    """The placements as rows."""
    world = book.world
    rng = world.rng("placement rows")
    row, start, end, kind = placements.row, placements.start, placements.end, placements.type
    size = len(row)
    carers, homes = carers_and_homes(book)
    fostered = np.isin(kind, (0, 1, _FOR_ADOPTION, BY_CARER))
    residential = np.isin(kind, (2, _SUPPORTED, 7, _REGISTERED_SUPPORT))
    registered = residential | np.isin(kind, (*FOSTERED, _FOR_ADOPTION, 6, BY_CARER)) & (kind != _SUPPORTED)
    connected = kind == 1
    own = np.flatnonzero(carers[1] == 0)
    kin = np.flatnonzero(carers[1] == 1)
    # Who adopts as the child's carer is where the child was placed before.
    since = np.arange(size) - (kind == BY_CARER)
    agency = (fostered & ~connected & chance(rng, 0.38, size))[since]
    where = (row + np.arange(size))[since]  # no two placements after each other in one place
    carer = (np.where(connected, kin[row % len(kin)], own[(row * 7 + start) % len(own)]) + 1)[since]
    distance = lognormal(rng, np.where(connected, 3.0, np.where(residential, 14.0, 6.5)), 1.05, size)
    first = start == care.start[row]
    moved_on = (end < care.end[row]) & (end <= world.last_day) & chance(rng, 0.5, size)
    well = chance(rng, world.practice("decision_recorded", np.maximum(start, world.history_from)), size)
    sudden = chance(rng, 0.18, size)
    temporary = connected & first
    long_term = fostered & (end - start > 500) & chance(rng, 0.5, size)
    last_of_type = (end < care.end[row]) & sudden
    secure = kind == 7
    return book.write(
        "placements",
        care.child[row],
        numbers=placements.number,
        care_period_id=book.ids("care_episodes", care.case[row] + 1),
        started_on=start,
        ended_on=end,
        type=pick(_TYPES, kind),
        provider_urn=pick(
            [f"SC{400_000 + n}" for n in range(60)],
            np.where(registered, np.where(residential | agency, 1 + where % 59, 0), -1),
        ),
        distance_miles=np.round(distance, 1),
        provider_type=pick(
            ["PR1", "PR4", "PR0"], np.where(kind == 4, 2, np.where(agency | residential | (kind == 6), 1, 0))
        ),
        postcode=pick(PLACEMENTS, where % len(PLACEMENTS)),
        change_reason=pick(
            ["CARPL", "CHILD", "CREQB", "STAND", "LAREQ", "OTHER"],
            np.where(moved_on, choose(rng, (0.38, 0.2, 0.16, 0.05, 0.06, 0.15), size), -1),
        ),
        outside_authority=distance > 9,
        is_unregistered=chance(rng, np.where(kind == 8, 0.5, 0.002), size),
        made_out_of_hours=chance(rng, np.where(first, 0.12, 0.04), size),
        is_emergency=sudden & first,
        is_long_term_match=long_term,
        intended_until_18=long_term,
        is_temporary_approval=temporary,
        fully_approved_on=only(start + rng.integers(60, 170, size), temporary),
        plan_recorded_on=only(start + rng.integers(0, 12, size), well),
        notified_on=only(start + rng.integers(0, 9, size), well),
        assessed_on=only(start - 3, well),
        distance_approved_on=only(start, well & (distance > 20)),
        matching_recorded_on=only(start - 2, well & long_term),
        disruption_meeting_on=only(end + 20, last_of_type & well),
        end_reviewed_on=only(end - 5, (end < care.end[row]) & well),
        ended_unplanned=(end <= world.last_day) & sudden & (care.exit[row] != ADOPTED),
        with_sibling=chance(rng, 0.5, size) & fostered,
        is_secure=secure,
        secured_at=np.where(secure, start * MINUTES + 900, ABSENT * MINUTES),
        secure_order_on=only(start + 2, secure),
        home_id=np.where(residential & (row % 3 == 0), row % len(homes) + 1, -1),
        carer_id=np.where(fostered & ~agency, carer, -1),
    )


def carers_and_homes(book: Book) -> tuple[tuple[np.ndarray, np.ndarray, np.ndarray], np.ndarray]:
    """Carers' days of approval, kinds and days of ending, and homes' opening days."""
    world = book.world
    rng = world.rng("carers")
    count = max(12, round(world.population * 0.0042))
    approved = rng.integers(world.warm_up_from - 3000, world.last_day - 60, count)
    ended = only(approved + np.rint(rng.exponential(2600, count)).astype(np.int64) + 200, chance(rng, 0.75, count))
    kind = choose(rng, (0.55, 0.3, 0.06, 0.03, 0.04, 0.02), count)
    kind[:2] = (0, 1)
    homes = rng.integers(world.warm_up_from - 3000, world.history_from, max(2, round(world.population / 25_000)))
    return (approved, kind, ended), homes


def carer_tables(book: Book) -> dict[str, pl.DataFrame]:
    """Carers with their reviews and visits, and the authority's own homes with their independent visits."""
    world = book.world
    rng = world.rng("carer rows")
    (approved, kind, ended), opened = carers_and_homes(book)
    until = np.minimum(ended, world.last_day + 1)
    rows, days, kinds = [], [], []
    for code, (gap, spread) in enumerate(((362.0, 0.08), (350.0, 0.2), (42.0, 0.3))):
        row, day = repeat_events(
            rng,
            np.maximum(approved, world.history_from - (365 if code < 2 else 0)),
            until,
            gap,
            spread,
            lambda row, at: 0.96 + 0.2 * world.practice("review_late", at),
        )
        rows.append(row)
        days.append(day)
        kinds.append(np.full(len(row), code))
    row, day, what = np.concatenate(rows), np.concatenate(days), np.concatenate(kinds)
    kept = day >= world.history_from
    home, visited = repeat_events(
        rng, np.full(len(opened), world.history_from), np.full(len(opened), world.last_day + 1), 30.4, 0.08
    )
    return {
        "carers": book.write(
            "carers",
            numbers=np.arange(1, len(approved) + 1),
            by=np.full(len(approved), -1),
            approved_on=approved,
            ended_on=ended,
            kind=pick(_CARER_KINDS, kind),
        ),
        "carer_reviews": book.write(
            "carer_reviews",
            row[kept] + 1,
            kind=pick(["annual_review", "unannounced_visit", "supervision_visit"], what[kept]),
            held_on=day[kept],
        ),
        "homes": book.write(
            "homes",
            numbers=np.arange(1, len(opened) + 1),
            by=np.full(len(opened), -1),
            opened_on=opened,
            closed_on=np.full(len(opened), ABSENT),
            provider_urn=pick([f"SC{500_000 + n}" for n in range(len(opened))], np.arange(len(opened))),
        ),
        "home_visits": book.write(
            "home_visits",
            home + 1,
            visited_on=visited,
            reported_on=only(visited + rng.integers(3, 40, len(home)), chance(rng, 0.97, len(home))),
        ),
    }
