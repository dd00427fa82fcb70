"""The rules of each return, a subject a page: the Department's wording, what each looks at, and what breaks it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from lineofsight.core.text_formats import plural
from lineofsight.reports.handbook.markdown import anchored, bullets, link, page, sentence, table
from lineofsight.returns.rulebooks.examples import RuleExample, RuleTable
from lineofsight.returns.rulebooks.wording import (
    DEPARTMENT,
    RETURNS,
    SEVERITIES,
    SEVERITY_MEANS,
    SUBJECTS,
    RuleWords,
    by_chapter,
)

BREAKS = "breaks it"


def rules_pages() -> Mapping[str, str]:
    """Each page by its name under the folder of rules: `ssda903/adoption.md`."""
    return MappingProxyType({
        f"{collection}/{chapter}.md": _page(collection, SUBJECTS[chapter], rules)
        for collection in RETURNS for chapter, rules in by_chapter(collection).items()
    })  # fmt: skip


def rules_index() -> str:
    """The contents of the rules, for the handbook's first page."""
    parts = ["## Rules of the returns"]
    for collection, title in RETURNS.items():
        parts.append(f"### {title}")
        parts.append(bullets(
            f"{link(SUBJECTS[chapter], f'rules/{collection}/{chapter}.md')}: {plural(len(rules), 'rule')}"
            for chapter, rules in by_chapter(collection).items()
        ))  # fmt: skip
    return "\n\n".join(parts)


def _page(collection: str, subject: str, rules: Iterable[RuleWords]) -> str:
    listed = list(rules)
    parts = [
        f"{plural(len(listed), 'rule')}. {link('All rules', '../../index.md#rules')}. Where a wording left something "
        f"open: {link('what was chosen, and why', '../../../returns-judgements.md')}.",
        f"Rules are {DEPARTMENT} where nothing else is said."
        + ("" if all(words.severity for words in listed) else f" Where no severity stands, {SEVERITY_MEANS['']}."),
        *(_rule(words) for words in listed),
    ]
    return page(f"{RETURNS[collection]}: {subject[:1].lower()}{subject[1:]}", *parts)


def _rule(words: RuleWords) -> str:
    severity = [f"Severity: {SEVERITIES[words.severity].lower()} ({SEVERITY_MEANS[words.severity]})"]
    lines = [
        *(severity if words.severity else ()), *([f"Whose: {words.whose}"] if words.whose != DEPARTMENT else ()),
        f"Collection years: {words.years}", f"Looks at: {', '.join(words.tables)}",
        *(f"`{field}`: {meaning or 'see the return’s own guide'}" for field, meaning in words.fields),
        *(f"Before {until} it said: {text}" for until, text in words.earlier),
        *(f"Worked out otherwise from {since}" for since in words.changed),
    ]  # fmt: skip
    parts = [anchored(words.code, f"{words.own_code}: {words.title}"), bullets(map(sentence, lines))]
    if words.examples:
        parts.append("<details><summary>Examples</summary>")
        parts += [_example(example) for example in words.examples]
        parts.append("</details>")
    return "\n\n".join(parts)


def _example(example: RuleExample) -> str:
    parts = [f"In {example.year}:"]
    parts += [f"{one.name}\n\n{_rows(one)}" for one in example.tables]
    if example.whole_return:
        parts.append("The return as a whole breaks it.")
    return "\n\n".join(parts)


def _rows(one: RuleTable) -> str:
    rows = [(*row, f"**{BREAKS}**" if place in one.broken else "") for place, row in enumerate(one.rows)]
    return table([*one.columns, ""], rows)
