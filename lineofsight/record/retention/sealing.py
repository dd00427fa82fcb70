"""Adoption: the child begins a new identity, and the old one is sealed.

Facts from before stay under a pseudonym, so that figures stay. Who the child was, and the link to who they are, stand
in one sealed entry that only a named role may open, each time with a reason that is kept. Neither name finds the other.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
from django.db import connections
from django.db.models import Q

from lineofsight.core.columns import whole
from lineofsight.evaluation.schemas import schema_of
from lineofsight.record.configuration import APPLICATION
from lineofsight.record.home import Home
from lineofsight.record.pseudonyms import is_pseudonym, pseudonym
from lineofsight.record.retention.actions import (
    PEOPLE,
    RetentionRefused,
    named,
    one_action,
    require_known,
    require_no_tombstone,
    two_people,
)
from lineofsight.record.retention.books import SealedIdentity, SealedLook, TombstoneKind
from lineofsight.record.retention.papers import content_of, forget_drafts, papers_about
from lineofsight.record.retention.removing import leave_facts, rows_about, standing_content
from lineofsight.record.retention.tombstones import Decision, Taken, finish, leave_tombstone
from lineofsight.record.rows import fetch, insert

# Who may know that two names are one child: those the adoption agency charges with its section 56 information.
ROLES_THAT_OPEN = frozenset({"adoption_records_officer"})


@dataclass(frozen=True, slots=True)
class NewIdentity:
    """Who the child is from the order on: a new id in the authority's systems, and the names given."""

    id: str
    forename: str
    surname: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A sealed identity, opened: both ids, and everything that was recorded before, by table."""

    old_id: str
    new_id: str
    content: dict[str, list[dict[str, Any]]]


def would_seal(home: Home, child: str, new: NewIdentity) -> dict[str, int]:
    """What sealing would touch: rows by table. Raises RetentionRefused where it would be refused."""
    _require_both(home, child, new)
    return rows_about(connections[home.aliases.record], child) | papers_about(home, pseudonym(home.key, child))


def seal(
    home: Home, child: str, new: NewIdentity, *, order: str, by: str, approved_by: str, at: datetime | None = None
) -> Taken:  # fmt: skip
    """Seal who a child was at adoption, and begin the new identity. `order` names the adoption order.

    Raises RetentionRefused where an id is unknown, in use or sealed already, or one person both asks and approves;
    HomeBusy.
    """
    moment = at or datetime.now(UTC)
    order, by, approved_by = named(order, "The order"), named(by, "Who asks"), named(approved_by, "Who approves it")
    two_people(by, approved_by)
    with one_action(home) as connection:
        _require_both(home, child, new)
        before = standing_content(home, connection, child)
        stands_for = pseudonym(home.key, child)
        papers, said = papers_about(home, stands_for), content_of(home, stands_for)
        forget_drafts(home, child, stands_for)
        rows = leave_facts(home, connection, child, stands_for) | papers
        decision = Decision(order, by, approved_by, moment)
        left = leave_tombstone(home, child, TombstoneKind.SEALED, decision, "adopted")
        content = {name: json.loads(frame.write_json()) for name, frame in before.items()} | said
        SealedIdentity.objects.using(connection.alias).create(
            tombstone=left, old_id=child, new_id=new.id, content=content
        )
        insert(connection, PEOPLE.name, _begun(before[PEOPLE.name], new, by, decision.on))
    return Taken(int(left.number), rows, tuple(finish(home, at=moment)))


def open_sealed(home: Home, child: str, *, role: str, by: str, why: str, at: datetime | None = None) -> Opened:
    """The identity sealed under an old or new id. Each opening is kept: who, in which role, why, when.

    Raises RetentionRefused for any other role, in the same words whether or not anything is sealed; and where a person
    of the role asks and nothing is.
    """
    if role not in ROLES_THAT_OPEN:
        raise RetentionRefused("Sealed identities are opened by the adoption records officer alone. Ask them.")
    by, why = named(by, "Who opens it"), named(why, "Why it is opened")
    with one_action(home) as connection:
        sealed = SealedIdentity.objects.using(connection.alias)
        found = sealed.filter(Q(old_id=child) | Q(new_id=child)).order_by("number").last()
        if found is None:
            raise RetentionRefused("Nothing is sealed under that id.")
        SealedLook.objects.using(connection.alias).create(
            sealed=found, by=by, role=role, why=why, at=at or datetime.now(UTC)
        )
        return Opened(found.old_id, found.new_id, found.content)


def _require_both(home: Home, child: str, new: NewIdentity) -> None:
    connection = connections[home.aliases.record]
    require_no_tombstone(home, pseudonym(home.key, child))
    require_known(connection, child)
    named(new.id, "The new id"), named(new.surname, "The new family name")
    if is_pseudonym(new.id):
        raise RetentionRefused("The new id has the form of a pseudonym. Give another.")
    if fetch(connection, PEOPLE.name, (whole("key", "The row"),), "id = %s", [new.id]).height:
        raise RetentionRefused("The new id is in use. A new identity needs an id that stands for nobody yet.")


def _begun(before: pl.DataFrame, new: NewIdentity, by: str, on: date) -> pl.DataFrame:
    """The new person's row: the names given, and of the child only what stays true whoever they are."""
    kept = ("born_on", "sex", "ethnicity")
    values = {name: before[name][0] for name in kept} | {
        "id": new.id, "forename": new.forename.strip() or None, "surname": new.surname.strip(),
        "recorded_on": on, "recorded_by": by, "source": APPLICATION,
    }  # fmt: skip
    return pl.DataFrame([values], schema={name: dtype for name, dtype in schema_of(PEOPLE).items() if name in values})
