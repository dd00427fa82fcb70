"""The front door: contacts, out-of-hours work, early help and referrals."""

from __future__ import annotations

import numpy as np
import polars as pl

from lineofsight.simulation.book import MINUTES, Book
from lineofsight.simulation.cases import NO_ACTION, PROTECTED, SHORT_HELP
from lineofsight.simulation.draw import ABSENT, chance, choose, codes, later, lognormal, only, pick

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
    # Closed after assessment: no enquiry and no care came of it.
    nothing_more = (cases.pathway < SHORT_HELP) & (cases.strategy >= ABSENT) & (cases.care_from >= ABSENT)
    assessed = (cases.assessed_from < ABSENT) & (cases.assessed_to > cases.assessed_from)
    reason = np.where(
        cases.pathway == NO_ACTION,
        6,
        np.where(nothing_more, np.where(assessed, 7, 6), choose(rng, (0.02, 0.0, 0.02, 0.03, 0.06, 0.1, 0.77), size)),
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


LEVELS = ("universal", "early_help", "targeted", "child_in_need", "child_protection", "specialist")
_CONTACT_KINDS = {"professional": 62, "public": 9, "police_notification": 14, "domestic_abuse_notification": 9,
                  "out_of_hours": 3, "transfer_in": 1, "court": 1, "self": 1}  # fmt: skip
_OUTCOMES = ("referral", "advice", "early_help", "no_further_action", "passed_to_open_worker", "signposted")
_SUMMARIES = (
    "Concern about bruising",
    "Repeated absence from school",
    "Police called to the home",
    "Neighbour worried about shouting",
    "Parent asks for help",
    "Midwife worried before the birth",
)


def contacts(book: Book) -> dict[str, pl.DataFrame]:
    """Contacts: one before each referral, and those that led to none."""
    world, cases = book.world, book.cases
    rng = world.rng("contacts")
    referred = np.flatnonzero(cases.received >= world.history_from)
    child = np.concatenate((cases.child[referred], book.contacts.child))
    day = np.concatenate((cases.received[referred], book.contacts.day))
    size = len(day)
    minute = np.where(chance(rng, 0.8, size), 480 + rng.integers(0, 600, size), rng.integers(0, 1440, size))
    rating = choose(rng, (0.12, 0.33, 0.55), size)
    hours = lognormal(rng, world.practice("contact_hours", day) * np.array([0.3, 0.8, 1.2])[rating], 0.8, size)
    undecided = chance(rng, world.practice("contact_undecided", day), size)
    undecided[: len(referred)] = False
    received_at = day * MINUTES + minute
    decided_at = np.where(undecided, ABSENT * MINUTES, received_at + np.rint(hours * 60).astype(np.int64))
    rated_at = received_at + rng.integers(10, 400, size)
    checked_at = np.where(undecided, ABSENT * MINUTES, received_at + np.rint(hours * 45).astype(np.int64))
    outcome = np.where(np.arange(size) < len(referred), 0, 1 + choose(rng, (0.3, 0.16, 0.34, 0.14, 0.06), size))
    open_now = book.allocations.at(child, day)
    open_now = (open_now >= 0) & (book.allocations.start[open_now] <= day) & (book.allocations.end[open_now] > day)
    consent = codes(rng, {"given": 55, "refused": 4, "dispensed_with": 12, "not_needed": 16, "not_sought": 13}, size)
    order = np.lexsort((child, received_at))

    def sort(values: np.ndarray) -> np.ndarray:
        return values[order]

    return {
        "contacts": book.write(
            "contacts",
            sort(child),
            by=book.somebody("front_door", sort(day), rng.random(size)),
            received_on=sort(day),
            received_at=sort(received_at),
            source_code=codes(rng, SOURCES, size),
            kind=codes(rng, _CONTACT_KINDS, size),
            rating=pick(["red", "amber", "green"], sort(rating)),
            rated_on=sort(rated_at // MINUTES),
            rated_at=sort(rated_at),
            checks_complete_on=sort(checked_at // MINUTES),
            checks_complete_at=sort(checked_at),
            decided_on=sort(decided_at // MINUTES),
            decided_at=sort(decided_at),
            outcome=pick(_OUTCOMES, np.where(sort(undecided), -1, sort(outcome))),
            consent=consent,
            level_of_need=pick(LEVELS, np.where(sort(outcome) == 0, 3, rng.integers(0, 3, size))),
            open_to_service=sort(open_now),
            summary=pick(_SUMMARIES, rng.integers(0, len(_SUMMARIES), size)),
        )
    }


def out_of_hours(book: Book) -> dict[str, pl.DataFrame]:
    """Work by the emergency duty team, handed to day services."""
    world, cases = book.world, book.cases
    rng = world.rng("out of hours")
    known = np.flatnonzero((cases.received >= world.history_from) & chance(rng, 0.14, len(cases)))
    day = cases.received[known] + rng.integers(0, 40, len(known))
    at = day * MINUTES + (1050 + rng.integers(0, 840, len(known))) % MINUTES
    day = at // MINUTES
    taken = chance(rng, world.practice("decision_recorded", day) * 0.35 + 0.65, len(known))
    seen_at = np.where(
        taken, (day + 1) * MINUTES + 530 + np.rint(rng.exponential(90, len(known))).astype(np.int64), ABSENT * MINUTES
    )
    return {
        "out_of_hours_events": book.write(
            "out_of_hours_events",
            cases.child[known],
            by=book.somebody("out_of_hours", day, rng.random(len(known))),
            occurred_on=day,
            occurred_at=at,
            acknowledged_on=seen_at // MINUTES,
            acknowledged_at=seen_at,
            owner_id=np.where(taken, book.allocations.worker_at(cases.child[known], day + 1), -1),
            summary=pick(
                ("Police protection used", "Child missing from home", "Home could not continue tonight"),
                rng.integers(0, 3, len(known)),
            ),
        )
    }


def early_help(book: Book) -> dict[str, pl.DataFrame]:
    """Early help: after a contact, and after a case closes with help still wanted."""
    world, cases = book.world, book.cases
    rng = world.rng("early help")
    from_contact = np.flatnonzero(chance(rng, 0.12, len(book.contacts.child)))
    after = np.flatnonzero(
        (cases.pathway < PROTECTED) & (cases.closed < world.last_day) & chance(rng, 0.18, len(cases))
    )
    after = after[cases.closed[after] >= world.history_from]
    child = np.concatenate((book.contacts.child[from_contact], cases.child[after]))
    start = np.concatenate((book.contacts.day[from_contact], cases.closed[after])) + rng.integers(1, 21, len(child))
    size = len(child)
    declined = chance(rng, 0.08, size)
    end = only(later(start, lognormal(rng, 170.0, 0.6, size)), ~declined)
    reasons = ("Parenting support", "School attendance", "Family conflict", "Emotional wellbeing", "Housing and money")
    lead = book.somebody("early_help", start, rng.random(size))
    return {
        "early_help_episodes": book.write(
            "early_help_episodes",
            child,
            by=lead,
            started_on=start,
            ended_on=end,
            reason=pick(reasons, rng.integers(0, 5, size)),
            end_reason=pick(
                ("Outcomes met", "Stepped up", "Family withdrew", "Moved away"),
                np.where(end <= world.last_day, choose(rng, (0.6, 0.13, 0.22, 0.05), size), -1),
            ),
            organisation="Family Hub",
            worker_id=lead,
            team_id=book.teams.of_kind("early_help")[rng.integers(0, len(book.teams.of_kind("early_help")), size)],
            assessed_on=only(later(start, lognormal(rng, 32.0, 0.5, size)), ~declined),
            declined_on=only(start + 5, declined),
            outcomes_met=(end <= world.last_day) & chance(rng, 0.6, size),
        )
    }
