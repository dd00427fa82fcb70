"""Finding a definition by the code a person typed."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any


class UnknownDefinition(ValueError):
    """A code that names nothing, or two things."""


def find(code: str, kinds: Mapping[str, Mapping[str, Any]]) -> tuple[str, Any]:
    """The (kind, definition) a code names; `standard:CODE` and `indicator:CODE` decide where both have it.

    Raises UnknownDefinition with near matches, or naming both.
    """
    prefix, colon, rest = code.partition(":")
    if colon and prefix in kinds:
        kinds, code = {prefix: kinds[prefix]}, rest
    found = [(kind, items[code]) for kind, items in kinds.items() if code in items]
    if len(found) > 1:
        both = " and ".join(f"{kind}:{code}" for kind, _ in found)
        raise UnknownDefinition(f"{code!r} is more than one thing. Say which: {both}.")
    if not found:
        every = sorted({name for items in kinds.values() for name in items})
        near = get_close_matches(code, every, n=3)
        hint = f"Did you mean {', '.join(near)}?" if near else "`lineofsight define` lists every code."
        raise UnknownDefinition(f"There is no {' or '.join(kinds)} {code!r}. {hint}")
    return found[0]
