"""Which pages are asked for, with children, teams and names of the home."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True)
class Page:
    """A page as the table names it, who asks for it, and the addresses asked for in turn."""

    name: str
    who: str
    addresses: tuple[str, ...]


def pages_of(times: int) -> list[Page]:
    """The pages to ask for, with children, teams and names of the home that Django was started for."""
    from django.urls import NoReverseMatch, reverse

    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.middleware import asker_of
    from lineofsight.web.access.policy import children_seen
    from lineofsight.web.accounts.models import User

    chance = random.Random(7)
    found: list[Page] = []

    def add(name: str, who: str, route: str, *arguments: object, query: str | Sequence[str] = "") -> None:
        try:
            address = reverse(route, args=arguments)
        except NoReverseMatch:
            return
        queries = [query] if isinstance(query, str) else query
        found.append(Page(name, who, tuple(address + each for each in queries)))

    def children_of(who: str) -> list[ChildNow]:
        seen = ChildNow.objects.filter(children_seen(asker_of(User.objects.get(username=who))))
        listed = list(
            seen.filter(is_open=True).exclude(surname=None).exclude(forename=None).order_by("reference")[:3000]
        )
        return chance.sample(listed, min(times, len(listed)))

    def about_children(name: str, who: str, route: str) -> None:
        each = children_of(who)
        if each:
            found.append(Page(name, who, tuple(reverse(route, args=[child.reference]) for child in each)))

    everyone = ("director", "service-head", "team-manager", "reviewing-officer", "social-worker")
    for who in (*everyone, "analyst", "elected-member"):
        add("Home", who, "home:home")
    for who in ("director", "service-head"):
        add("worklist", who, "worklists:service")
        add("worklist by child", who, "worklists:service", query="?by=child")
        add("worklist by standard", who, "worklists:service", query="?by=standard")
        add("worklist by stage", who, "worklists:service", query="?by=stage")
        add("worklist filtered", who, "worklists:service", query=("?state=overdue&stage=child_protection",
            "?reason=overdue", "?state=later&page=40", "?standard=cp_visit&force=should"))  # fmt: skip
    for who in ("service-head", "team-manager"):
        add("worklist", who, "worklists:my_team")
    for who in ("social-worker", "reviewing-officer"):
        add("worklist", who, "worklists:mine")
    add("scorecard", "director", "performance:scorecard")
    add("scorecard", "elected-member", "performance:scorecard")
    for code in ("cp_visits_timely", "cpp_count", "assessment_45wd", "referrals_count", "cla_count"):
        add(f"measure {code}", "director", "performance:indicator", code)
    add("children of measure", "director", "performance:children", "cpp_count")
    add("compare", "director", "performance:compare")
    for who in everyone:
        about_children("child", who, "children:child")
    for route in ("due", "chronology", "family", "visits", "placements", "plans", "decisions", "workers", "looks"):
        about_children(f"child: {route}", "director", f"children:{route}")
    for who in ("director", "team-manager"):
        names = [misspelt(f"{child.forename} {child.surname}", chance) for child in children_of("director")]
        add("search", who, "children:search", query=["?q=" + quote(name) for name in names])
    add("children list", "director", "children:list", query=("?stage=in_care", "?reason=overdue&page=9", ""))
    add("teams", "director", "teams:teams")
    team = ChildNow.objects.filter(is_open=True).exclude(team_id=None).values_list("team_id", flat=True)[0]
    add("team", "director", "teams:team", team)
    add("team by worker", "director", "teams:workers", team)
    add("loads", "analyst", "data:loads")
    add("snapshots", "analyst", "data:snapshots")
    errors_in_data(add)
    add("handbook", "director", "handbook:contents")
    add("handbook standard", "director", "handbook:standard", "cp_visit")
    add("handbook find", "director", "handbook:find", query=("?q=visit", "?q=child+protection", "?q=placement"))
    return found


def errors_in_data(add: Callable[..., None]) -> None:
    """Pages of data quality, where the home's returns have been checked."""
    from lineofsight.record.service.models import DataError

    one = DataError.objects.exclude(team_id=None).order_by("key").first()
    if one is None:
        return
    for who in ("director", "team-manager", "social-worker", "analyst"):
        add("data quality", who, "quality_of_data:overview")
    add("data quality: errors", "director", "quality_of_data:list",
        query=("", "?severity=error", "?collection=cin&page=9", f"?team={one.team_id}"))  # fmt: skip
    add("data quality: mine", "social-worker", "quality_of_data:mine")
    add("data quality: rule", "director", "quality_of_data:rule", one.collection, one.rule)
    add("data quality: team", "director", "quality_of_data:team", one.team_id)
    add("data quality: workers", "director", "quality_of_data:workers", one.team_id)
    add("data quality: error", "director", "quality_of_data:error", one.key)
    add("data quality: not checked", "director", "quality_of_data:unchecked")


def misspelt(name: str, chance: random.Random) -> str:
    """A name with two letters swapped, half the time."""
    place = chance.randrange(1, max(len(name) - 2, 2))
    if chance.random() < 0.5 or name[place + 1 : place + 2].isspace() or name[place].isspace():
        return name
    return name[:place] + name[place + 1 : place + 2] + name[place] + name[place + 2 :]
