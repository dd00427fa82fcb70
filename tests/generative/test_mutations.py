"""Mistakes made on purpose are caught by the examples that specs record, and by a few more given here.

The score is told at the end of the run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from lineofsight.catalogue import STANDARDS
from lineofsight.catalogue.child_protection.standards import cp_visit
from lineofsight.catalogue.examples import ExampleTable, standard_examples
from lineofsight.core.selections import is_true, not_
from lineofsight.core.standards import Repeat, Standard
from lineofsight.evaluation.columnar import duties as columnar_duties
from lineofsight.evaluation.coverage import Coverage, Extent, TableCoverage, everything_covered
from lineofsight.evaluation.record import Record
from tests.generative.conftest import MUTATIONS
from tests.generative.engine_mutations import ENGINE_MUTATIONS, EngineMutation, mutated
from tests.generative.standard_mutations import STANDARD_MUTATIONS, StandardMutation, in_effect
from tests.support.spec import _duty, frames, plain, shown_duty, with_children
from tests.support.tables import cells, parse, record_rows

Tell = Callable[[str, object], None]


@dataclass(frozen=True)
class Case:
    """Rows, the day they are looked at, and the duties expected in columns of a heading."""

    standard: Standard
    rows: Mapping[str, list[dict[str, Any]]]
    on: date
    heading: tuple[str, ...]
    expect: list[tuple[str, ...]]
    coverage: Coverage


def case(standard: Standard | str, on: str, expect: str, coverage: Coverage | None = None, **tables: str) -> Case:
    rows = with_children({name: record_rows(name, text) for name, text in tables.items()})
    wanted = parse(expect)
    heading = tuple(cell.strip() for cell in expect.strip().splitlines()[0].split("|"))
    return Case(
        STANDARDS[standard] if isinstance(standard, str) else standard, rows, date.fromisoformat(on), heading,
        cells(wanted, heading), coverage or everything_covered(),
    )  # fmt: skip


def _covered(**changes: Any) -> Coverage:
    return dict.fromkeys(everything_covered(), TableCoverage(**{"extent": Extent.COMPLETE, **changes}))


SEEN = "child | kind | child_seen | visited_on\n"
PLAN = "child | started_on\namy | 2024-01-02"


def _seen(*days: str) -> str:
    return SEEN + "\n".join(f"amy | child_protection | yes | {day}" for day in days)


@cache
def further_cases() -> tuple[Case, ...]:
    """What no example of the catalogue shows: sources that tell a part, and shapes no standard has today."""
    once = replace(cp_visit, repeats=Repeat.NEVER)
    for_good = replace(cp_visit, opens=replace(cp_visit.opens, where=(not_(is_true("is_temporary")),)))
    not_told = {**everything_covered(), "visits": TableCoverage(Extent.NONE)}
    return (
        case("cp_visit", "2024-03-01", "opened_on | status\n2024-01-02 | not_known", _covered(from_on=date(2024, 2, 1)),
             child_protection_plans=PLAN),
        case("cp_visit", "2024-02-01", "opened_on | status\n2024-01-02 | not_known", _covered(to_on=date(2024, 1, 10)),
             child_protection_plans=PLAN),
        case("cp_visit", "2024-02-01", "opened_on | status", not_told, child_protection_plans=PLAN),
        case("cp_visit", "2024-01-20", "opened_on | due_on | basis | status\n"
             "2024-01-10 | 2024-01-24 | only the latest is known | due",
             _covered(extent=Extent.LATEST_ONLY), child_protection_plans=PLAN,
             visits=_seen("2024-01-05", "2024-01-10")),
        case("cp_visit", "2024-01-20", "opened_on | met_on | status\n"
             "2024-01-02 | 2024-01-05 | met\n2024-01-05 | | overdue",
             child_protection_plans=PLAN, visits=_seen("2024-01-05", "2024-01-05")),
        case("cp_visit", "2024-01-20", "opened_on | met_on | status\n2024-01-02 | 2024-02-05 | overdue",
             child_protection_plans=PLAN, visits=_seen("2024-02-05")),
        case("cp_visit", "2024-01-20", "opened_on | met_on | status\n"
             "2024-01-02 | 2024-01-02 | met\n2024-01-02 | | overdue",
             child_protection_plans=PLAN, visits=_seen("2024-01-02")),
        case(once, "2024-03-01", "closed_on | met_on | status\n2024-01-10 | | ended",
             child_protection_plans="child | started_on | ended_on\namy | 2024-01-02 | 2024-01-10",
             visits=_seen("2024-01-11")),
        case(for_good, "2024-01-10", "child | status\namy | due",
             child_protection_plans="child | started_on | is_temporary\namy | 2024-01-02 | no\nben | 2024-01-02 |"),
    )  # fmt: skip


@cache
def all_cases() -> tuple[Case, ...]:
    """Every spec's examples, and the further cases."""

    def text(table: ExampleTable) -> str:
        return "\n".join(" | ".join(row) for row in (table.heading, *table.rows))

    recorded = [
        case(code, example.when, text(example.expect), None, **{name: text(t) for name, t in example.tables.items()})
        for code in STANDARDS for example in standard_examples(code) if example.expect.heading
    ]  # fmt: skip
    return (*further_cases(), *recorded)


