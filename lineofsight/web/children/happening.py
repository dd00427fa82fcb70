"""What is happening for a child now: plan, legal status, home, who saw them last, what comes next; each with a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.core.tables import TABLES
from lineofsight.evaluation.plain.rows import Row
from lineofsight.web.children.entries import Entry, entries_of, latest_of
from lineofsight.web.children.kinds import KINDS
from lineofsight.web.children.opened import Opened
from lineofsight.web.children.tonight import UNTOLD, still
from lineofsight.web.children.words import said_of
from lineofsight.web.layout import dates

PLANS = ("child_protection_plans", "child_in_need_plans", "care_plans", "early_help_episodes")
SEEN = ("visits", "care_leaver_contacts")
MEETINGS = ("child_protection_reviews", "care_reviews", "core_groups", "child_in_need_reviews", "conferences")
_LAST = 5


@dataclass(frozen=True, slots=True)
class Now:
    """One line: what it is about, what is so, and where one reads on (a name in `urls`)."""

    about: str
    words: str
    place: str = ""


def happening(opened: Opened) -> tuple[Now, ...]:
    """The lines, in the order somebody new to the child asks."""
    lines = [
        _plans(opened), _in_care(opened), _home(opened), _seen(opened), _met(opened), _next(opened), _work(opened),
    ]  # fmt: skip
    return tuple(line for line in lines if line is not None)


def _plans(opened: Opened) -> Now:
    running = [entry for entry in entries_of(opened.record, PLANS, opened.names) if _runs(entry, opened.day)]
    if running:
        told = "; ".join(f"{entry.title}, since {dates.in_full(entry.on)}" for entry in running)
        return Now("Plan", told, "plans")
    if not any(opened.can_tell(name) for name in PLANS):
        return Now("Plan", UNTOLD)
    return Now("Plan", "No plan is recorded as running.", "plans")


def _in_care(opened: Opened) -> Now | None:
    table = TABLES["legal_statuses"]
    held = still(opened, table.name)
    if not held:
        return Now("Legal status", "In care, and no legal status is recorded.") if _looked_after(opened) else None
    told = "; ".join(f"{said_of(table, 'status', row)}, since {dates.in_full(row['started_on'])}" for row in held)
    return Now("Legal status", told, "placements")


def _looked_after(opened: Opened) -> bool:
    return opened.child.stage == "in_care"


def _home(opened: Opened) -> Now | None:
    table = TABLES["placements"]
    held = still(opened, table.name)
    if not held:
        return Now("Lives with carers", "In care, and no placement is recorded.") if _looked_after(opened) else None
    row = held[0]
    away = f", {row['distance_miles']:g} miles from home" if row.get("distance_miles") is not None else ""
    if opened.child.address_protected:
        away = ""
    since = dates.in_full(row["started_on"])
    return Now(
        "Lives with carers", f"{said_of(table, 'type', row) or 'Kind not recorded'}{away}, since {since}", "placements"
    )


def _seen(opened: Opened) -> Now:
    on = opened.child.last_seen_on
    if on is not None:
        return Now("Last seen", f"{dates.in_full(on)} ({dates.ago(on, opened.day)})", "visits")
    if not any(opened.can_tell(name) for name in SEEN):
        return Now("Last seen", UNTOLD)
    return Now("Last seen", "No visit at which the child was seen is recorded.", "visits")


def _met(opened: Opened) -> Now | None:
    held = [entry for entry in entries_of(opened.record, MEETINGS, opened.names) if entry.on and entry.on <= opened.day]
    if not held:
        return None
    last = held[0]
    return Now("Last meeting", f"{last.title}, {dates.in_full(last.on)} ({dates.ago(last.on, opened.day)})", "plans")


def _next(opened: Opened) -> Now | None:
    """The next day that the record names for something, if it lies ahead."""
    named = (
        ("conferences", "planned_on", "held_on", "Child protection conference"),
        ("court_directions", "due_on", "filed_on", "To be filed with the court"),
        ("deprivation_of_liberty", "court_date_on", "ended_on", "Court date"),
        ("care_reviews", "target_on", "held_on", "Review of the care plan, by"),
        ("child_protection_reviews", "target_on", "held_on", "Review conference, by"),
    )
    ahead: list[tuple[date, str]] = []
    for table, column, done, words in named:
        ahead += [
            (row[column], words) for row in opened.rows(table)
            if row.get(column) and row[column] >= opened.day and not row.get(done)
        ]  # fmt: skip
    if not ahead:
        return None
    on, words = min(ahead)
    return Now("Next", f"{words}: {dates.in_full(on)} ({dates.from_day(on, opened.day)})")


def _work(opened: Opened) -> Now | None:
    """Work that began and has not ended."""
    tables = ("referrals", "assessments", "section_47_enquiries", "pre_proceedings", "proceedings")
    running = [entry for entry in entries_of(opened.record, tables, opened.names) if _runs(entry, opened.day)]
    if not running:
        return None
    return Now(
        "Under way", "; ".join(f"{entry.title}, since {dates.in_full(entry.on)}" for entry in running), "chronology"
    )


def _runs(entry: Entry, day: date) -> bool:
    return entry.on is not None and entry.on <= day and (entry.until is None or entry.until > day)


def lately(opened: Opened) -> list[Entry]:
    """The few things that happened last."""
    # A meeting asks many agencies: what each did would leave room for nothing else.
    tables = [name for name in opened.told if KINDS[name].lane != "partners"]
    return latest_of(opened.record, tables, opened.names, opened.day, _LAST)


def latest_words(rows: Sequence[Row]) -> Row | None:
    """The child's latest own words, where any are recorded."""
    own = [row for row in rows if row.get("words") and row.get("who") in ("child", None)]
    return max(own, key=lambda row: row.get("said_on") or date.min) if own else None
