"""Reads an Annex A workbook: eleven lists made for an inspection, each of its own cohort, most of the latest only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from lineofsight.core.periods import add_months
from lineofsight.core.tables import TABLES, table_named
from lineofsight.evaluation.coverage import Extent, TableCoverage
from lineofsight.sources import checks
from lineofsight.sources.annex_a.care import care_episodes, first_assessments
from lineofsight.sources.annex_a.layout import lists
from lineofsight.sources.annex_a.parts import AGE, LEFT_OUT, PARTS, TEAM, WORKER, Part
from lineofsight.sources.annex_a.people import allocations, disabilities, names, people, with_expected
from lineofsight.sources.annex_a.rows import part_rows
from lineofsight.sources.annex_a.sheets import LOOKED_AT, ListRows, list_rows, which_list
from lineofsight.sources.annex_a.totals import one_a_child, stated_on
from lineofsight.sources.coverage_of import latest_known_day
from lineofsight.sources.detect import FileKind, Found
from lineofsight.sources.errors import UnusableInput
from lineofsight.sources.frames import LINE, finished
from lineofsight.sources.reader import Options
from lineofsight.sources.reading import Forgiveness, Reading, join_forgiven, join_rejects
from lineofsight.sources.workbooks import first_rows, sheets

SOURCE = "annex_a"
ADVISER = "Allocated Personal Advisor"

# Which list a table is wholly known from, and for how many months before the inspection.
WHOLE: Mapping[str, tuple[int, int]] = {
    "contacts": (1, 6), "early_help_episodes": (2, 6), "referrals": (3, 6), "assessments": (4, 6),
    "section_47_enquiries": (5, 6), "conferences": (5, 6),
    "child_protection_plans": (7, 6), "adopters": (11, 12),
}  # fmt: skip

# (list, table) -> the column that names the row of the same line in the other table.
_LINKED: Mapping[tuple[int, str], tuple[str, str]] = {
    (5, "conferences"): ("enquiry_id", "section_47_enquiries"), (7, "visits"): ("plan_id", "child_protection_plans"),
    (7, "child_protection_reviews"): ("plan_id", "child_protection_plans"),
    (8, "visits"): ("care_period_id", "care_episodes"), (8, "care_reviews"): ("care_period_id", "care_episodes"),
    (8, "placements"): ("care_period_id", "care_episodes"),
}  # fmt: skip


def recognises(found: Found) -> bool:
    """Whether a workbook holds at least one of the lists."""
    return found.kind is FileKind.WORKBOOK and any(which_list(sheet) for sheet in first_rows(found.path, LOOKED_AT))


def read(files: Sequence[Found], options: Options) -> Reading:
    """One workbook as one reading; the source is `annex_a`. Raises UnusableInput."""
    path = files[0].path
    held = list_rows(path, sheets(path))
    _check_dates_asked(held)
    frames: dict[str, list[pl.DataFrame]] = {}
    rejects: list[pl.DataFrame] = []
    forgiven: list[Forgiveness] = [item for rows in held.values() for item in rows.forgiven]
    linkable: dict[tuple[int, str], pl.DataFrame] = {}
    if 8 in held:
        episodes = care_episodes(held[8])
        rejects.append(episodes.rejects)
        frames["care_episodes"] = [_told(episodes.frame, "care_episodes", held[8])]
        linkable[8, "care_episodes"] = episodes.frame.select(LINE, id="care_period_id")
    for part in PARTS:
        if part.list not in held:
            continue
        parsed = part_rows(part, held[part.list])
        rejects.append(parsed.rejects)
        forgiven += parsed.forgiven
        linkable[part.list, part.table] = parsed.frame.select(LINE, "id")
        frame = _linked(parsed.frame, part, linkable)
        frames.setdefault(part.table, []).append(_told(frame, part.table, held[part.list]))
    who, refused = people(held)
    rejects.append(refused)
    beside = {
        "people": who, "disabilities": disabilities(held), "allocations": allocations(held),
        "teams": names(held, TEAM), "professionals": names(held, WORKER, ADVISER),
    }  # fmt: skip
    for name, frame in beside.items():
        frames[name] = [_finished(frame, name)]
    tables = {name: _one_row_an_id(pl.concat(frames[name])) for name in TABLES if name in frames}
    if "stated_totals" in tables:
        tables["stated_totals"] = one_a_child(tables["stated_totals"])
    if 8 in held:
        tables["health_checks"] = first_assessments(tables["health_checks"], tables["care_episodes"])
    if 10 in held:
        tables["permanence"] = tables["permanence"].with_columns(
            order_type=pl.when(pl.col("order_made_on").is_not_null()).then(pl.lit("adoption"))
        )
    tables["people"] = with_expected(tables["people"], options.as_known_on or latest_known_day(tables, options.today))
    sound, wrong, pardoned = checks.whole(tables)
    as_known_on = options.as_known_on or latest_known_day(sound, options.today)
    if "stated_totals" in sound:
        sound = sound.replaced("stated_totals", stated_on(sound["stated_totals"], as_known_on))
    forgiven += _left_out(path, held)
    missing = [one for number, one in lists().items() if number not in held]
    forgiven += [Forgiveness(str(path), f"there is no list {one.number}, {one.title.lower()}", 1) for one in missing]
    every_reject = join_rejects([*rejects, wrong]).unique(
        ["file", "line", "column", "value"], keep="first", maintain_order=True
    )
    return Reading(
        SOURCE, (path,), sound, coverage(sound, held, as_known_on), as_known_on, every_reject,
        join_forgiven([*forgiven, *pardoned]),
    )  # fmt: skip


def coverage(
    tables: Mapping[str, pl.DataFrame], held: Mapping[int, ListRows], as_known_on: date | None
) -> dict[str, TableCoverage]:
    """Complete for the list's months where a list is a whole cohort; else the latest only; none without the list."""
    known: dict[str, TableCoverage] = {}
    for name in tables:
        if name not in WHOLE:
            known[name] = TableCoverage(Extent.LATEST_ONLY, None, as_known_on)
        elif WHOLE[name][0] in held:
            since = add_months(as_known_on, -WHOLE[name][1]) if as_known_on else None
            known[name] = TableCoverage(Extent.COMPLETE, since, as_known_on)
        else:
            known[name] = TableCoverage(Extent.NONE)
    return known


