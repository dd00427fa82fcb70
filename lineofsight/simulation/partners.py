"""Partner agencies: who was asked to which meeting and came, what they were asked to tell, and what they agreed to do.

Written down for the last two years alone: before, nobody kept it. Some agencies are always harder to get round the
table, and all come more often as practice gets better; whether one came is left unrecorded for some, as in life.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from lineofsight.simulation.book import Book
from lineofsight.simulation.calendar import after_working_days
from lineofsight.simulation.draw import ABSENT, chance, later, lognormal, only, pick, whole_years

KEPT_FOR = 2 * 365
AGENCIES = (
    "police",
    "health_visiting",
    "school_nursing",
    "general_practice",
    "school",
    "adult_mental_health",
    "housing",
)
# How ready each is to come, report and answer; and how many days, in the middle, it takes to answer.
_READY = np.array([0.95, 0.9, 0.8, 0.45, 0.93, 0.55, 0.65])
_DAYS = np.array([3.0, 3.0, 4.0, 6.5, 2.5, 7.0, 6.0])
_MEETINGS = (
    ("initial_conference", "conferences", 1.0), ("review_conference", "child_protection_reviews", 0.8),
    ("core_group", "core_groups", 0.45),
)  # fmt: skip
_ABOUT = ("assessment", "section_47", "conference", "health_of_child", "education")
_ACTIONS = (
    ("Weigh the child every week", "Named nurse"), ("Keep a place at the breakfast club", "Head of year"),
    ("Begin the repairs to the home", "Housing manager"), ("See the parent and plan their treatment", "Team leader"),
    ("Share what is known of who lives at the home", "Detective sergeant, child abuse unit"),
)  # fmt: skip


def tables(book: Book, frames: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Invitations, requests and actions, from the meetings `frames` holds."""
    world = book.world
    rng = world.rng("partners")
    child, day, subject, kind = _meetings(book, frames)
    row, agency = _asked(book, child, day, kind, rng)
    size = len(row)
    ready = _READY[agency] * (0.55 + 0.45 * world.level(day[row]))
    written_on = after_working_days(day[row], rng.integers(0, 3, size) + 3 * chance(rng, 0.08, size))
    came, written = chance(rng, ready, size), chance(rng, 0.9, size) & (written_on <= world.last_day)
    wants_report = (kind[row] < 2) & chance(rng, 0.85, size)
    reported = wants_report & chance(rng, np.minimum(ready + 0.1, 1), size)
    actions = np.flatnonzero((kind[row] == 2) & came & chance(rng, 0.12, size))
    return {
        "partner_invitations": book.write(
            "partner_invitations",
            child[row],
            agency=pick(AGENCIES, agency),
            meeting=pick([code for code, _, _ in _MEETINGS], kind[row]),
            subject_id=subject.gather(row.astype(np.uint32)),
            meeting_on=day[row],
            invited_on=day[row] - rng.integers(8, 15, size),
            attended=np.where(written, came, -1),
            apologies=~came & written & chance(rng, 0.4, size),
            attendance_recorded_on=only(written_on, written),
            report_asked=wants_report,
            report_received_on=only(day[row] - rng.integers(-2, 6, size), reported),
        ),
        "partner_requests": _requests(book, rng),
        "partner_actions": _actions(book, rng, child[row[actions]], day[row[actions]], agency[actions]),
    }


def _meetings(
    book: Book, frames: Mapping[str, pl.DataFrame]
) -> tuple[np.ndarray, np.ndarray, pl.Series, np.ndarray]:  # fmt: skip
    """The child, day, own row and kind of every meeting since attendance was written down, each once."""
    numbers = pl.DataFrame({"child_id": book.person_ids, "child": np.arange(len(book.person_ids))})
    from_day = book.world.last_day - KEPT_FOR
    parts = [
        frames[table].select("id", "child_id", pl.col("held_on").cast(pl.Int32).cast(pl.Int64).alias("day"))
        .drop_nulls().filter(pl.col("day") >= from_day).unique(["child_id", "day"], keep="first", maintain_order=True)
        .with_columns(pl.lit(place, dtype=pl.Int64).alias("kind"))
        for place, (_, table, _) in enumerate(_MEETINGS)
    ]  # fmt: skip
    held = pl.concat(parts).join(numbers, on="child_id", maintain_order="left")
    return held["child"].to_numpy(), held["day"].to_numpy(), held["id"], held["kind"].to_numpy()


def _asked(
    book: Book, child: np.ndarray, day: np.ndarray, kind: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Which agencies each meeting asks, as its place among the meetings and the agency's: nurse or school by age."""
    young = (whole_years(book.children.born[child], day) < 5)[:, None]
    by_age = np.where(young, [1, 1, 0, 1, 0, 1, 1], [1, 0, 1, 1, 1, 1, 1]) == 1
    share = np.array([share for _, _, share in _MEETINGS])[kind][:, None]
    odds = np.array([0.95, 1.0, 0.8, 0.8, 1.0, 0.3, 0.25]) * share
    row, agency = np.nonzero(by_age & (rng.random(by_age.shape) < odds))
    return row, agency


def _requests(book: Book, rng: np.random.Generator) -> pl.DataFrame:
    """Information asked while a child is assessed, and what came of it."""
    world, cases = book.world, book.cases
    begun = np.flatnonzero((cases.assessed_from < ABSENT) & (cases.assessed_from >= world.last_day - KEPT_FOR))
    asked = rng.random((len(begun), len(AGENCIES))) < np.array([0.4, 0.25, 0.2, 0.35, 0.4, 0.15, 0.15])
    row, agency = np.nonzero(asked)
    child, day = cases.child[begun[row]], cases.assessed_from[begun[row]] + rng.integers(0, 6, len(row))
    size = len(row)
    urgent = chance(rng, 0.05, size)
    slow = 1.8 - 0.8 * world.level(day)
    answered = later(day, np.where(urgent, 0.3, 1.0) * lognormal(rng, _DAYS[agency] * slow, 0.6, size))
    about = np.where(cases.strategy[begun[row]] < ABSENT, 1, rng.integers(0, len(_ABOUT), size))
    return book.write(
        "partner_requests",
        child,
        agency=pick(AGENCIES, agency),
        about=pick(_ABOUT, about),
        asked_on=day,
        answered_on=only(answered, chance(rng, _READY[agency] + 0.04, size)),
        urgent=urgent,
        asked_by=book.allocations.worker_at(child, day),
        asked=pick(["What you know of the child, the parents, and who lives at home"], np.zeros(size, dtype=np.int64)),
    )


def _actions(
    book: Book, rng: np.random.Generator, child: np.ndarray, day: np.ndarray, agency: np.ndarray
) -> pl.DataFrame:
    """What agencies agreed at core groups, and whether they did it."""
    size = len(child)
    what = rng.integers(0, len(_ACTIONS), size)
    due = day + rng.integers(10, 40, size)
    done = due + np.rint(rng.normal(-2, 6, size)).astype(np.int64)
    kept = chance(rng, 0.5 + 0.4 * _READY[agency], size)
    return book.write(
        "partner_actions",
        child,
        agency=pick(AGENCIES, agency),
        contact_role=pick([post for _, post in _ACTIONS], what),
        agreed_on=day,
        due_on=due,
        done_on=only(np.maximum(done, day), kept),
        withdrawn_on=only(due + rng.integers(60, 150, size), ~kept),
        action=pick([action for action, _ in _ACTIONS], what),
    )
