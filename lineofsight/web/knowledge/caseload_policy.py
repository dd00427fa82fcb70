"""The caseload limits and weights in force in the home served."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from lineofsight.core.caseload_policy import LIMITS, NEWLY_QUALIFIED, SOCIAL_WORKER, CaseloadPolicy, NumberAt, in_force
from lineofsight.evaluation.caseload_policy import read_caseload_policy
from lineofsight.web.served import served_home


def caseload_policy(on: date) -> CaseloadPolicy:
    """What holds on a day. Raises PolicyProblem where the policy file cannot be used."""
    path = served_home().policy
    return in_force(on, _own(path.stat().st_mtime_ns if path.exists() else None))


@lru_cache(maxsize=2)
def _own(changed: int | None) -> tuple[NumberAt, ...]:
    return () if changed is None else read_caseload_policy(served_home().policy)


def limit_source(policy: CaseloadPolicy) -> str:
    """Which limits hold, and where they come from."""
    numbers = (
        f"{policy.number(SOCIAL_WORKER):g} children for a social worker and {policy.number(NEWLY_QUALIFIED):g} for one "
        "in the first, supported year."
    )
    own = policy.local & set(LIMITS)
    source = (
        "This authority's policy sets them." if own == set(LIMITS)
        else "One is set by this authority's policy, the other is the catalogue's default." if own
        else "These are the catalogue's defaults: this authority's policy sets none of its own."
    )  # fmt: skip
    return f"{numbers} {source} Part-time workers are held to the same number."
