"""How a line's measures stand from team to team: consistency, not an average."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lineofsight.core.indicator_measures import Percent
from lineofsight.core.text_formats import plural
from lineofsight.evaluation.disclosure import SMALLEST_DENOMINATOR
from lineofsight.evaluation.improvement import Direction, is_at_target
from lineofsight.web.improvement import measured
from lineofsight.web.improvement.plan_views import MeasureView
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.knowledge.staff import team_names_ever
from lineofsight.web.layout.links import link

FEW, ENOUGH_TEAMS = 5, 3
"""Below so many to count a team's percentage says nothing; below so many teams there is no spread."""


@dataclass(frozen=True, slots=True)
class TeamOff:
    """A team that is off target, by name: somewhere to go and ask, not an order of merit."""

    name: str
    value: str
    link: str


@dataclass(frozen=True, slots=True)
class Spread:
    """How many teams are at target of those with enough to count; the others by name where they may be seen."""

    words: str
    off: tuple[TeamOff, ...]
    hidden: int


def spread_of(snapshot: str, measure: MeasureView, may_see: Callable[[str], bool], *, public: bool) -> Spread | None:
    """The spread of a percentage in its latest period; None for what is no percentage, or has too few teams."""
    indicator = measured.indicator_of(measure.code)
    period = next((each.period for each in reversed(measure.points) if each.value is not None), "")
    if indicator is None or not isinstance(indicator.as_, Percent) or not period:
        return None
    least = SMALLEST_DENOMINATOR if public else FEW
    some = [each for each in measured.by_team(snapshot, measure.code, period) if (each.told.below or 0) >= least]
    if len(some) < ENOUGH_TEAMS:
        return None
    direction = Direction(measure.direction)
    off = [
        each for each in some
        if each.told.value is not None and not is_at_target(direction, measure.target_value, each.told.value)
    ]  # fmt: skip
    words = f"{len(some) - len(off)} of {plural(len(some), 'team')} with {least} or more to count at target"
    if public:
        return Spread(words, (), 0)
    names = team_names_ever(known(snapshot))
    seen = tuple(
        TeamOff(names.get(each.team, each.team), measured.words_of(measure.code, each.told.value),
                link("teams:team", each.team))
        for each in off if may_see(each.team)
    )  # fmt: skip
    return Spread(words, tuple(sorted(seen, key=lambda each: each.name)), len(off) - len(seen))
