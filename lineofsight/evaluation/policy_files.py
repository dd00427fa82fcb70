"""The policy file as parsed, and what each of its parts checks alike; each part is read by a module of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml


class PolicyProblem(ValueError):
    """A policy file that cannot be used: the message says where, what is wrong and what to write instead."""


def document_at(path: Path) -> Mapping[str, Any]:
    """What a policy file holds; nothing where there is no file. Raises PolicyProblem naming the file."""
    return parsed(path) if path.exists() else {}


def parsed(path: Path) -> Mapping[str, Any]:
    """What a policy file holds, which must be there. Raises PolicyProblem naming the file."""
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyProblem(f"{path.name}: cannot be read ({error.__class__.__name__}). Save it as UTF-8.") from error
    except yaml.YAMLError as error:
        raise PolicyProblem(
            f"{path.name}{fault_in_words(error)}. Check the indentation and quotation marks there."
        ) from error
    if not isinstance(found, Mapping):
        raise PolicyProblem(f"{path.name}: should hold `authority:` and `standards:`. See the how-to on local policy.")
    return found


def fault_in_words(error: yaml.YAMLError) -> str:
    """Where a file is no YAML, and what stands there, in one line: `, line 3, column 5: is not YAML: ...`."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or type(error).__name__
    place = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
    return f"{place}: is not YAML: {' '.join(str(what).split())}"


def require_name(where: str, name: object, known: Sequence[str], what: str, otherwise: str = "") -> None:
    """Refuse a name that is none of those known, with the nearest; without a near one, `otherwise` or all of them."""
    if name not in known:
        near = get_close_matches(str(name), known, n=1)
        hint = f"Did you mean {near[0]}?" if near else otherwise or f"There are: {', '.join(known)}."
        raise PolicyProblem(f"{where}: there is no {what}. {hint}")


def dated(where: str, entry: Any, value: str) -> tuple[Any, date]:
    """The two things a dated entry holds: a value by that name, and the day from which it holds."""
    if not isinstance(entry, Mapping) or set(entry) != {value, "from"}:
        raise PolicyProblem(f"{where}: give `{value}:` and `from:` (a date), and nothing else.")
    if not isinstance(entry["from"], date):
        raise PolicyProblem(f"{where}: from: {entry['from']!r} is not a date. Write it as 2026-04-01.")
    return entry[value], entry["from"]


def listed(entries: Any) -> Sequence[Any]:
    """One entry, or several as they are."""
    return entries if isinstance(entries, list) else [entries]
