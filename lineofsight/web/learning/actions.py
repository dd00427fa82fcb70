"""What is done in the learning register. Refusals are rules; dates are the record's; an allegation is for few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404

from lineofsight.record.service.models import ChildNow
from lineofsight.web.access.actions import Actor, Refused, action, touched, write_record
from lineofsight.web.access.pages import NOT_YOURS
from lineofsight.web.access.papers import held_paper, kept_paper, require, require_version
from lineofsight.web.access.policy import may
from lineofsight.web.access.service_rows import SERVICE
from lineofsight.web.accounts.models import User
from lineofsight.web.accounts.roles import Action
from lineofsight.web.drafts.actions import drop_draft
from lineofsight.web.learning import rules
from lineofsight.web.learning.kinds import ALLEGATION, KINDS, Kind, step_named
from lineofsight.web.learning.models import Entry, LaterCheck, LearningAction
from lineofsight.web.learning.proof import Named, Proof, State, may_not_name
from lineofsight.web.learning.who import actions_stuck, as_read, may_not_carry, may_open, may_own


@dataclass(frozen=True)
class Held:
    """A row of the record as it was read: its id, whose it is, its version and values."""

    row_id: str
    holder: str
    version: int
    values: Mapping[str, Any]


_UNSEEN = Proof(State.NOBODY_LOOKED, "It was added while you were reading. Read it first.")


@action(Action.WRITE_LEARNING)
def begin_entry(
    *, by: Actor, kind: Kind, row_id: str, began_on: date, row: Mapping[str, Any], words: Mapping[str, Any],
    child: ChildNow | None = None, form: str = "", subject: str = "",
) -> Entry:  # fmt: skip
    """Begin an entry: its row of the record, where its kind has one, and its paper. Raises Refused, WriteRefused."""
    if kind.code == ALLEGATION:
        raise Http404(NOT_YOURS)
    return _begin(by, kind, row_id, began_on, row, words, child, form, subject)


@action(Action.WRITE_ALLEGATIONS)
def begin_allegation(
    *, by: Actor, row_id: str, began_on: date, words: Mapping[str, Any], form: str = "", subject: str = ""
) -> Entry:  # fmt: skip
    """Begin an allegation, and with it whom it is kept from. Raises as above."""
    made = _begin(by, KINDS[ALLEGATION], row_id, began_on, {}, words, None, form, subject)
    if not may_open(by.asker, by.user, made):
        raise Refused("An allegation that concerns you, or somebody you manage, is written by somebody else.")
    return made


@action(Action.WRITE_LEARNING)
def write_words(
    *, by: Actor, kind: Kind, held: Held, version: int, began_on: date, words: Mapping[str, Any],
    child: ChildNow | None = None,
) -> Entry:  # fmt: skip
    """Write what happened and what was learnt, of an entry or of a row that has none yet. Raises Refused."""
    if kind.code == ALLEGATION:
        raise Http404(NOT_YOURS)
    return _write(by, kind, held, version, began_on, words, child)


@action(Action.WRITE_ALLEGATIONS)
def write_allegation(*, by: Actor, held: Held, version: int, began_on: date, words: Mapping[str, Any]) -> Entry:
    """The same of an allegation. Raises Refused."""
    return _write(by, KINDS[ALLEGATION], held, version, began_on, words, None)


@action(Action.WRITE_LEARNING)
def record_step(
    *, by: Actor, kind: Kind, held: Held, version: int, step: str, on: date | None, outcome: str = ""
) -> int:  # fmt: skip
    """Record what happened next, in the record's row; gives its version. Raises Refused and as writing does."""
    if kind.code == ALLEGATION:
        raise Http404(NOT_YOURS)
    return _step(by, kind, held, version, step, on, outcome)


@action(Action.WRITE_ALLEGATIONS)
def record_allegation_step(
    *, by: Actor, held: Held, version: int, step: str, on: date | None, outcome: str = ""
) -> int:  # fmt: skip
    """The same of an allegation. Raises as above."""
    _require_open(by, Entry.objects.filter(kind=ALLEGATION, row_id=held.row_id).first())
    return _step(by, KINDS[ALLEGATION], held, version, step, on, outcome)


