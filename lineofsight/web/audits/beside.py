"""The child's record as it stands beside an audit: rows with words to quote, the latest first; and who is involved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from lineofsight.core.code_sets import code_set
from lineofsight.core.columns import Column, ColumnType
from lineofsight.core.tables import TABLES
from lineofsight.evaluation.plain.record import PlainRecord
from lineofsight.record.service.models import ChildNow
from lineofsight.web.audits.rules import Involved
from lineofsight.web.layout.dates import in_full

A_YEAR = timedelta(days=365)
MOST = 40
# What practice with a child is seen in. Where a child lives is not: an address may be protected.
BESIDE = (
    "contacts", "referrals", "assessments", "section_47_enquiries", "strategy_discussions", "conferences",
    "core_groups", "child_in_need_plans", "child_in_need_reviews", "child_protection_plans", "child_protection_reviews",
    "visits",
    "care_plans", "care_reviews", "reviewing_officer_checks", "pathway_plans", "decisions", "voices", "chronology",
    "missing_episodes", "early_help_episodes", "health_checks", "family_meetings", "challenges",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowBeside:
    """One row of the record beside an audit. `key` names it in the form: table and id. `words`: question, answer."""

    key: str
    title: str
    on: date
    when: str
    words: tuple[tuple[str, str], ...]

    @property
    def said(self) -> str:
        """All of it in one piece, to quote from."""
        return "; ".join(f"{what}: {words}" if what else words for what, words in self.words)


def rows_beside(record: PlainRecord, until: date) -> list[RowBeside]:
    """Dated rows about a child that say something in words, the latest first."""
    found = []
    for name in BESIDE:
        table = TABLES.get(name)
        if table is None or table.event is None:
            continue
        for row in record.tables.get(name, ()):
            on = row.get(table.event)
            said = tuple(
                (_asked(column), told) for column in table.columns if (told := _told(column, row.get(column.name)))
            )
            if isinstance(on, date) and on <= until and said:
                found.append(RowBeside(f"{name} {row['id']}", table.title, on, in_full(on), said))
    return sorted(found, key=lambda each: (each.on, each.key), reverse=True)[:MOST]


def _asked(column: Column) -> str:
    """What a column's value answers, where the value does not say it."""
    return column.meaning.removeprefix("Whether ").capitalize() if column.type is ColumnType.BOOLEAN else ""


def _told(column: Column, value: Any) -> str:
    """What a column says that can be quoted: words, an answer from a list, yes or no; blank for ids and dates."""
    if value is None or "address" in column.name or "postcode" in column.name:
        return ""
    if column.type is ColumnType.BOOLEAN:
        return "Yes" if value else "No"
    if column.type is ColumnType.CODE:
        known = code_set(column.code_set) if column.code_set else ()
        return next((code.meaning for code in known if code.code == value), str(value))
    return str(value) if column.type is ColumnType.TEXT and column.personal else ""


def row_named(rows: list[RowBeside], key: str) -> RowBeside | None:
    """The row a form named; None for one that is not of this child."""
    return next((each for each in rows if each.key == key), None)


def involved_in(child: ChildNow, record: PlainRecord, today: date) -> Involved:
    """Everybody with a part in a child's case now or in the last year."""
    lately = today - A_YEAR
    by_role: dict[str, set[str]] = {}
    teams = {child.team_id} if child.team_id else set()
    for row in record.tables.get("allocations", ()):
        if row.get("ended_on") and row["ended_on"] < lately:
            continue
        if row.get("worker_id"):
            by_role.setdefault(str(row.get("role") or ""), set()).add(row["worker_id"])
        if row.get("team_id"):
            teams.add(row["team_id"])
    officers = by_role.pop("reviewing_officer", set()) | _present(child.reviewing_officer_id)
    chairs = by_role.pop("conference_chair", set())
    workers = {each for held in by_role.values() for each in held}
    deciders = {
        row["decided_by"] for row in record.tables.get("decisions", ())
        if row.get("decided_by") and row.get("decided_on") and row["decided_on"] >= lately
    }  # fmt: skip
    return Involved(
        frozenset(workers | _present(child.worker_id, child.personal_adviser_id)), frozenset(officers),
        frozenset(chairs), frozenset(deciders), frozenset(teams),
    )  # fmt: skip


def owners_of(child: ChildNow, record: PlainRecord, names: Mapping[str, str], today: date) -> list[tuple[str, str]]:
    """Who may be given an action: everybody who works with the child now, whoever holds the child first."""
    now = [
        row["worker_id"] for row in record.tables.get("allocations", ())
        if row.get("worker_id") and (row.get("ended_on") is None or row["ended_on"] > today)
    ]  # fmt: skip
    ordered = dict.fromkeys([*_present(child.worker_id), *sorted(now), *_present(child.personal_adviser_id)])
    return [(each, names.get(each) or each) for each in ordered]


def _present(*ids: Any) -> set[str]:
    return {str(each) for each in ids if each}
