"""An authority's own levels of authority: under `authority_levels:` in its policy file, each dated."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lineofsight.core.authority_levels import LEVELS, LevelAt
from lineofsight.core.code_sets import code_set
from lineofsight.evaluation.policy_files import PolicyProblem, dated, document_at, listed, require_name


def read_levels(path: Path) -> tuple[LevelAt, ...]:
    """The lines of the policy file at a path, which need not exist. Raises PolicyProblem naming the place."""
    return levels_of(document_at(path), path.name)


def levels_of(document: Mapping[str, Any], file: str = "policy") -> tuple[LevelAt, ...]:
    """The lines of a parsed policy: by gateway, one entry or several of `level:` and `from:`. Raises PolicyProblem."""
    given = document.get("authority_levels") or {} if isinstance(document, Mapping) else {}
    if not isinstance(given, Mapping):
        raise PolicyProblem(f"{file}: authority_levels: name gateways, each with level and from. See the how-to.")
    return tuple(
        _line(str(gateway), entry, file) for gateway, entries in given.items() for entry in listed(entries)
    )  # fmt: skip


def _line(gateway: str, entry: Any, file: str) -> LevelAt:
    where = f"{file}: authority_levels: {gateway}"
    known = [code.code for code in code_set("lineofsight:gateway")]
    require_name(where, gateway, known, "such gateway", "The handbook lists them under Decisions at gateways.")
    level, from_on = dated(where, entry, "level")
    if level not in LEVELS:
        raise PolicyProblem(f"{where}: level: there is no {level!r}. There are: {', '.join(LEVELS)}.")
    return LevelAt(gateway, level, from_on, "local policy")
