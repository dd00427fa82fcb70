"""Posts, workers, who came and went, courses and reviews, as a snapshot knows them: rows about staff alone.

Kept by snapshot, which never changes. Which of them a person may see is the page's to ask, team by team.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import polars as pl

from lineofsight.catalogue.workforce.standards import SOCIAL_WORKERS
from lineofsight.core.code_sets import code_set
from lineofsight.core.periods import whole_months
from lineofsight.core.tables.workforce import absences, assessed_year_reviews, posts, professionals, trainings
from lineofsight.web.knowledge.snapshots import Known, known
from lineofsight.web.knowledge.staff import role_words

A_YEAR = timedelta(days=365)
LONG_STAY = 24
"""Whole months after which somebody has stayed long: the two years of `wf_stability_2y`."""


@dataclass(frozen=True, slots=True)
class Person:
    """A worker, in post or gone. Lengths of time are whole days; codes are in words, blank where not recorded."""

    id: str
    name: str
    team: str
    role: str
    role_words: str
    full_time: float | None
    is_agency: bool
    started: date | None
    ended: date | None
    came_from: str
    because: str
    went: str
    ethnicity: str
    away_since: date | None
    year_from: date | None
    year_to: date | None

    @property
    def is_social_worker(self) -> bool:
        """Whether what they do, or did, is social work with children."""
        return self.role in SOCIAL_WORKERS

    def in_post(self, on: date) -> bool:
        """Whether they are in post on a day; the day they leave they are not."""
        return (self.started is None or self.started <= on) and (self.ended is None or self.ended > on)


@dataclass(frozen=True, slots=True)
class Post:
    """A post in its state on the last day known: who fills it, blank for nobody; and since when it is as it is."""

    id: str
    team: str
    worker: str
    full_time: float
    covered: bool
    since: date | None

    @property
    def is_vacant(self) -> bool:
        """Whether nobody permanent fills it."""
        return not self.worker


@dataclass(frozen=True, slots=True)
class Course:
    """One worker's place on a course."""

    worker: str
    course: str
    theme: str
    held: date
    completed: bool


@dataclass(frozen=True)
class Workforce:
    """Everybody a snapshot knows, and the posts there are on its last day."""

    on: date
    people: Mapping[str, Person]
    posts: tuple[Post, ...]
    courses: tuple[Course, ...]
    reviews: Mapping[str, Mapping[str, date]]

    def in_post(self) -> list[Person]:
        """Everybody in post, by name."""
        return by_name(each for each in self.people.values() if each.in_post(self.on))

    def started(self, since: date, until: date) -> list[Person]:
        """Permanent social workers who started in a stretch of days, the last day included."""
        return by_name(each for each in self._permanent() if each.started and since < each.started <= until)

    def left(self, since: date, until: date) -> list[Person]:
        """Permanent social workers who left in a stretch of days, the last day included."""
        return by_name(each for each in self._permanent() if each.ended and since < each.ended <= until)

    def _permanent(self) -> Iterable[Person]:
        return (each for each in self.people.values() if each.is_social_worker and not each.is_agency)


def by_name(people: Iterable[Person]) -> list[Person]:
    """In the order of their names: never of a number."""
    return sorted(people, key=lambda each: (each.name, each.id))


def workforce(held: Known | None) -> Workforce | None:
    """What the snapshot knows of the workforce; None without one."""
    return None if held is None else _workforce(held.info.snapshot)


@lru_cache(maxsize=4)
def _workforce(name: str) -> Workforce:
    held = known(name)
    assert held is not None  # a name was given
    on = held.info.as_known_on
    return Workforce(on, _people(held, on), _posts(held, on), _courses(held), _reviews(held))


