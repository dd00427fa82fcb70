"""Fixtures of journeys: a home of a test's own, served with its background process."""

from __future__ import annotations

from tests.web.data.conftest import own_service

__all__ = ["own_service"]
