"""Whose decision each gateway's is, in force in the home served."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from lineofsight.core.authority_levels import LevelAt, level_of
from lineofsight.core.code_sets import code_set
from lineofsight.evaluation.authority_levels import read_levels
from lineofsight.web.served import served_home

GATEWAYS = {code.code: code.meaning for code in code_set("lineofsight:gateway")}


def level_needed(gateway: str | None, on: date) -> str:
    """The level that decides at a gateway on a day. Raises PolicyProblem where the policy file cannot be used."""
    path = served_home().policy
    return level_of(gateway or "other", on, _own(path.stat().st_mtime_ns if path.exists() else None))


@lru_cache(maxsize=2)
def _own(changed: int | None) -> tuple[LevelAt, ...]:
    return () if changed is None else read_levels(served_home().policy)


def gateway_words(gateway: str | None) -> str:
    """A gateway as pages say it."""
    return GATEWAYS.get(gateway or "", "A decision")
