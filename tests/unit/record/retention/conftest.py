"""Fixtures of retention's tests: a home with one family, on each database."""

from __future__ import annotations

from tests.support.homes import any_home, home, made_home, postgres_template
from tests.support.postgres import postgres

__all__ = ["any_home", "home", "made_home", "postgres", "postgres_template"]
