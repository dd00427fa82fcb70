"""The service as a whole: complaints, allegations, incidents, requests, boards and returns, improvement, population."""

from __future__ import annotations

import numpy as np
import polars as pl

from lineofsight.simulation.book import MINUTES, Book
from lineofsight.simulation.calendar import after_working_days
from lineofsight.simulation.draw import ABSENT, YEAR, chance, choose, later, lognormal, only, pick
from lineofsight.simulation.years import each_year

# A made-up code: no authority has it.
AUTHORITY_CODE = "999"
_MONTHLY = ("improvement_board", "performance_report", "data_quality_report", "audit_programme")
_QUARTERLY = ("corporate_parenting_board", "children_in_care_council", "family_feedback", "monitoring_visit")
_YEARLY = (
    ("self_evaluation", 3, 1),
    ("annual_conversation", 3, 20),
    ("local_offer", 9, 10),
    ("kinship_local_offer", 10, 4),
    ("sufficiency_statement", 6, 12),
    ("statutory_return", 7, 28),
    ("workforce_census", 11, 28),
)
_ACTIONS = (
    ("visits", "cp_visit.in_time", "See every child on a plan on time"),
    ("oversight", "cp_visit.overdue", "Record the reason for each decision"),
    ("workforce", "wf_vacancy_rate", "Fill posts with permanent workers"),
    ("front_door", "contact_decision_24h", "Decide every contact within a day"),
    ("assessment", "assessment_45wd", "Finish assessments in time for the child"),
    ("voice", "cp_visit.in_time", "Hear children and write their words"),
)


def requests(book: Book) -> dict[str, pl.DataFrame]:
    """Complaints, allegations against staff, serious incidents and requests for information."""
    world = book.world
    rng = world.rng("requests")
    span = world.last_day - world.history_from
    per_year = world.population / 10_000 * span / YEAR

    def days(rate: float, least: int) -> np.ndarray:
        return np.sort(world.history_from + rng.integers(0, span + 1, max(least, round(rate * per_year))))

    received, known, serious, asked = days(9, 12), days(13, 6), days(0.35, 2), days(11, 8)
    size = len(received)
    complex_one = chance(rng, 0.15, size)
    kind = choose(rng, (0.62, 0.13, 0.25), size)
    late = chance(rng, world.practice("review_late", received) * 1.2, size)
    answered = only(
        after_working_days(
            received,
            np.where(complex_one, 20, 10) + np.where(late, rng.integers(2, 25, size), -rng.integers(0, 6, size)),
        ),
        kind < 2,
    )
    second = only(later(answered, 12), chance(rng, 0.08, size))
    second_answer = after_working_days(second, 25 + rng.integers(-6, 14, size))
    third = only(later(second_answer, 10), chance(rng, 0.2, size))
    panel = after_working_days(third, 26 + rng.integers(0, 10, size))
    closed = np.where(third < ABSENT, later(panel, 25), np.where(second < ABSENT, second_answer, answered))
    closed = np.where(kind == 2, received, closed)
    count = len(known)
    over = later(known, lognormal(rng, 34.0, 0.8, count))
    review = chance(rng, 0.35, len(serious))
    told = np.minimum(serious + choose(rng, (0.3, 0.3, 0.2, 0.1, 0.06, 0.04), len(serious)), world.last_day)
    what = choose(rng, (0.5, 0.33, 0.17), len(asked))
    minute = asked * MINUTES + 540 + rng.integers(0, 480, len(asked))
    wait = np.where(
        what == 2,
        rng.exponential(50 * 60, len(asked)),
        lognormal(rng, 27.0 - 6 * world.level(asked), 0.5, len(asked)) * MINUTES,
    )
    reply = minute + np.rint(wait).astype(np.int64)
    return {
        "complaints": book.write(
            "complaints",
            np.zeros(size, np.int64),
            kind=pick(["complaint", "corporate_complaint", "compliment"], kind),
            received_on=received,
            is_complex=complex_one,
            answered_on=answered,
            stage_two_agreed_on=second,
            stage_two_extended=chance(rng, 0.4, size) & (second < ABSENT),
            stage_two_answered_on=second_answer,
            stage_three_requested_on=third,
            panel_held_on=panel,
            panel_reported_on=after_working_days(panel, 5),
            authority_replied_on=after_working_days(panel, 18),
            closed_on=closed,
            outcome=pick(
                ["upheld", "partly_upheld", "not_upheld", "withdrawn"],
                np.where((answered <= world.last_day), choose(rng, (0.18, 0.4, 0.37, 0.05), size), -1),
            ),
        ),
        "allegations": book.write(
            "allegations",
            np.zeros(count, np.int64),
            known_on=known,
            referred_on=known + choose(rng, (0.6, 0.25, 0.08, 0.07), count),
            closed_on=over,
            is_exceptional=chance(rng, 0.04, count),
            outcome=pick(
                ["substantiated", "unsubstantiated", "unfounded", "false", "malicious"],
                np.where(over <= world.last_day, choose(rng, (0.34, 0.42, 0.16, 0.06, 0.02), count), -1),
            ),
        ),
        "serious_incidents": book.write(
            "serious_incidents",
            np.zeros(len(serious), np.int64),
            known_on=serious,
            notified_on=told,
            rapid_review_sent_on=after_working_days(told, 14 + choose(rng, (0.6, 0.2, 0.2), len(serious)) * 3),
            review_decided_on=only(told + 30, review),
            review_published_on=only(told + rng.integers(200, 420, len(serious)), review),
            criminal_process=chance(rng, 0.3, len(serious)),
        ),
        "information_requests": book.write(
            "information_requests",
            np.zeros(len(asked), np.int64),
            kind=pick(["subject_access", "freedom_of_information", "data_breach"], what),
            received_on=asked,
            received_at=minute,
            is_complex=chance(rng, 0.15, len(asked)),
            risk_to_rights=np.where(what == 2, chance(rng, 0.6, len(asked)), -1).astype(np.int8),
            answered_on=reply // MINUTES,
            answered_at=reply,
        ),
    }


