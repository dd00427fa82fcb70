"""What is done to prepare for inspectors and to answer them. Refusals are rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from lineofsight.inspections.preparing import Requested
from lineofsight.record.written import new_row_id
from lineofsight.web.access.actions import Actor, Refused, action, touched, write_record
from lineofsight.web.access.papers import held_paper, kept_paper, require
from lineofsight.web.accounts.roles import Action
from lineofsight.web.day import LONDON, now
from lineofsight.web.drafts.actions import drop_draft
from lineofsight.web.readiness import rules
from lineofsight.web.readiness.models import (
    AnnexA,
    Claim,
    ClaimVersion,
    Evidence,
    InspectorQuery,
    MakingStage,
    Request,
    Visit,
)
from lineofsight.web.readiness.tasks import make_annex_a

EVENTS = "service_events"


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a visit, as far as they are known."""

    notice: date
    site: date | None = None
    end: date | None = None

    def as_map(self) -> Mapping[str, date | None]:
        """By the names requests count from."""
        return {"notice": self.notice, "site": self.site, "end": self.end}


@action(Action.PREPARE_INSPECTION)
def begin_visit(
    *, by: Actor, values: Mapping[str, Any], days: Days, requests: Sequence[Requested]
) -> Visit:  # fmt: skip
    """Write down that inspectors rang, with everything the timetable asks. Raises Refused."""
    require(rules.may_not_begin(days.notice, days.site, by.day))
    made = Visit.objects.create(
        **values, notice_on=days.notice, site_on=days.site, begun_by_id=by.user.pk, begun_by=str(by.user)
    )
    touched(made)
    Request.objects.bulk_create(
        Request(visit=made, place=place, code=each.code, what=each.what, when=each.when, of=each.of,
                working_days=each.working_days, who=each.who, source=each.source, due_on=each.due_on(days.as_map()))
        for place, each in enumerate(requests, start=1)
    )  # fmt: skip
    return made


@action(Action.PREPARE_INSPECTION)
def set_days(*, by: Actor, number: int, version: int, site_on: date | None) -> Visit:
    """Write down the first day on site; what is counted from it is then due. Raises Refused."""
    visit = _of(Visit, number, version)
    require("The visit is over." if visit.ended_on else rules.may_not_begin(visit.notice_on, site_on, by.day))
    visit.site_on = site_on
    return _dated(visit)


@action(Action.PREPARE_INSPECTION)
def end_visit(*, by: Actor, number: int, version: int, ended_on: date, grade: str) -> Visit:
    """Write down the last day on site: a visit that took place is an event of the service. Raises Refused."""
    visit = _of(Visit, number, version)
    require("The visit is over." if visit.ended_on else "")
    require(rules.may_not_end(visit.notice_on, visit.site_on, ended_on, by.day))
    event = write_record(
        EVENTS, {"kind": visit.kind, "occurred_on": ended_on, "reference": f"visit {visit.pk}"}, holder="",
        row_id=new_row_id(),
    )  # fmt: skip
    visit.ended_on, visit.grade, visit.event_row = ended_on, grade, event.row_id
    return _dated(visit)


@action(Action.PREPARE_INSPECTION)
def took_place(*, by: Actor, kind: str, ended_on: date, about: str, grade: str) -> Visit:
    """Write down an inspection or a visit that was before this was used: it has no requests. Raises Refused."""
    require("It cannot have ended after today." if ended_on > by.day else "")
    event = write_record(
        EVENTS, {"kind": kind, "occurred_on": ended_on, "reference": about[:200]}, holder="", row_id=new_row_id()
    )
    made = Visit.objects.create(
        kind=kind, about=about, notice_on=ended_on, site_on=ended_on, ended_on=ended_on, grade=grade,
        begun_by_id=by.user.pk, begun_by=str(by.user), event_row=event.row_id,
    )  # fmt: skip
    touched(made)
    return made


@action(Action.PREPARE_INSPECTION)
def finish_request(*, by: Actor, number: int, version: int, note: str) -> Request:
    """Say what was given for a request, and where it is. Raises Refused."""
    found = _of(Request, number, version)
    require(rules.may_not_finish(done=found.done_on is not None, ended=False, note=note))
    found.done_on, found.done_by_id, found.done_by, found.note = by.day, by.user.pk, str(by.user), note
    return kept_paper(found)


@action(Action.PREPARE_INSPECTION)
def write_query(
    *, by: Actor, visit: Visit, asked_by: str, what: str, due_on: date, whose: str
) -> InspectorQuery:  # fmt: skip
    """Write down what an inspector asked, as it was asked. Raises Refused."""
    require("An answer cannot have been due before today." if due_on < by.day else "")
    made = InspectorQuery.objects.create(
        visit=visit, asked_by=asked_by, asked_at=_moment(by), what=what, due_on=due_on, whose=whose,
        written_by=str(by.user),
    )  # fmt: skip
    touched(made)
    return made