def by_plain(standard: Standard, given: Case) -> Iterator[dict[str, Any]]:
    for duty in plain(standard, given.rows, given.coverage, given.on):
        yield shown_duty(duty, standard, given.on)


def by_columns(standard: Standard, given: Case) -> Iterator[dict[str, Any]]:
    table = columnar_duties.duty_table([standard], Record.of(frames(given.rows), given.on, given.coverage))
    told = columnar_duties.with_status(table, given.on)
    for row in told.iter_rows(named=True):
        yield shown_duty(_duty(row, in_hours=standard.in_hours), standard, given.on) | {"status": row["status"]}


ENGINES = {"plain": by_plain, "columnar": by_columns}


def as_expected(engine: str, given: Case, standard: Standard | None = None) -> bool:
    shown = list(ENGINES[engine](standard or given.standard, given))
    return cells(shown, given.heading) == given.expect


def first_caught(engine: str, cases: Iterable[Case]) -> Case | None:
    return next((given for given in cases if not as_expected(engine, given)), None)


def test_without_a_mutation_nothing_is_caught() -> None:
    assert first_caught("plain", all_cases()) is None
    assert first_caught("columnar", further_cases()) is None


def caught_only_so(engine: str, found: Case | None) -> bool:
    """Whether a case was found that fails, and without the mutation does not."""
    return found is not None and as_expected(engine, found)


@pytest.mark.parametrize("mutation", ENGINE_MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_mistake_in_an_engine_is_caught(mutation: EngineMutation, record_property: Tell) -> None:
    cases = all_cases()
    with mutated(mutation.plain):
        caught_at = first_caught("plain", cases)
    # What shows it in the interpreter is tried first on the kernel: thirty times slower on records this small.
    likely = [caught_at] if caught_at else []
    with mutated(mutation.columnar):
        columnar_at = first_caught("columnar", [*likely, *cases])
    caught = [caught_only_so("plain", caught_at), caught_only_so("columnar", columnar_at)]
    record_property(MUTATIONS + "kinds", 1)
    record_property(MUTATIONS + "made", len(caught))
    record_property(MUTATIONS + "caught", sum(caught))
    assert all(caught), f"Nobody noticed: {mutation.name} (interpreter, kernel: {caught})"


@pytest.mark.parametrize("mutation", STANDARD_MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_mistake_in_a_standard_is_caught(mutation: StandardMutation, record_property: Tell) -> None:
    made = {code: in_effect(mutation, standard) for code, standard in STANDARDS.items()}
    made = {code: standard for code, standard in made.items() if standard is not None}
    assert made, "No standard of the catalogue can be mistaken so."
    noticed: dict[str, Case] = {}
    for given in all_cases():
        code = given.standard.code
        standard = made.get(code) if given.standard is STANDARDS[code] else None
        if standard is not None and code not in noticed and not as_expected("plain", given, standard):
            noticed[code] = given
    by_kernel = (given for code, given in noticed.items() if not as_expected("columnar", given, made[code]))
    caught = [
        caught_only_so("plain", next(iter(noticed.values()), None)),
        caught_only_so("columnar", next(by_kernel, None)),
    ]
    record_property(MUTATIONS + "kinds", 1)
    record_property(MUTATIONS + "made", len(caught))
    record_property(MUTATIONS + "caught", sum(caught))
    record_property(MUTATIONS + "of standards made", len(made))
    record_property(MUTATIONS + "of standards caught", len(noticed))
    assert all(caught), f"Nobody noticed: {mutation.name} in {', '.join(made)}"
