"""Erasure: an identity goes and the facts stay under a pseudonym, so that figures, old and new, stay what they were.

Nobody's right of erasure reaches what the law makes the authority keep (UK GDPR article 17(3)(b)): while a class of
statute runs, it is refused unless a court has ordered it.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import connections

from lineofsight.core.authority import Basis
from lineofsight.evaluation.retention import read_schedule
from lineofsight.record.home import Home
from lineofsight.record.pseudonyms import pseudonym
from lineofsight.record.retention.actions import (
    RetentionRefused,
    named,
    one_action,
    require_known,
    require_no_tombstone,
    two_people,
)
from lineofsight.record.retention.books import TombstoneKind
from lineofsight.record.retention.falling_due import DUE, falling_due
from lineofsight.record.retention.holds import require_not_held
from lineofsight.record.retention.papers import forget_drafts, papers_about
from lineofsight.record.retention.removing import leave_facts, rows_about
from lineofsight.record.retention.tombstones import Decision, Taken, finish, leave_tombstone


def would_erase(home: Home, child: str, *, court_order: str = "", at: datetime | None = None) -> dict[str, int]:
    """What erasure would touch: rows by table. Raises RetentionRefused where it would be refused."""
    connection = connections[home.aliases.record]
    _require_free(home, child, court_order, at or datetime.now(UTC))
    return rows_about(connection, child) | papers_about(home, pseudonym(home.key, child))


def erase(
    home: Home, child: str, *, why: str, by: str, approved_by: str, court_order: str = "", at: datetime | None = None
) -> Taken:  # fmt: skip
    """Erase who a child is; facts stay under the pseudonym their snapshots have.

    Raises RetentionRefused where the law makes the authority keep it (and no court order is named), a hold stands, one
    person both asks and approves, or the identity is gone already; HomeBusy.
    """
    moment = at or datetime.now(UTC)
    why, by, approved_by = named(why, "Why"), named(by, "Who asks"), named(approved_by, "Who approves it")
    two_people(by, approved_by)
    with one_action(home) as connection:
        _require_free(home, child, court_order, moment)
        decision = Decision(court_order.strip() or why, by, approved_by, moment)
        stands_for = pseudonym(home.key, child)
        papers = papers_about(home, stands_for)
        forget_drafts(home, child, stands_for)
        rows = leave_facts(home, connection, child, stands_for) | papers
        left = leave_tombstone(home, child, TombstoneKind.ERASED, decision)
    return Taken(int(left.number), rows, tuple(finish(home, at=moment)))


def _require_free(home: Home, child: str, court_order: str, moment: datetime) -> None:
    connection = connections[home.aliases.record]
    require_no_tombstone(home, pseudonym(home.key, child))
    require_known(connection, child)
    decision = Decision("", "", "", moment)
    require_not_held(home, child, decision.on)
    binding = [each for each in read_schedule(home.policy) if each.basis is Basis.STATUTE]
    kept = falling_due(home, decision.on, child=child, schedule=binding)
    if kept.height and kept["status"][0] != DUE and not court_order.strip():
        raise RetentionRefused(
            f"The law asks that it be kept ({kept['authority'][0]}). Name the court's order, if one asks for erasure."
        )
