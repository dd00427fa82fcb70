"""Which columns of the record a definition cannot be told without, followed through derived tables to their own."""

from __future__ import annotations

from collections.abc import Iterable

from lineofsight.core.clocks import SetBy
from lineofsight.core.derived import (
    CountWithin,
    Derived,
    Gaps,
    LatestAsAt,
    MergeSpans,
    Previous,
    Source,
    holder_table,
)
from lineofsight.core.selections import Condition, Op, Selection
from lineofsight.core.standards import Standard
from lineofsight.core.table import Table

Cell = tuple[str, str]
"""A table's name and a column's."""

# A blank passes these, or is what they ask for: a source that never fills the column does not undo them.
_PASSED_BY_BLANKS = (Op.IS_NOT, Op.IS_BLANK)


def needs_of(standard: Standard) -> tuple[frozenset[Cell], ...]:
    """What a standard cannot be told without: of each set, at least one column must be held.

    What opens it, when it is due, what meets it and what ends it. Exemptions and variants are left aside: without
    them it is told, but more strictly.
    """
    source = standard.opens.source
    found = [*_selection(standard.opens)]
    if isinstance(standard.met_by, str):
        found += _column(source, standard.met_by)
    else:
        # Any one of several selections can meet it.
        ways = [frozenset().union(*_selection(way)) for way in standard.met_by]
        found += list(_selection(standard.met_by[0])) if len(ways) == 1 else [frozenset().union(*ways)]
    names = [*standard.closes, *([standard.counted_from] if standard.counted_from else [])]
    if isinstance(standard.due, SetBy):
        names.append(standard.due.column)
    if standard.match and not isinstance(standard.met_by, str):
        names.append(standard.match[0])
        found += _column(standard.met_by[0].source, standard.match[1])
    for name in names:
        found += _column(source, name)
    if standard.from_age or standard.until_age:
        found.append(frozenset({("people", "born_on")}))
    return tuple(dict.fromkeys(found))


def _selection(selection: Selection) -> Iterable[frozenset[Cell]]:
    found = [*_column(selection.source, selection.at), *_within(selection.source)]
    for condition in selection.where:
        found += _condition(condition, selection.source)
    return found


def _condition(condition: Condition, source: Source) -> list[frozenset[Cell]]:
    match condition.op:
        case op if op in _PASSED_BY_BLANKS:
            return []
        case Op.AGE_UNDER | Op.AGE_AT_LEAST:
            return [frozenset({("people", "born_on")})]
        case Op.ANY:
            parts = [_condition(part, source) for part in condition.parts]
            if any(not part for part in parts):
                return []
            return [frozenset().union(*(cells for part in parts for cells in part))]
        case Op.ALL | Op.NOT:
            return [cells for part in condition.parts for cells in _condition(part, source)]
    return [cells for name in sorted(condition.columns()) for cells in _column(source, name)]


def _column(source: Source, name: str) -> list[frozenset[Cell]]:
    """The cells a column comes from: one, or none where it is worked out (a count, a place in order)."""
    _, dot, own = name.partition(".")
    if dot:
        table = holder_table(source)
        return [frozenset({(table.name, own)})] if table else []
    if isinstance(source, Table):
        return [frozenset({(source.name, name)})]
    if isinstance(source, LatestAsAt) and name in dict(source.takes):
        return _column(source.latest, dict(source.takes)[name])
    if isinstance(source, Previous) and name in dict(source.takes):
        return _column(source.of, dict(source.takes)[name])
    if isinstance(source, MergeSpans | Gaps) and name in ("started_on", "ended_on"):
        return _column(source.of, source.start if name == "started_on" else source.end)
    if isinstance(source, Gaps) and name == "covered_on":
        return _column(source.covered_by, source.cover_start)
    return _column(source.of, name) if source.of.has(name) else []


def _within(source: Source) -> list[frozenset[Cell]]:
    """What a derived table itself looks at."""
    if not isinstance(source, Derived):
        return []
    found = [cells for condition in source.where for cells in _condition(condition, source.of)]
    match source:
        case CountWithin():
            found += [*_column(source.of, source.at), *_selection(source.counting)]
        case Previous():
            found += _column(source.of, source.order_by)
        case Gaps():
            found += _column(source.covered_by, source.cover_start)
            found += [c for condition in source.cover_where for c in _condition(condition, source.covered_by)]
    return found + _within(source.of)
