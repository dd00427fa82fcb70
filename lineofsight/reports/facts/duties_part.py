"""What is owed: in time, late, open and overdue by standard and by team, and the children who are waiting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from lineofsight.core.standards import Standard
from lineofsight.core.wording import title_of
from lineofsight.evaluation.coverage import Coverage, missing_words
from lineofsight.reports.document import Block, ListBlock, Note, TableBlock, Tone

NO_TEAM = "No team holds them now"
WAITING = ("child_id", "standard", "due_on", "days_overdue", "team", "worker")


def as_they_are(frame: pl.DataFrame) -> pl.DataFrame:
    """Rows whose ids are the authority's own already."""
    return frame


@dataclass(frozen=True)
class DutyFacts:
    """Every duty with its status, team and worker as at the day, and what could not be told.

    `duties` has the columns of a duty table with status, team and worker; `first` and `as_at` bound the period.
    `named` gives the authority's own ids in place of a snapshot's pseudonyms.
    """

    standards: Mapping[str, Standard]
    duties: pl.DataFrame
    coverage: Coverage
    first: date
    as_at: date
    named: Callable[[pl.DataFrame], pl.DataFrame] = as_they_are

    def overdue(self) -> pl.DataFrame:
        """What somebody waits for on the day, the longest wait first. Blank fields are apart, in `unrecorded`."""
        facts = [code for code, standard in self.standards.items() if standard.is_recorded_fact]
        return self._overdue().filter(~pl.col("standard").is_in(facts))

    def unrecorded(self) -> pl.DataFrame:
        """What should stand on the record since the day of its gateway, and does not."""
        facts = [code for code, standard in self.standards.items() if standard.is_recorded_fact]
        return self._overdue().filter(pl.col("standard").is_in(facts))

    def _overdue(self) -> pl.DataFrame:
        waiting = self.duties.filter(pl.col("status") == "overdue")
        days = (pl.lit(self.as_at) - pl.col("due_on")).dt.total_days().alias("days_overdue")
        return waiting.with_columns(days).sort("days_overdue", "holder", descending=[True, False])


def timeliness(codes: tuple[str, ...], facts: DutyFacts) -> list[Block]:
    """A table of the standards and a list of the children overdue; a note for what the source cannot tell."""
    rows, untold = [], []
    for code in codes:
        standard = facts.standards.get(code)
        if standard is None:
            continue
        if missing := missing_words(facts.coverage, standard.tables()):
            untold.append(f"{title_of(standard)} (no {' or '.join(missing)})")
            continue
        rows.append(_row(standard, facts))
    blocks: list[Block] = []
    if rows:
        columns = (
            "What is owed",
            "Fell due in the period",
            "In time",
            "Late",
            "Never done",
            "Overdue now",
            "Not known",
        )
        caption = f"In time, late and overdue, {_period(facts)}"
        blocks.append(TableBlock(caption, columns, tuple(rows), frozenset(range(1, 7))))
        waiting = facts.overdue().filter(pl.col("standard").is_in(list(codes)))
        blocks.append(waiting_list(waiting, facts, "overdue-" + codes[0], "Waiting: overdue on this page"))
    if untold:
        blocks.append(Note("Not known from this file: " + "; ".join(untold) + ".", Tone.UNKNOWN))
    return blocks


def _row(standard: Standard, facts: DutyFacts) -> tuple[str, ...]:
    mine = facts.duties.filter(pl.col("standard") == standard.code)
    fell = mine.filter(pl.col("due_on").is_between(facts.first, facts.as_at))
    count = {name: fell.filter(pl.col("status") == name).height for name in ("met", "late", "ended_overdue")}
    known = fell.filter(pl.col("status") != "not_known").height
    overdue = mine.filter(pl.col("status") == "overdue").height
    unknown = mine.filter(pl.col("status") == "not_known").height
    share = f" ({100 * count['met'] / known:.0f}%)" if known else ""
    return (
        title_of(standard), f"{known:,}", f"{count['met']:,}{share}", f"{count['late']:,}",
        f"{count['ended_overdue']:,}", f"{overdue:,}", f"{unknown:,}",
    )  # fmt: skip


def by_team(facts: DutyFacts) -> list[Block]:
    """What is overdue, a row a team; where the source has no teams, one row that says so."""
    overdue = facts.overdue()
    if not overdue.height:
        return [Note("Nothing that can be told from this source is overdue. What cannot be told is listed above.")]
    named = overdue.with_columns(pl.col("team").fill_null(NO_TEAM))
    counted = named.group_by("team").agg(
        pl.len().alias("things"), pl.col("holder").n_unique().alias("children"), pl.col("days_overdue").max(),
        pl.col("days_overdue").median().alias("middle"),
    )  # fmt: skip
    rows = tuple(
        (r["team"], f"{r['children']:,}", f"{r['things']:,}", f"{r['middle']:,.0f}", f"{r['days_overdue']:,}")
        for r in counted.sort("children", "team", descending=[True, False]).iter_rows(named=True)
    )
    columns = ("Team", "Children waiting", "Things overdue", "Days overdue, middle", "Longest")
    blocks: list[Block] = [TableBlock("Overdue by team", columns, rows, frozenset(range(1, 5)))]
    if counted.height == 1 and counted["team"][0] == NO_TEAM:
        blocks.append(Note("Which team each child is with is not known from this file.", Tone.UNKNOWN))
    return blocks


def by_standard(overdue: pl.DataFrame, facts: DutyFacts, caption: str) -> Block:
    """A row a standard, the most children first, with how strongly it binds."""
    counted = overdue.group_by("standard").agg(
        pl.col("holder").n_unique().alias("holders"), pl.len().alias("things"), pl.col("days_overdue").max()
    )
    rows = tuple(
        (title_of(standard), standard.duty_basis.weight, f"{r['holders']:,}", f"{r['days_overdue']:,}")
        for r in counted.sort("holders", "standard", descending=[True, False]).iter_rows(named=True)
        if (standard := facts.standards.get(r["standard"]))
    )
    columns = ("What is owed", "Must, should or local", "Waiting", "Longest, days overdue")
    return TableBlock(caption, columns, rows, frozenset({2, 3}), "Nothing is overdue.")


def waiting_list(waiting: pl.DataFrame, facts: DutyFacts, name: str, caption: str) -> ListBlock:
    """Children overdue, by local id, with what, since when, and with whom."""
    titles = {code: title_of(standard) for code, standard in facts.standards.items()}
    frame = waiting.select(
        pl.col("holder").alias("child_id"),
        pl.col("standard").replace(titles),
        "due_on",
        "days_overdue",
        "team",
        "worker",
    )
    headings = ("Local id", "What is owed", "Was due", "Days overdue", "Team", "Worker")
    return ListBlock(name, caption, facts.named(frame), headings, "Nobody is overdue.")


def _period(facts: DutyFacts) -> str:
    from lineofsight.core.text_formats import uk_date

    return f"{uk_date(facts.first)} to {uk_date(facts.as_at)}"
