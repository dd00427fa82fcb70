"""Workers and posts: who sat in which post of which team, and when the post was empty or covered."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lineofsight.simulation.draw import ABSENT, YEAR, chance, choose, expand
from lineofsight.simulation.places import CASE_HOLDING, Stages, Teams
from lineofsight.simulation.world import World

CASELOAD = 16.0
_OTHER_POSTS = {"front_door": 9, "out_of_hours": 5, "early_help": 8, "court": 7, "exploitation": 5, "fostering": 8,
                "adoption": 6, "connected_carers": 5, "reviewing": 8, "quality_assurance": 4, "placements": 4,
                "virtual_school": 4}  # fmt: skip
ROLES = ("social_worker", "newly_qualified", "senior_social_worker", "advanced_practitioner", "team_manager",
         "assistant_team_manager", "service_manager", "director", "reviewing_officer", "conference_chair",
         "personal_adviser", "family_support", "early_help", "student", "other")  # fmt: skip
_ROLE_OF_KIND = {"reviewing": "reviewing_officer", "leaving_care": "personal_adviser", "early_help": "early_help",
                 "placements": "other", "virtual_school": "other", "quality_assurance": "conference_chair"}  # fmt: skip
_STEPS = 26


@dataclass(frozen=True)
class Workforce:
    """Workers (a row each) and the turns of posts (a row a time in one state), posts in order and turns in order.

    `turn_worker` is -1 while nobody sits in the post. Managers' posts are the first of each team.
    """

    team: np.ndarray
    role: np.ndarray
    agency: np.ndarray
    joined: np.ndarray
    left: np.ndarray
    placeholder: np.ndarray
    post_team: np.ndarray
    turn_post: np.ndarray
    turn_worker: np.ndarray
    turn_from: np.ndarray
    turn_to: np.ndarray
    first_turn: np.ndarray
    first_post: np.ndarray
    posts_in_team: np.ndarray

    def turn_at(self, post: np.ndarray, days: np.ndarray) -> np.ndarray:
        """The turn of each post on each day."""
        key = self.turn_post * 100_000 + self.turn_from
        return np.maximum(np.searchsorted(key, post * 100_000 + days, side="right") - 1, self.first_turn[post])

    def worker_at(self, post: np.ndarray, days: np.ndarray) -> np.ndarray:
        """Who sat in each post on each day; -1 for nobody."""
        return self.turn_worker[self.turn_at(post, days)]

    def manager_at(self, team: np.ndarray, days: np.ndarray) -> np.ndarray:
        """The manager of each team on each day; -1 where the post was empty."""
        return self.worker_at(self.first_post[team], days)


def make_workforce(world: World, teams: Teams, stages: Stages) -> Workforce:
    """Posts enough for the children held at the usual caseload, and their occupants through the years."""
    rng = world.rng("workforce")
    begin = world.history_from - 3 * 365
    number = _posts(world, teams, stages)
    post_team, place = expand(number)
    posts = len(post_team)
    post, step = expand(np.full(posts, _STEPS))
    # States alternate: a permanent worker stays, then the post is empty or covered by agency workers in turn.
    empty = step % 2 == 1
    level_at = begin + (step / _STEPS * (world.last_day - begin)).astype(np.int64)
    stay = world.practice("permanent_years", level_at) * YEAR * rng.exponential(1, posts * _STEPS)
    without = world.practice("vacancy_years", level_at) * YEAR * rng.exponential(1, posts * _STEPS)
    lengths = np.where(empty, without, stay + 90)
    manager = place[post] == 0
    lengths = np.where(manager, np.where(empty, lengths * 0.12, lengths * 1.3), lengths)
    lengths = np.rint(lengths).astype(np.int64) + 20
    into = (rng.random(posts) * lengths.reshape(posts, _STEPS)[:, 0]).astype(np.int64)
    before = np.cumsum(lengths.reshape(posts, _STEPS), axis=1) - lengths.reshape(posts, _STEPS)
    start = begin - into[post] + before.ravel()
    start = _manager_leaves(world, teams, post_team, post, step, start)
    covered = empty & chance(rng, np.where(manager, 0.5, 0.93), len(post))
    gap = np.minimum(rng.integers(7, 60, len(post)), lengths // 2)
    end = np.concatenate((start[1:], [ABSENT]))
    # A covered vacancy is a short gap, then an agency worker.
    turn_post = np.concatenate((post, post[covered]))
    turn_from = np.concatenate((start, (start + gap)[covered]))
    kind = np.concatenate((np.where(empty, 0, 1), np.full(covered.sum(), 2)))
    turn_to = np.concatenate((np.where(covered, start + gap, end), end[covered]))
    keep = (turn_from <= world.last_day) & (turn_to > begin) & (turn_to > turn_from)
    order = np.flatnonzero(keep)[np.lexsort((turn_from[keep], turn_post[keep]))]
    turn_post, turn_from, turn_to, kind = turn_post[order], turn_from[order], turn_to[order], kind[order]
    last = np.concatenate((turn_post[1:] != turn_post[:-1], [True]))
    turn_to = np.where(last, ABSENT, turn_to)
    sits = kind > 0
    worker = np.where(sits, np.cumsum(sits) - 1, -1)
    role = _roles(rng, teams, post_team, place, turn_post[sits], kind[sits])
    role = _newly_qualified(world, role, turn_post[sits], turn_from[sits], kind[sits])
    joined, left = turn_from[sits], np.where(turn_to[sits] > world.last_day, ABSENT, turn_to[sits] - 1)
    named = np.zeros(sits.sum(), dtype=np.int64)
    # Names in the system that stand for no person: a duty desk and a holding list for each case-holding team.
    desks = np.array([t for t in range(len(teams.kind)) if teams.kind[t] in CASE_HOLDING])
    extra = np.concatenate((desks, desks))
    return Workforce(
        team=np.concatenate((post_team[turn_post[sits]], extra)),
        role=np.concatenate((role, np.full(len(extra), ROLES.index("other")))),
        agency=np.concatenate((kind[sits] == 2, np.zeros(len(extra), bool))),
        joined=np.concatenate((joined, np.full(len(extra), begin))),
        left=np.concatenate((left, np.full(len(extra), ABSENT))),
        placeholder=np.concatenate((named, np.repeat([1, 2], len(desks)))),
        post_team=post_team, turn_post=turn_post, turn_worker=worker, turn_from=turn_from, turn_to=turn_to,
        first_turn=np.searchsorted(turn_post, np.arange(posts)), first_post=np.cumsum(number) - number,
        posts_in_team=number,
    )  # fmt: skip


def _posts(world: World, teams: Teams, stages: Stages) -> np.ndarray:
    window = max(world.last_day - world.history_from, 1)
    held = np.minimum(stages.end, world.last_day) - np.maximum(stages.start, world.history_from)
    load = np.bincount(stages.team, np.maximum(held, 0), len(teams.kind)) / window
    number = np.ones(len(teams.kind), dtype=np.int64)
    for place, kind in enumerate(teams.kind):
        per_worker = {"leaving_care": 22.0, "assessment": 17.0}.get(kind, CASELOAD)
        if kind in CASE_HOLDING:
            number[place] = 1 + max(2, round(load[place] / per_worker / 0.93))
        elif kind in _OTHER_POSTS:
            number[place] = 1 + max(2, round(_OTHER_POSTS[kind] * min(1.0, world.population / 100_000)))
    return number


def _manager_leaves(
    world: World, teams: Teams, post_team: np.ndarray, post: np.ndarray, step: np.ndarray, start: np.ndarray
) -> np.ndarray:
    trouble = world.story.drifting_team
    if trouble is None:
        return start
    found = teams.of_kind(trouble.kind)
    team = found[min(trouble.place, len(found) - 1)]
    seat = int(np.flatnonzero(post_team == team)[0])
    # The manager of the drifting team stays until the day the drift begins, and is not replaced.
    mine = post == seat
    leaving = world.at_share(trouble.from_share)
    times = np.where(
        step == 0, min(int(start[mine][0]), leaving - 900), np.where(step == 1, leaving, ABSENT // 2 + step)
    )
    return np.where(mine, times, start)


def _roles(
    rng: np.random.Generator, teams: Teams, post_team: np.ndarray, place: np.ndarray, post: np.ndarray, kind: np.ndarray
) -> np.ndarray:
    usual = np.array([ROLES.index(_ROLE_OF_KIND.get(k, "social_worker")) for k in teams.kind])[post_team[post]]
    worker = np.array([0, 1, 2, 3])[choose(rng, (0.62, 0.14, 0.17, 0.07), len(post))]
    role = np.where((usual == 0) & (kind == 1), worker, usual)
    service = np.array([k == "service" for k in teams.kind])[post_team[post]]
    role = np.where(place[post] == 0, ROLES.index("team_manager"), role)
    role = np.where((place[post] == 1) & (rng.random(len(post)) < 0.4) & (usual == 0),
                    ROLES.index("assistant_team_manager"), role)  # fmt: skip
    role = np.where(service, ROLES.index("service_manager"), role)
    first_service = post_team[post] == 0
    return np.where(service & first_service, ROLES.index("director"), role)


def _newly_qualified(
    world: World, role: np.ndarray, post: np.ndarray, joined: np.ndarray, kind: np.ndarray
) -> np.ndarray:
    """Of the social workers who joined for good in the last year, those in every other post began their first year."""
    recent = (joined > world.last_day - 330) & (kind == 1) & (role == ROLES.index("social_worker"))
    return np.where(recent & (post % 2 == 0), ROLES.index("newly_qualified"), role)
