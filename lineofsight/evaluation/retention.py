"""An authority's own retention schedule, laid over the declared one: under `retention:` in its policy file.

A length that law sets may be made longer and never shorter. A length that is local practice may be made either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from lineofsight.core.authority import Basis, local
from lineofsight.core.retention import SCHEDULE, RetentionClass
from lineofsight.evaluation.policy_files import PolicyProblem, document_at, require_name

Schedule = tuple[RetentionClass, ...]


def read_schedule(path: Path) -> Schedule:
    """The schedule in force with the policy file at a path, which need not exist. Raises PolicyProblem."""
    return schedule_of(document_at(path), path.name)


def schedule_of(document: Mapping[str, Any], file: str = "policy") -> Schedule:
    """The schedule with a parsed policy's `retention:` laid over. Raises PolicyProblem naming the place."""
    given = document.get("retention") or {} if isinstance(document, Mapping) else {}
    if not isinstance(given, Mapping):
        raise PolicyProblem(f"{file}: retention: should name classes, each with its years. See the how-to.")
    codes = [each.code for each in SCHEDULE]
    for code in given:
        require_name(f"{file}: retention", code, codes, f"class {code!r}")
    return tuple(_changed(each, given[each.code], file) if each.code in given else each for each in SCHEDULE)


def _changed(national: RetentionClass, entry: Any, file: str) -> RetentionClass:
    where = f"{file}: retention: {national.code}"
    if not isinstance(entry, Mapping) or set(entry) - {"years", "reason"} or "years" not in entry:
        raise PolicyProblem(f"{where}: give `years:` (a whole number) and `reason:`, and nothing else.")
    years = entry["years"]
    if not isinstance(years, int) or isinstance(years, bool) or years < 1:
        raise PolicyProblem(f"{where}: years: {years!r} is not a whole number of years. Write it as 25.")
    if national.basis is Basis.STATUTE and years < national.years:
        raise PolicyProblem(f"{where}: {national.authority} asks for {national.years} years. It may only be longer.")
    if years == national.years:
        return national
    return replace(
        national, years=years, basis=Basis.LOCAL_POLICY,
        authority=local("Local retention schedule", str(entry.get("reason", ""))),
    )  # fmt: skip
