"""An authority's own caseload limits and weights: under `caseload:` in its policy file, each dated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lineofsight.core.caseload_policy import LIMITS, WEIGHTS, NumberAt
from lineofsight.evaluation.policy_files import PolicyProblem, dated, document_at, listed, require_name

_PARTS = {"limits": ("children", LIMITS), "weights": ("weight", WEIGHTS)}


def read_caseload_policy(path: Path) -> tuple[NumberAt, ...]:
    """The lines of the policy file at a path, which need not exist. Raises PolicyProblem naming the place."""
    return caseload_policy_of(document_at(path), path.name)


def caseload_policy_of(document: Mapping[str, Any], file: str = "policy") -> tuple[NumberAt, ...]:
    """The lines of a parsed policy: `limits:` and `weights:`, by name one entry or several. Raises PolicyProblem."""
    given = document.get("caseload") or {} if isinstance(document, Mapping) else {}
    if not isinstance(given, Mapping) or set(given) - set(_PARTS):
        raise PolicyProblem(f"{file}: caseload: it may hold limits and weights. See the how-to on local policy.")
    return tuple(
        _line(f"{file}: caseload: {part}: {name}", str(name), entry, *_PARTS[part])
        for part, entries in given.items()
        for name, lines in _named(entries, f"{file}: caseload: {part}").items()
        for entry in listed(lines)
    )


def _named(entries: Any, where: str) -> Mapping[Any, Any]:
    if not isinstance(entries, Mapping):
        raise PolicyProblem(f"{where}: name each, with its number and from. See the how-to on local policy.")
    return entries


def _line(where: str, name: str, entry: Any, number: str, known: Sequence[str]) -> NumberAt:
    require_name(where, name, known, "such name")
    value, from_on = dated(where, entry, number)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1000:
        raise PolicyProblem(f"{where}: {number}: {value!r} is not a number from 0 to 1000.")
    if number == "children" and not float(value).is_integer():
        raise PolicyProblem(f"{where}: children: {value!r} is not a whole number of children.")
    return NumberAt(name, float(value), from_on, "local policy")
