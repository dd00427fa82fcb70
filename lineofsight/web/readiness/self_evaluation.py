"""The self-evaluation as pages show it: each claim, how it is known, and what is wrong with how it is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lineofsight.inspections.criteria import criterion
from lineofsight.web.knowledge.audit_words import theme_words
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.layout.dates import in_full
from lineofsight.web.layout.links import link
from lineofsight.web.readiness import known_by, rules
from lineofsight.web.readiness.models import Claim, Evidence, EvidenceKind
from lineofsight.web.readiness.rules import Held

QUESTIONS = (
    "What do you know about the quality and impact of social work practice here?", "How do you know it?",
    "What will you do in the next twelve months to keep or improve it?",
)  # fmt: skip
"""What a self-evaluation answers: ILACS, annual conversation. Check the source against the edition in force."""
TESTS = {rules.AT_LEAST: "at least", rules.AT_MOST: "at most"}


@dataclass(frozen=True, slots=True)
class EvidenceShown:
    """A piece of evidence: its kind, what it is, what it said and when, what it says now, and where it is."""

    number: int
    kind: str
    title: str
    then: str
    on: str
    now: str
    about: str
    link: str
    is_old: bool


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """A claim on a page."""

    number: int
    area: str
    know: str
    next: str
    next_by: str
    criterion: str
    state: str
    tone: str
    signed: str
    one_kind: str
    withdrawn: str
    flags: tuple[str, ...]
    evidence: tuple[EvidenceShown, ...]
    written: str
    link: str


def shown_of(claims: Iterable[Claim], on: date) -> list[ClaimShown]:
    """Claims as pages show them. Their evidence is to be fetched with them."""
    return [claim_shown(each, on) for each in claims]


def claim_shown(claim: Claim, on: date) -> ClaimShown:
    """One claim."""
    pieces = list(claim.evidence.all())
    flags = rules.flags([held_of(each) for each in pieces], on)
    about = criterion(claim.criterion)
    state, tone = _state(claim, flags)
    return ClaimShown(
        claim.pk, claim.area, claim.know, claim.next, in_full(claim.next_by), about.text if about else "", state, tone,
        f"{claim.signed_by}, {in_full(claim.signed_on)}" if claim.signed_on else "", claim.one_kind,
        f"{in_full(claim.withdrawn_on)}: {claim.withdrawn_why}" if claim.withdrawn_on else "", flags,
        tuple(_evidence(each, on) for each in pieces), f"{claim.written_by}, {in_full(claim.written_on)}",
        link("readiness:claim", claim.pk),
    )  # fmt: skip


def held_of(piece: Evidence) -> Held:
    """Evidence as rules read it, a measure with what it says now."""
    if piece.kind != EvidenceKind.MEASURE:
        return Held(piece.kind, piece.on, piece.title)
    found = known_by.measure(piece.code)
    moved = 0 if found is None or not found.moved else 1 if found.moved.startswith("Up") else -1
    try:
        same = known_by.definition_of(piece.code) == piece.definition
    except KeyError:
        same = False
    return Held(piece.kind, piece.on, piece.title, piece.test, piece.bound, found.value if found else None, moved, same)


def measure_evidence(code: str, test: str, bound: float | None) -> dict[str, Any] | None:
    """A measure's latest figure as evidence, with the snapshot and definition it is read by; None where it has none."""
    held, found = known(), known_by.measure(code)
    if held is None or found is None or found.value is None:
        return None
    words = f"{known_by.measure_words(code, found.value)}, {found.period.title}"
    if bound is not None and test in TESTS:
        words += f"; claimed: {TESTS[test]} {known_by.measure_words(code, bound)}"
    return {
        "kind": EvidenceKind.MEASURE.value, "code": code, "title": known_by.measure_title(code),
        "on": min(found.period.end, held.info.as_known_on), "period": found.period.code, "value": found.value,
        "test": test if bound is not None else "", "bound": bound, "snapshot": held.info.snapshot,
        "definition": known_by.definition_of(code), "words": words,
    }  # fmt: skip


def audit_evidence(theme: str, on: date) -> dict[str, Any] | None:
    """A year's audits of a theme as evidence; None where there are none."""
    held, found = known(), known_by.audited((theme,), on)
    if held is None or not found.number:
        return None
    return {
        "kind": EvidenceKind.AUDIT.value, "code": theme, "title": theme_words(theme), "on": on,
        "since": found.since, "good": found.good, "number": found.number, "snapshot": held.info.snapshot,
        "words": f"{found.words} good or better after moderation",
    }  # fmt: skip


def voice_evidence(column: str, on: date) -> dict[str, Any] | None:
    """A year's answers of children and families as evidence; None where nobody was asked."""
    held, found = known(), known_by.heard(column, on)
    if held is None or not found.number:
        return None
    return {
        "kind": EvidenceKind.VOICE.value, "code": column, "title": known_by.VOICES[column], "on": on,
        "since": found.since, "good": found.good, "number": found.number, "snapshot": held.info.snapshot,
        "words": f"{found.words} said so",
    }  # fmt: skip


def counts(shown: Sequence[ClaimShown]) -> Mapping[str, int]:
    """How the self-evaluation stands: claims said, signed, and flagged."""
    said = [each for each in shown if not each.withdrawn]
    return {
        "claims": len(said), "signed": sum(bool(each.signed) for each in said),
        "flagged": sum(bool(each.flags) for each in said),
    }  # fmt: skip


def _state(claim: Claim, flags: Sequence[str]) -> tuple[str, str]:
    if claim.withdrawn_on:
        return "Withdrawn", "plain"
    if claim.signed_on:
        return ("Signed, and flagged", "unknown") if flags else ("Signed", "met")
    return "Not signed", "soon"


def _evidence(piece: Evidence, on: date) -> EvidenceShown:
    old = rules.is_old(piece.on, on)
    where, now = "", ""
    if piece.kind == EvidenceKind.MEASURE:
        found = known_by.measure(piece.code)
        now = f"{known_by.measure_words(piece.code, found.value)}, {found.period.title}" if found else "Not known"
        where = link("performance:indicator", piece.code)
    elif piece.kind == EvidenceKind.AUDIT:
        where = link("audits:themes")
    about = f"snapshot {piece.snapshot}" if piece.snapshot else ""
    if piece.definition:
        about += f", defined as {piece.definition}"
    return EvidenceShown(
        piece.pk, piece.get_kind_display(), piece.title, piece.words, in_full(piece.on), now, about, where, old
    )