@action(Action.PREPARE_INSPECTION)
def answer_query(*, by: Actor, number: int, version: int, answer: str, form: str = "", subject: str = ""
                 ) -> InspectorQuery:  # fmt: skip
    """Answer a query. It does not go yet. Raises Refused."""
    found = _of(InspectorQuery, number, version)
    require(rules.may_not_answer(answered=found.answered_at is not None, gone=found.gone_at is not None))
    found.answer, found.answered_at = answer, _moment(by)
    found.answered_by_id, found.answered_by = by.user.pk, str(by.user)
    if form:
        drop_draft(by=by, form=form, subject=subject)
    return kept_paper(found)


@action(Action.PREPARE_INSPECTION)
def check_answer(*, by: Actor, number: int, version: int) -> InspectorQuery:
    """Say that an answer is right: by a second person. Raises Refused."""
    found = _of(InspectorQuery, number, version)
    require(_check(found, by))
    found.checked_at, found.checked_by_id, found.checked_by = _moment(by), by.user.pk, str(by.user)
    return kept_paper(found)


@action(Action.PREPARE_INSPECTION)
def return_answer(*, by: Actor, number: int, version: int, why: str) -> InspectorQuery:
    """Send an answer back to be written again; what was written is kept. Raises Refused."""
    found = _of(InspectorQuery, number, version)
    require(_check(found, by))
    said = {"answer": found.answer, "by": found.answered_by, "returned_by": str(by.user), "why": why}
    found.earlier = [*found.earlier, said]
    found.answer, found.answered_at, found.answered_by_id, found.answered_by = "", None, None, ""
    return kept_paper(found)


@action(Action.PREPARE_INSPECTION)
def send_answer(*, by: Actor, number: int, version: int) -> InspectorQuery:
    """Say that an answer was given to the inspector: only once it is checked. Raises Refused."""
    found = _of(InspectorQuery, number, version)
    require(rules.may_not_send(found.answered_by_id, found.checked_by_id, gone=found.gone_at is not None))
    found.gone_at, found.gone_by = _moment(by), str(by.user)
    return kept_paper(found)


@action(Action.PREPARE_INSPECTION)
def write_claim(
    *, by: Actor, values: Mapping[str, Any], evidence: Sequence[Mapping[str, Any]] = (), form: str = "",
    subject: str = "",
) -> Claim:  # fmt: skip
    """Write a claim of the self-evaluation, with what shows it where that is known already."""
    made = Claim.objects.create(**values, written_on=by.day, written_by_id=by.user.pk, written_by=str(by.user))
    for each in evidence:
        Evidence.objects.create(claim=made, added_by=str(by.user), **each)
    if form:
        drop_draft(by=by, form=form, subject=subject)
    touched(made)
    _version(made, by, "Written")
    return made


@action(Action.PREPARE_INSPECTION)
def change_claim(
    *, by: Actor, number: int, version: int, values: Mapping[str, Any], form: str = "", subject: str = ""
) -> Claim:  # fmt: skip
    """Change what a claim says: it is then signed no longer. Raises Refused."""
    claim = _standing(number, version)
    for name, value in values.items():
        setattr(claim, name, value)
    claim.written_by_id, claim.written_by, claim.written_on = by.user.pk, str(by.user), by.day
    if form:
        drop_draft(by=by, form=form, subject=subject)
    return _changed(claim, by, "Changed")


@action(Action.PREPARE_INSPECTION)
def add_evidence(*, by: Actor, number: int, version: int, values: Mapping[str, Any]) -> Claim:
    """Add to how a claim is known: it is then to be signed again. Raises Refused."""
    claim = _standing(number, version)
    require(rules.may_not_show(
        values["title"], values.get("test", ""), values.get("bound"), values.get("value")
    ))  # fmt: skip
    Evidence.objects.create(claim=claim, added_by=str(by.user), **values)
    return _changed(claim, by, f"Evidence added: {values['title']}")


@action(Action.PREPARE_INSPECTION)
def remove_evidence(*, by: Actor, number: int, version: int, piece: int) -> Claim:
    """Take a piece of evidence away; earlier versions keep it. Raises Refused."""
    claim = _standing(number, version)
    found = claim.evidence.filter(pk=piece).first()
    if found is None:
        raise Refused("It was taken away already.")
    Evidence.objects.filter(pk=piece).delete()
    return _changed(claim, by, f"Evidence taken away: {found.title}")


