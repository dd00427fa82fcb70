"""Fixtures of the record's own tests."""

from __future__ import annotations

from tests.support.homes import any_home, home, made_home, postgres_template

__all__ = ["any_home", "home", "made_home", "postgres_template"]