@action(Action.SEE_LEARNING)
def add_action(
    *, by: Actor, number: int, what: str, owner: User, due_on: date, named: Named
) -> LearningAction:  # fmt: skip
    """Name what is to change, whose it is, and what will prove that it did. Raises Refused."""
    entry = _entry(by, number)
    _require_writer(by, entry)
    if entry.closed_on:
        raise Refused("This entry is closed. It opens again where a later check finds that nothing holds.")
    if due_on <= by.day:
        raise Refused("Name a day after today: what changes takes time.")
    if not may_own(entry.kind, entry, owner):
        raise Refused("That person may not open this entry. Choose somebody who may.")
    require(may_not_carry(entry.reference, owner.pk))
    require(may_not_name(named))
    made = LearningAction.objects.create(
        entry=entry, what=what, owner_id=owner.pk, owner=str(owner), set_on=by.day, set_by_id=by.user.pk,
        set_by=str(by.user), due_on=due_on, proof=named.as_data(),
    )  # fmt: skip
    touched(made)
    return made


@action(Action.DO_LEARNING)
def say_done(*, by: Actor, number: int, version: int, evidence: str) -> LearningAction:
    """Say that an action is done, and what shows it: somebody else then looks. Raises Refused."""
    found = _action(by, number, version)
    require(rules.may_not_say_done(as_read(found), by.user.pk, evidence))
    found.said_done_on, found.evidence = by.day, evidence
    return kept_paper(found)


@action(Action.CHECK_LEARNING)
def close_action(*, by: Actor, number: int, version: int, checked: str) -> LearningAction:
    """Close an action, having seen that it is done: never one's own. Raises Refused."""
    found = _action(by, number, version)
    require(rules.may_not_close_action(as_read(found), by.user.pk))
    found.done_on, found.checked_by_id, found.checked_by, found.checked = by.day, by.user.pk, str(by.user), checked
    return kept_paper(found)


@action(Action.CHECK_LEARNING)
def send_back(*, by: Actor, number: int, version: int, why: str) -> LearningAction:
    """Open an action again that is not done. Raises Refused."""
    found = _action(by, number, version)
    require(rules.may_not_close_action(as_read(found), by.user.pk))
    found.said_done_on, found.checked_by_id, found.checked_by, found.checked = None, by.user.pk, str(by.user), why
    return kept_paper(found)


@action(Action.CHECK_LEARNING)
def hand_on(*, by: Actor, number: int, version: int, owner: User) -> LearningAction:
    """Give an action whose owner may not open the child's record any more to somebody who may. Raises Refused."""
    found = _action(by, number, version)
    require(rules.may_not_hand_on(as_read(found), shut_out=bool(actions_stuck([found]))))
    if not may_own(found.entry.kind, found.entry, owner):
        raise Refused("That person may not open this entry. Choose somebody who may.")
    require(may_not_carry(found.entry.reference, owner.pk))
    found.owner_id, found.owner = owner.pk, str(owner)
    return kept_paper(found)


@action(Action.CHECK_LEARNING)
def close_entry(
    *, by: Actor, number: int, version: int, row: Mapping[str, Any], proofs: Mapping[int, Proof]
) -> Entry:  # fmt: skip
    """Close an entry whose actions are closed and proved, and set the days to look again. Raises Refused."""
    entry = _entry(by, number, version)
    actions = list(entry.actions.all())
    require(" ".join(rules.may_not_close(
        KINDS[entry.kind], row, entry.learnt, [(as_read(each), proofs.get(each.pk, _UNSEEN)) for each in actions],
        by.user.pk, closed=entry.closed_on is not None,
    )))  # fmt: skip
    entry.closed_on, entry.closed_by_id, entry.closed_by = by.day, by.user.pk, str(by.user)
    kept = kept_paper(entry)
    if actions:
        LaterCheck.objects.bulk_create(
            LaterCheck(entry=entry, months=months, due_on=on) for months, on in rules.looks_again_on(by.day)
        )
    return kept


@action(Action.CHECK_LEARNING)
def look_again(*, by: Actor, number: int, proofs: Sequence[Proof]) -> LaterCheck:
    """Make a later check: where the change does not hold, the entry opens again. Raises Refused."""
    check = LaterCheck.objects.select_for_update(of=("self",)).select_related("entry").get(pk=number)
    _require_open(by, check.entry)
    require(rules.may_not_check(check.due_on, by.day, proofs, done=check.done_on is not None))
    gone = rules.lapsed(proofs)
    check.done_on, check.held, check.by = by.day, not gone, str(by.user)
    check.words = [proof.words for proof in proofs]
    check.save()
    touched(check)
    if gone:
        entry = _entry(by, check.entry_id)
        entry.reopened = [*entry.reopened, {"on": by.day.isoformat(), "months": check.months, "why": " ".join(gone)}]
        entry.closed_on, entry.closed_by_id, entry.closed_by = None, None, ""
        kept_paper(entry)
        LaterCheck.objects.filter(entry=entry, done_on__isnull=True).update(dropped_on=by.day)
    return check


