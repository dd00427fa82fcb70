"""What is wrong or missing in the data, first: what could not be read, what the source cannot tell, what is blank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from lineofsight.core.standards import Standard
from lineofsight.core.table import Table
from lineofsight.core.tables import TABLES
from lineofsight.core.text_formats import uk_date
from lineofsight.evaluation.coverage import Coverage, Extent
from lineofsight.evaluation.record import Record
from lineofsight.reports.document import Block, ListBlock, Note, Page, TableBlock, Tone
from lineofsight.reports.facts.titles import short_title

EXTENTS = {Extent.COMPLETE: "Everything in the period", Extent.LATEST_ONLY: "Only the latest", Extent.NONE: "Nothing"}
# What a reader relies on most; a blank here moves a child out of a count or a clock.
KEY_COLUMNS = {
    "people": ("born_on", "sex", "ethnicity"), "referrals": ("received_on", "primary_need"),
    "assessments": ("started_on",), "child_protection_plans": ("started_on", "latest_category"),
    "placements": ("started_on", "type"), "care_episodes": ("started_on",), "visits": ("visited_on", "child_seen"),
    "allocations": ("worker_id", "team_id"), "care_leavers": ("latest_contact_on", "activity", "accommodation"),
}  # fmt: skip


@dataclass(frozen=True)
class Problems:
    """What reading the files told: rejects (as sources give them), and (file, what, count) that was forgiven."""

    rejects: pl.DataFrame
    forgiven: tuple[tuple[str, str, int], ...] = ()


def data_problems_page(
    record: Record, coverage: Coverage, problems: Problems, standards: Mapping[str, Standard],
    untold: Mapping[str, tuple[str, ...]],
) -> Page:  # fmt: skip
    """The page to read before relying on any other."""
    blocks: list[Block] = [*_rejected(problems), _coverage(coverage), *_untold(untold, standards), _blanks(record)]
    if problems.forgiven:
        rows = tuple((file, what, f"{count:,}") for file, what, count in problems.forgiven)
        columns = ("File", "What was forgiven", "Times")
        blocks.append(TableBlock("Read all the same", columns, rows, frozenset({2}), shown=5))
    return Page(
        "data-problems", "Before you rely on this: problems in the data",
        "What could not be read, what this source cannot tell, and what is blank. Nothing here was put right silently.",
        tuple(blocks),
    )  # fmt: skip


def _rejected(problems: Problems) -> Iterable[Block]:
    rejects = problems.rejects
    if not rejects.height:
        yield Note("Every row of the files was read.")
        return
    yield Note(
        f"{_counted(rejects.height)} could not be read: the list below and the workbook say which.",
        Tone.WARNING,
    )
    counted = rejects.group_by("table", "reason").agg(pl.len().alias("times"), pl.col("remedy").first())
    rows = tuple(
        (_titled(r["table"]), r["reason"], f"{r['times']:,}", r["remedy"] or "")
        for r in counted.sort("times", "table", "reason", descending=[True, False, False]).iter_rows(named=True)
    )
    yield TableBlock("Could not be read", ("Where", "Why", "Times", "What to do"), rows, frozenset({2}))
    columns = [name for name in ("file", "line", "column", "reason", "remedy") if name in rejects.columns]
    # The folder a file lay in says nothing of it, and may say something of whose machine it was.
    named = rejects.select(columns).with_columns(pl.col("file").str.split("/").list.last())
    yield ListBlock("rejects", "Each one, by file and line", named, empty="")


def _counted(count: int) -> str:
    return "1 cell or row" if count == 1 else f"{count:,} cells or rows"


def _coverage(coverage: Coverage) -> Block:
    rows = []
    for name, table in TABLES.items():
        part = coverage.get(name)
        if part is None or part.extent is Extent.NONE:
            continue
        first, last = (uk_date(day) if day else "" for day in (part.from_on, part.to_on))
        dates = f"{first} to {last}" if first and last else f"from {first}" if first else f"to {last}" if last else ""
        rows.append((table.title, EXTENTS[part.extent], dates))
    columns = ("Part of the record", "How much", "From and to")
    return TableBlock("What this source can tell", columns, tuple(rows), shown=0)


def _untold(untold: Mapping[str, tuple[str, ...]], standards: Mapping[str, Standard]) -> Iterable[Block]:
    rows = tuple((short_title(standards[code]), ", ".join(missing)) for code, missing in untold.items())
    if rows:
        yield Note(
            f"{len(rows)} of {len(standards)} standards cannot be told from this source: nothing is said about them, "
            "and nothing should be read into that.", Tone.UNKNOWN,
        )  # fmt: skip
        yield TableBlock("Not known from this source", ("What is owed", "Needs"), rows, shown=0)


def _blanks(record: Record) -> Block:
    rows = []
    for name, columns in KEY_COLUMNS.items():
        if name not in record.frames:
            continue
        frame = (
            record.lazy(TABLES[name])
            .select(pl.len().alias("rows"), *(pl.col(c).null_count() for c in columns))
            .collect()
        )
        total = frame["rows"][0]
        for column in columns:
            blank = frame[column][0]
            if blank:
                share = f"{100 * blank / total:.1f}%"
                rows.append((TABLES[name].title, _asked(TABLES[name], column), f"{blank:,}", share))
    return TableBlock("Blank where it matters", ("Part of the record", "What", "Blank", "Share"), tuple(rows),
                      frozenset({2, 3}), "No key field is blank.")  # fmt: skip


def _asked(table: Table, column: str) -> str:
    return table.column(column).meaning


def _titled(name: str) -> str:
    return TABLES[name].title if name in TABLES else name
