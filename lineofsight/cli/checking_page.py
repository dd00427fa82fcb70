"""What a check found as one page to read, print or send: by rule, each with the rows to mend."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

import polars as pl

import lineofsight
from lineofsight.cli.checking import Asked
from lineofsight.core.text_formats import uk_date
from lineofsight.reports.document import Headline, Headlines, Note, Page, Report, TableBlock, Tone
from lineofsight.reports.html import html_of

_TITLES: Final = {"ssda903": "Looked-after return", "cin": "Children in need census"}
_ROWS_OF_A_RULE: Final = 200


def page_of(rows: pl.DataFrame, collection: str, asked: Asked) -> str:
    """An HTML page. `rows` are as `check` gives them; children are named by the council's own ids."""
    today = uk_date(datetime.now(UTC).date())
    broken = rows.filter(pl.col("outcome") == "breach")
    report = Report(
        title=f"{_TITLES[collection]} {asked.year}: what to mend",
        authority=f"Authority {asked.authority}" if asked.authority else "",
        as_known_on=today,
        made_on=today,
        made_of=asked.where,
        version=lineofsight.__version__,
        pages=(_summary(rows, broken), _errors(broken), _unchecked(rows)),
        notes=("It names children by local id: keep it as the return itself is kept.",),
    )
    return html_of(report)


def _summary(rows: pl.DataFrame, broken: pl.DataFrame) -> Page:
    counts = broken.group_by("rule", maintain_order=True).agg(
        pl.len().alias("rows"), pl.col("child").n_unique().alias("children"), pl.col("severity").first(),
        pl.col("message").first(),
    )  # fmt: skip
    outcomes = dict(rows.unique(["outcome", "rule"]).group_by("outcome").len().iter_rows())
    table = TableBlock(
        "Rules broken",
        ("Rule", "Kind", "Rows", "Children", "What it says"),
        tuple(
            (rule.partition(":")[2], severity or "–", f"{n:,}", f"{children:,}", message)
            for rule, n, children, severity, message in counts.iter_rows()
        ),
        numeric=frozenset({2, 3}),
        empty="No rule is broken.",
    )
    headlines = Headlines((
        Headline("Rules broken", f"{counts.height:,}"),
        Headline("Rows to look at", f"{broken.height:,}"),
        Headline("Children", f"{broken['child'].drop_nulls().n_unique():,}"),
        Headline("Rules not checked", f"{outcomes.get('not_checked', 0):,}"),
        Headline("Rules partly checked", f"{outcomes.get('partly_checked', 0):,}"),
    ))  # fmt: skip
    return Page("summary", "At a glance", "Each rule that is broken, errors before queries.", (headlines, table))


def _errors(broken: pl.DataFrame) -> Page:
    blocks: list[TableBlock | Note] = []
    for (rule,), part in broken.group_by("rule", maintain_order=True):
        shown = part.head(_ROWS_OF_A_RULE)
        blocks.append(
            TableBlock(
                f"{str(rule).partition(':')[2]}: {part['message'][0]}",
                ("Child", "Table", "Line", "What stands there", "What to do"),
                tuple(_cells(row) for row in shown.iter_rows(named=True)),
                shown=10,
            )
        )  # fmt: skip
        if part.height > shown.height:
            blocks.append(
                Note(f"{part.height - shown.height:,} more rows break it: they are in the CSV and the workbook.",
                     Tone.PLAIN)
            )  # fmt: skip
    none = (Note("No rule is broken."),)
    return Page("rows", "What to mend", "Rule by rule, the rows in question.", tuple(blocks) or none)


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    line = "" if row["line"] is None else f"{row['line']:,}"
    told = _told(row["fields"], row["values"])
    return (row["child"] or "", row["table"] or "the return", line, told, row["remedy"] or "")


def _told(fields: list[str] | None, values: list[str | None] | None) -> str:
    pairs = zip(fields or (), values or (), strict=False)
    return "; ".join(f"{field}: {'blank' if value in (None, '') else value}" for field, value in pairs)


def _unchecked(rows: pl.DataFrame) -> Page:
    parts = []
    for outcome, caption in (("not_checked", "Not checked"), ("partly_checked", "Checked on a part only")):
        found = rows.filter(pl.col("outcome") == outcome)
        listed = tuple(
            (row["rule"].partition(":")[2], row["reason"], row["message"], row["remedy"])
            for row in found.iter_rows(named=True)
        )
        parts.append(TableBlock(caption, ("Rule", "Why", "What it says", "What to do"), listed, empty="None."))
    intro = "A rule that could not be checked is not a rule that is kept."
    return Page("unchecked", "What was not checked", intro, tuple(parts))
