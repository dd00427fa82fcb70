"""The self-evaluation as a document, in the shapes of the report: a page that stands by itself, or a tagged PDF."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import lineofsight
from lineofsight.reports.document import Block, Note, Page, Report, TableBlock, Tone
from lineofsight.web.knowledge.authority import authority_name
from lineofsight.web.layout.dates import in_full
from lineofsight.web.readiness.self_evaluation import QUESTIONS, ClaimShown, EvidenceShown

_KINDS = {"A measure": "Known by a measure", "Audits": "By audits", "What children and families say": "By what is said"}


def report_of(claims: Sequence[ClaimShown], areas: Sequence[tuple[str, str]], on: date) -> Report:
    """The self-evaluation as on a day: a page for each area, its claims in order, and what is flagged with each."""
    signed = sum(bool(each.signed) for each in claims)
    pages = tuple(_page(code, title, [each for each in claims if each.area == code]) for code, title in areas)
    return Report(
        "Self-evaluation", authority_name(), in_full(on), in_full(on),
        f"{len(claims)} claims, {signed} of them signed", lineofsight.__version__, pages, notes=QUESTIONS,
        children="No child is named here.",
    )  # fmt: skip


def _page(code: str, title: str, claims: Sequence[ClaimShown]) -> Page:
    blocks: list[Block] = []
    for number, each in enumerate(claims, start=1):
        rows = (
            ("What we know", each.know),
            *((_KINDS.get(piece.kind, piece.kind), _piece(piece)) for piece in each.evidence),
            ("What next", f"{each.next} By {each.next_by}." if each.next and each.next_by else each.next or "Nothing"),
            ("Signed", each.signed or "Not yet"),
        )  # fmt: skip
        blocks.append(TableBlock(f"Claim {number}", ("Claim", "What is said"), rows))
        if each.one_kind:
            blocks.append(Note(f"One kind of evidence alone, because: {each.one_kind}", Tone.WARNING))
        blocks += [Note(flag, Tone.WARNING) for flag in each.flags]
    if not claims:
        blocks.append(Note("Nothing is claimed of this area yet.", Tone.UNKNOWN))
    return Page(code, title, "", tuple(blocks))


def _piece(piece: EvidenceShown) -> str:
    """A piece of evidence: what it is, what it said and of when, and which snapshot and definition it is read by."""
    of_when = "" if piece.on in piece.then else f" ({piece.on})"
    return f"{piece.title}: {piece.then}{of_when}" + (f" [{piece.about}]" if piece.about else "")