def governance(book: Book) -> dict[str, pl.DataFrame]:
    """Boards, reports, returns, visits of inspectors, periods of the service and the improvement plan."""
    world = book.world
    rng = world.rng("governance")
    months = np.arange(world.history_from + 12, world.last_day + 1, 30)
    quarters = np.arange(world.history_from + 20, world.last_day + 1, 91)
    poor = world.level(np.arange(world.history_from, world.last_day + 1)) < 0.6
    days_poor = np.flatnonzero(poor) + world.history_from
    last_poor = int(days_poor[-1]) if len(days_poor) else world.history_from + 1
    notice_to = min(last_poor, world.last_day)
    events = []
    for kind in _MONTHLY:
        held = months[(months <= notice_to) | (kind != "improvement_board")]
        events += [(kind, day) for day in held[chance(rng, 0.75 + 0.23 * world.level(held), len(held))]]
    for kind in _QUARTERLY:
        held = quarters[(quarters <= notice_to) | (kind != "monitoring_visit")]
        events += [(kind, day) for day in held[chance(rng, 0.8 + 0.18 * world.level(held), len(held))]]
    events += [(kind, day) for kind, month, day_of in _YEARLY for day in each_year(world, month, day_of)]
    inspected = [world.at_share(share) for share in (0.15, 0.5, 0.93)]
    events += [
        (kind, day + wait)
        for day in inspected
        for kind, wait in (("inspection", 0), ("inspection_report", 45), ("action_plan", 108))
    ]
    in_order = sorted((int(at), kind) for kind, at in events)
    day = np.array([at for at, _ in in_order])
    kinds = [kind for _, kind in in_order]
    audits = np.array([kind == "audit_programme" for kind in kinds])
    planned = np.where(audits, max(4.0, round(world.population / 10_000 * 2.4)), np.nan)
    periods = [
        ("operating", world.warm_up_from, ABSENT),
        ("family_help_live", world.at_share(0.88), ABSENT),
        ("improvement_notice", world.history_from, notice_to),
        ("judged_inadequate", world.history_from, notice_to),
    ]
    periods += [("inspection", start, start + 14) for start in inspected]
    start = np.array([at for _, at, _ in periods])
    count = len(_ACTIONS) * 3
    begun = world.first_day + (np.arange(count) * (world.last_day - world.first_day - 60) // count)
    due = begun + 180 + 60 * (np.arange(count) % 4)
    shown = only(due + rng.integers(-60, 120, count), chance(rng, 0.4 + 0.5 * world.level(begun), count))
    theme = np.arange(count) % len(_ACTIONS)
    return {
        "service_events": book.write(
            "service_events",
            np.zeros(len(day), np.int64),
            kind=pl.Series(kinds),
            occurred_on=day,
            due_on=day + rng.integers(-4, 12, len(day)),
            planned=planned,
            done=np.floor(planned * np.clip(0.5 + 0.5 * world.level(day) + rng.normal(0, 0.08, len(day)), 0, 1)),
            reference=pl.select(
                pl.concat_str(pl.lit("Paper "), pl.Series(np.arange(1, len(day) + 1)).cast(pl.String))
            ).to_series(),
        ),
        "service_periods": book.write(
            "service_periods",
            np.zeros(len(periods), np.int64),
            kind=pl.Series([kind for kind, _, _ in periods]),
            started_on=start,
            ended_on=np.array([end for _, _, end in periods]),
        ),
        "improvement_actions": book.write(
            "improvement_actions",
            np.zeros(count, np.int64),
            started_on=begun,
            due_on=due,
            evidenced_on=shown,
            theme=pick([one for one, _, _ in _ACTIONS], theme),
            measure=pick([one for _, one, _ in _ACTIONS], theme),
            measure_moving=shown <= world.last_day,
            action=pick([one for _, _, one in _ACTIONS], theme),
        ),
    }


def populations(book: Book) -> dict[str, pl.DataFrame]:
    """Children resident each mid-year: the whole, and each locality."""
    world = book.world
    days = np.array(each_year(world, 6, 30))
    places = len(world.localities)
    day = np.repeat(days, places + 1)
    place = np.tile(np.arange(-1, places), len(days))
    children = np.where(place < 0, float(world.population), np.round(world.population / places))
    return {
        "populations": book.write(
            "populations",
            np.zeros(len(day), np.int64),
            la_code=AUTHORITY_CODE,
            as_at=day,
            locality=pick(world.localities, place),
            children=children,
        )
    }
