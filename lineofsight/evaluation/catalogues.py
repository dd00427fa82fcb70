"""The catalogue in force: its definitions with a local policy laid over them."""

from __future__ import annotations

from lineofsight import catalogue
from lineofsight.catalogue.indicators import INDICATORS
from lineofsight.core.indicators import Indicator
from lineofsight.evaluation.documents import ResolvedCatalogue
from lineofsight.evaluation.policy import NO_POLICY, Policy, policy_document, resolve_standards, tightened


def resolved_catalogue(policy: Policy = NO_POLICY) -> ResolvedCatalogue:
    """Every standard and indicator with the policy laid over. Raises PolicyProblem."""
    standards = resolve_standards(catalogue.STANDARDS, policy)
    national = {code: catalogue.STANDARDS[code] for code in tightened(catalogue.STANDARDS, policy)}
    indicators: dict[str, Indicator] = dict(INDICATORS)
    return ResolvedCatalogue(catalogue.VERSION, standards, national, indicators, policy_document(policy))
