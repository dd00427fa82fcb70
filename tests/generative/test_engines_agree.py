"""The kernel over columns and the plain interpreter give the same duties, field by field."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from lineofsight.catalogue import STANDARDS
from lineofsight.core.derived import Source, base_tables, origin
from lineofsight.core.duties import Duty
from lineofsight.core.selections import Condition, Op
from lineofsight.core.standards import Standard
from lineofsight.core.tables import table_named
from lineofsight.evaluation.coverage import Coverage, Extent, TableCoverage, everything_covered
from tests.generative.generated import CHILDREN, Rows, holder_rows, people, rows_of
from tests.generative.shapes import ROWS, standards
from tests.support.spec import columnar, plain

KNOWN = (date(2024, 1, 1), date(2024, 3, 31), date(2025, 3, 31))
examples: Counter[str] = Counter()


@pytest.fixture(scope="module", autouse=True)
def _count() -> Iterator[None]:
    yield
    sys.stdout.write(f"\nengines compared on {examples['compared']} records, {examples['duties']} duties\n")


@st.composite
def coverages(draw: st.DrawFn) -> Coverage:
    """Mostly everything; now and then from a day, to a day, or only the latest of each."""
    kind = draw(st.sampled_from(("all", "all", "latest", "bounded", "bounded latest")))
    if kind == "all":
        return everything_covered()
    extent = Extent.LATEST_ONLY if "latest" in kind else Extent.COMPLETE
    bounded = "bounded" in kind
    from_on = draw(st.sampled_from((None, date(2023, 12, 25), date(2024, 3, 1)))) if bounded else None
    to_on = draw(st.sampled_from((None, date(2024, 1, 15), date(2024, 9, 30)))) if bounded else None
    return dict.fromkeys(everything_covered(), TableCoverage(extent, from_on, to_on))


def in_order(duties: list[Duty]) -> list[tuple[Any, ...]]:
    """Duties as sortable fields; those alike in every field stand next to each other."""
    return sorted(
        (d.holder, d.subject, d.opened, repr(d.due), repr(d.met), repr(d.closed), d.variant, d.known, d.basis,
         repr(d.recorded_on), repr(d.opened_by), repr(d.met_by), repr(d.closed_by), d.in_hours)
        for d in duties
    )  # fmt: skip


def agree(standard: Standard, rows: Rows, coverage: Coverage, known: date) -> list[Duty]:
    expected = plain(standard, rows, coverage, known)
    found = columnar(standard, rows, coverage, known)
    examples["compared"] += 1
    examples["duties"] += len(expected)
    assert in_order(found) == in_order(expected)
    return expected


@settings(max_examples=250)
@given(standard=standards(), rows=ROWS, coverage=coverages(), known=st.sampled_from(KNOWN))
def test_every_shape(standard: Standard, rows: Rows, coverage: Coverage, known: date) -> None:
    duties = agree(standard, rows, coverage, known)
    event("some duties" if duties else "no duties")


@settings(max_examples=40)
@given(standard=standards(), rows=ROWS)
def test_one_holder_at_a_time_is_the_whole(standard: Standard, rows: Rows) -> None:
    known = KNOWN[-1]
    together = [
        duty for child in CHILDREN for duty in columnar(standard, holder_rows(rows, child), everything_covered(), known)
    ]
    whole = [duty for duty in columnar(standard, rows, everything_covered(), known) if duty.holder]
    if standard.match is None:  # a match on the row's own value may reach another holder's rows
        assert in_order(together) == in_order(whole)


def codes_in(conditions: tuple[Condition, ...]) -> dict[str, set[str]]:
    """The codes that conditions name, by column."""
    found: dict[str, set[str]] = {}
    for condition in conditions:
        if condition.op in (Op.ONE_OF, Op.IS_NOT):
            found.setdefault(condition.column, set()).update(str(value) for value in condition.values)
        for name, codes in codes_in(condition.parts).items():
            found.setdefault(name, set()).update(codes)
    return found


def named_codes(standard: Standard) -> dict[str, set[str]]:
    """Every code a standard's selections and their derived tables name, so that generated rows meet them."""
    found: dict[str, set[str]] = {}

    def add(conditions: tuple[Condition, ...]) -> None:
        for name, codes in codes_in(conditions).items():
            found.setdefault(name.partition(".")[2] or name, set()).update(codes)

    def walk(source: Source) -> None:
        for name in ("where", "cover_where", "latest_where"):
            add(getattr(source, name, ()))
        for part in getattr(source, "also", ()):
            add(part.where)
        for part in source.sources() if hasattr(source, "sources") else ():
            walk(part)

    for selection in standard.selections():
        add(selection.where)
        walk(selection.source)
    add(standard.exempt)
    for option in getattr(standard.due, "variants", ()):
        add(option.where)
    return found


@st.composite
def rows_for(draw: st.DrawFn, standard: Standard) -> dict[str, list[dict[str, Any]]]:
    """Rows of every table a standard reads, with the codes it names."""
    codes = named_codes(standard)
    names = set().union(*(base_tables(selection.source) for selection in standard.selections()))
    found = {} if "people" in names and origin(standard.opens.source).name == "people" else {"people": draw(people())}
    for name in sorted(names - set(found)):
        table = table_named(name)
        ids = tuple(f"{one[:4]}-{n}" for one in sorted(names) for n in (0, 1))
        columns = {c.name: tuple(sorted(codes.get(c.name, ()))) or ids for c in table.columns if not c.personal}
        found[name] = draw(rows_of(name, columns, most=3))
    return found


@pytest.mark.parametrize("code", sorted(STANDARDS))
def test_every_standard_of_the_catalogue(code: str) -> None:
    standard = STANDARDS[code]

    @settings(max_examples=6)
    @given(rows=rows_for(standard), known=st.sampled_from(KNOWN))
    def compare(rows: Rows, known: date) -> None:
        agree(standard, rows, everything_covered(), known)

    compare()
