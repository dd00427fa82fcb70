"""While it runs: a demonstration that other machines reach is theirs no more once it holds other data."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.exceptions import DisallowedHost, MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse("answered")


def test_other_machines_are_refused_from_the_first_load_of_other_data(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.conf import settings

    from lineofsight.record.books import Load
    from lineofsight.web.reachable import ReachableMiddleware

    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["localhost", "sight.example"])
    middleware = ReachableMiddleware(answer)
    beyond = RequestFactory().get("/", headers={"host": "sight.example:8000"})
    here = RequestFactory().get("/", headers={"host": "localhost:8000"})
    assert middleware(beyond).content == middleware(here).content == b"answered"
    Load.objects.create(at=datetime(2026, 9, 30, tzinfo=UTC), by="test", made_by_simulation=False)
    with pytest.raises(DisallowedHost):
        middleware(beyond)
    assert middleware(here).content == b"answered"


def test_where_only_this_machine_can_reach_it_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    from lineofsight.web.reachable import ReachableMiddleware

    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
    with pytest.raises(MiddlewareNotUsed):
        ReachableMiddleware(answer)
