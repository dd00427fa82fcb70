"""The spread of a measure among teams that do like work: which differ more than chance would give, never a ranking.

Only teams of one kind of work are held against each other, with limits for their size that allow for brothers and
sisters seen together. A person who may not see every team sees the limits, which all like teams make, and by name the
teams they may see.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lineofsight.core.indicator_measures import Count, Percent
from lineofsight.core.indicators import Indicator
from lineofsight.core.text_formats import plural
from lineofsight.evaluation.breakdowns import NOT_RECORDED
from lineofsight.evaluation.statistics import funnel_of_percentages
from lineofsight.web.drawings.canvas import NARROW
from lineofsight.web.drawings.figures import figure as drawn
from lineofsight.web.drawings.figures import markup
from lineofsight.web.drawings.funnels import Funnel, Team, funnel, funnel_table, funnel_teams, funnel_words
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.figures import Figure, decimals_of, unit_of
from lineofsight.web.performance import figures as held_figures
from lineofsight.web.performance.asked import Asked
from lineofsight.web.performance.cohorts import NotCovered, families_by_team
from lineofsight.web.performance.team_names import Teams, kind_words, teams_of
from lineofsight.web.performance.wording import OPEN, OVERDUE, missing_words, out_of_words, title_of, value_words

ENOUGH_TEAMS = 3


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team's figure where it cannot be held against others."""

    name: str
    value: str
    out_of: str
    missing: str
    team: str


@dataclass(frozen=True, slots=True)
class LikeTeams:
    """Teams of one kind of work: the drawing where they can be compared, and what is to be said."""

    heading: str
    drawing: str
    words: str
    hidden: str


@dataclass(frozen=True, slots=True)
class Spread:
    """A measure by team: groups of like teams, and every team's figure that may be seen."""

    like: tuple[LikeTeams, ...]
    lines: tuple[TeamLine, ...]
    note: str


def spread(asked: Asked, indicator: Indicator, period: str, may_see: Callable[[str], bool]) -> Spread:
    """The spread for one period; `may_see` says of a team whether its figures may be shown by name."""
    teams = teams_of(asked.held)
    found = _by_team(asked, indicator.code, period)
    lines = tuple(
        TeamLine(teams.name(team), value_words(indicator, figure.value), out_of_words(indicator, figure),
                 missing_words(figure), "" if team == NOT_RECORDED else team)
        for team, figure in sorted(found.items(), key=lambda pair: teams.name(pair[0])) if may_see(team)
    )  # fmt: skip
    above, below, of_whom = _compared(asked, indicator, period, found)
    if above is None or below is None:
        return Spread((), lines, _why_not(indicator))
    families = _families(asked, of_whom, period)
    like = tuple(
        made for kind, alike in teams.alike().items()
        if (made := _like_teams(asked, indicator, kind, alike, (above, below, families), may_see)) is not None
    )  # fmt: skip
    note = "" if like else f"Fewer than {ENOUGH_TEAMS} teams of any one kind of work have something to compare."
    return Spread(like, lines, note)


def _by_team(asked: Asked, code: str, period: str) -> dict[str, Figure]:
    published = held_figures.of_teams(asked.held, code)
    found = {team: each for team, series in published.items() for each in series if each.period.code == period}
    if found:
        return found
    worked = held_figures.worked_out(asked.held, code, (period,), ("team",))
    return {label["team"]: figure for label, figure in worked if set(label) == {"team"}}


def _compared(
    asked: Asked, indicator: Indicator, period: str, found: Mapping[str, Figure]
) -> tuple[dict[str, float] | None, dict[str, float] | None, str]:  # fmt: skip
    """What counts and out of how much by team; what is overdue is held against what is open."""
    if isinstance(indicator.as_, Percent) and indicator.as_.weight is None:
        return _numbers(found, "above"), _numbers(found, "below"), indicator.code
    if indicator.code.endswith(OVERDUE):
        open_code = indicator.code.removesuffix(OVERDUE) + OPEN
        if open_code in definitions().indicators:
            whole = _numbers(_by_team(asked, open_code, period), "above")
            above = {team: min(value, whole.get(team, 0.0)) for team, value in _numbers(found, "above").items()}
            return above, whole, open_code
    return None, None, indicator.code


def _numbers(found: Mapping[str, Figure], name: str) -> dict[str, float]:
    return {team: getattr(figure, name) or 0.0 for team, figure in found.items()}


def _families(asked: Asked, code: str, period: str) -> Mapping[str, int]:
    try:
        return families_by_team(asked.held, code, period)
    except NotCovered:
        return {}


def _like_teams(
    asked: Asked, indicator: Indicator, kind: str, alike: list[str],
    numbers: tuple[Mapping[str, float], Mapping[str, float], Mapping[str, int]], may_see: Callable[[str], bool],
) -> LikeTeams | None:  # fmt: skip
    above, below, families = numbers
    some = [team for team in alike if below.get(team)]
    if len(some) < ENOUGH_TEAMS:
        return None
    counted, out_of = [above.get(team, 0.0) for team in some], [below[team] for team in some]
    separate = [float(min(families.get(team) or n, n)) for team, n in zip(some, out_of, strict=True)]
    points = funnel_of_percentages(counted, out_of, some, families=separate)
    names = teams_of(asked.held)
    seen = [n for n, team in enumerate(some) if may_see(team)]
    drawn_teams = _named(funnel_teams(points, [round(n) for n in out_of]), names, seen)
    common = 100 * sum(counted) / sum(out_of)
    work = kind_words(kind)
    title = title_of(indicator, definitions().standards)
    chart = Funnel(
        f"{title}: {work.lower()} teams", f"{work.lower()} teams", drawn_teams, common, "%",
        decimals_of(indicator) if unit_of(indicator) else 0, "counted",
    )  # fmt: skip
    hidden = len(some) - len(seen)
    hidden_words = (
        f"{plural(hidden, 'team')} of this kind {'is' if hidden == 1 else 'are'} not shown: not among yours. "
        "The limits are made from all of them."
    )
    pictures = markup(drawn(chart.title, [funnel(chart), funnel(chart, NARROW)], funnel_table(chart), numeric=(1, 2),
                            empty="None of these teams is among yours.")) if seen else ""  # fmt: skip
    return LikeTeams(work, pictures, funnel_words(chart) if seen else "", hidden_words if hidden else "")


def _named(points: tuple[Team, ...], names: Teams, seen: list[int]) -> tuple[Team, ...]:
    return tuple(
        Team(names.name(points[n].name), points[n].out_of, points[n].value, points[n].lower, points[n].upper,
             points[n].different) for n in seen
    )  # fmt: skip


def _why_not(indicator: Indicator) -> str:
    if isinstance(indicator.as_, Count):
        return (
            "A count says how much a team has, not how it does. It is given by team below and held against nobody: "
            "teams have different numbers of children."
        )
    return (
        "Whether a team's average differs from others by more than chance cannot be told from the averages alone. "
        "They are given by team below and held against nobody."
    )
