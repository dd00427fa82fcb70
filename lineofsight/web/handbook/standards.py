"""A standard's page: what is owed, on whose authority, its clock, examples, where it is used, how it is doing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.catalogue import STANDARDS
from lineofsight.catalogue.examples import standard_examples
from lineofsight.core.clocks import Schedule
from lineofsight.core.column_words import column_words
from lineofsight.core.derived import Source
from lineofsight.core.selections import Condition, Op
from lineofsight.core.standards import Standard
from lineofsight.core.tables import TABLES
from lineofsight.core.text_formats import join_words
from lineofsight.core.wording import due_words, standard_words, title_of
from lineofsight.evaluation.documents import ResolvedCatalogue
from lineofsight.reports.facts.titles import short_title
from lineofsight.reports.handbook.reach import Reach, Told, reaches
from lineofsight.web.handbook.clock_pictures import clock_drawing
from lineofsight.web.handbook.current import Current, current
from lineofsight.web.handbook.shown_examples import ShownExample, shown_examples
from lineofsight.web.handbook.used import ENDINGS, read_by_standard, report_pages, uses
from lineofsight.web.handbook.words import BASES, CONFIDENCES, FORCES, HOLDERS, UNSURE, sentence, theme_words
from lineofsight.web.knowledge.latest import Latest
from lineofsight.web.layout.dates import in_full
from lineofsight.web.layout.links import link

HEADINGS = {
    "Opens with": "What opens it", "Is due": "By when", "Is met by": "What meets it", "Ends with": "What ends it",
    "Lapses": "When it lapses", "Is not owed where": "When it is not owed",
    "Cannot be told from the record": "What the record cannot show",
}  # fmt: skip
_FIGURES = {
    ".in_time": "In time", ".overdue": "Overdue", ".longest_wait": "Days the longest has waited", ".open": "Open",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """Something to go to: its title, its code beside it, where it leads, and what is said of it."""

    title: str
    code: str
    link: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Local:
    """A local change: from when, the authority's own number, the national one, and the reason given."""

    since: str
    own: str
    national: str
    reason: str


@dataclass(frozen=True, slots=True)
class StandardWords:
    """What a standard says, without pictures or figures: as it is printed with its whole area."""

    code: str
    title: str
    why: str
    area: str
    area_heading: str
    stage: str
    owed_to: str
    force: str
    force_words: str
    document: str
    place: str
    url: str
    confidence: str
    is_unsure: bool
    lines: tuple[tuple[str, str], ...]
    local: tuple[Local, ...]
    blanks: str
    link: str


@dataclass(frozen=True, slots=True)
class StandardPage:
    """The whole page."""

    words: StandardWords
    picture: str
    examples: tuple[ShownExample, ...]
    measures: tuple[Named, ...]
    reports: tuple[str, ...]
    tables: tuple[tuple[Named, tuple[str, ...]], ...]
    told: tuple[tuple[str, str], ...]
    figures: tuple[Current, ...]


def standard_page(
    item: Standard, catalogue: ResolvedCatalogue, found: Mapping[str, Latest], *, is_exact: bool
) -> StandardPage:  # fmt: skip
    """The page of one standard. Those to whom its figures are not exact get no longest wait: it is one child's."""
    endings = [ending for ending in ENDINGS if is_exact or ending != ".longest_wait"]
    figures = tuple(
        current(_FIGURES[ending], catalogue.indicators[item.code + ending], found, is_exact=is_exact)
        for ending in endings if item.code + ending in catalogue.indicators
    )  # fmt: skip
    made = uses(catalogue).measures_of.get(item.code, ())
    return StandardPage(
        standard_in_words(item, catalogue), clock_drawing(item, title_of(item)),
        shown_examples(standard_examples(item.code), "What is owed"),
        tuple(measure_named(code, catalogue) for code in made),
        tuple(page.title for page in report_pages(item.code)), tables_read(read_by_standard(item)), told_by(item),
        figures,
    )  # fmt: skip