def _people(held: Known, on: date) -> dict[str, Person]:
    record = held.snapshot.record
    away = record.lazy(absences).filter(
        pl.col("started_on") <= on, pl.col("ended_on").is_null() | (pl.col("ended_on") > on)
    )
    away_now = dict(away.group_by("worker_id").agg(pl.col("started_on").min()).collect().iter_rows())
    origins, reasons, goals = (_meanings(each) for each in ("worker_origin", "leaving_reason", "worker_destination"))
    columns = ("id", "name", "team_id", "role", "full_time_equivalent", "is_agency", "started_on", "ended_on",
               "came_from", "left_because", "left_for", "ethnicity", "assessed_year_from",
               "assessed_year_to")  # fmt: skip
    rows = record.lazy(professionals).filter(pl.col("placeholder").is_null()).select(columns).collect()
    found = {}
    for row in rows.iter_rows(named=True):
        found[row["id"]] = Person(
            row["id"], row["name"] or row["id"], row["team_id"] or "", row["role"] or "", role_words(row["role"] or ""),
            row["full_time_equivalent"], bool(row["is_agency"]), row["started_on"], row["ended_on"],
            origins.get(row["came_from"] or "", ""), reasons.get(row["left_because"] or "", ""),
            goals.get(row["left_for"] or "", ""), row["ethnicity"] or "", away_now.get(row["id"]),
            row["assessed_year_from"], row["assessed_year_to"],
        )  # fmt: skip
    return found


def _posts(held: Known, on: date) -> tuple[Post, ...]:
    columns = ("id", "team_id", "worker_id", "full_time_equivalent", "covered_by_agency", "started_on")
    started, ended = pl.col("started_on"), pl.col("ended_on")
    in_force = (started.is_null() | (started <= on)) & (ended.is_null() | (ended > on))
    rows = held.snapshot.record.lazy(posts).filter(in_force).select(columns).sort("team_id", "id").collect()
    return tuple(
        Post(row["id"], row["team_id"] or "", row["worker_id"] or "", row["full_time_equivalent"] or 1.0,
             bool(row["covered_by_agency"]), row["started_on"])
        for row in rows.iter_rows(named=True)
    )  # fmt: skip


def _courses(held: Known) -> tuple[Course, ...]:
    rows = held.snapshot.record.lazy(trainings).filter(pl.col("held_on").is_not_null(), pl.col("course").is_not_null())
    columns = ("worker_id", "course", "theme", "held_on", "completed")
    return tuple(
        Course(row["worker_id"], row["course"], row["theme"] or "", row["held_on"], row["completed"] is not False)
        for row in rows.select(columns).collect().iter_rows(named=True)
    )


def _reviews(held: Known) -> dict[str, dict[str, date]]:
    rows = held.snapshot.record.lazy(assessed_year_reviews).filter(pl.col("held_on").is_not_null())
    found: dict[str, dict[str, date]] = {}
    for worker, stage, on in rows.select("worker_id", "stage", "held_on").sort("held_on").collect().iter_rows():
        found.setdefault(worker, {}).setdefault(stage, on)
    return found


def shares(values: Sequence[str], unknown: str) -> list[tuple[str, int]]:
    """How many there are of each value, the commonest first; those not recorded last, and named so."""
    counted: dict[str, int] = {}
    for value in values:
        counted[value or unknown] = counted.get(value or unknown, 0) + 1
    return sorted(counted.items(), key=lambda each: (each[0] == unknown, -each[1], each[0]))


def tenure(person: Person, on: date) -> str:
    """How long somebody has been, or was, here: "3 years", "7 months"."""
    if person.started is None:
        return "Not recorded"
    months = whole_months(person.started, person.ended or on)
    if months < 24:
        return f"{months} month{'' if months == 1 else 's'}"
    return f"{months // 12} years"


def tenure_band(person: Person, on: date) -> str:
    """The band of how long somebody has been, or was, here."""
    if person.started is None:
        return ""
    years = whole_months(person.started, person.ended or on) // 12
    bands = ((1, "Under 1 year"), (2, "1 year to under 2"), (5, "2 years to under 5"), (10, "5 years to under 10"))
    return next((words for limit, words in bands if years < limit), "10 years or more")


BANDS = ("Under 1 year", "1 year to under 2", "2 years to under 5", "5 years to under 10", "10 years or more")


def _meanings(name: str) -> dict[str, str]:
    return {each.code: each.meaning for each in code_set(f"lineofsight:{name}")}
