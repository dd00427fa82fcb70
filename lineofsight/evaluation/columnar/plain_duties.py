"""Standards so plain that a duty is found and counted in one step: one clock from each opening, met by the first event.

The compiled loops count these without keeping a duty; every other shape goes by way of `kernel`, with the same counts.
"""

from __future__ import annotations

from dataclasses import dataclass

from lineofsight.core.clocks import Schedule
from lineofsight.core.standards import Repeat, Standard
from lineofsight.evaluation.columnar.clock_tables import DueTable, due_table
from lineofsight.evaluation.columnar.events import EventsByHolder, by_holder, events_of
from lineofsight.evaluation.columnar.frames import Frames
from lineofsight.evaluation.columnar.kernel import matching
from lineofsight.evaluation.columnar.keys import Codes
from lineofsight.evaluation.columnar.openings import Openings, openings_of
from lineofsight.evaluation.coverage import Extent, Span, covered
from lineofsight.evaluation.ticks import day_tick


@dataclass(frozen=True)
class PlainDuties:
    """What the duties of a plain standard are found from: its openings, what may meet them, and the one clock's table.

    `codes`: what each opening's events are found by.
    """

    standard: Standard
    openings: Openings
    codes: Codes
    events: EventsByHolder
    table: DueTable


def plain_duties(standard: Standard, frames: Frames) -> PlainDuties | None:
    """What a plain standard's duties are found from; None where the standard, or what is covered, is not so plain."""
    horizon = day_tick(frames.record.as_known_on)
    if not _is_plain(standard) or not _all_known(covered(frames.record.coverage, standard.tables()), horizon):
        return None
    assert isinstance(standard.due, Schedule)
    assert isinstance(standard.met_by, tuple)
    openings = openings_of(standard, frames, horizon)
    events = events_of(frames, standard.met_by, in_hours=False, match=standard.match[1] if standard.match else None)
    table = due_table(standard.due.variants[0].steps[0])
    return PlainDuties(standard, openings, matching(standard, openings, frames), by_holder(frames, events), table)


def _is_plain(standard: Standard) -> bool:
    """Whether its duties do not repeat, and one clock in days runs from each opening and from nothing else."""
    if standard.in_hours or standard.repeats is not Repeat.NEVER or not isinstance(standard.met_by, tuple):
        return False
    if not isinstance(standard.due, Schedule) or len(standard.due.variants) != 1:
        return False
    only = standard.due.variants[0]
    unconditional = not (only.where or only.in_first or only.from_on or only.age_under is not None)
    bent = (
        standard.from_age, standard.counted_from, standard.or_sooner, standard.or_set_by, standard.lapses_after,
        standard.met_early,
    )  # fmt: skip
    return unconditional and len(only.steps) == 1 and not any(bent)


def _all_known(span: Span, horizon: int) -> bool:
    """Whether coverage leaves no duty unknown: none before a complete source begins, or beyond its end."""
    if span.extent is Extent.NONE or (span.from_on is not None and span.extent is Extent.COMPLETE):
        return False
    return span.to_on is None or horizon <= day_tick(span.to_on)
