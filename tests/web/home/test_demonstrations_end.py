"""That a home is a demonstration is not read again while its record stays as it is, and is once it changes."""

from __future__ import annotations

import os
from typing import Any

import pytest


def settle(service: Any) -> None:
    """Have the record's files look as if nothing had written to them for long."""
    for name in ("record.sqlite3", "record.sqlite3-wal"):
        if (service.home / name).exists():
            os.utime(service.home / name, (1_000_000_000, 1_000_000_000))


def test_it_is_read_once_while_nothing_changes(service: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from lineofsight.record.home import Home
    from lineofsight.web import served

    asked: list[bool] = []

    def only_simulated(_: Any) -> bool:
        asked.append(True)
        return True

    monkeypatch.setattr(Home, "only_simulated", only_simulated)
    monkeypatch.setattr(served, "_last_read", None)
    settle(service)
    assert [served._as_last_read() for _ in range(3)] == [True] * 3
    assert len(asked) == 1
    os.utime(service.home / "record.sqlite3")
    assert [served._as_last_read() for _ in range(3)] == [True] * 3
    assert len(asked) == 4


def test_a_load_of_other_data_ends_it_at_the_next_page(service: Any, client_as: Any) -> None:
    from lineofsight.record.books import Load

    client = client_as("director")
    simulated = list(Load.objects.values_list("pk", flat=True))
    settle(service)
    assert client.get("/").status_code == 200
    assert client.get("/").status_code == 200
    Load.objects.filter(pk__in=simulated[:1]).update(made_by_simulation=False)
    try:
        assert client.get("/").status_code == 302
    finally:
        Load.objects.filter(pk__in=simulated[:1]).update(made_by_simulation=True)