def _begin(
    by: Actor, kind: Kind, row_id: str, began_on: date, row: Mapping[str, Any], words: Mapping[str, Any],
    child: ChildNow | None, form: str, subject: str,
) -> Entry:  # fmt: skip
    require(rules.may_not_begin(began_on, by.day))
    require(_may_not_carry(child, "", words))
    if Entry.objects.filter(row_id=row_id).exists():
        raise Refused("This is in the register already. Open it there and write what is new.")
    if kind.table is not None:
        write_record(kind.table.name, {**row, kind.begins: began_on}, holder=SERVICE, row_id=row_id, version=0)
    made = Entry.objects.create(
        kind=kind.code, row_id=row_id, opened_on=began_on, written_by_id=by.user.pk, written_by=str(by.user),
        reference=child.reference if child else "", **words,
    )  # fmt: skip
    touched(made)
    if form:
        drop_draft(by=by, form=form, subject=subject)
    return made


def _write(
    by: Actor, kind: Kind, held: Held, version: int, began_on: date, words: Mapping[str, Any], child: ChildNow | None
) -> Entry:  # fmt: skip
    found = Entry.objects.select_for_update().filter(kind=kind.code, row_id=held.row_id).first()
    if found is None:
        return _begin_paper(by, kind, held, began_on, words, child)
    _require_open(by, found)
    require_version(found, version)
    require(_may_not_carry(child, found.reference, words))
    for name, value in words.items():
        setattr(found, name, value)
    if child is not None:
        found.reference = child.reference
    kept = kept_paper(found)
    _require_open(by, kept, "What concerns you, or somebody you manage, is written by somebody else.")
    return kept


def _may_not_carry(child: ChildNow | None, reference: str, words: Mapping[str, Any]) -> str:
    """Why the leader named may not carry an entry about a child; blank where they may, or none is named."""
    return may_not_carry(child.reference if child else reference, words.get("carried_by_id"))


def _begin_paper(
    by: Actor, kind: Kind, held: Held, began_on: date, words: Mapping[str, Any], child: ChildNow | None
) -> Entry:  # fmt: skip
    require(_may_not_carry(child, "", words))
    made = Entry.objects.create(
        kind=kind.code, row_id=held.row_id, opened_on=began_on, written_by_id=by.user.pk, written_by=str(by.user),
        reference=child.reference if child else "", **words,
    )  # fmt: skip
    _require_open(by, made, "What concerns you, or somebody you manage, is written by somebody else.")
    touched(made)
    return made


def _step(by: Actor, kind: Kind, held: Held, version: int, step: str, on: date | None, outcome: str) -> int:
    found = step_named(kind, step)
    require(rules.may_not_step(kind, found, held.values, on, by.day))
    assert found is not None and kind.table is not None  # noqa: PT018  the rule refuses others
    values: dict[str, Any] = {found.column: True if found.flag else on}
    if found.outcome:
        if outcome not in (kind.outcomes or {}):
            raise Refused("Choose how it ended.")
        values["outcome"] = outcome
    return write_record(kind.table.name, values, holder=held.holder, row_id=held.row_id, version=version).version


def _entry(by: Actor, number: int, version: int | None = None) -> Entry:
    """The entry, held until the action ends. Raises Http404 where it is kept from them, Refused for another version."""
    found = held_paper(Entry.objects, number)
    _require_open(by, found)
    if version is not None:
        require_version(found, version)
    return found


def _action(by: Actor, number: int, version: int) -> LearningAction:
    found = held_paper(LearningAction.objects.select_related("entry"), number)
    _require_open(by, found.entry)
    require_version(found, version)
    return found


def _require_open(by: Actor, entry: Entry | None, words: str = "") -> None:
    """Raises Http404 for what somebody may not open; with words, Refused where they would shut themselves out."""
    if entry is not None and not may_open(by.asker, by.user, entry):
        raise Refused(words) if words else Http404(NOT_YOURS)


def _require_writer(by: Actor, entry: Entry) -> None:
    needed = Action.WRITE_ALLEGATIONS if entry.kind == ALLEGATION else Action.WRITE_LEARNING
    if not may(by.asker, needed):
        raise Http404(NOT_YOURS)
