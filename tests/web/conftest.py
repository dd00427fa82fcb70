"""Tests of the service: Django is started with its settings, on a home of this process's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.web import client_as, page_as, service, use_web_settings

__all__ = ["client_as", "page_as", "service"]


def pytest_configure(config: pytest.Config) -> None:
    """Set the home of the process that runs tests; not of one that only hands them out, whose children inherit."""
    if hasattr(config, "workerinput") or not getattr(config.option, "numprocesses", None):
        use_web_settings()


@pytest.fixture(autouse=True)
def _databases_allowed(django_db_blocker: Any) -> Iterator[None]:
    """The home is a test's own, not the project's: its databases may be used."""
    with django_db_blocker.unblock():
        yield
