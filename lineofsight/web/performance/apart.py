"""Rows of the scorecard that are not exact to whoever asks, as the public reads them.

Measures of allegations are few and about people others know. Whoever may not see allegations gets them rounded and
suppressed, of the whole service and the latest quarter ends, so that no two tables can be subtracted; and how long one
has waited not at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lineofsight.web.access.exact import is_exact_to
from lineofsight.web.access.policy import Asker
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.snapshots import Known
from lineofsight.web.performance.asked import Asked
from lineofsight.web.performance.public import public_row
from lineofsight.web.performance.scorecard import ScoreRow

ELSEWHERE = "Shown for the whole service and the latest quarter ends alone: see its page"
NEVER = "Not shown"


def told_to(asker: Asker | None, rows: Iterable[ScoreRow], asked: Asked) -> tuple[ScoreRow, ...]:
    """The rows, those that are not exact to whoever asks made fit for them."""
    indicators = definitions().indicators
    return tuple(each if is_exact_to(asker, indicators[each.code]) else _told(each, asked) for each in rows)


def _told(row: ScoreRow, asked: Asked) -> ScoreRow:
    nothing = replace(row, known=False, value=ELSEWHERE, detail="", period="", line="", change="", missing="",
                      standing=())  # fmt: skip
    if asked.team or asked.on != asked.known_on or not asked.is_latest:
        return nothing
    found = public_row(asked.held, definitions().indicators[row.code])
    if found is None or found.latest is None:
        return replace(nothing, value=NEVER)
    last = found.latest
    standing = tuple(
        replace(each, value=said) for each in row.standing if (said := _beside(asked.held, each.code))
    )  # fmt: skip
    missing = f"{last.missing} could not be told" if last.missing else ""
    return replace(nothing, known=last.number is not None, value=last.said, detail=last.out_of, period=last.period,
                   missing=missing, standing=standing)  # fmt: skip


def _beside(held: Known, code: str) -> str:
    """A measure that stands beside another, as the public reads it; blank for one that is never shown to it."""
    found = public_row(held, definitions().indicators[code])
    return found.latest.said if found is not None and found.latest is not None else ""
