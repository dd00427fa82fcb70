"""A practice area's standards, one after the other: what is owed, on whose authority, and what it looks like."""

from __future__ import annotations

from collections.abc import Iterable

from lineofsight.catalogue import STANDARDS
from lineofsight.catalogue.examples import standard_examples
from lineofsight.catalogue.indicators import DEFINED
from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence
from lineofsight.core.column_words import column_words
from lineofsight.core.derived import Source
from lineofsight.core.selections import Condition, Op
from lineofsight.core.standards import Standard
from lineofsight.core.text_formats import join_words
from lineofsight.core.wording import standard_words, title_of
from lineofsight.reports.handbook.example_parts import example_parts
from lineofsight.reports.handbook.markdown import anchored, bullets, link, page, sentence
from lineofsight.reports.handbook.reach import Told, reaches

BASIS_WORDS = {
    Basis.STATUTE: "law", Basis.STATUTORY_GUIDANCE: "statutory guidance", Basis.NATIONAL_GUIDANCE: "national guidance",
    Basis.INSPECTION: "inspection", Basis.LOCAL_POLICY: "local policy",
}  # fmt: skip
CHECK_THE_SOURCE = "Check the source before relying on the number"
FIGURES = ("in_time", "overdue", "longest_wait", "open")


def standards_page(area: Area) -> str:
    """One area's page."""
    items = [item for item in STANDARDS.values() if item.area is area]
    parts: list[str] = [f"{len(items)} standards. {link('All areas', '../index.md')}."]
    for stage in sorted({item.stage for item in items}):
        mine = sorted((item for item in items if item.stage == stage), key=lambda item: item.code)
        parts.append(f"## {stage_words(stage)}")
        parts += [_standard(item) for item in mine]
    return page(f"{area.heading}: standards", *parts)


def stage_words(stage: str) -> str:
    """The part of practice as a heading."""
    return sentence(stage.replace("_", " ")).removesuffix(".")


def weight_words(standard: Standard) -> str:
    """Must, should or local, and where the duty and its number come from."""
    duty, number = BASIS_WORDS[standard.duty_basis], BASIS_WORDS[standard.number_basis]
    weight = sentence(standard.duty_basis.weight).removesuffix(".")
    return f"**{weight}** ({duty})" if duty == number else f"**{weight}** ({duty}; the number is from {number})"


def blank_columns(standard: Standard) -> tuple[str, ...]:
    """The columns whose blanks a standard lets pass, in words."""
    found: list[str] = []
    for selection in standard.selections():
        for condition in selection.where:
            found += _blanks(condition, selection.source)
    return tuple(dict.fromkeys(found))


def _blanks(condition: Condition, source: Source) -> list[str]:
    if condition.op is Op.IS_NOT:
        return [column_words(condition.column, source)]
    return [words for part in condition.parts for words in _blanks(part, source)]


def _standard(item: Standard) -> str:
    lines = [weight_words(item), f"Authority: {item.authority}"]
    if item.confidence in (Confidence.MEDIUM, Confidence.LOW):
        lines.append(f"**{CHECK_THE_SOURCE}** (confidence: {item.confidence})")
    lines += [f"{heading}: {words}" for heading, words in standard_words(item)]
    if blanks := blank_columns(item):
        lines.append(
            f"Where {join_words(blanks, 'or')} is not recorded, the row still counts: the source may not hold it"
        )
    parts = [
        anchored(item.code, title_of(item)), f"`{item.code}`. {item.why}", bullets(sentence(line) for line in lines),
        _told(item), _figures(item),
        example_parts(standard_examples(item.code), follows="What follows,"),
    ]  # fmt: skip
    return "\n\n".join(part for part in parts if part)


def _told(item: Standard) -> str:
    needs = item.tables()
    told = [(reach, reach.told(needs)) for reach in reaches()]
    if all(found is Told.NOTHING for _, found in told):
        return f"None of the national sources can tell this. It needs our own tables: {_tables(needs)}."
    can = [f"{reach.title} ({found})" for reach, found in told if found in (Told.WHOLE, Told.LATEST)]
    lacking = [
        f"{reach.title} ({', '.join(f'`{table}.{column}`' for table, column in reach.lacking(needs))})"
        for reach, found in told if found is Told.LACKING
    ]  # fmt: skip
    cannot = [reach.title for reach, found in told if found is Told.NOTHING]
    listed = (("Can be told from", can), ("For want of a column not from", lacking), ("Not from", cannot))
    return " ".join(f"{words}: {', '.join(names)}." for words, names in listed if names)


def _tables(names: Iterable[str]) -> str:
    return ", ".join(link(name, f"../tables.md#{name}") for name in sorted(names))


def _figures(item: Standard) -> str:
    made = ", ".join(f"`{item.code}.{name}`" for name in FIGURES)
    beside = [
        link(indicator.title, f"../measures/{indicator.area}.md#{indicator.code}")
        for indicator in DEFINED.values() if item.code in indicator.standards
    ]  # fmt: skip
    return f"Figures: {made}." + (f" Measures beside it: {', '.join(beside)}." if beside else "")
