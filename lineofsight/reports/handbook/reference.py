"""The record's tables, the lists worked out from them, and our own code sets."""

from __future__ import annotations

from lineofsight.catalogue import STANDARDS
from lineofsight.core.code_sets import all_code_sets
from lineofsight.core.column_words import table_words
from lineofsight.core.columns import Column
from lineofsight.core.derived import CountWithin, Derived, Gaps, LatestAsAt, MergeSpans, Previous, Source
from lineofsight.core.table import PROVENANCE, Table
from lineofsight.core.tables import TABLES
from lineofsight.core.text_formats import join_words
from lineofsight.core.wording import conditions_words, selection_words
from lineofsight.reports.handbook.markdown import anchored, bullets, link, page, table

OWN = "lineofsight:"


def tables_page() -> str:
    """Every declared table, its columns, then the lists that standards work out from them."""
    every_row = [(column.name, column.type.value, column.meaning) for column in PROVENANCE]
    return page(
        "The record's tables",
        f"{len(TABLES)} tables. Each row is about somebody: a child, a worker, a team, a carer, a home or the service. "
        "A blank means that nothing is recorded.",
        "Every row also has:", table(["Column", "Type", "What it holds"], every_row),
        *(_table(each) for each in TABLES.values()),
        "## Lists worked out from the tables",
        "What can only be said across rows. Standards open with, or are met by, rows of these as of any table.",
        bullets(f"**{table_words(each)}**: {derived_words(each)}." for each in derived_tables()),
    )  # fmt: skip


def codes_page() -> str:
    """Our own code sets; national ones are the returns' and stay with them."""
    own = {name: found for name, found in all_code_sets().items() if name.startswith(OWN)}
    parts = [
        f"{len(own)} lists of our own. National lists (SSDA903, children in need census, Annex A) are as published for "
        "each collection year."
    ]
    for name, found in own.items():
        parts += [
            anchored(name.removeprefix(OWN), f"`{name}`", 2),
            table(["Code", "Meaning"], ((code.code, code.meaning) for code in found)),
        ]
    return page("Our own codes", *parts)


def derived_tables() -> tuple[Derived, ...]:
    """Every derived table that a standard reads, by name."""
    found: dict[str, Derived] = {}

    def keep(source: Source) -> None:
        if isinstance(source, Derived):
            found[source.name] = source
            for part in source.sources():
                keep(part)

    for standard in STANDARDS.values():
        for selection in standard.selections():
            keep(selection.source)
    return tuple(found[name] for name in sorted(found))


def derived_words(source: Derived) -> str:
    """How a derived table is made, in words."""
    of = f"each entry in “{table_words(source.of)}”"
    where = f", where {conditions_words(source.where, source.of)}" if source.where else ""
    match source:
        case Previous(takes=takes, by=within):
            shown = f", with {_taken(takes)} from the one before" if takes else ""
            named = (name.removesuffix("_id").replace("_", " ") for name in within if name != source.holder_column)
            apart = [f"“{name}”" for name in named]
            among = f" among those of the same {' and '.join(apart)}" if apart else ""
            return f"{of}{where}, numbered in order of its day{among}{shown}"
        case LatestAsAt(latest=latest, takes=takes):
            there = f"the latest entry in “{table_words(latest)}” on or before its day"
            return f"{of}{where}, with {_taken(takes)} from {there}"
        case CountWithin(counting=counting, days=days, match=match):
            own = ", of the same row" if match == ("id", "id") else ""
            return f"{of}{where}, with how many days in the {days} up to its own had {selection_words(counting)}{own}"
        case Gaps(covered_by=cover, cover_where=conditions):
            by = f", where {conditions_words(conditions, cover)}" if conditions else ""
            return f"the days of {of}{where} that no entry in “{table_words(cover)}” covers{by}"
        case MergeSpans(within_days=days, also=also):
            others = join_words([f"“{table_words(spans.source)}”" for spans in also])
            joined = f" and {others}" if also else ""
            return f"{of}{joined}{where}, those that touch or lie within {days} days of each other taken as one"
    return of


def _taken(takes: tuple[tuple[str, str], ...]) -> str:
    return join_words(["“" + new.replace("_", " ") + "”" for new, _ in takes])


def _table(each: Table) -> str:
    rows = [
        (column.name, column.type.value, column.meaning, _code_set(column), ", ".join(column.ssd))
        for column in each.all_columns if column not in PROVENANCE
    ]  # fmt: skip
    ssd = f" In the Standard Safeguarding Dataset: {', '.join(f'`{name}`' for name in each.ssd)}." if each.ssd else ""
    return "\n\n".join([
        anchored(each.name, f"{each.title} (`{each.name}`)", 2), f"{each.meaning}{ssd}",
        table(["Column", "Type", "What it holds", "Codes", "SSD field"], rows),
    ])  # fmt: skip


def _code_set(column: Column) -> str:
    if column.refers_to:
        return f"id in {column.refers_to}"
    if column.code_set and column.code_set.startswith(OWN):
        return link(column.code_set, f"codes.md#{column.code_set.removeprefix(OWN)}")
    return column.code_set or ""
