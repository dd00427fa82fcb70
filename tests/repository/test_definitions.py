"""Every definition has an authority, a reason and a spec that shows it met and not met, and names codes that exist."""

from __future__ import annotations

from collections.abc import Iterator

from lineofsight import catalogue
from lineofsight.catalogue import STANDARDS
from lineofsight.catalogue.examples import indicator_examples, standard_examples
from lineofsight.catalogue.indicators import AREAS, DEFINED, INDICATORS, MADE_FROM_STANDARDS
from lineofsight.core.clocks import Days, Schedule
from lineofsight.core.code_sets import code_set
from lineofsight.core.column_words import column_of
from lineofsight.core.derived import CountWithin, Derived, Gaps, LatestAsAt, MergeSpans, Source
from lineofsight.core.indicator_measures import related_of
from lineofsight.core.indicator_questions import Both, Either, Question, Related, Unless
from lineofsight.core.indicators import Duties, Indicator, OneEach, OpenSpans
from lineofsight.core.selections import Condition, Op, Selection, each, one_of
from lineofsight.core.standards import Standard
from lineofsight.core.tables import table_named

Asked = tuple[Condition, Source]
DONE = {"met", "late"}
NOT_DONE = {"overdue", "ended", "ended_overdue"}


def test_no_code_is_used_twice() -> None:
    groups = [getattr(catalogue, name).STANDARDS for name in (
        "assessment", "child_in_need", "child_protection", "court", "early_help", "front_door",
        "health_and_education", "in_care", "leaving_care", "oversight", "permanence", "placements", "safeguarding",
        "workforce",
    )]  # fmt: skip
    assert sum(len(group) for group in groups) == len(STANDARDS)
    assert sum(len(area.INDICATORS) for area in AREAS) == len(DEFINED)
    assert len(DEFINED) + len(MADE_FROM_STANDARDS) == len(INDICATORS)
    assert [code for code, item in {**STANDARDS, **INDICATORS}.items() if item.code != code] == []


def test_every_definition_says_why_and_on_whose_authority() -> None:
    everything: list[Standard | Indicator] = [*STANDARDS.values(), *DEFINED.values()]
    silent = [
        item.code for item in everything
        if len(item.why.split()) < 5 or not item.why.endswith((".", "?")) or not item.authority.document
        or item.title.endswith(".")
    ]  # fmt: skip
    assert silent == []


def test_a_title_shows_a_length_that_local_policy_can_change() -> None:
    hidden = [item.code for item in STANDARDS.values() if _has_length(item) and "{due}" not in item.title]
    assert hidden == [], "Put {due} in the title, where the length belongs."


def test_every_standards_spec_shows_it_met_and_not_met() -> None:
    shown = {code: _shows(code) for code in STANDARDS}
    assert [code for code, found in shown.items() if not found & DONE] == [], "No spec shows these met."
    assert [code for code, found in shown.items() if not found & NOT_DONE] == [], "None shows these overdue or ended."


def test_every_indicator_has_a_spec_and_stands_beside_standards_there_are() -> None:
    assert [code for code, item in DEFINED.items() if not _is_shown(item)] == [], "No spec names these."
    named = {named for item in DEFINED.values() for named in item.standards}
    assert named - STANDARDS.keys() == set()


def test_conditions_name_codes_their_columns_may_hold() -> None:
    wrong = set()
    for standard in STANDARDS.values():
        for condition, source in _of_standard(standard):
            wrong |= {f"{standard.code}: {fault}" for fault in _wrong_codes(condition, source)}
    for indicator in DEFINED.values():
        for condition, source in _of_indicator(indicator):
            wrong |= {f"{indicator.code}: {fault}" for fault in _wrong_codes(condition, source)}
    assert sorted(wrong) == []


def test_a_code_that_does_not_exist_is_found() -> None:
    wrong = each(table_named("visits"), at="visited_on", where=one_of("kind", "child_protetion"))
    assert [_wrong_codes(condition, source) for condition, source in _of_selection(wrong)] == [
        ["visits.kind: 'child_protetion' is not in lineofsight:visit_kind"]
    ]


def _is_shown(item: Indicator) -> bool:
    """By examples of its own; what only counts duties is also shown by the examples of its standards."""
    if indicator_examples(item.code) or not isinstance(item.population, Duties):
        return bool(indicator_examples(item.code))
    return bool(item.population.standards) and all(standard_examples(code) for code in item.population.standards)


def _has_length(item: Standard) -> bool:
    return isinstance(item.due, Schedule) and any(
        step != Days(0) for option in item.due.variants for step in option.steps
    )


def _shows(code: str) -> set[str]:
    """The statuses that a standard's examples expect; from `met_on` alone, met or no status."""
    found = set()
    for example in standard_examples(code):
        heading = example.expect.heading
        if "status" in heading:
            found |= {row[heading.index("status")] for row in example.expect.rows}
        elif "met_on" in heading:
            found |= {"met" for row in example.expect.rows if row[heading.index("met_on")]}
    return found


def _wrong_codes(condition: Condition, source: Source) -> list[str]:
    found = [wrong for part in condition.parts for wrong in _wrong_codes(part, source)]
    if condition.op in (Op.ONE_OF, Op.IS_NOT):
        column = column_of(condition.column, source)
        if column.code_set:
            codes = code_set(column.code_set)
            found += [
                f"{source.name}.{condition.column}: {value!r} is not in {column.code_set}"
                for value in condition.values if not codes.contains(str(value))
            ]  # fmt: skip
    return found


def _of_standard(item: Standard) -> Iterator[Asked]:
    for selection in item.selections():
        yield from _of_selection(selection)
    for condition in item.exempt:
        yield condition, item.opens.source
    if isinstance(item.due, Schedule):
        for option in item.due.variants:
            for condition in option.where:
                yield condition, item.opens.source


def _of_selection(selection: Selection) -> Iterator[Asked]:
    for condition in selection.where:
        yield condition, selection.source
    yield from _of_source(selection.source)


def _of_source(source: Source) -> Iterator[Asked]:
    if not isinstance(source, Derived):
        return
    for condition in source.where:
        yield condition, source.of
    match source:
        case Gaps():
            for condition in source.cover_where:
                yield condition, source.covered_by
        case LatestAsAt():
            for condition in source.latest_where:
                yield condition, source.latest
        case CountWithin():
            yield from _of_selection(source.counting)
        case MergeSpans():
            for spans in source.also:
                for condition in spans.where:
                    yield condition, spans.source
    for part in source.sources():
        yield from _of_source(part)


def _of_indicator(item: Indicator) -> Iterator[Asked]:
    match item.population:
        case Selection():
            yield from _of_selection(item.population)
        case OneEach():
            yield from _of_selection(item.population.selection)
        case OpenSpans():
            for condition in item.population.where:
                yield condition, item.population.source
            yield from _of_source(item.population.source)
        case Duties():
            return
    for question in (*item.counts, *item.asked, *related_of(item.as_)):
        yield from _of_question(question, item.source)


def _of_question(question: Question, source: Source) -> Iterator[Asked]:
    match question:
        case Condition():
            yield question, source
        case Related():
            yield from _of_selection(question.selection)
        case Either() | Both():
            for part in question.parts:
                yield from _of_question(part, source)
        case Unless():
            yield from _of_question(question.part, source)
