"""What is owed: in time, late, open and overdue by standard and by team, and the children who are waiting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from lineofsight.core.derived import base_tables
from lineofsight.core.standards import Repeat, Standard
from lineofsight.core.text_formats import uk_date
from lineofsight.evaluation.coverage import Coverage, Extent, covered
from lineofsight.evaluation.telling import untold
from lineofsight.reports.document import Block, ListBlock, Note, TableBlock, Tone
from lineofsight.reports.facts.titles import lacking, short_title

NO_TEAM = "No team is named for them"
TODAY = ("What is owed", "Running", "In time so far", "Overdue", "Longest, days overdue")
FELL_DUE = ("What is owed", "Fell due", "In time", "Late", "Never done", "Still to do", "Not known", "All overdue now")
FELL_DUE_NOTE = (
    "What fell due is in time, late, never done, still to do and not known together. All overdue now counts what fell "
    "due earlier too, and not what falls due today."
)
SMALL = 20
LINES_SHOWN = 15
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

    @cached_property
    def untold(self) -> Mapping[str, tuple[str, ...]]:
        """Each standard the sources can never tell of, and what they lack."""
        found = {code: untold(item, self.coverage) for code, item in self.standards.items()}
        for code, item in self.standards.items():
            if not found[code] and item.is_recorded_fact and _met_by_latest(item, self.coverage):
                found[code] = ("entries but the latest",)
        return {code: lacking for code, lacking in found.items() if lacking}

    def owed(self, code: str) -> bool:
        """Whether anything fell due in the period, runs now or is overdue."""
        mine = self.duties.filter(pl.col("standard") == code)
        fell = pl.col("due_on").is_between(self.first, self.as_at) & (pl.col("status") != "ended")
        return mine.filter(fell | pl.col("status").is_in(["due", "overdue"])).height > 0

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


def of_latest_only(duties: pl.DataFrame, standards: Mapping[str, Standard], coverage: Coverage) -> pl.DataFrame:
    """The duties, those not known that a source with the latest of each thing cannot settle.

    The latest visit after the due day does not say that there was none before it: late, or never done, is not known. A
    blank on the latest entry says nothing of the others, so what is only recorded on the day has no row.
    """
    latest = [code for code, item in standards.items() if _met_by_latest(item, coverage)]
    facts = [code for code in latest if standards[code].is_recorded_fact]
    unsettled = pl.col("standard").is_in(latest) & pl.col("status").is_in(["late", "ended_overdue"])
    status = pl.when(unsettled).then(pl.lit("not_known")).otherwise("status").alias("status")
    return duties.filter(~pl.col("standard").is_in(facts)).with_columns(status)


def is_current_only(standard: Standard, coverage: Coverage) -> bool:
    """Whether only the clock that runs now can be told: it is met again and again, and the latest alone is known."""
    return standard.repeats is not Repeat.NEVER and covered(coverage, standard.tables()).extent is Extent.LATEST_ONLY


def _met_by_latest(standard: Standard, coverage: Coverage) -> bool:
    if isinstance(standard.met_by, str) or standard.repeats is not Repeat.NEVER:
        return False
    names = frozenset[str]().union(*(base_tables(selection.source) for selection in standard.met_by))
    return covered(coverage, names).extent is Extent.LATEST_ONLY


def timeliness(codes: tuple[str, ...], facts: DutyFacts) -> list[Block]:
    """What fell due and what became of it, who stands where today, and a list of who waits.

    A note for what the source cannot tell.
    """
    fell, now, untold, nothing = [], [], [], []
    for standard in (facts.standards[code] for code in codes):
        if missing := facts.untold.get(standard.code):
            untold.append(f"{short_title(standard)} ({'; '.join(map(lacking, missing))})")
        elif not facts.owed(standard.code):
            nothing.append(short_title(standard))
        elif is_current_only(standard, facts.coverage):
            now.append(_today(standard, facts))
        else:
            fell.append(_row(standard, facts))
    blocks: list[Block] = []
    if now:
        caption = f"Where things stand on {uk_date(facts.as_at)}, by the latest that is known"
        blocks.append(TableBlock(caption, TODAY, tuple(now), frozenset(range(1, 5))))
    if fell:
        caption = f"What fell due, {_period(facts)}"
        blocks.append(TableBlock(caption, FELL_DUE, tuple(fell), frozenset(range(1, 8))))
        blocks.append(Note(FELL_DUE_NOTE))
    if now or fell:
        waiting = facts.overdue().filter(pl.col("standard").is_in(list(codes)))
        blocks.append(waiting_list(waiting, facts, "overdue-" + codes[0], "Waiting: overdue on this page"))
    if nothing:
        blocks.append(Note(f"Nothing that this file tells of was owed: {'; '.join(nothing)}."))
    if untold:
        blocks.append(Note("Not known from this file: " + "; ".join(untold) + ".", Tone.UNKNOWN))
    return blocks


def _today(standard: Standard, facts: DutyFacts) -> tuple[str, ...]:
    mine = facts.duties.filter(pl.col("standard") == standard.code)
    overdue = facts.overdue().filter(pl.col("standard") == standard.code)
    running = mine.filter(pl.col("status").is_in(["due", "overdue"])).height
    in_time = running - overdue.height
    longest = max(overdue["days_overdue"].to_list(), default=0)
    return (
        short_title(standard), f"{running:,}", f"{in_time:,}{_share(in_time, running)}", f"{overdue.height:,}",
        f"{longest:,}",
    )  # fmt: skip


def _row(standard: Standard, facts: DutyFacts) -> tuple[str, ...]:
    mine = facts.duties.filter(pl.col("standard") == standard.code)
    fell = mine.filter(pl.col("due_on").is_between(facts.first, facts.as_at))
    names = (("met",), ("late",), ("ended_overdue",), ("due", "overdue"), ("not_known",))
    met, late, never, waiting, unknown = (fell.filter(pl.col("status").is_in(name)).height for name in names)
    count = fell.filter(pl.col("status") != "ended").height
    overdue = mine.filter(pl.col("status") == "overdue").height
    return (
        short_title(standard), f"{count:,}", f"{met:,}{'' if unknown else _share(met, count)}", f"{late:,}",
        f"{never:,}", f"{waiting:,}", f"{unknown:,}", f"{overdue:,}",
    )  # fmt: skip


def _share(part: int, whole: int) -> str:
    """A percentage in brackets; none of a few, where one child more or less would move it far."""
    return f" ({100 * part / whole:.0f}%)" if whole >= SMALL else ""


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
    if counted.height == 1 and counted["team"][0] == NO_TEAM:
        return [Note("Not known from this file: which team each child is with.", Tone.UNKNOWN)]
    columns = ("Team", "Waiting", "Things overdue", "Days overdue, middle", "Longest")
    return [TableBlock("Overdue by team", columns, rows, frozenset(range(1, 5)), shown=LINES_SHOWN)]


def by_standard(overdue: pl.DataFrame, facts: DutyFacts, caption: str) -> Block:
    """A row a standard, the most children first, with how strongly it binds."""
    counted = overdue.group_by("standard").agg(
        pl.col("holder").n_unique().alias("holders"), pl.len().alias("things"), pl.col("days_overdue").max()
    )
    rows = tuple(
        (short_title(standard), standard.duty_basis.weight, f"{r['holders']:,}", f"{r['days_overdue']:,}")
        for r in counted.sort("holders", "standard", descending=[True, False]).iter_rows(named=True)
        if (standard := facts.standards.get(r["standard"]))
    )
    columns = ("What is owed", "Must, should or local", "Waiting", "Longest, days overdue")
    return TableBlock(caption, columns, rows, frozenset({2, 3}), "Nothing is overdue.", LINES_SHOWN)


def waiting_list(waiting: pl.DataFrame, facts: DutyFacts, name: str, caption: str) -> ListBlock:
    """Children overdue, by local id, with what, since when, and with whom."""
    titles = {code: short_title(standard) for code, standard in facts.standards.items()}
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
    return f"{uk_date(facts.first)} to {uk_date(facts.as_at)}"
