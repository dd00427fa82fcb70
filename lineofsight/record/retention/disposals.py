"""Disposal of a record that has fallen due: proposed by one person, approved by another, then carried out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.db import connections

from lineofsight.evaluation.ticks import LONDON
from lineofsight.record.home import Home
from lineofsight.record.pseudonyms import pseudonym
from lineofsight.record.retention.actions import RetentionRefused, named, one_action, require_known, two_people
from lineofsight.record.retention.books import DisposalProposal, SealedIdentity, TombstoneKind
from lineofsight.record.retention.falling_due import DUE, falling_due
from lineofsight.record.retention.holds import require_not_held
from lineofsight.record.retention.papers import forget_drafts, papers_about
from lineofsight.record.retention.removing import remove, rows_about
from lineofsight.record.retention.tombstones import Decision, Taken, finish, leave_tombstone


def propose(home: Home, child: str, *, by: str, at: datetime | None = None) -> int:
    """Propose that a child's record be disposed of; gives the proposal's number.

    Raises RetentionRefused where it has not fallen due, cannot be told, is held, or is proposed already; HomeBusy.
    """
    moment = at or datetime.now(UTC)
    by = named(by, "Who proposes it")
    with one_action(home) as connection:
        require_known(connection, child)
        proposals = DisposalProposal.objects.using(connection.alias)
        waiting = proposals.filter(child=child, carried_out_at__isnull=True).first()
        if waiting is not None:
            raise RetentionRefused(f"Proposal {waiting.number} waits already. Approve it, or carry it out.")
        found = _fallen_due(home, child, _day(moment))
        made = proposals.create(
            child=child, retention_class=found["retention_class"], due_on=found["due_on"],
            authority=found["authority"], proposed_by=by, proposed_at=moment,
        )  # fmt: skip
        return int(made.number)


def approve(home: Home, number: int, *, by: str, at: datetime | None = None) -> None:
    """Approve a proposal. Raises RetentionRefused for the person who proposed it, and where it no longer is due."""
    moment = at or datetime.now(UTC)
    by = named(by, "Who approves it")
    with one_action(home) as connection:
        proposal = _proposal(home, number)
        if proposal.approved_at is not None:
            raise RetentionRefused(f"Proposal {number} was approved by {proposal.approved_by}. Carry it out.")
        two_people(proposal.proposed_by, by)
        _fallen_due(home, proposal.child, _day(moment))
        proposal.approved_by, proposal.approved_at = by, moment
        proposal.save(using=connection.alias)


def would_go(home: Home, number: int, *, at: datetime | None = None) -> dict[str, int]:
    """What carrying out a proposal would remove: rows by table. Raises RetentionRefused where it would be refused."""
    proposal = _ready(home, number, at or datetime.now(UTC))
    papers = papers_about(home, pseudonym(home.key, proposal.child))
    return rows_about(connections[home.aliases.record], proposal.child) | papers


def carry_out(home: Home, number: int, *, at: datetime | None = None) -> Taken:
    """Remove a child's record as approved, leaving a tombstone. Published figures stay as they are.

    Raises RetentionRefused where it is not approved, is held, or no longer is due; HomeBusy.
    """
    moment = at or datetime.now(UTC)
    with one_action(home) as connection:
        proposal = _ready(home, number, moment)
        stands_for = pseudonym(home.key, proposal.child)
        decision = Decision(proposal.authority, proposal.proposed_by, str(proposal.approved_by), moment)
        SealedIdentity.objects.using(connection.alias).filter(tombstone__pseudonym=stands_for).delete()
        papers = papers_about(home, stands_for)
        forget_drafts(home, proposal.child, stands_for)
        rows = remove(connection, proposal.child, stands_for) | papers
        kind = TombstoneKind.DISPOSED
        left = leave_tombstone(home, proposal.child, kind, decision, proposal.retention_class)
        DisposalProposal.objects.using(connection.alias).filter(child=proposal.child).update(child=stands_for)
        proposal.child, proposal.carried_out_at = stands_for, moment
        proposal.save(using=connection.alias)
    return Taken(int(left.number), rows, tuple(finish(home, at=moment)))


def _ready(home: Home, number: int, moment: datetime) -> DisposalProposal:
    proposal = _proposal(home, number)
    if proposal.approved_at is None:
        raise RetentionRefused(f"Proposal {number} is not approved. Somebody other than {proposal.proposed_by} may.")
    _fallen_due(home, proposal.child, _day(moment))
    return proposal


def _proposal(home: Home, number: int) -> DisposalProposal:
    found = DisposalProposal.objects.using(home.aliases.record).filter(number=number).first()
    if found is None:
        raise RetentionRefused(f"There is no proposal {number}. `{home.command('retention proposals')}` lists them.")
    if found.carried_out_at is not None:
        raise RetentionRefused(f"Proposal {number} was carried out on {_day(found.carried_out_at).isoformat()}.")
    return found


def _fallen_due(home: Home, child: str, on: date) -> dict[str, Any]:
    """The child's entry among what falls due. Raises RetentionRefused where it is not due on the day."""
    require_not_held(home, child, on)
    found = falling_due(home, on, child=child)
    if found.is_empty():
        raise RetentionRefused("Nothing recorded of that person has a retention class: it could not be determined.")
    entry = found.row(0, named=True)
    if entry["due_on"] is None:
        raise RetentionRefused(f"When the record falls due {entry['reason']}. Put that right first.")
    if entry["status"] != DUE:
        raise RetentionRefused(
            f"The record is kept until {entry['due_on'].isoformat()} ({entry['reason']}; {entry['authority']})."
        )
    return entry


def _day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()
