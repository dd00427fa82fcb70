"""What is done with decisions. Refusals are rules; what is written is the record's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404

from lineofsight.record.service.models import ChildNow
from lineofsight.record.written import HeldRow, WrittenRow
from lineofsight.web.access.actions import Actor, Refused, action, row_written_over, write_record
from lineofsight.web.access.authority import level_held
from lineofsight.web.access.caseload import NOT_FOUND
from lineofsight.web.access.papers import require
from lineofsight.web.accounts.roles import Action
from lineofsight.web.decisions import rules
from lineofsight.web.decisions.levels import level_needed
from lineofsight.web.drafts.actions import drop_draft

TABLE = "decisions"
_BLANK = {"returned_on": None, "returned_by": None, "returned_why": None}


@action(Action.PUT_DECISION)
def put_decision(
    *, by: Actor, child: ChildNow, values: Mapping[str, Any], row_id: str, version: int,
    to_somebody_else: bool = False, form: str = "", subject: str = "",
) -> WrittenRow:  # fmt: skip
    """Record a decision: made at once by whoever has the level it needs, otherwise put to somebody who has.

    With the id and version of one that stands it is changed. `to_somebody_else` puts it even so. Raises Refused,
    WriteRefused, ChangedMeanwhile, HomeBusy; Http404 for another child's.
    """
    held = row_written_over(TABLE, row_id, version)
    if held is not None and held.holder != child.child_id:
        raise Http404(NOT_FOUND)
    before = held.values if held else {}
    require(rules.may_not_change(before, by.name) if held else "")
    gateway = values.get("gateway", before.get("gateway"))
    needed = level_needed(gateway, by.day)
    decided_on, acted_on = values.get("decided_on") or by.day, values.get("acted_on")
    require(rules.may_not_be_dated(decided_on, acted_on, by.day))
    written = {**values, **_BLANK, "authority_level": needed, "is_retrospective": bool(acted_on)}
    enough = rules.is_enough(level_held(by.asker), needed)
    if enough and not to_somebody_else and not before.get("proposed_by"):
        written |= {"decided_on": decided_on, "decided_by": by.name, "written_on": by.day}
    else:
        written |= {"decided_on": None, "proposed_on": by.day, "proposed_by": by.name}
    done = write_record(TABLE, written, holder=child.child_id, row_id=row_id, version=version)
    if form:
        drop_draft(by=by, form=form, subject=subject)
    return done


@action(Action.PUT_DECISION)
def protect_first(*, by: Actor, child: ChildNow, values: Mapping[str, Any], row_id: str) -> WrittenRow:
    """Note that a child was protected, with nothing asked but what and when: the decision is due from now on."""
    require(rules.may_not_be_dated(None, values["acted_on"], by.day))
    needed = level_needed(values["gateway"], by.day)
    written = {**values, "is_retrospective": True, "authority_level": needed}
    return write_record(TABLE, written, holder=child.child_id, row_id=row_id, version=0)


@action(Action.DECIDE_AS_TEAM_MANAGER)
def sign_decision(
    *, by: Actor, child: ChildNow, held: HeldRow, version: int, values: Mapping[str, Any]
) -> WrittenRow:  # fmt: skip
    """Make a decision that was put, or one that follows protection, or sign one that bears no name.

    `values` may add words and conditions of the one who decides. Raises Refused and as `put_decision` does.
    """
    row = held.values
    needed = level_needed(row["gateway"], by.day)
    require(rules.may_not_sign(row, needed, level_held(by.asker), by.name))
    written = {name: value for name, value in values.items() if value}
    written |= {"decided_by": by.name, "authority_level": needed}
    written |= {} if row.get("decided_on") else {"decided_on": by.day}
    written |= {} if row.get("written_on") else {"written_on": by.day}
    return write_record(TABLE, written, holder=child.child_id, row_id=held.row_id, version=version)


@action(Action.DECIDE_AS_TEAM_MANAGER)
def return_decision(*, by: Actor, child: ChildNow, held: HeldRow, version: int, why: str) -> WrittenRow:
    """Send a decision back to whoever put it, saying what is to change. Raises Refused and as `put_decision` does."""
    needed = level_needed(held.values["gateway"], by.day)
    require(rules.may_not_return(held.values, needed, level_held(by.asker), by.name))
    if not why.strip():
        raise Refused("Say what is to change before it comes back.")
    written = {"returned_on": by.day, "returned_by": by.name, "returned_why": why}
    return write_record(TABLE, written, holder=child.child_id, row_id=held.row_id, version=version, why=why)


@action(Action.PUT_DECISION)
def take_back_decision(*, by: Actor, child: ChildNow, held: HeldRow, version: int, why: str) -> WrittenRow:
    """Take back what one put, before it is decided: it stays to be read, and asks nothing of anybody."""
    require(rules.may_not_change(held.values, by.name))
    if not why.strip():
        raise Refused("Say why you take it back.")
    return write_record(
        TABLE, {"withdrawn_on": by.day}, holder=child.child_id, row_id=held.row_id, version=version, why=why
    )
