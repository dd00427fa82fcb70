"""What one may choose on a worklist, and what has been chosen, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from lineofsight.core.areas import Area
from lineofsight.core.standards import Standard
from lineofsight.record.service.now import Reason, Stage
from lineofsight.reports.facts.titles import short_title
from lineofsight.web.access.policy import Asker, may
from lineofsight.web.accounts.roles import Action, Reach
from lineofsight.web.worklists.filters import BY, FORCES, STATES, Filters, State
from lineofsight.web.worklists.scopes import Scope


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter: its name in the address, its label, its options and which is chosen."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


def choices(filters: Filters, standards: Mapping[str, Standard], workers: Mapping[str, str]) -> list[Choice]:
    """The filters in order."""
    titles = sorted(((code, short_title(item)) for code, item in standards.items()), key=lambda pair: pair[1])
    found = [
        Choice("by", "List", tuple(BY.items()), filters.by),
        Choice("state", "How it stands", tuple((state.value, STATES[state]) for state in State), filters.state),
        Choice("stage", "Stage", tuple((s.value, s.label) for s in Stage if s is not Stage.CLOSED), filters.stage),
        Choice("reason", "Children with", tuple((r.value, r.label) for r in Reason), filters.reason),
        Choice("force", "How strongly", tuple(FORCES.items()), filters.force),
        Choice("area", "Area", tuple((area.value, area.heading) for area in Area), filters.area),
        Choice("standard", "What is owed", tuple(titles), filters.standard),
    ]
    if workers:
        found.insert(2, Choice("worker", "Worker", tuple(workers.items()), filters.worker))
    return found


def said(
    filters: Filters, standards: Mapping[str, Standard], workers: Mapping[str, str]
) -> list[tuple[str, str]]:  # fmt: skip
    """The filters that are set: the name each has in the address, and what it says."""
    found = []
    for choice in choices(filters, standards, workers):
        if choice.name != "by" and choice.chosen:
            found.append((choice.name, f"{choice.label}: {dict(choice.options).get(choice.chosen, choice.chosen)}"))
    return found


def lists_to_go_to(asker: Asker, here: Scope) -> list[tuple[str, str, bool]]:
    """The worklists the person has: title, address, whether it is this one."""
    found = []
    if asker.worker_id:
        found.append(("Mine", reverse("worklists:mine"), here.name == "mine"))
    if asker.teams and may(asker, Action.SEE_TEAM_WORKLIST):
        found.append(("My team's", reverse("worklists:my_team"), here.name == "my-team"))
    if may(asker, Action.SEE_SERVICE_WORKLIST):
        title = "The service's" if asker.role.reach is Reach.SERVICE else "My service's"
        found.append((title, reverse("worklists:service"), here.name == "service"))
    return found
