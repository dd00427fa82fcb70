"""The definitions in force: the catalogue with the home's policy laid over, made again when the policy changes."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from lineofsight.evaluation.catalogues import resolved_catalogue
from lineofsight.evaluation.documents import ResolvedCatalogue
from lineofsight.evaluation.policy import NO_POLICY, read_policy
from lineofsight.web.day import today
from lineofsight.web.served import served_home

# When the policy changed, and the day whose lengths titles show; None where there is none, or it changes none.
Defined = tuple[int | None, date | None]


def definitions() -> ResolvedCatalogue:
    """Every standard and measure in force, with the titles of the day pages speak of.

    Raises PolicyProblem where the policy file cannot be used.
    """
    changed, on = definitions_of()
    return _resolved(changed) if on is None else _titled(changed, on)


def definitions_of() -> Defined:
    """Which definitions are in force, as a key of what is worked out from them and of what is said of them."""
    path = served_home().policy
    changed = path.stat().st_mtime_ns if path.exists() else None
    return changed, today() if _resolved(changed).has_dated_titles else None


@lru_cache(maxsize=2)
def _resolved(changed: int | None) -> ResolvedCatalogue:
    return resolved_catalogue(NO_POLICY if changed is None else read_policy(served_home().policy))


@lru_cache(maxsize=2)
def _titled(changed: int | None, on: date) -> ResolvedCatalogue:
    return _resolved(changed).titled(on)
