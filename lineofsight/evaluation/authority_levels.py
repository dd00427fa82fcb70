"""An authority's own levels of authority: under `authority_levels:` in its policy file, each dated."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from lineofsight.core.authority_levels import LEVELS, LevelAt
from lineofsight.core.code_sets import code_set
from lineofsight.evaluation.policy import PolicyProblem


def read_levels(path: Path) -> tuple[LevelAt, ...]:
    """The lines of the policy file at a path, which need not exist. Raises PolicyProblem naming the place."""
    if not path.exists():
        return ()
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PolicyProblem(f"{path.name}: cannot be read ({error.__class__.__name__}). Save it as YAML.") from None
    return levels_of(document or {}, path.name)


def levels_of(document: Mapping[str, Any], file: str = "policy") -> tuple[LevelAt, ...]:
    """The lines of a parsed policy: by gateway, one entry or several of `level:` and `from:`. Raises PolicyProblem."""
    given = document.get("authority_levels") or {} if isinstance(document, Mapping) else {}
    if not isinstance(given, Mapping):
        raise PolicyProblem(f"{file}: authority_levels: name gateways, each with level and from. See the how-to.")
    return tuple(
        _line(str(gateway), entry, file)
        for gateway, entries in given.items()
        for entry in (entries if isinstance(entries, list) else [entries])
    )


def _line(gateway: str, entry: Any, file: str) -> LevelAt:
    where = f"{file}: authority_levels: {gateway}"
    known = [code.code for code in code_set("lineofsight:gateway")]
    if gateway not in known:
        near = get_close_matches(gateway, known, n=1)
        hint = f" Did you mean {near[0]}?" if near else " The handbook lists them under Decisions at gateways."
        raise PolicyProblem(f"{where}: there is no such gateway.{hint}")
    if not isinstance(entry, Mapping) or set(entry) != {"level", "from"}:
        raise PolicyProblem(f"{where}: give `level:` and `from:` (a date), and nothing else.")
    if entry["level"] not in LEVELS:
        raise PolicyProblem(f"{where}: level: there is no {entry['level']!r}. There are: {', '.join(LEVELS)}.")
    if not isinstance(entry["from"], date):
        raise PolicyProblem(f"{where}: from: {entry['from']!r} is not a date. Write it as 2026-04-01.")
    return LevelAt(gateway, entry["level"], entry["from"], "local policy")
