"""What the public was not given: once hidden, a figure stays hidden, whatever is loaded or corrected afterwards."""

from __future__ import annotations

from lineofsight.web.knowledge.public_lines import line_from
from lineofsight.web.published.models import Scorecard


def not_given_before() -> dict[str, set[str]]:
    """By measure, the codes of the periods that a scorecard ever published did not give."""
    found: dict[str, set[str]] = {}
    for rows in Scorecard.objects.exclude(published_on=None).values_list("lines", flat=True):
        for row in rows:
            line = line_from(row)
            found.setdefault(line.code, set()).update(line.hidden)
    return found
