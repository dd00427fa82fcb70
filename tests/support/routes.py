"""Every address of the service, its parameters filled from the record: for what a person may see, what they may not,
and what is not there at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver

PEOPLE = (
    "social-worker", "team-manager", "reviewing-officer", "service-head", "director", "analyst", "elected-member",
)  # fmt: skip
# And those of the demonstration who come to what none of the first may open.
EVERYBODY = (
    *PEOPLE, "principal-social-worker", "conference-chair", "auditor", "personal-adviser", "out-of-hours",
    "commissioner", "designated-officer", "system-administrator",
)  # fmt: skip
# A page, its workbook, and the fragment that a script would swap in.
FORMS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("", {}), ("?format=xlsx", {}), ("", {"HX-Request": "true"}),
)  # fmt: skip
_KEYS = re.compile(r'name="(?:csrfmiddlewaretoken|draft_row)" value="[^"]*"|/calendar/[^"<\s]+')
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
_CONVERTER = re.compile(r"<(\w+):")
# What a new route's own parameter is filled with until `there` says what there is: well formed, and not there.
_GUESSES = {"int": "999999", "uuid": "00000000-0000-4000-8000-000000000000"}
# What fills an address of the API that is about the same paper as a page: that of the page.
_AS_ITS_PAGE = {
    **{f"api:supervision_{name} worker_id": "supervision:meeting worker_id"
       for name in ("sessions", "agenda", "year", "session")},
    "api:supervision_session row_id": "supervision:meeting row_id",
    "api:workforce_survey number": "workforce:survey survey", "api:improvement_line number": "improvement:line line",
    **{f"api:readiness_{name} number": "readiness:visit visit" for name in ("requests", "changes")},
    **{f"api:oversight_view_{name} number": "commissioner:dated view" for name in ("measures", "plan", "targets")},
    "api:board_pack name": "board_pack:pack name", "api:board_pack_measures name": "board_pack:pack name",
    "api:public_scorecard_measures number": "published:shown scorecard",
}  # fmt: skip


@dataclass(frozen=True)
class Route:
    """One address as its pattern: `children/child/<slug:reference>/`, its name and its view."""

    pattern: str
    name: str
    view: Any

    @property
    def parameters(self) -> tuple[str, ...]:
        """What must be filled in."""
        return tuple(_PARAMETER.findall(self.pattern))

    @property
    def is_public(self) -> bool:
        """Whether anybody may open it."""
        return str(self.view.policy) == "public"

    @property
    def is_for_programs(self) -> bool:
        """Whether it is of the API: it answers with problems, never with a page or the way to one."""
        return self.pattern.startswith("api/v1/")

    @property
    def about(self) -> str:
        """What it is about a person may not see: `child`, `team`, or nothing."""
        return {"reference": "child", "team_id": "team"}.get((self.parameters or ("",))[0], "")

    def address(self, given: Mapping[str, str]) -> str:
        """The address, filled: by what is given for this route's parameter, else for any route's of that name, else
        by what is not there."""

        def fill(found: re.Match[str]) -> str:
            converter = _CONVERTER.match(found[0])
            guess = _GUESSES.get(converter[1] if converter else "", "nothing-like-it")
            return given.get(f"{self.name} {found[1]}") or given.get(found[1]) or guess

        return "/" + _PARAMETER.sub(fill, self.pattern)


def routes(patterns: Any = None, before: str = "", namespace: str = "") -> Iterator[Route]:
    """Every address of the service."""
    from lineofsight.web.urls import urlpatterns

    listed: Any = urlpatterns if patterns is None else patterns
    for pattern in listed:
        where = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, where, f"{pattern.namespace}:" if pattern.namespace else "")
        elif isinstance(pattern, URLPattern):
            yield Route(where, f"{namespace}{pattern.name}", pattern.callback)


def there(come_to: Mapping[str, str] | None = None) -> dict[str, str]:
    """What fills parameters where nothing of a child or team is asked for: things that are there.

    In a home whose pages were walked (`tests.support.walked`), what people came to on them; while they are walked,
    `come_to`: what they came to so far.
    """
    from lineofsight.web.served import served_home
    from tests.support.walked import walked

    if come_to is None:
        found = walked(served_home().path)
        come_to = found.parameters() if found else {}
    given = {**_usual(), **come_to}
    return given | {name: given[page] for name, page in _AS_ITS_PAGE.items() if page in given}


def _usual() -> dict[str, str]:
    """What is there in any home of the simulated authority."""
    from lineofsight.core.code_sets import all_code_sets
    from lineofsight.record.books import Load
    from lineofsight.web.knowledge.snapshots import snapshots

    return {
        "code": "cp_visit", "performance:indicator code": "cpp_count", "performance:children code": "cpp_count",
        "handbook:indicator code": "cpp_count", "handbook:table name": "visits",
        "handbook:code_set name": sorted(all_code_sets())[0],
        "handbook:area area": "help_and_protection", "name": snapshots()[-1].snapshot, "choice": "again",
        "number": str(Load.objects.latest("number").number), "key": "00000000-0000-4000-8000-000000000000",
        "standard": "cp_visit", "mark": "0000000000", "pk": "1", "provider_id": "council",
        "row_id": "own-" + "0" * 24, "error": "0" * 20, "programme": "1", "tool": "practice",
        "worker_id": "PR0",
        "api:measure code": "cpp_count", "api:measure_children code": "cpp_count", "token": "1",
        "api:dip_sample_children number": "1",
        "readiness:asked_list asked": "unallocated", "api:readiness_list code": "unallocated",
        "readiness:area area": "in_care",
        "readiness:new_claim area": "in_care", "readiness:document form": "html",
        "partners:agency code": "police", "partners:report code": "police", "partners:escalate what": "information",
        "partners:step name": "answer", "partners:escalation_step name": "answer",
        "la_code": "330", "quality_of_data:rule collection": "cin", "quality_of_data:rule rule": "8610",
    }  # fmt: skip


def absent() -> dict[str, str]:
    """The same with what is not there: well formed, and guessed."""
    guess = "p" + "0" * 20
    return dict.fromkeys(_usual(), "nothing-like-it") | {
        "number": "999999", "key": "00000000-0000-4000-8000-000000000000", "standard": "cp_visit",
        "mark": "0000000000", "reference": guess, "team_id": "T999", "pk": "999999", "programme": "999999",
        "row_id": "own-" + "0" * 24, "token": "999999", "api:dip_sample_children number": "999999",
    }  # fmt: skip


def of_child(child: Any) -> dict[str, str]:
    """What fills parameters of pages about one child: a duty of theirs too."""
    from lineofsight.record.service.models import OpenDuty
    from lineofsight.web.layout.marks import mark_of

    duty = OpenDuty.objects.filter(reference=child.reference).order_by("key").first()
    found = {"reference": child.reference}
    return found if duty is None else found | {"standard": duty.standard, "mark": mark_of(duty.subject, duty.opened_on)}


def without_keys(text: str) -> str:
    """A page without what is new each time it is asked for: the form's key, and a calendar's, which holds a second."""
    return _KEYS.sub("", text)


def whose(username: str) -> Any:
    """Who asks, as the policy knows a demonstration person."""
    from lineofsight.web.access.middleware import asker_of
    from lineofsight.web.accounts.models import User

    return asker_of(User.objects.get(username=username))


def child_seen(username: str) -> Any:
    """An open child the person may see, with something owed; None where they see none."""
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.policy import children_seen

    seen = ChildNow.objects.filter(children_seen(whose(username)), is_open=True)
    return seen.order_by("-owed", "reference").first()


def child_not_seen(username: str) -> Any:
    """An open child the person may not see, with something owed; None where they see everybody."""
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.policy import children_seen

    seen = ChildNow.objects.filter(children_seen(whose(username)))
    others = ChildNow.objects.filter(is_open=True).exclude(pk__in=seen.values("pk"))
    return others.order_by("-owed", "reference").first()


def worker_not_seen(username: str) -> str:
    """A worker who holds no child the person may see; blank for none."""
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.policy import children_seen

    held = ChildNow.objects.filter(is_open=True).exclude(worker_id=None).order_by("worker_id")
    seen = set(held.filter(children_seen(whose(username))).values_list("worker_id", flat=True))
    return next((str(each) for each in held.values_list("worker_id", flat=True) if each not in seen), "")


def teams_of(username: str) -> tuple[str, str]:
    """A team the person may see and one they may not; blank for none."""
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.policy import team_seen

    asker = whose(username)
    held = ChildNow.objects.filter(is_open=True).exclude(team_id=None).order_by("team_id")
    ids = [str(each) for each in held.values_list("team_id", flat=True).distinct()]
    seen = [each for each in ids if team_seen(asker, each)]
    return next(iter(seen), ""), next((each for each in ids if each not in seen), "")


def open_addresses(username: str, come_to: Mapping[str, str] | None = None) -> list[tuple[Route, str]]:
    """Every address, filled with what the person may see, that answers a GET with a page of theirs."""
    child, (team, _) = child_seen(username), teams_of(username)
    given = there(come_to) | (of_child(child) if child else {}) | ({"team_id": team} if team else {})
    wanting = {"reference": child is None, "team_id": not team}
    return [
        (route, route.address(given))
        for route in routes()
        if not any(wanting.get(parameter, False) for parameter in route.parameters)
    ]
