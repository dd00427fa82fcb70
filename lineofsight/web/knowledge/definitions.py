"""The definitions in force: the catalogue with the home's policy laid over, made again when the policy changes."""

from __future__ import annotations

from functools import lru_cache

from lineofsight.evaluation.catalogues import resolved_catalogue
from lineofsight.evaluation.documents import ResolvedCatalogue
from lineofsight.evaluation.policy import NO_POLICY, read_policy
from lineofsight.web.served import served_home


def definitions() -> ResolvedCatalogue:
    """Every standard and measure in force. Raises PolicyProblem where the policy file cannot be used."""
    return _resolved(definitions_of())


def definitions_of() -> int | None:
    """Which definitions are in force, as a key of what is worked out from them: when the policy changed."""
    path = served_home().policy
    return path.stat().st_mtime_ns if path.exists() else None


@lru_cache(maxsize=2)
def _resolved(changed: int | None) -> ResolvedCatalogue:
    return resolved_catalogue(NO_POLICY if changed is None else read_policy(served_home().policy))
