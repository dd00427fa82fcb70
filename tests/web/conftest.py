"""Tests of the service: Django is started with its settings, on a home of this process's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support import databases
from tests.support.web import (
    _written,
    client_as,
    own_home,
    page_as,
    service,
    use_web_settings,
    whole,
    whole_service,
)

__all__ = ["_written", "client_as", "own_home", "page_as", "service", "whole", "whole_service"]


def pytest_configure(config: pytest.Config) -> None:
    """Set the home of the process that runs tests; not of one that only hands them out, whose children inherit."""
    if hasattr(config, "workerinput") or not getattr(config.option, "numprocesses", None):
        use_web_settings()


def pytest_unconfigure() -> None:
    """End the database that this process started, where it started one."""
    databases.stop()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On the second database, leave out what has nothing to ask of it."""
    if databases.on_postgresql():
        left_out = [item for item in items if databases.not_asked_again(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


@pytest.fixture(autouse=True)
def _databases_allowed(django_db_blocker: Any) -> Iterator[None]:
    """The home is a test's own, not the project's: its databases may be used."""
    with django_db_blocker.unblock():
        yield
