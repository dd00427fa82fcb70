"""One error as a list shows it: whose, what is wrong, what is recorded, and where to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lineofsight.core.tables import TABLES
from lineofsight.record.service.data_error import Severity
from lineofsight.record.service.models import ChildNow, DataError
from lineofsight.record.service.quality.places import CHILD
from lineofsight.web.layout.dates import days, in_full
from lineofsight.web.layout.links import link
from lineofsight.web.layout.marks import mark_of
from lineofsight.web.quality_of_data.words import (
    SHORT_RETURNS,
    SOURCES,
    TAGS,
    RuleWords,
    rule_words,
    table_title,
    value_words,
)  # fmt: skip

WHOLE = "The return as a whole"
NOBODY = "No allocated worker"
# Pages of a child on which rows of these tables stand; the others stand in the chronology, in the year they are of.
_PAGES = {
    "people": "children:child", "placements": "children:placements", "care_episodes": "children:placements",
    "child_in_need_plans": "children:plans", "child_protection_plans": "children:plans",
    "conferences": "children:plans", "child_protection_reviews": "children:plans", "care_reviews": "children:plans",
    "allocations": "children:workers", "disabilities": "children:child", "mothers": "children:child",
}  # fmt: skip
HEADINGS = (
    "Child", "Local id", "Return", "Rule", "What is wrong", "How grave", "What is recorded", "Where to mend it",
    "Known since", "Worker", "Team",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """One row of a list."""

    key: str
    child: str
    child_id: str
    child_link: str
    worker: str
    team: str
    rule: str
    rule_link: str
    short_return: str
    wording: str
    severity: str
    tone: str
    recorded: tuple[tuple[str, str], ...]
    mend: str
    since: str
    known: str
    link: str
    accepted: bool

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as a workbook has it."""
        recorded = "; ".join(f"{name}: {value}" for name, value in self.recorded)
        return (
            self.child, self.child_id, self.short_return, self.rule, self.wording, self.severity, recorded, self.mend,
            self.since, self.worker, self.team,
        )  # fmt: skip


def rows_of(
    errors: Iterable[DataError], children: QuerySet[ChildNow], as_at: date, years: Mapping[str, str]
) -> list[ErrorRow]:
    """The rows of a page, with the children they are about (of those the person may see). `years`: of each return."""
    listed = list(errors)
    wanted = {error.reference for error in listed if error.reference}
    held = {child.reference: child for child in children.filter(reference__in=wanted)} if wanted else {}
    return [
        row_of(error, held.get(error.reference or ""), as_at, years.get(error.collection, "")) for error in listed
    ]  # fmt: skip


def row_of(error: DataError, child: ChildNow | None, as_at: date, year: str) -> ErrorRow:
    """One row. A rule this version no longer has is shown by its code."""
    words = rule_words(error.collection, error.rule, year)
    severity, tone = TAGS[Severity(error.severity)]
    return ErrorRow(
        error.key, child.name if child else WHOLE, child.child_id if child else "",
        place_link(error) if child else "", (child.worker_name or NOBODY) if child else "",
        (child.team_name or "") if child else "", error.rule,
        link("quality_of_data:rule", error.collection, error.rule),
        SHORT_RETURNS[error.collection], words.wording if words else "", severity, tone, recorded(error),
        mend_words(error, words), in_full(error.first_seen_on), days((as_at - error.first_seen_on).days),
        link("quality_of_data:error", error.key), error.accepted,
    )  # fmt: skip


def recorded(error: DataError) -> tuple[tuple[str, str], ...]:
    """Each item in question and what stands there; none where the row is shown only to say whose it is."""
    if says_whose_alone(error):
        return ()
    return tuple(
        (name, value_words(error.collection, error.table, name, value))
        for name, value in zip(error.fields, error.values, strict=True)
    )


def says_whose_alone(error: DataError) -> bool:
    """Whether the row in question is only that by which something else of the child's was found wrong or missing."""
    return bool(error.fields) and set(error.fields) <= set(CHILD.values())


def mend_words(error: DataError, words: RuleWords | None) -> str:
    """The table, item and row to mend, as the system it came from has them, with the file and line."""
    if not error.table:
        return "Look at the return as a whole."
    if error.row_id is None:
        return f"No row of the record stands for it: look in {table_title(error.collection, error.table)}."
    table = TABLES[error.record_table].title if error.record_table in TABLES else error.record_table or ""
    source = SOURCES.get(error.source or "", "")
    file = f"file {error.file}" if error.file else ""
    line = f"line {error.line:,}" if error.file and error.line is not None else ""
    where = ", ".join(part for part in (f"{table.lower()}, row {error.row_id}", file, line) if part)
    where += f" (from {source})" if source else ""
    if says_whose_alone(error):
        asked = [name for name, _ in words.items if name.rpartition(": ")[2] not in CHILD.values()] if words else []
        return f"Look for {', '.join(asked) or 'what the rule asks'} of this child. Found by {where}."
    return f"{', '.join(dict.fromkeys(error.items)) or 'The row'} in {where}."


def place_link(error: DataError) -> str:
    """The child's page at the row to mend; the child's own page where the row has no place of its own."""
    if not error.reference:
        return ""
    page = _PAGES.get(error.record_table or "")
    mark = f"#e{mark_of(f'{error.record_table}/{error.row_id}', error.row_on)}"
    if page is not None:
        return link(page, error.reference) + (mark if page != "children:child" else "")
    if error.row_id is None or error.row_on is None:
        return link("children:child", error.reference)
    year = error.row_on.year
    return f"{link('children:chronology', error.reference)}?first={year}&last={year}{mark}"
