"""Pages of the rules of the returns: the contents by return and subject, and one rule with its examples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lineofsight.core.text_formats import plural
from lineofsight.returns.rulebooks.examples import RuleExample, RuleTable
from lineofsight.returns.rulebooks.wording import (
    DEPARTMENT,
    RETURNS,
    SEVERITIES,
    SEVERITY_MEANS,
    SUBJECTS,
    RuleWords,
    by_chapter,
    every_rule,
    find_rule,
)
from lineofsight.web.handbook.shown_examples import day_words
from lineofsight.web.handbook.words import sentence
from lineofsight.web.layout.links import link

HEADINGS = (
    "Return", "Subject", "Code", "What is wrong", "Severity", "Whose", "Collection years", "Looks at", "Fields",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RuleNamed:
    """A rule in a list: its number, what is wrong where it is broken, its severity, and a note."""

    own_code: str
    title: str
    severity: str
    note: str
    link: str


@dataclass(frozen=True, slots=True)
class RuleSubject:
    """A subject of a return's rules."""

    title: str
    counted: str
    rules: tuple[RuleNamed, ...]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """A return's rules by subject."""

    collection: str
    title: str
    counted: str
    subjects: tuple[RuleSubject, ...]


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """A row of an example: its cells, a blank one as blank, and what it is said to be."""

    cells: tuple[str, ...]
    is_broken: bool


@dataclass(frozen=True, slots=True)
class ExampleTable:
    """A table of an example."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[ExampleRow, ...]


@dataclass(frozen=True, slots=True)
class ShownRule:
    """An example: its heading, its tables, and what is said of the return as a whole."""

    title: str
    tables: tuple[ExampleTable, ...]
    whole: str


@dataclass(frozen=True, slots=True)
class RulePage:
    """The whole page of a rule."""

    words: RuleWords
    title: str
    severity: str
    severity_means: str
    whose: str
    earlier: tuple[tuple[str, str], ...]
    tables: str
    changed: str
    examples: tuple[ShownRule, ...]
    before: RuleNamed | None
    after: RuleNamed | None


@lru_cache(maxsize=1)
def rule_books() -> tuple[RuleBook, ...]:
    """Every rule, by return and subject. They are the program's own, and change only with it."""
    return tuple(_book(collection, title) for collection, title in RETURNS.items())


def rule_page(code: str) -> RulePage | None:
    """The page of a rule such as `ssda903:101`; None where there is none."""
    words = find_rule(code)
    if words is None:
        return None
    rules = [rule for book in rule_books() if book.collection == words.collection for part in book.subjects
             if part.title == words.subject for rule in part.rules]  # fmt: skip
    place = next(n for n, rule in enumerate(rules) if rule.own_code == words.own_code)
    return RulePage(
        words=words, title=words.title.rstrip("."), severity=SEVERITIES[words.severity],
        severity_means=sentence(SEVERITY_MEANS[words.severity]), whose=sentence(words.whose),
        earlier=tuple((f"Before {until}", sentence(text)) for until, text in words.earlier),
        tables=", ".join(words.tables),
        changed=", ".join(words.changed), examples=tuple(_examples(words.examples)),
        before=rules[place - 1] if place else None, after=rules[place + 1] if place + 1 < len(rules) else None,
    )  # fmt: skip


def rule_rows() -> Iterator[tuple[str, ...]]:
    """Every rule as a row of a workbook, under HEADINGS."""
    for collection in RETURNS:
        for words in every_rule(collection):
            yield (
                words.return_title, words.subject, words.code, words.title, SEVERITIES[words.severity],
                sentence(words.whose), words.years, ", ".join(words.tables),
                ", ".join(field for field, _ in words.fields),
            )  # fmt: skip


def _book(collection: str, title: str) -> RuleBook:
    subjects = tuple(
        RuleSubject(SUBJECTS[chapter], plural(len(rules), "rule"), tuple(map(_named, rules)))
        for chapter, rules in by_chapter(collection).items()
    )
    return RuleBook(collection, title, plural(sum(len(each.rules) for each in subjects), "rule"), subjects)


def _named(words: RuleWords) -> RuleNamed:
    notes = [] if words.whose == DEPARTMENT else [words.whose.partition(":")[0].partition(",")[0]]
    severity = SEVERITIES[words.severity] if words.severity else ""
    return RuleNamed(
        words.own_code, words.title.rstrip("."), severity, "; ".join(notes), link("handbook:rule", words.code)
    )


def _examples(examples: tuple[RuleExample, ...]) -> Iterator[ShownRule]:
    for number, example in enumerate(examples, start=1):
        which = f" ({number} of {len(examples)})" if len(examples) > 1 else ""
        title = f"{'Broken' if example.is_broken else 'Kept'} in a return of {example.year}{which}"
        if example.is_broken and not example.whole_return and _has_kept(example):
            title = f"Broken and kept in a return of {example.year}{which}"
        whole = "The return as a whole breaks the rule." if example.whole_return else ""
        yield ShownRule(title, tuple(_table(table) for table in example.tables), whole)


def _has_kept(example: RuleExample) -> bool:
    return any(len(table.rows) > len(table.broken) for table in example.tables)


def _table(table: RuleTable) -> ExampleTable:
    rows = tuple(
        ExampleRow(tuple(day_words(cell) for cell in row), place in table.broken)
        for place, row in enumerate(table.rows)
    )
    return ExampleTable(table.name.replace("_last", ", last year’s return"), table.columns, rows)
