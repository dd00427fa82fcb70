"""An authority's own caseload limits and weights: under `caseload:` in its policy file, each dated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from lineofsight.core.caseload_policy import LIMITS, WEIGHTS, NumberAt
from lineofsight.evaluation.policy import PolicyProblem

_PARTS = {"limits": ("children", LIMITS), "weights": ("weight", WEIGHTS)}


def read_caseload_policy(path: Path) -> tuple[NumberAt, ...]:
    """The lines of the policy file at a path, which need not exist. Raises PolicyProblem naming the place."""
    if not path.exists():
        return ()
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PolicyProblem(f"{path.name}: cannot be read ({error.__class__.__name__}). Save it as YAML.") from None
    return caseload_policy_of(document or {}, path.name)


def caseload_policy_of(document: Mapping[str, Any], file: str = "policy") -> tuple[NumberAt, ...]:
    """The lines of a parsed policy: `limits:` and `weights:`, by name one entry or several. Raises PolicyProblem."""
    given = document.get("caseload") or {} if isinstance(document, Mapping) else {}
    if not isinstance(given, Mapping) or set(given) - set(_PARTS):
        raise PolicyProblem(f"{file}: caseload: it may hold limits and weights. See the how-to on local policy.")
    return tuple(
        _line(f"{file}: caseload: {part}: {name}", str(name), entry, *_PARTS[part])
        for part, entries in given.items()
        for name, listed in _named(entries, f"{file}: caseload: {part}").items()
        for entry in (listed if isinstance(listed, list) else [listed])
    )


def _named(entries: Any, where: str) -> Mapping[Any, Any]:
    if not isinstance(entries, Mapping):
        raise PolicyProblem(f"{where}: name each, with its number and from. See the how-to on local policy.")
    return entries


def _line(where: str, name: str, entry: Any, number: str, known: Sequence[str]) -> NumberAt:
    if name not in known:
        near = get_close_matches(name, known, n=1)
        hint = f" Did you mean {near[0]}?" if near else f" There are: {', '.join(known)}."
        raise PolicyProblem(f"{where}: there is no such name.{hint}")
    if not isinstance(entry, Mapping) or set(entry) != {number, "from"}:
        raise PolicyProblem(f"{where}: give `{number}:` and `from:` (a date), and nothing else.")
    if not isinstance(entry["from"], date):
        raise PolicyProblem(f"{where}: from: {entry['from']!r} is not a date. Write it as 2026-04-01.")
    value = entry[number]
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1000:
        raise PolicyProblem(f"{where}: {number}: {value!r} is not a number from 0 to 1000.")
    if number == "children" and not float(value).is_integer():
        raise PolicyProblem(f"{where}: children: {value!r} is not a whole number of children.")
    return NumberAt(name, float(value), entry["from"], "local policy")
