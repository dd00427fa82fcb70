"""The teams a snapshot knows, and who works in them on a day: facts about teams and workers, and none about children.

Kept by snapshot, which never changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import polars as pl

from lineofsight.catalogue.workforce.standards import SOCIAL_WORKERS
from lineofsight.core.caseload_policy import CaseloadPolicy
from lineofsight.core.code_sets import code_set
from lineofsight.core.tables.workforce import absences, posts, professionals
from lineofsight.core.tables.workforce import teams as teams_table
from lineofsight.web.knowledge.snapshots import Known, known

SERVICE = "service"
NEWLY_QUALIFIED = "newly_qualified"


@dataclass(frozen=True, slots=True)
class Team:
    """A team: its name, its kind of work as a code and in words, and the service it belongs to."""

    id: str
    name: str
    kind: str
    kind_words: str
    service: str


@dataclass(frozen=True, slots=True)
class Worker:
    """A worker in post: what they do, how much of full time, whether new to the work, and since when away."""

    id: str
    name: str
    team: str
    role: str
    full_time: float | None
    is_agency: bool
    new_until: date | None
    is_new: bool
    away_since: date | None
    registration: str = ""
    registered_until: date | None = None

    @property
    def is_social_worker(self) -> bool:
        """Whether what they do is social work with children."""
        return self.role in SOCIAL_WORKERS

    @property
    def role_words(self) -> str:
        """What they do, in words."""
        return role_words(self.role)

    def limit(self, policy: CaseloadPolicy) -> int | None:
        """How many children the worker is to hold at most; None where no limit is set for what they do."""
        if self.is_new or self.is_social_worker:
            return policy.limit(is_new=self.is_new)
        return None


@dataclass(frozen=True, slots=True)
class Posts:
    """A team's posts in full-time equivalents: how many, how many of them vacant, how many of those agency covers."""

    number: float
    vacant: float
    covered: float


@dataclass(frozen=True)
class Staff:
    """Teams by id, workers in post by id, posts by team, on the last day a snapshot knows."""

    teams: Mapping[str, Team]
    workers: Mapping[str, Worker]
    posts: Mapping[str, Posts]

    def of(self, team: str) -> list[Worker]:
        """The workers of a team, by name."""
        return sorted((each for each in self.workers.values() if each.team == team), key=lambda each: each.name)

    def alike(self, team: str) -> list[str]:
        """The ids of the teams of the same kind of work, the team itself among them; it alone where none is known."""
        kind = self.teams[team].kind if team in self.teams else ""
        return sorted(each.id for each in self.teams.values() if each.kind == kind) if kind else [team]


NOBODY = Staff({}, {}, {})


def staff(held: Known | None) -> Staff:
    """Teams and workers as the snapshot knows them; none without one."""
    return NOBODY if held is None else _staff(held.info.snapshot)


def team_names(held: Known | None) -> dict[str, str]:
    """The names of the teams there are when a snapshot ends, by id; none without one."""
    return {key: each.name for key, each in staff(held).teams.items()}


def team_names_ever(held: Known | None) -> dict[str, str]:
    """The same, of teams that have ended too: for what was counted while they worked."""
    return {} if held is None else _names(held.info.snapshot)


@lru_cache(maxsize=4)
def _names(name: str) -> dict[str, str]:
    held = known(name)
    assert held is not None  # a name was given
    rows = held.snapshot.record.lazy(teams_table).select("id", "name").collect()
    return {team: name or team for team, name in rows.iter_rows() if team}


@lru_cache(maxsize=4)
def _staff(name: str) -> Staff:
    held = known(name)
    assert held is not None  # a name was given
    on = held.info.as_known_on
    return Staff(_teams(held, on), _workers(held, on), _posts(held, on))


def _teams(held: Known, on: date) -> dict[str, Team]:
    columns = ("id", "name", "kind", "parent_id", "parent_name")
    frame = held.snapshot.record.lazy(teams_table).filter(_in_force(on)).select(columns).collect()
    rows = list(frame.iter_rows(named=True))
    names = {row["id"]: row["name"] for row in rows}
    return {
        row["id"]: Team(row["id"], row["name"] or row["id"], row["kind"] or "", _kind_words(row["kind"] or ""),
                        row["parent_name"] or names.get(row["parent_id"]) or "")
        for row in rows if row["id"] and row["kind"] != SERVICE
    }  # fmt: skip


def _workers(held: Known, on: date) -> dict[str, Worker]:
    record = held.snapshot.record
    away = record.lazy(absences).filter(_in_force(on)).group_by("worker_id").agg(pl.col("started_on").min()).collect()
    away_since = dict(away.iter_rows())
    columns = ("id", "name", "team_id", "role", "full_time_equivalent", "is_agency", "assessed_year_from",
               "assessed_year_to", "registration_number", "registered_until")  # fmt: skip
    in_post = record.lazy(professionals).filter(_in_force(on), pl.col("placeholder").is_null())
    return {
        row["id"]: Worker(
            row["id"], row["name"] or row["id"], row["team_id"] or "", row["role"] or "", row["full_time_equivalent"],
            bool(row["is_agency"]), row["assessed_year_to"], _is_new(row, on), away_since.get(row["id"]),
            row["registration_number"] or "", row["registered_until"],
        )
        for row in in_post.select(columns).collect().iter_rows(named=True) if row["id"]
    }  # fmt: skip


def _is_new(row: Mapping[str, object], on: date) -> bool:
    """In the assessed and supported year: by what the worker does (as the measure has it), or by its days."""
    begins, ends = row["assessed_year_from"], row["assessed_year_to"]
    within = isinstance(begins, date) and isinstance(ends, date) and begins <= on <= ends
    return within or row["role"] == NEWLY_QUALIFIED


def _posts(held: Known, on: date) -> dict[str, Posts]:
    size = pl.col("full_time_equivalent").fill_null(1.0)
    vacant = pl.col("worker_id").is_null()
    frame = (
        held.snapshot.record.lazy(posts).filter(_in_force(on), pl.col("team_id").is_not_null()).group_by("team_id")
        .agg(size.sum().alias("number"), size.filter(vacant).sum().alias("vacant"),
             size.filter(vacant & pl.col("covered_by_agency").fill_null(value=False)).sum().alias("covered")).collect()
    )  # fmt: skip
    return {team: Posts(number, vacant, covered) for team, number, vacant, covered in frame.iter_rows()}


def _in_force(on: date) -> pl.Expr:
    started, ended = pl.col("started_on"), pl.col("ended_on")
    return (started.is_null() | (started <= on)) & (ended.is_null() | (ended > on))


@lru_cache(maxsize=64)
def role_words(role: str) -> str:
    """What a worker does, from our own list of codes."""
    return _meaning("lineofsight:worker_role", role) or "Not recorded"


@lru_cache(maxsize=64)
def _kind_words(kind: str) -> str:
    return _meaning("lineofsight:team_kind", kind) or "Kind of work not recorded"


def _meaning(name: str, code: str) -> str:
    return {each.code: each.meaning for each in code_set(name)}.get(code, code.replace("_", " ").capitalize())
