"""The demonstration's plan, made once, and its people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest


@pytest.fixture
def plan(service: Any) -> Any:
    """The plan in force, made where there is none, as it is read."""
    from lineofsight.web.day import today
    from lineofsight.web.improvement.demonstration import make_improvement
    from lineofsight.web.improvement.reading import plan_as_at
    from lineofsight.web.served import served_home

    make_improvement(served_home(), today())
    return plan_as_at()


@pytest.fixture
def actor(service: Any) -> Callable[..., Any]:
    """A demonstration person, today or on an earlier day: `actor("director", days_ago=30)`."""
    from lineofsight.web.access.actions import Actor
    from lineofsight.web.access.middleware import asker_of
    from lineofsight.web.accounts.models import User
    from lineofsight.web.day import today

    def of(username: str, days_ago: int = 0) -> Any:
        user = User.objects.get(username=username)
        asker = asker_of(user)
        assert asker is not None
        return Actor(user, asker, today() - timedelta(days=days_ago))

    return of


@pytest.fixture
def new_line(plan: Any, actor: Callable[..., Any]) -> Callable[..., Any]:
    """A line nobody else's test looks at: `new_line("director")`."""
    from lineofsight.web.improvement import actions
    from lineofsight.web.improvement.models import Plan

    def made(owner: str = "director", days_ago: int = 400, term: str = "Visits are in time.", **values: Any) -> Any:
        by = actor(owner, days_ago)
        asked = {
            "source_kind": "review", "source": "A made-up review", "place": "paragraph 2", "term": term, "finding": "",
            "finding_place": "", "themes": ["visits"], "theme_words": {"visits": ["visits"]}, "audit_theme": "",
            "audits_least": 1, "audits_share": 1, "begins_on": by.day, "due_on": date(2030, 1, 1), **values,
        }  # fmt: skip
        held = Plan.objects.get(pk=plan.number)
        return actions.add_line(by=actor("director", days_ago), plan=held, owner=by.user, values=asked)

    return made
