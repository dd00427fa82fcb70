"""Challenges as pages show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

import polars as pl

from lineofsight.record.service.models import ChildNow, OpenDuty
from lineofsight.web.challenges import rules
from lineofsight.web.challenges.forms import ABOUT, KINDS, OUTCOMES
from lineofsight.web.layout.dates import from_day, in_full
from lineofsight.web.layout.links import link


@dataclass(frozen=True, slots=True)
class Line:
    """One open challenge in a list."""

    child: str
    local_id: str
    about: str
    link: str
    level: str
    raised: str
    due: str
    is_overdue: bool
    state: str


@dataclass(frozen=True)
class Shown:
    """One challenge on its page."""

    about: str
    kind: str
    level: str
    state: str
    tone: str
    raised: str
    reason: str
    wanted: str
    answer: str
    answered: str
    ended: str
    clock: str
    link: str
    passed_from: str


@dataclass(frozen=True, slots=True)
class TeamPattern:
    """Challenges of one team's practice in a year. `days`: the median from raised to settled."""

    team: str
    raised: int
    waiting: int
    passed_up: int
    days: str
    most_about: str


def state_of(row: Mapping[str, Any]) -> tuple[str, str]:
    """Where a challenge is, in words, and the look of its tag."""
    if row.get("resolved_on"):
        return OUTCOMES.get(row.get("outcome") or "", "Closed"), "met"
    if row.get("answered_on"):
        return "Answered: accept it or pass it up", "due"
    return "Waiting for an answer", "due"


def shown(child: ChildNow, row: Mapping[str, Any], names: Mapping[str, str], today: date) -> Shown:
    """A challenge as read. `names`: workers by id."""
    state, tone = state_of(row)
    level, by = rules.level_of(row), rules.settle_by(row)
    clock = "" if row.get("resolved_on") or by is None or row.get("kind") != "reviewing_officer" else (
        f"To be settled in all by {in_full(by)}, {from_day(by, today)}."
    )  # fmt: skip
    return Shown(
        ABOUT.get(row.get("about") or "", "Practice"), KINDS.get(row.get("kind") or "", ""),
        f"Level {level}: {rules.LEVEL_TITLES[rules.LEVELS[level]]}", state, tone,
        f"{_name(names, row.get('raised_by'))}, {in_full(row.get('raised_on'))}", row.get("reason") or "",
        row.get("wanted") or "", row.get("answer") or "",
        f"{_name(names, row.get('answered_by'))}, {in_full(row['answered_on'])}" if row.get("answered_on") else "",
        f"{_name(names, row.get('resolved_by'))}, {in_full(row['resolved_on'])}" if row.get("resolved_on") else "",
        clock, link("challenges:challenge", child.reference, row["id"]),
        link("challenges:challenge", child.reference, row["passed_from"]) if row.get("passed_from") else "",
    )  # fmt: skip


def lines(
    duties: Sequence[OpenDuty], children: Mapping[str, ChildNow], rows: Mapping[str, Mapping[str, Any]], today: date
) -> list[Line]:  # fmt: skip
    """Open challenges by the duty that waits."""
    found = []
    for duty in duties:
        child, row = children.get(duty.reference or ""), rows.get(duty.subject)
        if child is None or row is None:
            continue
        page = "partners:escalation" if rules.is_with_partner(row) else "challenges:challenge"
        found.append(Line(
            child.name, child.child_id, ABOUT.get(row.get("about") or "", "Practice"),
            link(page, child.reference, row["id"]), str(rules.level_of(row)),
            in_full(row.get("raised_on")), f"{in_full(duty.due_on)}, {from_day(duty.due_on, today)}",
            bool(duty.due_on and duty.due_on < today), state_of(row)[0],
        ))  # fmt: skip
    return found


def patterns(rows: pl.DataFrame, teams: Mapping[str, str]) -> list[TeamPattern]:
    """Challenges by team, in the order of the teams' names: to be asked about, never a ranking.

    rows: team, about, raised_on, resolved_on, level, passed_from. What was passed up counts once.
    """
    found = []
    for (team,), mine in rows.group_by("team", maintain_order=True):
        settled = mine.filter(pl.col("resolved_on").is_not_null())
        lengths = sorted((end - start).days for start, end in settled.select("raised_on", "resolved_on").iter_rows())
        abouts = mine["about"].drop_nulls().value_counts(sort=True)
        found.append(TeamPattern(
            teams.get(str(team), str(team)), mine.filter(pl.col("passed_from").is_null()).height,
            mine.height - settled.height, mine.filter(pl.col("level") > 1).height,
            f"{median(lengths):.0f}" if lengths else "",
            ABOUT.get(abouts["about"][0], "") if abouts.height else "",
        ))  # fmt: skip
    return sorted(found, key=lambda each: each.team)


def _name(names: Mapping[str, str], who: str | None) -> str:
    return names.get(who or "", who or "Not recorded")
