"""Every address: it states its policy, tells a stranger nothing, and tells others only what their role may see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver


def routes(patterns: Any = None, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every address of the service, as its pattern and its view."""
    from lineofsight.web.urls import urlpatterns

    for pattern in urlpatterns if patterns is None else patterns:
        where = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, where)
        elif isinstance(pattern, URLPattern):
            yield where, pattern.callback


def test_every_route_states_its_policy(service: Any) -> None:
    without = [where for where, view in routes() if not hasattr(view, "policy")]
    assert without == []


def test_a_stranger_is_asked_to_sign_in_wherever_a_page_is_not_public(service: Any, client_as: Any) -> None:
    stranger = client_as("")
    for where, view in routes():
        if view.policy == "public" or "<" in where:
            continue
        answer = stranger.get("/" + where)
        assert answer.status_code == 302, where
        assert answer.headers["Location"].startswith("/sign-in/"), where
