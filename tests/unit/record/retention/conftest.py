"""Fixtures of retention's tests: a home with one family, on each database."""

from __future__ import annotations

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from tests.support.homes import any_home, home, made_home, postgres_template

__all__ = ["any_home", "home", "made_home", "postgres_template"]
