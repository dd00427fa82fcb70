"""The definitions in force in a home: the catalogue with its policy laid over."""

from __future__ import annotations

from lineofsight.evaluation.catalogues import resolved_catalogue
from lineofsight.evaluation.documents import ResolvedCatalogue
from lineofsight.evaluation.policy import NO_POLICY, Policy, read_policy
from lineofsight.record.home import Home


def catalogue_of(home: Home) -> ResolvedCatalogue:
    """The definitions in force in a home. Raises PolicyProblem."""
    return resolved_catalogue(policy_of(home))


def policy_of(home: Home) -> Policy:
    """The home's policy, or none. Raises PolicyProblem."""
    return read_policy(home.policy) if home.policy.exists() else NO_POLICY
