"""Fixtures of the operator's tests: homes on each database, and commands run on a simulated authority."""

from __future__ import annotations

from tests.support.commands import authority, command, own_home
from tests.support.homes import any_home, home, made_home, postgres_template

__all__ = ["any_home", "authority", "command", "home", "made_home", "own_home", "postgres_template"]
