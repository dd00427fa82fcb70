"""Where a line stands as at a day, and every reason why it stands no better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lineofsight.core.text_formats import plural, uk_date
from lineofsight.evaluation.improvement.audits import AuditsAsked, AuditSeen, audits_fell_back, audits_found
from lineofsight.evaluation.improvement.checks import Check, Outcome, checks
from lineofsight.evaluation.improvement.measures import Held, Verdict, fell_back, judge, off_since


class Status(StrEnum):
    """Where a line stands. Nobody types it."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    SLIPPED = "slipped"
    EVIDENCE_MET = "evidence_met"
    DONE = "done"
    HOLDING = "holding"
    NOT_KNOWN = "not_known"
    RELAPSED = "relapsed"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a line stands no better, in a sentence; `public` the same without a figure, for those who see no children."""

    words: str
    public: str


@dataclass(frozen=True, slots=True)
class Doing:
    """An action of a line."""

    what: str
    owner: str
    begins_on: date
    due_on: date
    said_done_on: date | None = None

    def is_overdue(self, on: date) -> bool:
        """Whether it is past its day and not said to be done by a day."""
        return self.due_on < on and not self.is_said_done(on)

    def is_said_done(self, on: date) -> bool:
        """Whether its owner had said by a day that it is done. That shows nothing yet."""
        return self.said_done_on is not None and self.said_done_on <= on


@dataclass(frozen=True, slots=True)
class Signed:
    """Somebody signed a line off."""

    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """All there is on one line. `owners`: everybody who ever answered for it, by whatever names them for good.

    `heard_on`: when children and families were.
    """

    owners: tuple[str, ...]
    begins_on: date
    due_on: date
    measures: tuple[Held, ...]
    asked: AuditsAsked
    audits: tuple[AuditSeen, ...] = ()
    actions: tuple[Doing, ...] = ()
    signed: tuple[Signed, ...] = ()
    heard_on: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a line stands as at a day. `reasons`: why it stands no better; `watch`: what should be known besides.

    `ended`: for each sign-off in the order of days, when a relapse ended it; None where none has.
    """

    status: Status
    reasons: tuple[Reason, ...] = ()
    watch: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    ended: tuple[date | None, ...] = ()
    relapsed_on: date | None = None
    relapse: str = ""
    holds_months: int = 0


def standing(line: Evidence, on: date) -> Standing:
    """Where a line stands, by what was known on a day."""
    signed = sorted((each for each in line.signed if each.on <= on), key=lambda each: each.on)
    found = [_relapse(line, each.on, on) for each in signed]
    ended = tuple(each[0] if each else None for each in found)
    watch = _watch(line, on)
    if not signed:
        return _open(line, on, watch)
    last, relapse = signed[-1].on, found[-1]
    still = checks(line.measures, last, relapse[0] if relapse else None, on)
    if relapse:
        day, words = relapse
        why = (
            plain(f"Signed off on {uk_date(last)}, and reopened by what was found since: {words}"),
            *lacking(line, on),
        )
        return Standing(Status.RELAPSED, why, watch, still, ended, day, words)
    watch += tuple(
        f"{each.title} is off target: {plural(off, 'point')} in a row. Three reopen it."
        for each in line.measures if (off := off_since(each, last, on))
    )  # fmt: skip
    unclear = [
        Reason(judged.words, judged.public) for each in line.measures
        if (judged := judge(each, on)).verdict in (Verdict.NOT_COMPARABLE, Verdict.NOT_KNOWN)
    ]  # fmt: skip
    seen = [each for each in still if each.outcome is not Outcome.TO_COME]
    if unclear or (seen and seen[-1].outcome is Outcome.NOT_KNOWN):
        first = plain("It was signed off; whether it still holds cannot be told.")
        why = (first, *(unclear or [plain(seen[-1].words)]))
        return Standing(Status.NOT_KNOWN, why, watch, still, ended)
    coming = [each for each in still if each.outcome is Outcome.TO_COME]
    why = (plain(f"Looked at again on {uk_date(coming[0].due_on)}."),) if coming else ()
    if not seen:
        return Standing(Status.DONE, why, watch, still, ended)
    return Standing(Status.HOLDING, why, watch, still, ended, holds_months=seen[-1].months)


def plain(words: str) -> Reason:
    """A reason that has no figure in it."""
    return Reason(words, words)


def lacking(line: Evidence, on: date) -> tuple[Reason, ...]:
    """Every reason why a line's evidence is not whole, sign-off apart; nothing where it is."""
    reasons = [] if line.measures else [plain("No measure shows whether it is put right.")]
    for measure in line.measures:
        judged = judge(measure, on)
        if judged.verdict is not Verdict.MET:
            reasons.append(Reason(judged.words, judged.public))
    audits = audits_found(line.asked, line.audits, on)
    return (*reasons, *(() if audits.at_grade else (Reason(audits.words, audits.public),)))


def may_not_sign_off(line: Evidence, on: date, who: Sequence[str]) -> tuple[Reason, ...]:
    """Every reason why somebody, by all the names they go by, may not sign a line off; nothing where they may."""
    names = {name for name in who if name}
    reasons = []
    if names & set(line.owners):
        reasons.append(plain("You own this line, or owned it. Somebody else must sign it off."))
    if any(action.owner in names for action in line.actions):
        reasons.append(plain("An action of this line is yours. Somebody else must sign it off."))
    if standing(line, on).status in (Status.DONE, Status.HOLDING, Status.NOT_KNOWN):
        return (*reasons, plain("It is signed off."))
    return (*reasons, *lacking(line, on))


def _open(line: Evidence, on: date, watch: tuple[str, ...]) -> Standing:
    reasons = lacking(line, on)
    if not reasons:
        return Standing(Status.EVIDENCE_MET, (plain("Nobody has signed it off yet."),), watch)
    late = [each for each in line.actions if each.is_overdue(on)]
    if line.due_on < on:
        return Standing(Status.SLIPPED, (plain(f"It was due by {uk_date(line.due_on)}."), *reasons), watch)
    if late:
        told = tuple(plain(f"Not said to be done by {uk_date(each.due_on)}: {each.what}") for each in late)
        return Standing(Status.SLIPPED, (*told, *reasons), watch)
    begun = [each for each in line.actions if each.begins_on <= on or each.is_said_done(on)]
    if not begun:
        none = "No action says what will be done." if not line.actions else "No action has begun."
        return Standing(Status.NOT_STARTED, (plain(none), *reasons), watch)
    return Standing(Status.UNDER_WAY, (*reasons, plain("Nobody has signed it off.")), watch)


def _watch(line: Evidence, on: date) -> tuple[str, ...]:
    watch = [] if any(day <= on for day in line.heard_on) else ["Nothing is written of what children and families say."]
    watch += [f"{each.title} has moved the wrong way, point after point." for each in line.measures
              if judge(each, on).moving_away]  # fmt: skip
    return tuple(watch)


def _relapse(line: Evidence, since: date, on: date) -> tuple[date, str] | None:
    """The first thing that reopened a line after a sign-off: its day and what it was."""
    found = []
    for each in line.measures:
        if day := fell_back(each, since, on):
            found.append((day, f"{each.title} fell back off target ({each.target_words}) by {uk_date(day)}."))
    if day := audits_fell_back(line.asked, line.audits, since, on):
        found.append((day, f"Audits were below grade by {uk_date(day)}."))
    return min(found) if found else None
