"""What one may choose on a page of figures: its fields, their options, and links to what is asked most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from lineofsight.core.indicators import Indicator
from lineofsight.core.periods import Period, PeriodKind, latest_periods
from lineofsight.core.text_formats import uk_date
from lineofsight.evaluation.figures import OWN_PERIODS
from lineofsight.web.access.caseload import Caseload
from lineofsight.web.access.request import Request
from lineofsight.web.performance import scorecard as cards
from lineofsight.web.performance.asked import Asked, days_to_choose, known_then, snapshots_to_choose
from lineofsight.web.performance.children import STATES
from lineofsight.web.performance.team_names import teams_of
from lineofsight.web.performance.wording import why_words

WHOLE = "The whole service"


@dataclass(frozen=True, slots=True)
class Choice:
    """One field of a form: its name in the address, its label, its options (value and words) and which is chosen."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class ThenAndNow:
    """A day in words, the address of what is known now about it, and of what was known then; blank for none."""

    day: str
    now: str
    then: str
    beside: str


def where_from(asked: Asked, caseload: Caseload) -> list[Choice]:
    """Day, snapshot and team; the team only to somebody who may see one."""
    prefix = asked.prefix
    on = "" if asked.on == asked.known_on else asked.on.isoformat()
    found = [
        Choice(f"{prefix}on", "As at", tuple(days_to_choose(asked.held, asked.on)), on),
        Choice(f"{prefix}snapshot", "From the snapshot", tuple(snapshots_to_choose(asked.held)),
               "" if asked.is_latest else asked.held.info.snapshot),
    ]  # fmt: skip
    teams = teams_of(asked.held)
    seen = [(team, name) for team, name in teams.names.items() if caseload.sees_team(team)]
    if seen:
        options = (("", WHOLE), *sorted(seen, key=lambda pair: pair[1]))
        found.append(Choice(f"{prefix}team", "Whose", options, asked.team))
    return found


def of_scorecard(
    request: Request, asked: Asked, listed: str, only: str, themes: Mapping[str, str], theme: str, *, any_theme: bool
) -> list[Choice]:  # fmt: skip
    """The fields of the scorecard."""
    every = (("", "Every theme"),) if any_theme else ()
    return [
        *where_from(asked, request.caseload),
        Choice("theme", "Theme", (*every, *themes.items()), theme),
        Choice("list", "List", tuple(cards.LISTS.items()), listed),
        Choice("only", "Only where", (("", "All"), *cards.ONLY.items()), only),
    ]


def of_measure(request: Request, asked: Asked, by: str) -> list[Choice]:
    """The fields of a measure's page."""
    return where_from(asked, request.caseload)


def of_children(request: Request, asked: Asked, period: Period, state: str, item: Indicator) -> list[Choice]:
    """The fields of the children behind a figure."""
    periods = latest_periods(item.period, asked.on, OWN_PERIODS, in_progress=asked.on >= asked.known_on)
    options = {each.code: each.title for each in reversed(periods)} | {period.code: period.title}
    found = [each for each in where_from(asked, request.caseload) if each.name != "on"]
    return [
        Choice("period", "Period", tuple(options.items()), period.code), *found,
        Choice("counted", "Rows", (("", "All"), *STATES.items()), state),
    ]  # fmt: skip


def of_compare(request: Request, first: Asked, second: Asked) -> list[tuple[str, list[Choice]]]:
    """The fields of both sides."""
    return [("First", where_from(first, request.caseload)), ("Second", where_from(second, request.caseload))]


def plain_link(asked: Asked) -> str:
    """The part of an address that asks a measure's page for what one side shows."""
    return replace(asked, prefix="").link()


def then_and_now(asked: Asked, code: str) -> ThenAndNow | None:
    """For a day before the last known: the measure as that day is known now, beside as it was known then."""
    return None if asked.on == asked.known_on else _then_and_now(asked, asked.on, measure=code)


def then_and_now_for_days(asked: Asked) -> list[ThenAndNow]:
    """The last quarter ends, each as known now beside as known then: "what did we know on 31 March?"."""
    ends = [each.end for each in reversed(latest_periods(PeriodKind.QUARTER, asked.known_on, 6))]
    return [_then_and_now(asked, day) for day in ends if day < asked.known_on][:5]


def why_not_covered(text: str) -> str:
    """Why there are no rows, from what `NotCovered` says: "... has no cohort for 2026-03: not covered: visits."."""
    return why_words(text.partition(": ")[2].rstrip("."))


def _then_and_now(asked: Asked, day: date, **more: str) -> ThenAndNow:
    then = known_then(day)
    at = {"on": day.isoformat()}
    now = f"{reverse('performance:scorecard')}?{urlencode({**at, **_snapshot(asked)})}"
    if then is None:
        return ThenAndNow(uk_date(day), now, "", "")
    both = {
        "first_snapshot": then.snapshot, "second_on": then.as_known_on.isoformat(),
        **{f"second_{name}": value for name, value in _snapshot(asked).items()},
        **({"first_team": asked.team, "second_team": asked.team} if asked.team else {}), **more,
    }  # fmt: skip
    return ThenAndNow(
        uk_date(day), now, f"{reverse('performance:scorecard')}?{urlencode({'snapshot': then.snapshot})}",
        f"{reverse('performance:compare')}?{urlencode(both)}",
    )  # fmt: skip


def _snapshot(asked: Asked) -> dict[str, str]:
    return {} if asked.is_latest else {"snapshot": asked.held.info.snapshot}