def _left_out(path: Path, held: Mapping[int, ListRows]) -> list[Forgiveness]:
    """What the workbook says and nothing is made of, with why; ages once for all the lists."""
    told = [
        (rows.file, heading, LEFT_OUT[number, heading])
        for number, rows in held.items() for heading in rows.frame.columns
        if (number, heading) in LEFT_OUT and _says_something(rows.frame[heading])
    ]  # fmt: skip
    ages = [why for _, heading, why in told if heading == AGE]
    return [
        *(Forgiveness(file, f"column {name!r} is not read: {why}", 1) for file, name, why in told if name != AGE),
        *([Forgiveness(str(path), f"columns {AGE!r} are not read: {ages[0]}", len(ages))] if ages else ()),
    ]


def _says_something(values: pl.Series) -> bool:
    return bool((values.str.strip_chars().fill_null("") != "").any())


def _check_dates_asked(held: Mapping[int, ListRows]) -> None:
    for part in PARTS:
        rows = held.get(part.list)
        if rows is not None and part.key_of_list and part.dated and part.takes[part.dated] not in rows.frame.columns:
            raise UnusableInput(
                rows.file.rpartition("#")[0], f"sheet {rows.sheet!r}",
                f"There is no column {part.takes[part.dated]!r}.",
                f"List {part.list} needs it: it says when each row happened.",
            )  # fmt: skip


def _linked(frame: pl.DataFrame, part: Part, linkable: Mapping[tuple[int, str], pl.DataFrame]) -> pl.DataFrame:
    link = _LINKED.get((part.list, part.table))
    if link is None or (part.list, link[1]) not in linkable:
        return frame
    column, other = link
    named = linkable[part.list, other].unique(LINE, keep="first").rename({"id": column})
    return frame.join(named, on=LINE, how="left", maintain_order="left")


def _told(frame: pl.DataFrame, table: str, rows: ListRows) -> pl.DataFrame:
    return _finished(frame.with_columns(file=pl.lit(rows.file)), table)


def _finished(frame: pl.DataFrame, table: str) -> pl.DataFrame:
    declared = table_named(table)
    done = finished(frame.drop("file", strict=False), declared, source=SOURCE, file="")
    file = frame["file"] if "file" in frame.columns else pl.lit(None, dtype=pl.String)
    return done.with_columns(file=file)


def _one_row_an_id(frame: pl.DataFrame) -> pl.DataFrame:
    """Two lists may speak of one row (a referral, and the episode it opened): the first value of each column stands."""
    if frame.is_empty() or not frame["id"].is_duplicated().any():
        return frame
    others = [name for name in frame.columns if name != "id"]
    return frame.group_by("id", maintain_order=True).agg(pl.col(name).drop_nulls().first() for name in others)
