"""Which columns of which sources a set of selections reads, so that nothing else is read from disk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lineofsight.core.clocks import Schedule, SetBy
from lineofsight.core.columns import ColumnType
from lineofsight.core.derived import CountWithin, Derived, Gaps, LatestAsAt, MergeSpans, Previous, Source
from lineofsight.core.selections import Condition, Selection
from lineofsight.core.standards import Standard
from lineofsight.evaluation.columnar.conditions import born_column, columns_of


@dataclass(frozen=True)
class Needs:
    """Columns by the name of their source. A column of the holder is written with its prefix."""

    columns: dict[str, set[str]] = field(default_factory=dict)
    detail: bool = False

    def of(self, source: Source) -> frozenset[str]:
        """What is read of a source."""
        return frozenset(self.columns.get(source.name, ()))

    def add_standard(self, standard: Standard) -> None:
        """Everything a standard reads; ids only where they are shown, or put events of one day in order."""
        ids = self.detail or standard.in_hours
        self.add(standard.opens.source, read_of_opening(standard), ids=ids)
        for selection in standard.selections():
            self.add_selection(selection, ids=ids)
        if standard.match and isinstance(standard.met_by, tuple):
            for selection in standard.met_by:
                self.add(selection.source, {standard.match[1]}, ids=ids)

    def add_selection(self, selection: Selection, *, ids: bool = True) -> None:
        """What a selection reads."""
        extra = {"recorded_on"} if self.detail and selection.source.has("recorded_on") else set()
        self.add(selection.source, {selection.at} | extra | _read(selection.where, selection.source), ids=ids)

    def add(self, source: Source, names: Iterable[str], *, ids: bool = True) -> None:
        """Columns of a source, and what a derived one needs of the sources it is made from."""
        always = {"id", source.holder_column} if ids or isinstance(source, Derived) else {source.holder_column}
        wanted = with_moments(always | set(names), source)
        known = self.columns.setdefault(source.name, set())
        if wanted <= known:
            return
        known |= wanted
        if isinstance(source, Derived):
            self._add_parts(source, {name for name in known if "." not in name})

    def _add_parts(self, source: Derived, wanted: set[str]) -> None:
        of, where = source.of, _read(source.where, source.of)
        passed = {name for name in wanted if of.has(name)}
        match source:
            case Previous():
                taken = {old for new, old in source.takes if new in wanted}
                self.add(of, passed | where | taken | {source.order_by, *source.by})
            case MergeSpans():
                self.add(of, where | {source.start, source.end, *(set(source.keeps) & wanted)})
                for spans in source.also:
                    self.add(spans.source, {spans.start, spans.end} | _read(spans.where, spans.source))
            case Gaps():
                self.add(of, where | {source.start, source.end})
                cover = source.covered_by
                self.add(cover, {source.cover_start, source.cover_end} | _read(source.cover_where, cover))
            case CountWithin():
                here, there = source.match or (of.holder_column, source.counting.source.holder_column)
                self.add(of, passed | where | {source.at, here})
                self.add(source.counting.source, {there})
                self.add_selection(source.counting)
            case LatestAsAt():
                here, there = source.match or (of.holder_column, source.latest.holder_column)
                self.add(of, passed | where | {source.at, here})
                taken = {old for new, old in source.takes if new in wanted}
                until = {source.until} if source.until else set()
                self.add(source.latest, taken | until | {source.on, there} | _read(source.latest_where, source.latest))


def read_of_opening(standard: Standard) -> set[str]:
    """What a standard reads of its opening rows, beside their day and who they are of."""
    source = standard.opens.source
    named = (standard.counted_from, standard.or_sooner, standard.or_set_by)
    own = {*standard.closes, *(name for name in named if name)}
    if isinstance(standard.met_by, str):
        own.add(standard.met_by)
    if isinstance(standard.due, SetBy):
        own.add(standard.due.column)
    conditions = list(standard.exempt)
    if isinstance(standard.due, Schedule):
        for option in standard.due.variants:
            conditions += option.where
            if option.age_under is not None and born_column(source):
                own.add(born_column(source))
    if standard.from_age or standard.until_age:
        own.add(born_column(source))
    if standard.match:
        own.add(standard.match[0])
    return with_moments(own | _read(conditions, source), source)


def with_moments(names: set[str], source: Source) -> set[str]:
    """The columns, and the moments that stand beside dates among them."""
    moments = {source.column(name).moment for name in names if "." not in name}
    return names | {moment for moment in moments if moment and source.has(moment)}


def needs_of(standards: Iterable[Standard], *, detail: bool) -> Needs:
    """What a set of standards reads; with `detail`, the recorded dates too."""
    needs = Needs(detail=detail)
    for standard in standards:
        needs.add_standard(standard)
    return needs


def _read(conditions: Iterable[Condition], source: Source) -> set[str]:
    return set().union(*(columns_of(condition, source) for condition in conditions))


def is_code(source: Source, name: str) -> bool:
    """Whether a column holds codes of a list, and so repeats few values."""
    return source.has(name) and source.column(name).type is ColumnType.CODE
