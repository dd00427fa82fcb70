"""Mistakes made on purpose in the definitions of standards, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from lineofsight.core.clocks import Clock, Schedule, SetBy
from lineofsight.core.columns import ColumnType
from lineofsight.core.derived import Source
from lineofsight.core.selections import Condition, Op, Selection, is_present
from lineofsight.core.standards import Repeat, Standard, Starts


@dataclass(frozen=True)
class StandardMutation:
    """One mistake in a standard's definition. `make` gives the standard itself where there is nothing to mistake."""

    name: str
    make: Callable[[Standard], Standard]


def _longer(count: int) -> Callable[[Standard], Standard]:
    def make(standard: Standard) -> Standard:
        if not isinstance(standard.due, Schedule):
            return standard
        return replace(standard, due=Schedule(tuple(
            replace(v, steps=tuple(Clock(step.count + count, step.unit) for step in v.steps))
            for v in standard.due.variants
        )))  # fmt: skip

    return make


def _reversed(standard: Standard) -> Standard:
    due = standard.due
    return replace(standard, due=Schedule(due.variants[::-1])) if isinstance(due, Schedule) else standard


def _without_condition(place: int) -> Callable[[Standard], Standard]:
    def change(selection: Selection) -> Selection:
        if not selection.where:
            return selection
        dropped = place % len(selection.where)
        return replace(selection, where=selection.where[:dropped] + selection.where[dropped + 1 :])

    return lambda standard: _met(standard, change)


def _met(standard: Standard, change: Callable[[Selection], Selection]) -> Standard:
    if isinstance(standard.met_by, str):
        return standard
    return replace(standard, met_by=tuple(change(selection) for selection in standard.met_by))


def _other_date(source: Source, than: str) -> str:
    days = [
        c.name
        for c in source.all_columns
        if c.type is ColumnType.DATE and c.name not in ("recorded_on", "missing_since")
    ]
    return days[(days.index(than) + 1) % len(days)]


def _swapped_date(standard: Standard) -> Standard:
    if isinstance(standard.met_by, str):
        return replace(standard, met_by=_other_date(standard.opens.source, standard.met_by))
    return _met(standard, lambda s: replace(s, at=_other_date(s.source, s.at)))


def _swapped_opening(standard: Standard) -> Standard:
    return replace(standard, opens=replace(standard.opens, at=_other_date(standard.opens.source, standard.opens.at)))


def _swapped_set_by(standard: Standard) -> Standard:
    due = standard.due
    return (
        replace(standard, due=SetBy(_other_date(standard.opens.source, due.column)))
        if isinstance(due, SetBy)
        else standard
    )


def _strict_is_not(condition: Condition) -> Condition:
    if condition.op is Op.IS_NOT:
        return Condition(Op.ALL, parts=(condition, is_present(condition.column)))
    return replace(condition, parts=tuple(_strict_is_not(part) for part in condition.parts))


def _is_not_refuses_blanks(standard: Standard) -> Standard:
    def strict(selection: Selection) -> Selection:
        return replace(selection, where=tuple(_strict_is_not(condition) for condition in selection.where))

    return _met(replace(standard, opens=strict(standard.opens)), strict)


def _without(**fields: Any) -> Callable[[Standard], Standard]:
    return lambda standard: replace(standard, **fields)


STANDARD_MUTATIONS = tuple(StandardMutation(name, make) for name, make in {
    "length one longer": _longer(1),
    "length one shorter": _longer(-1),
    "exemption dropped": _without(exempt=()),
    "releasing rows dropped": _without(exempt_by=()),
    "closing columns ignored": _without(closes=()),
    "closing rows ignored": _without(closed_by=()),
    "match ignored": _without(match=None),
    "early meeting refused": _without(met_early=None),
    "from an age, ignored": _without(from_age=None),
    "until an age, ignored": _without(until_age=None),
    "counted from, ignored": _without(counted_from=None),
    "the row's own number ignored": _without(or_sooner=None),
    "the set date ignored": _without(or_set_by=None),
    "lapse ignored": _without(lapses_after=None),
    "owed once only": _without(repeats=Repeat.NEVER, starts=Starts.AT_OPENING),
    "first clock from the opening": lambda s: replace(s, starts=Starts.AT_OPENING),
    "variants in the other order": _reversed,
    "the first condition of the meeting rows dropped": _without_condition(0),
    "the last condition of the meeting rows dropped": _without_condition(-1),
    "the conditions of the opening dropped": lambda s: replace(s, opens=replace(s.opens, where=())),
    "is_not refuses a blank": _is_not_refuses_blanks,
    "met by another date": _swapped_date,
    "opened by another date": _swapped_opening,
    "set by another date": _swapped_set_by,
}.items())  # fmt: skip


def in_effect(mutation: StandardMutation, standard: Standard) -> Standard | None:
    """The mutated standard; None where the mistake changes nothing, or the definition refuses to be built with it."""
    try:
        made = mutation.make(standard)
    except ValueError:
        return None
    return None if made == standard else made