@action(Action.SIGN_SELF_EVALUATION)
def sign_claim(*, by: Actor, number: int, version: int, one_kind: str) -> Claim:
    """Sign a claim: by somebody who did not write it, with one kind of evidence only by saying so. Raises Refused."""
    claim = _of(Claim, number, version)
    kinds = set(claim.evidence.values_list("kind", flat=True))
    stands = claim.withdrawn_on is None
    require("It is signed already." if claim.signed_on else "")
    require(rules.may_not_sign(kinds, one_kind, claim.written_by_id, by.user.pk, stands=stands))
    claim.signed_on, claim.signed_by = by.day, str(by.user)
    claim.one_kind = one_kind if len(kinds) == 1 else ""
    return _kept_version(claim, by, "Signed")


@action(Action.PREPARE_INSPECTION)
def withdraw_claim(*, by: Actor, number: int, version: int, why: str) -> Claim:
    """Say a claim no longer: it is kept, with why. Raises Refused."""
    claim = _standing(number, version)
    claim.withdrawn_on, claim.withdrawn_why = by.day, why
    return _kept_version(claim, by, "Withdrawn")


@action(Action.MAKE_ANNEX_A)
def ask_annex_a(*, by: Actor) -> AnnexA:
    """Have Annex A made from what is known now, in the background. Raises Refused."""
    require(rules.may_not_hold_all(len(by.asker.shut)))
    under_way = AnnexA.objects.exclude(stage__in=(MakingStage.DONE, MakingStage.FAILED)).filter(
        asked_by_id=by.user.pk, asked_at__date=datetime.now(UTC).date()
    )  # fmt: skip
    if found := under_way.first():
        return found
    made = AnnexA.objects.create(key=uuid4(), asked_at=datetime.now(UTC), asked_by_id=by.user.pk, asked_by=str(by.user))
    touched(made)
    make_annex_a.enqueue(str(made.key))
    return made


@action(Action.MAKE_ANNEX_A, logged=False)
def note_annex_a(*, by: Actor, key: UUID, values: Mapping[str, Any]) -> None:
    """Write down how far a making is."""
    AnnexA.objects.filter(pk=key).update(**values)


@action(Action.MAKE_ANNEX_A)
def take_annex_a(*, by: Actor, made: AnnexA) -> AnnexA:
    """Download Annex A: entered in the log of what was done. Raises Refused."""
    require(rules.may_not_hold_all(len(by.asker.shut)))
    require("" if made.stage == MakingStage.DONE else "It is not there to be downloaded.")
    touched(made)
    return made


def _check(found: InspectorQuery, by: Actor) -> str:
    return rules.may_not_check(
        found.answered_by_id, by.user.pk, checked=found.checked_at is not None, gone=found.gone_at is not None
    )


def _moment(by: Actor) -> datetime:
    """The time it is, on the day it is here: in a demonstration the last its record knows."""
    return datetime.combine(by.day, now().time(), tzinfo=LONDON)


def _dated(visit: Visit) -> Visit:
    """A visit kept, with what is due by its days."""
    days = Days(visit.notice_on, visit.site_on, visit.ended_on).as_map()
    for each in visit.requests.filter(done_on=None):
        asked = Requested(each.code, each.what, each.of, each.working_days, each.who, each.source)
        Request.objects.filter(pk=each.pk).update(due_on=asked.due_on(days))
    return kept_paper(visit)


def _standing(number: int, version: int) -> Claim:
    claim = _of(Claim, number, version)
    require("It is withdrawn." if claim.withdrawn_on else "")
    return claim


def _changed(claim: Claim, by: Actor, what: str) -> Claim:
    claim.signed_on, claim.signed_by, claim.one_kind = None, "", ""
    return _kept_version(claim, by, what)


def _kept_version(claim: Claim, by: Actor, what: str) -> Claim:
    kept = kept_paper(claim)
    _version(kept, by, what)
    return kept


def _version(claim: Claim, by: Actor, what: str) -> None:
    said = {
        "know": claim.know, "next": claim.next, "next_by": str(claim.next_by or ""), "one_kind": claim.one_kind,
        "signed": f"{claim.signed_by}, {claim.signed_on}" if claim.signed_on else "",
        "evidence": [
            {"kind": each.kind, "title": each.title, "on": str(each.on), "words": each.words}
            for each in claim.evidence.all()
        ],
    }  # fmt: skip
    ClaimVersion.objects.create(claim=claim, number=claim.version, what=what, said=said, on=by.day, by=str(by.user))


def _of(model: Any, number: int, version: int) -> Any:
    """A row, held until the action ends. Raises Refused where somebody else was first."""
    try:
        return held_paper(model.objects, number, version)
    except model.DoesNotExist:
        raise Refused("It is no longer there.") from None