def standard_in_words(item: Standard, catalogue: ResolvedCatalogue) -> StandardWords:
    """What a standard says."""
    weight = item.duty_basis.weight
    duty, number = BASES[item.duty_basis], BASES[item.number_basis]
    said = f"from {duty}" if duty == number else f"from {duty}; the number is from {number}"
    blanks = _blank_columns(item)
    return StandardWords(
        item.code, short_title(item), item.why, item.area.value, item.area.heading, theme_words(item.stage),
        HOLDERS[item.holder], weight, f"{FORCES[weight]}: {said}", item.authority.document, item.authority.reference,
        item.authority.url or "", CONFIDENCES[item.confidence], item.confidence in UNSURE,
        tuple((HEADINGS.get(heading, heading), sentence(words)) for heading, words in standard_words(item)),
        local_changes(item, catalogue.policy),
        f"Where {join_words(blanks, 'or')} is not recorded, the row still counts: the files loaded may not hold it."
        if blanks else "",
        link("handbook:standard", item.code),
    )  # fmt: skip


def local_changes(item: Standard, policy: Mapping[str, object]) -> tuple[Local, ...]:
    """Where this authority's policy changes the national number, in the order the policy gives them."""
    lines = policy.get("lines") or ()
    national = STANDARDS.get(item.code, item)
    found = []
    for line in lines if isinstance(lines, Sequence) else ():
        if line["standard"] == item.code:
            steps = ", then ".join(line["due"])
            variant = f" ({line['variant']})" if line["variant"] else ""
            found.append(
                Local(in_full(date.fromisoformat(line["from"])), steps + variant,
                      _national(national, line["variant"]), line["reason"])
            )  # fmt: skip
    return tuple(found)


def _national(item: Standard, variant: str) -> str:
    if not isinstance(item.due, Schedule) or not variant:
        return due_words(item.due)
    return due_words(Schedule(tuple(option for option in item.due.variants if option.name == variant)))


def standard_named(code: str, catalogue: ResolvedCatalogue) -> Named:
    """A standard to go to, with how strongly it binds."""
    item = catalogue.standards[code]
    return Named(short_title(item), code, link("handbook:standard", code), item.duty_basis.weight)


def measure_named(code: str, catalogue: ResolvedCatalogue) -> Named:
    """A measure to go to."""
    return Named(catalogue.indicators[code].title, code, link("handbook:indicator", code))


def tables_read(reads: Mapping[str, frozenset[str]]) -> tuple[tuple[Named, tuple[str, ...]], ...]:
    """The tables read, each with what its columns read hold."""
    return tuple(
        (Named(TABLES[name].title, name, link("handbook:table", name)),
         tuple(column.meaning for column in TABLES[name] if column.name in columns))
        for name, columns in reads.items()
    )  # fmt: skip


def told_by(item: Standard) -> tuple[tuple[str, str], ...]:
    """Each source, and how much of the standard it can tell."""
    needs = item.tables()
    return tuple((reach.title, _told(reach, needs)) for reach in reaches())


def _told(reach: Reach, needs: Mapping[str, frozenset[str]]) -> str:
    told = reach.told(needs)
    if told is Told.WHOLE:
        return "Can tell it in full"
    if told is Told.LATEST:
        return "Can tell the latest only"
    if told is Told.NOTHING:
        lacking = [TABLES[name].title.lower() for name in needs if name not in reach.tables]
        return f"Cannot tell it: it holds no {join_words(lacking, 'or')}"
    lacking = [
        f"“{TABLES[table].column(column).meaning}” of {TABLES[table].title.lower()}"
        for table, column in reach.lacking(needs)
    ]
    return f"Cannot tell it: it has no place for {join_words(lacking, 'or')}"


def _blank_columns(item: Standard) -> tuple[str, ...]:
    found: list[str] = []
    for selection in item.selections():
        for condition in selection.where:
            found += _blanks(condition, selection.source)
    return tuple(dict.fromkeys(found))


def _blanks(condition: Condition, source: Source) -> list[str]:
    if condition.op is Op.IS_NOT:
        return [column_words(condition.column, source)]
    return [words for part in condition.parts for words in _blanks(part, source)]
