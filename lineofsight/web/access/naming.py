"""Whether words that somebody typed name a child: by the authority's own id, or by both names one after the other.

Logs of what was asked and answered hold words about children. Where such words name one whose record is restricted to
others, they are not there for whoever may not see the child.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lineofsight.record.service.models import ChildNow


def names_any(texts: Iterable[str], children: Iterable[ChildNow]) -> bool:
    """Whether any of some texts names any of some children; great and small letters are the same."""
    said = [" ".join(text.split()) for text in texts if text]
    if not said:
        return False
    ways = [way for child in children for way in _ways(child)]
    asked = re.compile("|".join(rf"(?<!\w){re.escape(way)}(?!\w)" for way in ways), re.IGNORECASE) if ways else None
    return asked is not None and any(asked.search(text) for text in said)


def _ways(child: ChildNow) -> list[str]:
    both = (child.forename and child.surname) and [
        f"{child.forename} {child.surname}", f"{child.surname} {child.forename}", f"{child.surname}, {child.forename}",
    ]  # fmt: skip
    return [each for each in (child.child_id, child.reference, *(both or ())) if each]
