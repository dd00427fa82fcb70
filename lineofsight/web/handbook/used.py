"""Where a definition is used: which tables and columns it reads, and, the other way, what reads a table or a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lineofsight.core.clocks import Schedule, SetBy
from lineofsight.core.derived import Source, base_tables, home_of
from lineofsight.core.indicators import Duties, Indicator
from lineofsight.core.selections import Condition, Selection
from lineofsight.core.standards import Standard
from lineofsight.core.tables import TABLES
from lineofsight.evaluation.documents import ResolvedCatalogue
from lineofsight.evaluation.indicators.columns import columns_read
from lineofsight.reports.contents import PAGES as REPORT_PAGES
from lineofsight.reports.parts import Figures, PageContent, Timeliness, Trend
from lineofsight.web.handbook.kept import kept

Reads = Mapping[str, frozenset[str]]
"""Tables of the record, each with the columns read of it; none where only its rows' being there is."""
ENDINGS = (".in_time", ".overdue", ".longest_wait", ".open")


@dataclass(frozen=True)
class Uses:
    """By table, and by (table, column): the codes of the standards and of the measures that read them."""

    standards: Mapping[str, tuple[str, ...]]
    measures: Mapping[str, tuple[str, ...]]
    columns: Mapping[tuple[str, str], int]
    measures_of: Mapping[str, tuple[str, ...]]
    """By standard: the measures that are made from it or stand beside it, its own four left out."""


def read_by_standard(item: Standard) -> Reads:
    """The tables and columns a standard reads, through whatever is worked out from them."""
    names: list[tuple[Source, str]] = []
    source = item.opens.source
    for selection in item.selections():
        names += _of_selection(selection)
    own = [*item.closes, item.counted_from, item.or_sooner, item.or_set_by]
    if isinstance(item.met_by, str):
        own.append(item.met_by)
    if isinstance(item.due, SetBy):
        own.append(item.due.column)
    names += [(source, name) for name in own if name]
    names += [(source, name) for name in _of_conditions(item.exempt)]
    if isinstance(item.due, Schedule):
        names += [(source, name) for option in item.due.variants for name in _of_conditions(option.where)]
    tables = {name for selection in item.selections() for name in base_tables(selection.source)}
    return _reads(tables, names)


def read_by_measure(item: Indicator, catalogue: ResolvedCatalogue) -> Reads:
    """The tables and columns a measure reads; one of what is owed reads what its standards read."""
    if isinstance(item.population, Duties):
        found: dict[str, set[str]] = {}
        for code in item.population.standards:
            for table, columns in read_by_standard(catalogue.standards[code]).items():
                found.setdefault(table, set()).update(columns)
        return {table: frozenset(found[table]) for table in sorted(found)}
    names = [(source, name) for source, columns in columns_read([item]).values() for name in sorted(columns)]
    return _reads(item.tables(), [pair for pair in names if pair[1] not in ("id", pair[0].holder_column)])


@kept
def uses(catalogue: ResolvedCatalogue) -> Uses:
    """What reads what, for every definition in force but the four measures each standard has."""
    standards: dict[str, list[str]] = {}
    measures: dict[str, list[str]] = {}
    columns: dict[tuple[str, str], int] = {}
    beside: dict[str, list[str]] = {}

    def keep(code: str, reads: Reads, of: dict[str, list[str]]) -> None:
        for table, read in reads.items():
            of.setdefault(table, []).append(code)
            for column in read:
                columns[table, column] = columns.get((table, column), 0) + 1

    for code, item in catalogue.standards.items():
        keep(code, read_by_standard(item), standards)
    for code, indicator in catalogue.indicators.items():
        if not is_of_a_standard(code, catalogue):
            keep(code, read_by_measure(indicator, catalogue), measures)
            for standard in indicator.standards:
                beside.setdefault(standard, []).append(code)
    return Uses(_tuples(standards), _tuples(measures), columns, _tuples(beside))


def is_of_a_standard(code: str, catalogue: ResolvedCatalogue) -> bool:
    """Whether a measure is one of the four every standard has."""
    standard, dot, _ = code.rpartition(".")
    return bool(dot) and standard in catalogue.standards


def report_pages(code: str) -> tuple[PageContent, ...]:
    """The pages of the report that show a standard or a measure."""
    return tuple(page for page in REPORT_PAGES if any(code in _codes_of(part) for part in page.parts))


def tables_with(code_set: str) -> tuple[tuple[str, str], ...]:
    """The (table, column) pairs whose codes are of a list."""
    return tuple(
        (table.name, column.name) for table in TABLES.values() for column in table if column.code_set == code_set
    )


def _codes_of(part: object) -> tuple[str, ...]:
    match part:
        case Figures(codes):
            return codes
        case Timeliness(standards):
            return standards
        case Trend(code):
            return (code,)
    return ()


def _of_selection(selection: Selection) -> list[tuple[Source, str]]:
    return [(selection.source, name) for name in (selection.at, *_of_conditions(selection.where))]


def _of_conditions(conditions: Iterable[Condition]) -> list[str]:
    return [name for condition in conditions for name in condition.columns()]


def _reads(tables: Iterable[str], names: Iterable[tuple[Source, str]]) -> Reads:
    found: dict[str, set[str]] = {table: set() for table in tables}
    for source, name in names:
        place = home_of(source, name) if "." not in name else None
        if place is not None and TABLES[place[0]].has(place[1]):
            found.setdefault(place[0], set()).add(place[1])
    return {table: frozenset(found[table]) for table in sorted(found)}


def _tuples(found: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(codes) for name, codes in found.items()}
