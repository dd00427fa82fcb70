"""What teams will hold in four weeks, from what is open today: sums anybody can do again with a pencil.

Now, plus as many as came in the last four weeks, less those whose time is up by their own dates: an assessment whose
45 working days end, a child in care who turns 18. It says nothing of what will happen; it says what to expect if the
next four weeks are like the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lineofsight.core.periods import add_months
from lineofsight.record.service.models import ChildNow
from lineofsight.web.knowledge.staff import Worker

AHEAD = timedelta(weeks=4)
ADULT_MONTHS = 18 * 12
ASSESSMENT = "assessment_45"


@dataclass(frozen=True, slots=True)
class Forecast:
    """A team's forecast. `leaving`: workers known to leave or to end their first year are not told here."""

    team: str
    name: str
    now: int
    came: int
    assessments_end: int
    turn_eighteen: int
    expected: int
    limits: int
    away: int

    @property
    def words(self) -> str:
        """The sum, said."""
        return f"{self.now} + {self.came} − {self.assessments_end} − {self.turn_eighteen} = {self.expected}"

    @property
    def is_above(self) -> bool:
        """Whether that is more than the limits of those in post and not away add up to."""
        return self.limits > 0 and self.expected > self.limits


def forecasts(
    children: Iterable[ChildNow], ending: Mapping[str, date], workers: Mapping[str, Sequence[Worker]],
    limits: Mapping[str, int], on: date,
) -> list[Forecast]:  # fmt: skip
    """By team, by name. ending: when an open assessment's time is up, by reference; limits: by worker's id."""
    by_team: dict[str, list[ChildNow]] = {}
    for child in children:
        by_team.setdefault(child.team_id or "", []).append(child)
    found = [_team(team, listed, ending, workers.get(team, ()), limits, on) for team, listed in by_team.items() if team]
    return sorted(found, key=lambda each: each.name)


def _team(
    team: str, children: Sequence[ChildNow], ending: Mapping[str, date], workers: Sequence[Worker],
    limits: Mapping[str, int], on: date,
) -> Forecast:  # fmt: skip
    until = on + AHEAD
    came = sum(1 for child in children if child.opened_on is not None and on - AHEAD < child.opened_on <= on)
    ends = sum(
        1 for child in children if child.stage == "assessment" and _within(ending.get(child.reference), on, until)
    )
    grown = sum(1 for child in children if child.stage == "in_care" and _within(_eighteen(child), on, until))
    here = [worker for worker in workers if worker.away_since is None]
    now = len(children)
    return Forecast(
        team, children[0].team_name or team, now, came, ends, grown, now + came - ends - grown,
        sum(limits.get(worker.id, 0) for worker in here), len(workers) - len(here),
    )  # fmt: skip


def _eighteen(child: ChildNow) -> date | None:
    return None if child.born_on is None else add_months(child.born_on, ADULT_MONTHS)


def _within(day: date | None, on: date, until: date) -> bool:
    return day is not None and on < day <= until
