"""Fixtures of the record's own tests."""

from __future__ import annotations

from tests.support.homes import home, made_home

__all__ = ["home", "made_home"]
